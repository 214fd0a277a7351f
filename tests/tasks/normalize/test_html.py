"""HTML becomes the lines that a reader sees; hostile pages cost linear time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.errors import EmptyArticle
from tasks.normalize.html import Page, declared_charset, is_fragment, is_html, read_html
from tests import rules

RULES = rules.RULES.normalize.page


def page(body: str, head: str = "") -> Page:
    return read_html(f"<html><head>{head}</head><body>{body}</body></html>", RULES)


def lines(body: str) -> list[str]:
    return page(body).text.split("\n")


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("<p>望溪<b>开</b>会</p><p>次日</p>", ["望溪开会", "次日"]),
        ("　　第一段<br><br>　　第二段", ["第一段", "第二段"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("<p>一\n  行，\r\n字\t块 a\nb</p>", ["一行，字 块 a b"]),
        ("<p>x &lt; y &amp;&nbsp;z</p>", ["x < y &\u00a0z"]),
        ("<a>首页</a><a>时政</a>", ["首页 时政"]),
        ("<table><tr><td>组别</td><td>积分</td></tr></table>", ["组别 积分"]),
        ("<table><tr><td><p>甲</p></td><td><p>3</p></td></tr></table>", ["甲 3"]),
        (f"<table><tr><td>{'正文' * 30}</td><td>热门</td></tr></table>", ["正文" * 30, "热门"]),
        ("<ruby>郫<rt>pí</rt></ruby>都", ["郫(pí)都"]),
        ("<ruby>郫<rp>（</rp><rt>pí</rt><rp>）</rp></ruby>都", ["郫(pí)都"]),
        ("甲<script>乙</script><style>丙</style><noscript>丁</noscript>戊", ["甲戊"]),
        ("甲<!-- 乙 -->丙", ["甲丙"]),
        ("甲<div style='Display : none'>乙</div><div hidden>丙</div>丁", ["甲丁"]),
        ("<div style='visibility:hidden'>甲</div>", ["甲"]),
        ("<p>甲\u2028乙\x0b丙</p>", ["甲 乙 丙"]),
        ("<p>没有结束<p>的段落<li>和项", ["没有结束", "的段落", "和项"]),
        ("<p>甲\0乙</p>", ["甲 乙"]),
    ],
)
def test_a_page_breaks_into_the_lines_that_a_reader_sees(body: str, seen: list[str]) -> None:
    assert lines(body) == seen


def test_lines_of_nothing_but_links_are_told() -> None:
    found = page("<p><a>甲</a> | <a>乙</a></p><p>丙<a>丁</a></p><li>· <a>戊</a></li><p>——</p>")
    assert found.text.split("\n") == ["甲 | 乙", "丙 丁", "· 戊", "——"]
    assert found.linked == (0, 2)


@pytest.mark.parametrize("body", ["", "<p>\u00a0 \u200b</p>", "<script>x</script>", "<!-- x -->"])
def test_a_page_that_shows_nothing_is_empty(body: str) -> None:
    with pytest.raises(EmptyArticle):
        page(body)


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><p>",
        "\n<html lang='zh'>",
        "<!-- 头 -->\n<HEAD>",
        "<?xml version='1.0'?><html>",
    ],
)
def test_what_begins_as_a_page_is_one(text: str) -> None:
    assert is_html(text)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<p>", "a < b", "《html》", "", "<htm>"]
)
def test_what_only_looks_like_markup_stays_text(text: str) -> None:
    assert not is_html(text)


def test_a_field_may_hold_a_part_of_a_page() -> None:
    assert is_fragment("<p>甲</p>")
    assert is_fragment(" <div class='x'>")
    assert not is_fragment("<某某>说")


def test_the_head_names_the_encoding() -> None:
    assert declared_charset(b'<meta charset="gbk">') == "gbk"
    assert declared_charset(b"<META content='text/html; charset=big5' http-equiv=x>") == "big5"
    assert declared_charset(b"charset=gbk") is None


HEAD = """<title>澄江开会_澄江网</title><meta property="og:title" content="澄江 开会">
<meta name="PubDate" content="2024-03-12 09:30"><meta name="ContentSource" content="澄江日报">
<meta name="author" content="林小满"><link rel="canonical" href="https://cj.example/a.html">"""
DATA = """<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"],
"headline": "澄江开会", "datePublished": "2024-03-12", "author": [{"name": "林小满"}, "祝晚"],
"publisher": {"name": "澄江日报"}}]}</script>"""


def test_the_metadata_is_read() -> None:
    found = page("<p>甲</p>", HEAD)
    assert found.url == "https://cj.example/a.html"
    assert found.stated.title == "澄江 开会"
    assert found.stated.page_title == "澄江开会_澄江网"
    assert (found.stated.published, found.stated.outlet) == ("2024-03-12 09:30", "澄江日报")
    assert found.stated.authors == ("林小满",)


def test_linked_data_is_read_where_there_is_no_meta_element() -> None:
    stated = page("<p>甲</p>", DATA).stated
    assert (stated.title, stated.published, stated.outlet) == ("澄江开会", "2024-03-12", "澄江日报")
    assert stated.authors == ("林小满", "祝晚")


@pytest.mark.parametrize(
    "data", ["{", "[" * 50_000, '{"@graph": 3}', '{"@type": 3, "headline": 4}']
)
def test_broken_linked_data_is_passed_over(data: str) -> None:
    assert (
        page("<p>甲</p>", f'<script type="application/ld+json">{data}</script>').stated.title
        is None
    )


HOSTILE = [
    "<div>",
    "<b><i><p>",
    "<",
    "<!-",
    "<!--",
    "<a ",
    "<![CDATA[",
    "<table><tr><td>",
    "<a x='",
]
HOSTILE += ["&#", "<ruby><rt>", "</p>", "<p>甲", "<script>", "<tr><td>甲<td>"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_markup_costs_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = "<html><p>甲</p>" + piece * (size // len(piece))
        begun = time.process_time()
        read_html(text, RULES)
        return time.process_time() - begun

    small = max(min(seconds(50_000) for _ in range(3)), 0.005)
    assert seconds(400_000) < 8 * 4 * small  # eight times as much; four for noise


@given(st.text(alphabet="<>/abdiv p'\"=&#;x3望\n\0!-[]", max_size=300))
def test_any_markup_becomes_lines_or_nothing(text: str) -> None:
    try:
        found = read_html("<html>" + text, RULES)
    except EmptyArticle:
        return
    assert found.text.split("\n") == found.text.splitlines()
    assert set(found.linked) <= set(range(len(found.text.split("\n"))))

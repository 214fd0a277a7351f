"""What the text came wrapped in is found out, and taken off."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.document import Form, NormalizedArticle, RawArticle
from tasks.errors import EmptyArticle, NotARecord, UndecodableText
from tasks.normalize import normalize
from tests.rules import RULES

TEXT = "3月11日，澄江市召开春季造林现场会。\n市长高望山出席并讲话。"


def normalized(content: str | bytes, key: str = "a.json", **more: Any) -> NormalizedArticle:
    raw = content.encode() if isinstance(content, str) else content
    return normalize(RawArticle(key=key, content=raw, **more), RULES)


def record(**fields: Any) -> NormalizedArticle:
    return normalized(json.dumps(fields, ensure_ascii=False))


def test_plain_text_is_left_as_it_is() -> None:
    article = normalized(TEXT, "a.txt")
    assert (article.text, article.source.form, article.linked) == (TEXT, Form.TEXT, ())


@pytest.mark.parametrize("key", ["a.html", "a.SHTML", "a.htm.gz", "a.txt", "a"])
def test_a_page_is_known_by_its_name_or_its_beginning(key: str) -> None:
    article = normalized(f"<html><p>{TEXT}</p><p>完</p></html>", key)
    assert article.source.form is Form.HTML
    assert article.text == TEXT.replace("\n", "") + "\n完"


def test_a_text_that_only_mentions_markup_stays_text() -> None:
    text = "<script>alert(1)</script>\n他说，<b>标签</b>要这样写。"
    assert normalized(text, "a.txt").text.startswith("<script>alert(1)</script>\n")


def test_a_page_in_another_encoding_is_read_by_what_its_head_says() -> None:
    text = f"<html><head><meta charset=gb2312></head><p>{TEXT}</p></html>"
    article = normalized(text.encode("gb18030"), "a.html")
    assert (article.source.encoding, article.text) == ("gb18030", TEXT.replace("\n", ""))


def test_a_record_gives_text_and_facts() -> None:
    article = record(
        title="澄江開會了",
        content=TEXT,
        publish_time="2024-03-12 09:30",
        source={"name": "澄江日报"},
        author=["林小满", {"name": "祝晚"}],
        url="https://cj.example/a",
    )
    assert (article.text, article.source.form) == (TEXT, Form.JSON)
    assert article.stated.title == "澄江开会了", "what is stated is normalized too"
    assert (article.stated.published, article.stated.outlet) == ("2024-03-12 09:30", "澄江日报")
    assert article.stated.authors == ("林小满", "祝晚")
    assert article.source.url == "https://cj.example/a"


def test_the_origins_count_the_characters_of_the_text_field() -> None:
    assert record(id=7, text=TEXT).origins == ((0, 0, len(TEXT)),)


def test_paragraphs_may_be_a_list() -> None:
    assert record(text=TEXT.split("\n")).text == TEXT


def test_a_text_field_may_hold_html() -> None:
    article = record(content="<p>甲乙丙丁。</p><p><a>戊</a></p>", title="己")
    assert (article.text, article.linked) == ("甲乙丙丁。\n戊", (1,))


@pytest.mark.parametrize(
    ("moment", "published"),
    [
        (1710207000, "2024-03-12T01:30:00+00:00"),
        (1710207000000, "2024-03-12T01:30:00+00:00"),
        ("1710207000", "2024-03-12T01:30:00+00:00"),
        ("20240312", "20240312"),
        ("昨天", "昨天"),
    ],
)
def test_unix_times_are_told_from_other_numbers(moment: int | str, published: str) -> None:
    assert record(text=TEXT, date=moment).stated.published == published


def test_a_deployment_s_own_field_names_come_first() -> None:
    content = json.dumps({"text": "短。", "Data": {"正文": TEXT}, "when": "2024-03-12"})
    fields = {"text": ("data.正文",), "published": ("when",)}
    article = normalized(content, fields=fields)
    assert (article.text, article.stated.published) == (TEXT, "2024-03-12")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("[1]", "no object but list"),
        ('{"title": "甲"}', "has no text: none of the fields text, content"),
        ('{"text": "  "}', "has no text"),
        ('{"text": true}', "has no text"),
        ('{"schema_version": "1.0", "pipeline": {}, "body": "甲"}', "a result of ours"),
    ],
)
def test_json_that_holds_no_article_is_a_failure_with_its_reason(content: str, reason: str) -> None:
    with pytest.raises(NotARecord, match=reason):
        normalized(content)


def test_what_escapes_hide_is_checked_like_any_text() -> None:
    with pytest.raises(EmptyArticle):
        record(text="\u200b\u200b")
    with pytest.raises(UndecodableText):
        record(text="锟斤拷锟斤拷锟斤拷锟斤拷锟斤拷锟斤拷锟斤拷锟斤拷锟斤拷")


def test_half_characters_become_the_replacement_character() -> None:
    text = normalized(
        r'{"text": "望溪县今天召开春季造林现场会\ud800，现场气氛热烈\ud83d\ude00"}'
    ).text
    assert text == "望溪县今天召开春季造林现场会\ufffd，现场气氛热烈😀"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "title", "date", "url", "name"]), inner, max_size=4
        )
    ),
)


@given(JSON)
def test_any_json_is_an_article_or_a_failure(value: Any) -> None:
    try:
        article = normalized(json.dumps(value))
    except (NotARecord, EmptyArticle, UndecodableText):
        return
    assert article.text.strip()

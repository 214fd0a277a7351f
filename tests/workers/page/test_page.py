"""The page of a result: what it holds, what it escapes, and that it stands alone."""

import re
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from tasks.document import (
    Change,
    Generation,
    Label,
    MeasureKind,
    RawArticle,
    Refusal,
    Result,
    Role,
    Script,
    Statement,
)
from tasks.errors import ArticleError
from tasks.normalize import read_source
from tasks.pipeline import process
from tests.rules import RULES
from workers.page import page_of, words
from workers.page.source import PICTURES

ROOT = Path(__file__).parent.parent.parent.parent
ARTICLES = sorted((ROOT / "samples").rglob("*.txt")) + sorted(
    (ROOT / "tests" / "corpus" / "articles").glob("[ch]*.txt")
)

ARTICLE = """首页 新闻 财经 登录 注册
澄江召开春季造林现场会
2024-03-12 09:30 来源：澄江日报 编辑：林小满
本报讯（记者 白杨）3月11日，澄江市召开春季造林现场会，市委书记高望山出席并讲话。
高望山强调，要抢抓时令，确保完成造林12万亩；要严格管护，成活率达到九成以上。
分享到微信 微博
责任编辑：林小满
"""


def article(text: str | bytes) -> tuple[Result, str]:
    """The result of an article, and its decoded source."""
    content = text.encode() if isinstance(text, str) else text
    raw = RawArticle(key="澄江/a.txt", content=content)
    return process(raw, RULES), read_source(raw, RULES.normalize)[1].text


def parsed(page: str) -> html.HtmlElement:
    return html.document_fromstring(page.encode())


def body(tree: html.HtmlElement) -> list[str]:
    return [p.text_content() for p in tree.xpath('//div[@class="text"]/p')]


def source_lines(tree: html.HtmlElement) -> list[str]:
    """The lines of the left side without their labels."""
    without = './/text()[not(ancestor::span[contains(@class, "label")])]'
    return [
        "".join(line.xpath(without)) for line in tree.xpath('//section[@class="source"]//ol/li')
    ]


@pytest.mark.parametrize("file", ARTICLES, ids=lambda file: file.stem)
def test_both_sides_hold_exactly_their_text(file: Path) -> None:
    result, source = article(file.read_bytes())
    tree = parsed(page_of(result, source))
    assert body(tree) == list(result.body.paragraphs)
    lines = re.split("\r\n|\n|\r|\u2028|\u2029|\x85", source.rstrip("\r\n"))
    assert source_lines(tree) == [line.translate(PICTURES) for line in lines]
    assert source_lines(parsed(page_of(result))) == result.normalized_text.split("\n")


@pytest.mark.parametrize("file", ARTICLES, ids=lambda file: file.stem)
def test_every_link_leads_somewhere_and_every_id_is_the_only_one(file: Path) -> None:
    result, source = article(file.read_bytes())
    tree = parsed(page_of(result, source))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    wanted = [link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")]
    wanted += tree.xpath("//@aria-describedby") + tree.xpath("//@aria-labelledby")
    assert set(wanted) <= set(ids)


def test_what_was_removed_is_struck_through_with_its_reason() -> None:
    result, source = article(ARTICLE)
    tree = parsed(page_of(result, source))
    struck = [gone.text_content() for gone in tree.xpath("//del")]
    kept = {Label.BODY, Label.TITLE, Label.BLANK}
    gone = [line.text for line in result.lines if line.label not in kept]
    assert len(gone) == 4
    assert sorted(struck) == sorted([*gone, "本报讯（记者 白杨）"])
    for each in tree.xpath("//del"):
        assert each.getprevious().text_content() in {name.name for name in words.LABELS.values()}


def test_every_repair_is_marked_with_what_it_became() -> None:
    damaged = (
        "澄江市召開春季造林現場會(huì)，市長高望山出席並講話(huà)。\u200b会议要求,守住耕地。\n"
    )
    result, source = article(damaged * 3)
    notes = parsed(page_of(result, source)).xpath('//span[contains(@class, "repair")]/@data-note')
    text = "\n".join(notes)
    assert "去掉夹在字里的注音" in text
    assert "現場會(huì) → 现场会" in text
    assert "\u200b → （删去）" in text
    assert ", → ，" in text
    assert len(notes) > sum(len(repair.spans) for repair in result.repairs)
    plain = parsed(page_of(result)).xpath('//span[contains(@class, "repair")]/@data-note')
    assert len(plain) >= len(result.repairs)


def test_hovering_tells_post_part_value_and_speaker() -> None:
    result, source = article(ARTICLE)
    tree = parsed(page_of(result, source))

    def note(kind: str) -> str:
        return str(tree.xpath(f'//div[@class="text"]//span[@class="{kind}"]/@data-note')[0])

    assert note("person").startswith("市委书记，主要人物")
    assert "120,000 亩" in note("quantity")
    assert note("measure").startswith("要求，高望山提出")


def test_the_facts_are_a_table() -> None:
    result, source = article(ARTICLE)
    tree = parsed(page_of(result, source))
    rows = tree.xpath('//section[@class="facts"]//tr')
    facts = {row[0].text_content(): row[1].text_content() for row in rows}
    assert facts["标题"] == "澄江召开春季造林现场会"
    assert facts["发布"] == "2024-03-12 09:30"
    assert facts["媒体"] == "澄江日报"
    assert facts["编辑"] == "林小满"


def test_key_points_are_shown_and_lead_to_their_places() -> None:
    result, source = article(ARTICLE)
    tree = parsed(page_of(result, source))
    points = tree.xpath('//ul[@class="points"]/li/a[@class="sentence"]')
    assert [point.text_content() for point in points] == [p.text for p in result.summary.points]
    assert points
    for point, told in zip(points, result.summary.points, strict=True):
        (place,) = tree.xpath(f'//div[@class="text"]//*[@id="{point.get("href")[1:]}"]')
        assert told.text.startswith(place.text_content())
        (line,) = point.xpath("following-sibling::a/@href")
        (there,) = tree.xpath(f'//section[@class="source"]//*[@id="{line[1:]}"]')
        assert told.text.startswith(there.text_content()[:5])


def test_a_page_without_key_points_has_no_list_of_them() -> None:
    result, source = article(ARTICLE)
    summary = result.summary.model_copy(update={"points": ()})
    assert "要点" not in page_of(result.model_copy(update={"summary": summary}), source)


def test_a_speaker_is_named_once_before_what_they_say() -> None:
    result, source = article(ARTICLE)
    points = [p.model_copy(update={"speaker": "高望山"}) for p in result.summary.points[:2]]
    assert len(points) == 2
    summary = result.summary.model_copy(update={"points": tuple(points)})
    page = page_of(result.model_copy(update={"summary": summary}), source)
    named = parsed(page).xpath('//ul[@class="points"]//span[@class="who"]')
    assert [each.text_content() for each in named] == ["高望山："]


SAID = "澄江召开造林现场会，高望山要求造林12万亩。"


def in_other_words(text: str) -> tuple[Result, str]:
    """The result with a summary in a model's words, which is not checked here."""
    result, source = article(text)
    sentence = result.summary.sentences[0]
    summary = result.summary.model_copy(
        update={
            "text": SAID,
            "method": "abstractive",
            "sentences": (sentence,),
            "statements": (Statement(text=SAID, support=(0,)),),
            "generation": Generation(model="<b>model</b>", fingerprint="f"),
        }
    )
    return result.model_copy(update={"summary": summary}), source


def test_a_summary_by_a_model_says_so_and_shows_what_it_rests_on() -> None:
    result, source = in_other_words(ARTICLE)
    tree = parsed(page_of(result, source))
    (summary,) = tree.xpath('//section[@class="summary"]')
    assert SAID in summary.text_content()
    assert "由语言模型 <b>model</b> 概括，不是原文" in summary.text_content()
    (link,) = summary.xpath('.//p[@class="lead"]/a/@href')
    (cited,) = tree.xpath(f'//*[@id="{link[1:]}"]')
    assert cited.text_content() == result.summary.sentences[0].text
    supporting = summary.xpath('.//ol[@class="support"]/li')
    assert [each.text_content() for each in supporting] == [result.summary.sentences[0].text]
    assert "摘要逐字取自正文" not in tree.text_content()
    assert tree.xpath("//b") == []


def test_a_page_tells_why_a_model_s_summary_was_not_taken() -> None:
    result, source = article(ARTICLE)
    assert "模型" not in page_of(result, source)
    generation = Generation(model="m", fingerprint="f", reason=Refusal.NUMBER, detail="13万亩")
    summary = result.summary.model_copy(update={"generation": generation})
    page = page_of(result.model_copy(update={"summary": summary}), source)
    assert "模型写的数字与正文不符，改用原文句子" in page
    assert "摘要逐字取自正文" in page


HOSTILE = """<script>alert(1)</script> "><img src=x onerror=alert(1)> 召开现场会
澄江市'"><svg onload=alert(1)>召开春季造林现场会，市长高望山"><script>alert(2)</script>出席并讲话{{ 7 * 7 }}。
&lt;script&gt;alert(3)&lt;/script&gt; 高望山强调，要</span></p></style><b>守住</b>12万亩耕地，javascript:alert(4)。
"""


def test_hostile_text_is_shown_and_never_run() -> None:
    result, source = article(HOSTILE)
    hostile = '"><script>alert(1)</script>\' onfocus=alert(1) x="'
    result = result.model_copy(
        update={
            "title": hostile,
            "outlet": hostile,
            "authors": (hostile,),
            "source": result.source.model_copy(
                update={"url": "javascript:alert(1)", "key": hostile}
            ),
            "people": tuple(
                person.model_copy(update={"titles": (hostile,), "scope": hostile})
                for person in result.people
            ),
        }
    )
    page = page_of(result, source)
    tree = parsed(page)
    assert "<script>alert(2)</script>" in "".join(source_lines(tree))
    assert "{{ 7 * 7 }}" in "".join(source_lines(tree))
    assert tree.xpath("//script | //img | //svg | //b") == []
    attributes = {str(name) for each in tree.iter() for name in each.attrib}
    assert not any(name.startswith("on") for name in attributes)
    assert not [link for link in tree.xpath("//a/@href") if not link.startswith("#")]
    assert tree.xpath("//h1")[0].text_content() == hostile


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=120))
def test_no_text_breaks_out_of_the_page(text: str) -> None:
    try:
        result, source = article("高望山强调，" + text.encode("utf-8", "ignore").decode() + "。")
    except ArticleError:
        return
    tree = parsed(page_of(result, source))
    assert [str(each.tag) for each in tree] == ["head", "body"]
    assert body(tree) == [clean(paragraph) for paragraph in result.body.paragraphs]


def clean(text: str) -> str:
    """As a parser of HTML gives it back."""
    return text.replace("\r", "\n")


def test_the_page_stands_alone() -> None:
    result, source = article(ARTICLE)
    page = page_of(result, source)
    tree = parsed(page)
    assert tree.xpath("//script | //link | //img | //iframe | //object | //@src | //form") == []
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv]/@content")[0]


def test_the_same_result_gives_the_same_page() -> None:
    result, source = article(ARTICLE)
    assert page_of(result, source) == page_of(Result.model_validate(result.model_dump()), source)


@pytest.mark.parametrize(
    ("names", "enumeration"),
    [
        (words.LABELS, Label),
        (words.ROLES, Role),
        (words.MEASURES, MeasureKind),
        (words.CHANGES, Change),
        (words.SCRIPTS, Script),
        (words.REFUSALS, Refusal),
    ],
)
def test_everything_has_a_name(names: dict[object, object], enumeration: type[StrEnum]) -> None:
    assert set(names) == set(enumeration)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x", "http://[", "", None]
)
def test_only_an_ordinary_address_is_a_link(url: str | None) -> None:
    assert words.link_of(url) is None
    assert words.link_of("https://a.example/1") == "https://a.example/1"

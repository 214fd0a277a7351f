"""The summary: short, verbatim, in order, and about what happened."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.rules import load_rules
from tasks.document import (
    Body,
    CleanArticle,
    ExtractedArticle,
    Keyword,
    Label,
    NormalizedArticle,
    Person,
    Quantity,
    Result,
    Role,
    Script,
    Source,
)
from tasks.summarize import summarize

RULES = load_rules()
MAX = RULES.summarize.max_characters

DEMANDS = (
    "谈柳强调，要倒排工期，11月底前完成剩余18公里管网更新；要落实水价听证程序，"
    "听证结果在《望溪日报》和“望溪发布”同时公布；要严守施工安全底线，夜间作业必须有人带班。"
)
STORY = "\n".join(
    [
        "9月3日，望溪县县长谈柳主持召开城东供水改造调度会，研究管网更新、水价听证和施工安全等工作。",
        DEMANDS,
        "他强调——",
        "◆要把漏损率压到一成以下，每月公布一次。",
        "据了解，改造总投资2.6亿元，惠及居民3.1万户，前八个月已更新管网44公里。",
        "县领导班子成员，县人大、县政协有关负责人参加会议。",
        "会后，与会人员察看了三处施工现场，向一线工人送去了防暑用品和慰问品，并与附近居民座谈。",
    ]
)


def extracted(text: str, keywords: tuple[str, ...] = (), principal: str = "") -> ExtractedArticle:
    source = Source(
        bucket=None, key="a.txt", etag=None, size=0, encoding="utf-8", encoding_confidence=1.0
    )
    page = "来源：望溪在线\n" + text
    clean = CleanArticle(
        normalized=NormalizedArticle(
            id="0", source=source, script=Script.HANS, repairs=(), text=page, origins=()
        ),
        labels=(Label.SOURCE_LINE,) + (Label.BODY,) * (text.count("\n") + 1),
        inline_spans=(),
        body=Body(
            text=text,
            paragraphs=tuple(text.split("\n")),
            starts=tuple(line.start() + page.index(text) for line in re.finditer("(?m)^", text)),
        ),
    )
    figures = re.finditer(r"\d[\d.]*[亿万]?[元户公里]", text)
    return ExtractedArticle(
        clean=clean,
        title=None,
        published_at=None,
        dateline=None,
        event_date=None,
        outlet=None,
        contributor=None,
        republisher=None,
        authors=(),
        editors=(),
        people=tuple(
            Person(name=name, titles=(), role=Role.PRINCIPAL, scope=None, spans=())
            for name in [principal]
            if name
        ),
        organisations=(),
        places=(),
        measures=(),
        quantities=tuple(
            Quantity(text=f[0], value=0.0, unit="", measure=None, span=f.span()) for f in figures
        ),
        keywords=tuple(Keyword(term=term, weight=1 - i / 20) for i, term in enumerate(keywords)),
    )


def summarized(text: str) -> Result:
    keywords = ("供水改造", "管网更新", "水价听证", "施工安全", "漏损率")
    return summarize(extracted(text, keywords, "谈柳"), RULES)


def assert_citable(result: Result) -> None:
    summary, text = result.summary, result.body.text
    assert summary.text == "".join(sentence.text for sentence in summary.sentences)
    assert len(summary.text) <= MAX
    spans = [sentence.span for sentence in summary.sentences]
    assert spans == sorted(spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    for sentence in summary.sentences:
        assert text[sentence.span[0] : sentence.span[1]] == sentence.text != ""


def test_it_says_what_happened_who_led_it_and_the_figures_that_matter() -> None:
    summary = summarized(STORY).summary.text
    assert summary.startswith("9月3日，望溪县县长谈柳主持召开城东供水改造调度会")
    assert "18公里" in summary


def test_it_is_verbatim_in_order_and_within_the_limit() -> None:
    assert_citable(summarized(STORY))


def test_no_excerpt_is_a_speech_tag_or_a_list_of_those_present() -> None:
    summary = summarized(STORY).summary.text
    assert "他强调——" not in summary
    assert "有关负责人参加会议" not in summary
    assert not summary.endswith(("，", "；", "强调", "谈柳强调，"))


def test_no_cut_falls_inside_quotes_titles_or_brackets() -> None:
    for sentence in summarized(STORY).summary.sentences:
        for opener, closer in ("《》", "“”", "（）"):
            assert sentence.text.count(opener) == sentence.text.count(closer)


def test_a_flash_is_returned_whole() -> None:
    flash = "望溪县气象台今天发布暴雨预警。\n全县中小学停课一天，三条公交线路停运。"
    summary = summarized(flash).summary
    assert summary.text == flash.replace("\n", "")
    assert [sentence.span for sentence in summary.sentences] == [(0, 15), (16, 35)]


def test_a_sentence_without_a_comma_that_is_too_long_is_cut_rather_than_left_out() -> None:
    result = summarized("望溪县" + "供水管网改造" * 60 + "。")
    assert_citable(result)
    assert result.summary.text


def test_a_sentence_that_hangs_on_another_does_not_open_the_summary() -> None:
    text = "同时，他还指出供水改造的管网更新要加快。\n" + STORY
    assert not summarized(text).summary.text.startswith("同时")


@given(
    st.lists(
        st.text(
            alphabet="谈柳供水改造管网要强调望溪县，。；：！？“”‘’（）《》◆他 0123456789",
            max_size=80,
        ).filter(str.strip),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_the_body_the_summary_is_citable(paragraphs: list[str]) -> None:
    assert_citable(summarized("\n".join(paragraphs)))


def test_the_result_keeps_every_line_with_its_label() -> None:
    result = summarized(STORY)
    assert [line.n for line in result.lines] == list(range(len(result.lines)))
    assert "\n".join(line.text for line in result.lines) == result.normalized_text
    assert result.lines[0].label is Label.SOURCE_LINE
    assert {line.label for line in result.lines[1:]} == {Label.BODY}


@pytest.mark.timeout(20)
def test_a_very_long_article_takes_no_more_than_linear_time() -> None:
    assert_citable(summarized("\n".join([STORY] * 150)))

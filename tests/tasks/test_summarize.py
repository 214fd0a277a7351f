"""Stage 4 as a whole: the summary is short, verbatim, in order, and about what happened."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.document import Label, RawArticle, Result
from tasks.pipeline import process
from tests.rules import RULES
from tests.tasks.summarize.faults import faults
from tests.tasks.summarize.making import STORY, summarized

MAX = RULES.summarize.max_characters


def assert_citable(result: Result) -> None:
    summary, text = result.summary, result.body.text
    assert len(summary.text) <= MAX
    spans = [sentence.span for sentence in summary.sentences]
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    for sentence in summary.sentences:
        assert text[slice(*sentence.span)] == sentence.text != ""
    rest = summary.text
    for sentence in summary.sentences:
        mark, found, rest = rest.partition(sentence.text)
        assert found
        assert mark in ("", "。", "；", "……")
    assert rest in ("", "。", "……")


def test_it_says_what_happened_who_led_it_and_the_figures_that_matter() -> None:
    summary = summarized(STORY).summary.text
    assert summary.startswith("9月3日，望溪县县长谈柳主持召开城东供水改造调度会")
    assert "18公里" in summary


def test_it_is_verbatim_in_order_and_within_the_limit() -> None:
    assert_citable(summarized(STORY))


def test_it_has_no_fault_that_a_reader_would_see() -> None:
    assert faults(summarized(STORY), MAX) == []


def test_no_excerpt_is_a_speech_tag_or_a_list_of_those_present() -> None:
    summary = summarized(STORY).summary.text
    assert "他强调——" not in summary
    assert "有关负责人参加会议" not in summary
    assert not summary.endswith(("，", "；", "强调", "谈柳强调，"))


def test_a_flash_is_returned_whole() -> None:
    flash = "望溪县气象台今天发布暴雨预警。\n全县中小学停课一天，三条公交线路停运。"
    summary = summarized(flash).summary
    assert summary.text == flash.replace("\n", "")
    assert [sentence.span for sentence in summary.sentences] == [(0, 15), (16, 35)]


def test_lines_of_a_flash_without_a_full_stop_get_one() -> None:
    assert summarized("望溪县发布暴雨预警\n全县停课一天").summary.text == (
        "望溪县发布暴雨预警。全县停课一天。"
    )


def test_a_sentence_without_a_comma_that_is_too_long_is_cut_rather_than_left_out() -> None:
    result = summarized("望溪县" + "供水管网改造" * 60 + "。")
    assert_citable(result)
    assert result.summary.text.endswith("……")


def test_such_a_cut_spares_titles_in_quotation_marks() -> None:
    long = "望溪县印发《" + "供水、节水、" * 20 + "方案》" + "和管网改造办法" * 20
    assert summarized(long).summary.text.count("《") == summarized(long).summary.text.count("》")


def test_lines_that_no_sentence_holds_are_taken_from_the_top() -> None:
    rows = "\n".join(f"第{n}号井 水位{n}米" for n in range(60))
    result = summarized(rows)
    assert_citable(result)
    assert result.summary.text.startswith("第0号井 水位0米。第1号井 水位1米。")


def test_an_empty_body_has_an_empty_summary() -> None:
    assert summarized("").summary.text == ""


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


def test_a_full_stop_that_is_added_counts_too() -> None:
    text = (
        "两年时间记录下“龟背纹”“胡椒眼”等43种古法纹样，做成数字图库 谁想学 扫码就能看。"
        "傍晚 晒场上的灯亮了。竺三伏眯着眼教8岁的孙女竺小满起底：“压一挑一，莫慌，竹子认得慢性子 的人。 ”"
        "文字奶编的5块钱没人要。您需要登录后才可以回帖 登录 | 立即注册小黑屋 | 手机版 | 笋0 ) GMT+8，！"
    )
    result = process(RawArticle(key="a.txt", content=text.encode()), RULES)
    assert len(result.summary.text) <= MAX


def test_the_result_keeps_every_line_with_its_label() -> None:
    result = summarized(STORY)
    assert [line.n for line in result.lines] == list(range(len(result.lines)))
    assert "\n".join(line.text for line in result.lines) == result.normalized_text
    assert result.lines[0].label is Label.SOURCE_LINE
    assert {line.label for line in result.lines[1:]} == {Label.BODY}


def test_a_text_said_twice_is_told_once() -> None:
    summary = summarized("\n".join([STORY] * 3)).summary
    told = [sentence.text for sentence in summary.sentences]
    assert len(told) == len(set(told))


@pytest.mark.timeout(20)
def test_a_very_long_article_takes_no_more_than_linear_time() -> None:
    assert_citable(summarized("\n".join([STORY] * 150)))

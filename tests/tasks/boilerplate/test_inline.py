"""Datelines, bylines, credits and end marks inside body lines."""

import pytest

from tests.tasks.boilerplate.making import STORY, stripped


@pytest.mark.parametrize(
    ("dateline", "between"),
    [
        ("望溪在线12月17日讯（通讯员 崔晚）", " "),
        ("新华社北京3月5日电", " "),
        ("新华社日内瓦2024年3月5日电（记者 卓然、孟溪）", ""),
        ("中新网望溪6月11日电 （邹晚舟 余清）", ""),
        ("本报讯（记者 何小满）", ""),
        ("【本报讯】", ""),
        ("【望溪时报综合报道】", ""),
        ("（中央社记者温和台北3日电）", ""),
        ("望溪晚报讯", " "),
        ("央视网消息", "："),
        ("财联社8月2日电", "，"),
        ("本报望溪9月5日电 记者方晓报道", "："),
        ("望溪体育11月3日泷州讯（记者何小满）", ""),
    ],
)
def test_a_leading_dateline_is_lifted_out(dateline: str, between: str) -> None:
    clean = stripped(dateline + between + STORY)

    assert [(span.label, span.text) for span in clean.inline_spans] == [("dateline", dateline)]
    assert clean.body.text == STORY


@pytest.mark.parametrize(
    "opening",
    [
        "新华书店望溪分店3月5日开门迎客，首日接待读者两千人。",
        "国家电网望溪公司8月2日电力负荷创下新高，达到420万千瓦。",
        "腾讯公司今天发布财报，全年收入增长一成。",
        "望溪县公安局3月6日讯问了两名嫌疑人，案件正在办理。",
        "据望溪晚报报道，当地将新建三座水厂，明年开工。",
        "12月3日，公司收到主管部门来电，随即停产检修。",
        "望溪时报12月3日收到消息（见图），随即派出记者。",
    ],
)
def test_a_sentence_that_only_looks_like_a_dateline_stays(opening: str) -> None:
    clean = stripped(opening + "\n" + STORY)

    assert clean.inline_spans == ()
    assert clean.body.text == opening + "\n" + STORY


@pytest.mark.parametrize(
    ("tail", "label"),
    [
        ("（完）", "end_mark"),
        ("（记者 方亭 白桦）", "byline"),
        ("（冯晓 文青青）", "byline"),
        ("（阿依古丽·买买提）", "byline"),
        ("（责任编辑：祝晚）", "editor_line"),
        ("编辑：祝晚 审核：应天", "editor_line"),
        ("（来源：望溪在线）", "source_line"),
        ("（据望溪发布）", "source_line"),
        ("（县水务局供稿）", "source_line"),
        ("（记者 宣纸 通讯员 支点 图/燕麦）", "byline"),
        ("（纪云/文 程一诺/图）", "byline"),
        ("（融媒记者：纪云 图片：程一诺）", "byline"),
        ("（见习记者纪云 实习生程一诺）", "byline"),
        ("（望溪县融媒体中心 纪云）", "byline"),
        ("（县委宣传部 纪云 程一诺）", "byline"),
        ("记者 纪云 通讯员 程一诺", "byline"),
    ],
)
def test_a_trailing_credit_or_end_mark_is_lifted_out(tail: str, label: str) -> None:
    clean = stripped(STORY + tail)

    assert [(span.line, span.label, span.text) for span in clean.inline_spans] == [(1, label, tail)]
    assert clean.body.text == STORY


@pytest.mark.parametrize("byline", ["望溪新闻记者 纪云", "通讯员 纪云 程一诺"])
@pytest.mark.parametrize("day", ["3月5日11时26分，", "今晨，"])
def test_a_leading_byline_before_a_day_is_lifted_out(byline: str, day: str) -> None:
    clean = stripped(f"{byline} {day}{STORY}")

    assert [(span.label, span.text) for span in clean.inline_spans] == [("byline", byline)]
    assert clean.body.text == day + STORY


@pytest.mark.parametrize("opening", ["记者 纪云 3月5日走访了泵房，", "通讯员 纪云 说，今天，"])
def test_a_reporter_who_does_something_stays(opening: str) -> None:
    assert stripped(opening + STORY).inline_spans == ()


@pytest.mark.parametrize("aside", ["（含税）", "（下同）", "（左一）", "（文中当事人均为化名）"])
def test_an_aside_in_brackets_stays(aside: str) -> None:
    assert stripped(STORY + aside).body.text == STORY + aside


def test_two_spans_at_the_end_of_one_line_are_both_lifted() -> None:
    clean = stripped(STORY + "（完）（记者 方亭）")

    assert [span.label for span in clean.inline_spans] == ["end_mark", "byline"]
    assert clean.body.text == STORY

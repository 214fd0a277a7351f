"""Tags that a scraper left go; a text that speaks of tags keeps them."""

import pytest

from tasks.normalize import normalize_text
from tests import rules

RULES = rules.RULES.normalize


def mended(text: str) -> str:
    return normalize_text(text, RULES).text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("3月11日，<strong>望溪县</strong>开会。<br/>", "3月11日，望溪县开会。"),
        ('县长<a href="http://wx.example/1">高山</a>出席。', "县长高山出席。"),
        ('县长<a   href ="http://wx.example/1">高山</a  >出席。', "县长高山出席。"),
        ("<P>县长</P>出席<Br />。", "县长出席。"),
        ("甲<!-- 广告 -->乙<b>丙</b>丁", "甲乙丙丁"),
        ("環<b>(huán)</b>境<b>會</b>(huì)議", "环境会议"),
        ("&lt;p&gt;县长&lt;/p&gt;<br>出席", "县长出席"),
    ],
)
def test_tags_in_running_text_are_removed(text: str, clean: str) -> None:
    assert mended(text) == clean


@pytest.mark.parametrize(
    "text",
    [
        "他解释说，网页用<b>表示粗体。",
        "当a<b且b<c时，a<c成立；若p<i，则不然。",
        "<script>alert(1)</script>是一种攻击。",
        "温度<5℃，湿度>80%。",
        "若x<b 而且 c>d 则停。又a<p 和 q>r。",
    ],
)
def test_what_only_looks_like_a_tag_stays(text: str) -> None:
    assert mended(text) == text


def test_the_repair_is_told_with_its_place() -> None:
    repairs = normalize_text('县长<a href="x">高山</a>出席', RULES).repairs
    assert [(repair.kind, repair.count, repair.spans[0]) for repair in repairs] == [
        ("markup", 2, (2, 14))
    ]


def test_tags_inside_one_another_stay_so_that_twice_is_once() -> None:
    text = "<<b>b>县长<<i>i>"
    assert mended(mended(text)) == mended(text)


def test_no_line_goes_with_a_tag_that_ends_on_the_next() -> None:
    assert mended("<p>甲<p>乙<p\n>丙<br\nclass=x>丁").count("\n") == 2

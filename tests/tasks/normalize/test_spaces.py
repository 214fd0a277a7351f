"""Spaces that were put in for looks go; those that part names and columns stay."""

import pytest

from tasks.normalize import normalize_text
from tests import rules

RULES = rules.RULES.normalize


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("全 市 今 年 造 林 1 2 万 亩 ， 已 完 成 。", "全市今年造林12万亩，已完成。"),
        ("通 知 公 告", "通知公告"),
    ],
)
def test_spaced_out_lines_are_closed(text: str, closed: str) -> None:
    assert normalize_text(text, RULES).text == closed


@pytest.mark.parametrize("text", ["高山 林晚 祝小满", "甲 1 2 3 4 5 6 7 8 9 1 2", "大 中 小"])
def test_columns_stay_apart(text: str) -> None:
    assert normalize_text(text, RULES).text == text


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("副市长邵　刚出席，（记者 栗　坤　申　晨）", "副市长邵刚出席，（记者 栗坤 申晨）"),
        ("责任编辑：柳　茜　校对：方晓", "责任编辑：柳茜 校对：方晓"),
        ("记者　曹　艳　通讯员　白小川", "记者 曹艳 通讯员 白小川"),
        ("马晓玲　白振华", "马晓玲 白振华"),
        ("贺建明出席　方成主持", "贺建明出席 方成主持"),
        ("金　银　铜", "金 银 铜"),
        ("赞 2万　踩 86", "赞 2万 踩 86"),
    ],
)
def test_a_name_of_two_characters_is_closed_and_others_stay_apart(text: str, closed: str) -> None:
    assert normalize_text(text, RULES).text == closed

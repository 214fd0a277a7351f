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

"""What copies from PDF files bring along: radicals for characters."""

import unicodedata

import pytest

from tasks.normalize import normalize_text
from tasks.normalize.controls import RADICAL
from tests import rules

RULES = rules.RULES.normalize


def test_radicals_are_written_as_the_characters_they_look_like() -> None:
    found = normalize_text("⼈⼤常委会⾼度重视⽣态，⼀⾏来到⻘⼭村，⻋辆⻓⻰缓缓⽽⾏。", RULES)
    assert found.text == "人大常委会高度重视生态，一行来到青山村，车辆长龙缓缓而行。"
    assert [repair.kind for repair in found.repairs] == ["radicals"]


@pytest.mark.parametrize("radical", RULES.characters.radicals)
def test_the_table_holds_radicals_and_characters(radical: str) -> None:
    assert RADICAL.fullmatch(radical)
    assert "CJK RADICAL" in unicodedata.name(radical)
    assert not RADICAL.fullmatch(RULES.characters.radicals[radical])


def test_the_whole_kangxi_block_is_covered() -> None:
    block = "".join(map(chr, range(0x2F00, 0x2FD6)))
    assert not RADICAL.search(normalize_text(block, RULES).text)

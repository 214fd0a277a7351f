from hypothesis import given
from hypothesis import strategies as st

from benchmarks.peers.alignment import survivors

LINES = ["首页 新闻 财经", "临江县昨日开通两条公交线路。", "", "票价两元，老人免费。", "编辑：方圆"]


def kept(lines: list[str], output: str) -> list[bool]:
    return [line.kept for line in survivors(lines, output)]


def test_what_stands_in_the_output_is_kept() -> None:
    assert kept(LINES, "\n".join(LINES)) == [True, True, False, True, True]
    assert kept(LINES, f"{LINES[1]}\n\n{LINES[3]}") == [False, True, False, True, False]


def test_lines_that_a_tool_joins_or_splits_are_found_again() -> None:
    assert kept(LINES, LINES[1] + LINES[3]) == [False, True, False, True, False]
    assert kept(LINES, "临江县昨日\n开通两条\n公交线路。") == [False, True, False, False, False]


def test_half_of_a_line_is_enough_and_less_is_not() -> None:
    assert kept(["甲乙丙丁"], "甲乙") == [True]
    assert kept(["甲乙丙丁"], "甲") == [False]


def test_a_changed_line_comes_back_as_the_tool_left_it() -> None:
    found = survivors(["头条", "縣里修了兩座木橋（記者）", "頁尾"], "县里修了兩座木橋 頁尾")
    assert [line.text for line in found] == ["", "县里修了兩座木橋", "頁尾"]
    assert [line.kept for line in found] == [False, True, True]


def test_of_two_equal_lines_the_first_is_taken_for_the_kept_one() -> None:
    assert kept(["同一行", "另外几个字", "同一行"], "同一行") == [True, False, False]


def test_nothing_is_kept_of_nothing() -> None:
    assert kept([], "多出来的字") == []
    assert kept(["", "  "], "多出来的字") == [False, False]
    assert kept(["一行"], "") == [False]


@given(st.data())
def test_lines_without_common_characters_are_recovered_exactly(data: st.DataObject) -> None:
    characters = data.draw(
        st.lists(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, unique=True)
    )
    size = data.draw(st.integers(1, 6))
    lines = ["".join(characters[i : i + size]) for i in range(0, len(characters), size)]
    wanted = data.draw(st.lists(st.booleans(), min_size=len(lines), max_size=len(lines)))
    output = "\n".join(line for line, keep in zip(lines, wanted, strict=True) if keep)
    assert kept(lines, output) == wanted


@given(st.lists(st.text(), max_size=6), st.text())
def test_no_character_of_the_output_is_lost_or_doubled(lines: list[str], output: str) -> None:
    text = "".join(line.text for line in survivors(lines, output))
    if any(line.strip() for line in lines):
        assert text == "".join(output.split())

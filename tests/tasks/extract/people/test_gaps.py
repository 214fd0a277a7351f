from collections.abc import Callable

import pytest

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage
from tasks.extract.people import find_people
from tasks.extract.people.gaps import close_names

Read = Callable[[str], Passage]


def test_a_name_with_a_space_inside_is_found_without_it(passage: Read, rules: ExtractRules) -> None:
    text = "副市长林 岳，副县长房　谋、欧阳若川出席。林 岳讲话。"
    found = {p.name: p for p in find_people(passage(text), rules)[0]}
    assert {name: p.titles for name, p in found.items()} == {
        "林岳": ("副市长",),
        "房谋": ("副县长",),
        "欧阳若川": ("副县长",),
    }
    assert [text[start:end] for start, end in found["林岳"].spans] == ["林 岳", "林 岳"]
    assert [text[start:end] for start, end in found["欧阳若川"].spans] == ["欧阳若川"]


def test_a_word_in_a_list_is_closed_where_a_name_is_spaced_alike(
    passage: Read, rules: ExtractRules
) -> None:
    text = "任命：\n岳 松为县教育局局长；\n房谋、安 宁为县法院法官。\n方 案另发。"
    closed = close_names(passage(text), rules)
    assert closed is not None
    assert "岳松为" in closed.passage.text
    assert "安宁为" in closed.passage.text
    assert "方 案" in closed.passage.text


@pytest.mark.parametrize(
    "text", ["字号：大 中 小", "记者 林岳 通讯员 房谋", "方 案 已定", "普通文字"]
)
def test_other_spaces_stay(passage: Read, rules: ExtractRules, text: str) -> None:
    assert close_names(passage(text), rules) is None


def test_a_closed_passage_has_a_word_for_every_character(
    passage: Read, rules: ExtractRules
) -> None:
    closed = close_names(passage("会上，市长林 岳、房 谋说，好。"), rules)
    assert closed is not None
    read = closed.passage
    assert "".join(word.text for word in read.words) == read.text == "会上，市长林岳、房谋说，好。"
    assert all(read.text.startswith(word.text, word.start) for word in read.words)
    assert len(read.word_numbers) == len(read.text)

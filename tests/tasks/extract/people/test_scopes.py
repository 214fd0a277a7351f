from collections.abc import Callable

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage
from tasks.extract.people import find_people


def scopes(text: str, read: Callable[[str], Passage], rules: ExtractRules) -> dict[str, str | None]:
    return {p.name: p.scope for p in find_people(read(text), rules)[0]}


def test_a_relative_post_belongs_to_the_place_that_an_earlier_title_names(
    passage: Callable[[str], Passage], rules: ExtractRules
) -> None:
    text = (
        "中共云岭市委书记林岳到石鼓县调研。石鼓县委书记常远汇报。"
        "市委常委成向阳，县长单玉林，县水务局局长方向明参加。"
    )
    assert scopes(text, passage, rules) == {
        "林岳": "云岭市",
        "常远": "石鼓县",
        "成向阳": "云岭市",
        "单玉林": "石鼓县",
        "方向明": "石鼓县水务局",
    }


def test_a_place_only_mentioned_serves_when_no_title_names_one(
    passage: Callable[[str], Passage], rules: ExtractRules
) -> None:
    text = "成都市今天通车。市长林岳说，好。"
    assert scopes(text, passage, rules) == {"林岳": "成都市"}


def test_vice_is_no_part_of_a_place(passage: Callable[[str], Passage], rules: ExtractRules) -> None:
    assert scopes("常务副州长林岳出席。", passage, rules) == {"林岳": None}

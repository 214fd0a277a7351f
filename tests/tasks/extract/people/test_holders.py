from collections.abc import Callable

import pytest

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage
from tasks.extract.people import find_people

Titles = Callable[[str], dict[str, tuple[str, ...]]]


@pytest.fixture
def titles(passage: Callable[[str], Passage], rules: ExtractRules) -> Titles:
    return lambda text: {p.name: p.titles for p in find_people(passage(text), rules)[0]}


@pytest.mark.parametrize(
    ("text", "name", "held"),
    [
        ("决定任命沈秋雁为白江市副市长、代理市长。", "沈秋雁", ("白江市副市长", "代理市长")),
        ("补选钟小萍、安友德为县人大常委会委员。", "钟小萍", ("县人大常委会委员",)),
        ("补选钟小萍、安友德为县人大常委会委员。", "安友德", ("县人大常委会委员",)),
        ("军分区司令员祁山任演练总指挥。", "祁山", ("军分区司令员", "演练总指挥")),
        ("她的女儿莫青禾是县医院的护士。", "莫青禾", ("护士",)),
        ("57岁的罗文川是退休地理老师，他背着包。", "罗文川", ("退休地理老师",)),
        ("罗文川从校门走出来。她是一名教师，他不认得。", "罗文川", ("教师",)),
        ("罗文川没有回村。他在镇上一所小学当语文老师，带两个班。", "罗文川", ("语文老师",)),
        ("获救的许家旺（42岁）是这次的领队，躺在床上。", "许家旺", ("领队",)),
    ],
)
def test_what_is_told_behind_a_name_is_its_title(
    titles: Titles, text: str, name: str, held: tuple[str, ...]
) -> None:
    assert titles(text)[name] == held


@pytest.mark.parametrize(
    "text",
    [
        "罗文川是他的老师，后来去了外地。",
        "罗文川说，任期还有两年。罗文川任内修了路。",
        "罗文川曾是镇长，后来回了村。",
        "拟任人选是罗文川，村委会主任另选。",
        "罗文川为村支书送去了药。",
        "罗文川看见了护士苗青青，她是镇长。",
        "罗文川走了进来。他是镇长的邻居。",
        "罗文川不记得了。他在石鼓县当老师时才二十岁。",
        "罗文川还小，想当老师。苗青青说，她在县里当老师。",
    ],
)
def test_neither_the_post_of_another_nor_a_former_one_is_a_title(titles: Titles, text: str) -> None:
    assert titles(text).get("罗文川", ()) == ()

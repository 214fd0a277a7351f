"""What is left out inside a clause, and what is not."""

import re

import pytest

from tasks.document import Person, Role
from tasks.summarize.asides import find_asides
from tests.rules import RULES


def shortened(text: str, *, name: str = "高山", titles: tuple[str, ...] = ()) -> str:
    """The text without its asides."""
    spans = tuple(match.span() for match in re.finditer(name, text))
    people = [Person(name=name, titles=titles, role=Role.PRINCIPAL, scope=None, spans=spans)]
    for start, end in reversed(find_asides(text, people, RULES.summarize.asides)):
        text = text[:start] + text[end:]
    return text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("云浦水务股份有限公司（下称“云浦水务”）发布年报。", "云浦水务股份有限公司发布年报。"),
        ("云浦水务（600001.SH）公告。", "云浦水务公告。"),
        ("井边的雨凇(sōng)化了。", "井边的雨凇化了。"),
        ("渔民林某（男，41岁）获救。", "渔民林某获救。"),
        ("编者按：云浦水库昨天开闸。", "云浦水库昨天开闸。"),
        ("通告如下：\n（一）清理河道。\n2. 加固堤防。", "通告如下：\n清理河道。\n加固堤防。"),
    ],
)
def test_labels_numbers_short_names_codes_readings_and_ages_are_left_out(
    text: str, left: str
) -> None:
    assert shortened(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "《云浦县防汛预案（2024年修订）》印发。",
        "今（5）日开闸。",
        "3、4月份雨多。",
        "一、二期工程完工。",
        "1.2亿元到账。",
        "他昨日（11日）到场。",
        "村民林某（化名）获救。",
        "各县（市、区）要值守。",
        "每户补贴(12-8)×2000元。",
        "他说：“水库（大坝）没事。”",
    ],
)
def test_what_belongs_to_a_title_a_list_a_date_or_a_formula_stays(text: str) -> None:
    assert shortened(text) == text


@pytest.mark.parametrize(
    ("text", "titles", "left"),
    [
        (
            "云浦市委副书记、市长、市防指指挥长高山到场。",
            ("云浦市委副书记", "市长", "市防指指挥长"),
            "云浦市市长高山到场。",
        ),
        ("市委副书记、市长高山到场。", ("市委副书记", "市长"), "市长高山到场。"),
        (
            "县委书记、县人武部第一书记高山到场。",
            ("县委书记", "县人武部第一书记"),
            "县委书记高山到场。",
        ),
    ],
)
def test_of_several_posts_one_stays(text: str, titles: tuple[str, ...], left: str) -> None:
    assert shortened(text, titles=titles) == left


def test_posts_that_say_little_without_each_other_stay() -> None:
    text = "县水利局党组书记、局长高山到场。"
    assert shortened(text, titles=("县水利局党组书记", "局长")) == text
    assert shortened("县长高山到场。", titles=("县长", "县委副书记")) == "县长高山到场。"

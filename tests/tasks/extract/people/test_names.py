from collections.abc import Callable

import pytest

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage
from tasks.extract.people.likeness import Trust, usual_costs
from tasks.extract.people.names import name_at, name_before

At = Callable[[str, Trust], str | None]


@pytest.fixture
def at(passage: Callable[[str], Passage], rules: ExtractRules) -> At:
    """The name that begins where `|` stands in a text, without the bar."""

    def find(text: str, trust: Trust) -> str | None:
        start = text.index("|")
        read = passage(text.replace("|", ""))
        found = name_at(read, start, trust, rules)
        return read.text[found.start : found.end] if found else None

    return find


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市林业局局长|经纬，副局长", "经纬"),  # a word of every day
        ("主帅|方寸则表示，队伍还年轻", "方寸"),
        ("导演|毕野只给了一个镜头", "毕野"),
        ("副主席|罗豪才主持开幕式", "罗豪才"),
        ("州长|吉木阿各深入两县调研", "吉木阿各"),
        ("总统|特朗普表示反对", "特朗普"),
        ("立法会议员|林郑若娥说", "林郑若娥"),
        ("大使|段春来，部长助理", "段春来"),
        ("总经理|茶小满建议，多种树", "茶小满"),
        ("被告人|任某军犯盗窃罪", "任某军"),
        ("教授|Anna Berg说，还早", "Anna Berg"),
        ("站长|林大有说，水已退", "林大有"),
        ("厂长|林大有介绍了情况", "林大有"),
        ("村长|林大和李小有说，路通了", "林大"),
        ("经理|罗春来汇报，路基已压实", "罗春来"),
        ("队长|罗春来说明情况", "罗春"),
        ("对村长|罗春来说，水是大事", "罗春"),
        ("请局长|罗春来介绍，大家鼓掌", "罗春"),
        ("主任|计春和作了表态发言。", "计春和"),
        ("主任|计春和参加会议。", "计春和"),
        ("主任|计春和参加会议的同志合影", "计春"),
        ("主任|计春和捐赠。", "计春和"),
        ("主任|计春和看望了老人的干部。", "计春"),
        ("局长|李远和带队老师握手", "李远"),
        ("县长|高山和陪同人员来到现场", "高山"),
        ("检察长|许曼列席会议", "许曼"),
        ("主任|李曼监誓", "李曼"),
    ],
)
def test_a_post_announces_names_of_every_kind(at: At, text: str, name: str) -> None:
    assert at(text, Trust.POST) == name


@pytest.mark.parametrize(
    "text",
    [
        "市长|信箱收到来信",
        "省长|和县委书记一道",
        "董事长|任期三年",
        "书记|带头查摆问题",
        "总统|府对此不予置评",
    ],
)
def test_what_a_post_announces_may_be_no_name(at: At, text: str) -> None:
    assert at(text, Trust.POST) is None


def test_after_jiaoming_even_an_everyday_word_is_a_name(at: At) -> None:
    assert at("卖花的老人名叫|时间，七十七岁", Trust.CUE) == "时间"
    assert at("老人说，|时间不等人，时间会证明", Trust.NONE) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("前总理拉吉夫·甘达尔的遗孀", "拉吉夫·甘达尔"),
        ("教练何塞·费南多赛后说", "何塞·费南多"),
        ("州政府的阿依努尔·买买提到会", "阿依努尔·买买提"),
    ],
)
def test_a_name_with_dots_ends_before_the_next_word(at: At, text: str, name: str) -> None:
    cut = text.index(name)
    assert at(f"{text[:cut]}|{text[cut:]}", Trust.OCCUPATION) == name


def test_a_slogan_with_a_dot_is_no_name(at: At) -> None:
    assert at("|文化·云岭，等你来", Trust.NONE) is None


def test_a_name_is_found_from_its_end_too(
    passage: Callable[[str], Passage], rules: ExtractRules
) -> None:
    text = "材料学院蓝启明教授"
    found = name_before(passage(text), text.index("教授"), Trust.NOUN, rules)
    assert found is not None
    assert text[found.start : found.end] == "蓝启明"


def test_usual_text_costs_less_than_unusual_text(rules: ExtractRules) -> None:
    assert usual_costs("召开会议", rules)[0] < usual_costs("龘靐齉爨", rules)[0]
    assert usual_costs("", rules) == [0.0]

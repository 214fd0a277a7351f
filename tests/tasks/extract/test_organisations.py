from collections.abc import Callable

import pytest

from config.rules.extract import ExtractRules
from tasks.document import Mention
from tasks.extract.organisations import find_organisations
from tasks.extract.passage import Passage
from tasks.extract.places import find_places

Find = Callable[..., tuple[Mention, ...]]


@pytest.fixture
def organisations(passage: Callable[[str], Passage], rules: ExtractRules) -> Find:
    def find(text: str, titles: tuple[tuple[int, int], ...] = ()) -> tuple[Mention, ...]:
        read = passage(text)
        places = find_places(read, frozenset(), frozenset(), rules)
        return find_organisations(read, titles, frozenset(), places, rules)

    return find


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "云岭市住房和城乡建设局表态，石鼓供电公司配合。",
            ["云岭市住房和城乡建设局", "石鼓供电公司"],
        ),
        ("记者从云岭市气象局获悉，未来三天有雨。", ["云岭市气象局"]),
        ("由市林业局、县气象局、州农业农村局负责。", ["市林业局", "县气象局", "州农业农村局"]),
        ("他被送进蓝桥大学附属第一医院。", ["蓝桥大学附属第一医院"]),
        ("岭南市第三中学初二学生夺冠。", ["岭南市第三中学"]),
        ("经云岭市中级人民法院二审审理，维持原判。", ["云岭市中级人民法院"]),
        ("国家发展改革委、财政部联合印发通知。", ["国家发展改革委", "财政部"]),
        ("台南市政府交通局表示，将增设公交站。", ["台南市政府交通局"]),
        ("中国农业银行石鼓支行签署协议。", ["中国农业银行石鼓支行"]),
        ("后转至市人民医院。", ["市人民医院"]),
    ],
)
def test_a_name_is_found_with_both_its_ends(
    organisations: Find, text: str, names: list[str]
) -> None:
    assert [o.name for o in organisations(text)] == names


def test_firms_are_known_by_their_trade_where_a_code_or_a_verb_follows(organisations: Find) -> None:
    text = "远洲药业（600000）公告称，拟收购股权。\n望岳生物称不知情。"
    assert [o.name for o in organisations(text)] == ["远洲药业", "望岳生物"]


@pytest.mark.parametrize(
    "text",
    [
        "公司和医院作出部署，形成新格局，到处是好处。",
        "有关部门要求各中心小学、定点医院做好防护。",
        "队伍先失两局，第三局和决胜局扳回。",
        "这是科技公司和设计公司的事，也涉及养老保险和工伤保险。",
        "代表市委、市政府表示感谢。",
        "省委和市委高度重视。",
        "居民到派出所报案，孩子还没学会游泳。",
    ],
)
def test_what_has_no_name_of_its_own_is_no_organisation(organisations: Find, text: str) -> None:
    particular = [o.name for o in organisations(text) if o.name not in {"市委", "市政府"}]
    assert particular == []


def test_a_body_that_stands_only_inside_a_title_is_left_out(organisations: Find) -> None:
    assert organisations("石鼓县水务局局长到场。", titles=((0, 8),)) == ()


def test_every_mention_has_its_span(organisations: Find) -> None:
    text = "石鼓供电公司派人抢修。昨晚，石鼓供电公司恢复供电。"
    (found,) = organisations(text)
    assert len(found.spans) == 2
    assert all(text[start:end] == found.name for start, end in found.spans)


def test_the_short_form_that_the_text_defines_belongs_to_the_full_name(organisations: Find) -> None:
    text = "云岭恒泰置业有限公司（以下简称“恒泰置业”）未按期交房，恒泰置业称资金紧张。"
    forms = {o.name: o.abbreviations for o in organisations(text)}
    assert forms["云岭恒泰置业有限公司"] == ("恒泰置业",)


def test_a_short_form_made_of_the_full_names_characters_belongs_to_it(organisations: Find) -> None:
    text = "由云岭市环境保护督察工作办公室负责；市环督办要加强督办。"
    forms = {o.name: o.abbreviations for o in organisations(text)}
    assert forms["云岭市环境保护督察工作办公室"] == ("市环督办",)

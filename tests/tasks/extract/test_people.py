from collections.abc import Callable

import pytest

from config.rules.extract import ExtractRules
from tasks.document import Person, Role
from tasks.extract.passage import Passage
from tasks.extract.people import find_people

Find = Callable[[str], dict[str, Person]]


@pytest.fixture
def people(passage: Callable[[str], Passage], rules: ExtractRules) -> Find:
    return lambda text: {p.name: p for p in find_people(passage(text), rules)[0]}


def test_stacked_posts_all_belong_to_the_name_that_follows(people: Find) -> None:
    found = people("日前，云岭市石鼓区委书记、区长、区防汛指挥部指挥长林岳主持召开会议。")
    assert found["林岳"].titles[:2] == ("云岭市石鼓区委书记", "区长")
    assert found["林岳"].scope == "云岭市石鼓区"


def test_a_post_before_a_list_goes_to_every_name_of_the_list(people: Find) -> None:
    found = people("县委常委解春山、和玉龙、查小舟，副县长单若宁、高垣出席。")
    assert {name: p.titles for name, p in found.items()} == {
        "解春山": ("县委常委",),
        "和玉龙": ("县委常委",),
        "查小舟": ("县委常委",),
        "单若宁": ("副县长",),
        "高垣": ("副县长",),
    }


def test_two_posts_joined_by_jian_are_two_titles(people: Find) -> None:
    assert people("董事长兼总经理令狐川表示，订单充足。")["令狐川"].titles == ("董事长", "总经理")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("县长单玉川参加督导。", "单玉川"),
        ("市委秘书长常远，副市长成向东出席。", "常远"),
        ("副市长解冰说，今年要办好。", "解冰"),
        ("财务总监方且说，周转加快。", "方且"),
        ("市长欧阳若川说，方案可行。", "欧阳若川"),
        ("代县长次仁央宗参加检查并讲话。", "次仁央宗"),
        ("主教练何塞·费南多赛后说，踢得不错。", "何塞·费南多"),
        ("软件测试员王翀(chōng)上个月换了卡。", "王翀"),
        ("台江市长陈若川指出，预算不足。", "陈若川"),
        ("消费者相里女士反映，手镯是假的。", "相里女士"),
        ("被告人张某某犯盗窃罪。", "张某某"),
    ],
)
def test_a_name_is_found_with_both_its_ends(people: Find, text: str, name: str) -> None:
    assert name in people(text)


@pytest.mark.parametrize(
    "text",
    [
        "双方表示将加强合作，高层表示将扩大开放。",
        "居民高兴地说，路修好了。任何单位和个人不得违反规定。",
        "专家认为，明年经济有望回升。江苏表示支持。",
        "市长信箱收到来信，书记员宣读纪律，司机师傅连声道谢。",
        "要深入学习贯彻习近平生态文明思想。",
        "市民朋友可拨打热线，校长办公室主任不在。",
        "云岭市水务局局长解释，管网要明年才能接通。",
        "这场马拉松在石鼓区鸣枪，马拉松说到底是与自己比赛。",
        "主管部门表示，方案已经公示。",
        "市政协副主席、市自然资源局局长，以及有关乡镇负责人参加。",
    ],
)
def test_words_that_look_like_names_are_none(people: Find, text: str) -> None:
    assert people(text) == {}


def test_every_mention_has_its_span_and_a_party_is_no_part_of_the_name(people: Find) -> None:
    text = "市长林岳赴石鼓县调研。林岳一行来到水库。"
    person = people(text)["林岳"]
    assert [text[start:end] for start, end in person.spans] == ["林岳", "林岳"]
    assert "林岳一行" not in people(text)


def test_a_firm_is_the_scope_of_a_post_and_not_part_of_the_title(people: Find) -> None:
    person = people("远川高速公路发展有限公司总工程师禹安介绍，桥已合龙。")["禹安"]
    assert person.titles == ("总工程师",)
    assert person.scope == "远川高速公路发展有限公司"


def test_a_public_body_is_part_of_the_title(people: Find) -> None:
    assert people("石鼓市水务局局长林岳说，坝体稳固。")["林岳"].titles == ("石鼓市水务局局长",)


def test_a_post_without_a_place_has_no_scope(people: Find) -> None:
    assert people("市长林岳说，坝体稳固。")["林岳"].scope is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("市长林岳主持召开会议。", Role.PRINCIPAL),
        ("市长林岳出席会议并讲话。", Role.PRINCIPAL),
        ("局长林岳说，坝体稳固。", Role.SPEAKER),
        ("副市长林岳、秦若宁出席。", Role.ATTENDEE),
        ("市民为局长林岳送来锦旗。", Role.MENTIONED),
    ],
)
def test_what_a_person_does_tells_the_role(people: Find, text: str, role: Role) -> None:
    assert people(text)["林岳"].role is role


def test_a_long_list_of_names_needs_no_post(people: Find) -> None:
    found = people("参加会议的还有张国庆、李建设、周文明、郑和平等。")
    assert set(found) == {"张国庆", "李建设", "周文明", "郑和平"}

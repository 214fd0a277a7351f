from collections.abc import Callable

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage
from tasks.extract.people import find_people

Titles = dict[str, tuple[str, ...]]

NOTICE = (
    "一、政府工作人员\n决定任命：\n马峻山为临浦市人民政府副市长；\n沈雅岚（女）为临浦市教育局局长。\n"
    "决定免去：\n丁志衡的临浦市教育局局长职务；\n郝玉岩的临浦市应急管理局局长职务。\n"
    "二、法院工作人员\n任命孙立川、韩雪岚（女，满族）为临浦市人民法院审判委员会委员。"
)


def titles_in(text: str, passage: Callable[[str], Passage], rules: ExtractRules) -> Titles:
    return {p.name: p.titles for p in find_people(passage(text), rules)[0]}


def test_a_notice_appoints_line_by_line_and_a_post_that_ends_is_no_title(
    passage: Callable[[str], Passage], rules: ExtractRules
) -> None:
    assert titles_in(NOTICE, passage, rules) == {
        "马峻山": ("临浦市人民政府副市长",),
        "沈雅岚": ("临浦市教育局局长",),
        "丁志衡": (),
        "郝玉岩": (),
        "孙立川": ("临浦市人民法院审判委员会委员",),
        "韩雪岚": ("临浦市人民法院审判委员会委员",),
    }


def test_everyone_in_a_long_row_gets_the_post_behind_it(
    passage: Callable[[str], Passage], rules: ExtractRules
) -> None:
    text = "会议选举贺长川为董事长，阮晓峰、潘玉珠（女）为副董事长；聘任方劲松为行长。"
    assert titles_in(text, passage, rules) == {
        "贺长川": ("董事长",),
        "阮晓峰": ("副董事长",),
        "潘玉珠": ("副董事长",),
        "方劲松": ("行长",),
    }


def test_every_line_of_a_notice_appoints_though_each_is_a_sentence(
    passage: Callable[[str], Passage], rules: ExtractRules
) -> None:
    text = "任命：\n贺长川为县教育局局长。\n司徒晓峰、潘玉珠为县法院审判员。"
    assert titles_in(text, passage, rules) == {
        "贺长川": ("县教育局局长",),
        "司徒晓峰": ("县法院审判员",),
        "潘玉珠": ("县法院审判员",),
    }


def test_a_word_that_begins_several_clauses_may_take_office(
    passage: Callable[[str], Passage], rules: ExtractRules
) -> None:
    text = "公司挂牌，成全任董事长，另聘了会计。成全卖了车，骑着电动车跑。"
    assert titles_in(text, passage, rules) == {"成全": ("董事长",)}
    assert titles_in("他相继任乡长、镇长，相继离任。", passage, rules) == {}


def test_lines_that_appoint_nobody_name_nobody(
    passage: Callable[[str], Passage], rules: ExtractRules
) -> None:
    text = "本次任免情况如下。\n会期为两天；\n地点为市政府礼堂。\n主题为高质量发展。"
    assert titles_in(text, passage, rules) == {}

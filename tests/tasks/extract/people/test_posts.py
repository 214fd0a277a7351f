from collections.abc import Callable

import pytest

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage
from tasks.extract.people import find_people

Titles = Callable[[str, str], tuple[str, ...]]


@pytest.fixture
def titles(passage: Callable[[str], Passage], rules: ExtractRules) -> Titles:
    def find(text: str, name: str) -> tuple[str, ...]:
        return {p.name: p.titles for p in find_people(passage(text), rules)[0]}[name]

    return find


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("市住房和城乡建设局局长", "严寒"),
        ("市清洁供暖领导小组组长", "郎世安"),
        ("市委驻石鼓县乡村振兴工作组组长", "阙如海"),
        ("云岭市住房公积金管理中心归集管理科科长", "林岳"),
        ("镇交通管理站站长", "席间"),
        ("市残疾人联合会理事长", "林岳"),
        ("县文化和旅游局副局长", "向往"),
        ("退休教师", "祁连云"),
        ("承办法官", "林岳"),
        ("桥吊司机", "林岳"),
        ("种植大户", "林岳"),
        ("市纪委监委派驻第九纪检监察组组长", "林岳"),
        ("市园林科学研究所所长", "林岳"),
        ("云岭市农业科学研究所所长", "林岳"),
        ("云岭古城遗址保护管理所所长", "林岳"),
        ("云岭遗址考古领队", "林岳"),
        ("植物考古实验室主任", "林岳"),
        ("法律援助律师", "林岳"),
        ("审判委员会委员", "林岳"),
        ("洗碗工", "林小岳"),
        ("美工", "林小岳"),
        ("省中医药管理局局长", "林岳"),
        ("省中试平台推进办公室主任", "林岳"),
        ("市中心医院院长", "林岳"),
    ],
)
def test_a_title_begins_with_the_place_or_office_that_heads_it(
    titles: Titles, title: str, name: str
) -> None:
    assert titles(f"会上，{title}{name}作了发言。", name) == (title,)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("市审计局经济责任审计三科科长林岳告诉记者", "市审计局经济责任审计三科科长"),
        ("市第一医院心内二科主任林岳提醒", "心内二科主任"),
        ("云岭海关查验二科副科长林岳说", "云岭海关查验二科副科长"),
        ("县公安局交警大队二中队中队长林岳说", "县公安局交警大队二中队中队长"),
        ("记者来到二车间主任林岳的办公室", "二车间主任"),
        ("记者见到一中队中队长林岳，他正在擦车", "一中队中队长"),
        ("A组组长林岳说", "A组组长"),
        ("3号楼楼长林岳忙着送菜", "3号楼楼长"),
        ("高二（3）班班主任林岳说", "班主任"),
    ],
)
def test_a_title_has_the_number_of_its_unit(titles: Titles, text: str, title: str) -> None:
    assert titles(text, "林岳") == (title,)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("盐喜市昨天开会。盐喜市委书记林若川出席。", "盐喜市委书记"),
        ("万兴县昨天开会。云岭市市长严寒、万兴县县长林若川出席。", "万兴县县长"),
        ("云岭市市长严寒、高永镇党委书记林若川出席。", "高永镇党委书记"),
        ("云岭市市长严寒会见市委书记林若川。", "市委书记"),
        ("记者昨天采访市委书记林若川。他昨天采访市民。", "市委书记"),
    ],
)
def test_a_place_that_the_tagger_cuts_belongs_to_the_title(
    titles: Titles, text: str, title: str
) -> None:
    assert titles(text, "林若川") == (title,)


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("云岭大学建筑系", "副教授"),
        ("衡星光电", "创始人"),
        ("银杏资本", "合伙人"),
        ("江埠海燕队", "主教练"),
        ("荷兰", "交通学者"),
        ("云岭自然博物馆", "研究员"),
        ("云岭电视台", "主持人"),
        ("著名", "作家"),
        ("现任", "农学院院长"),
    ],
)
def test_firms_schools_teams_and_countries_are_no_part_of_a_title(
    titles: Titles, before: str, title: str
) -> None:
    assert titles(f"{before}{title}林若川认为，还早。", "林若川") == (title,)


@pytest.mark.parametrize("verb", ["叮嘱", "提醒", "勉励"])
def test_whoever_is_told_something_has_no_verb_in_the_title(titles: Titles, verb: str) -> None:
    assert titles(f"他{verb}镇党委书记林岳，实训要跟上。", "林岳") == ("镇党委书记",)
    assert titles(f"他{verb}学院党委书记林岳，实训要跟上。", "林岳") == ("学院党委书记",)


def test_stacks_go_on_over_jian_and_over_praise(titles: Titles) -> None:
    assert titles("衡星光电创始人兼首席执行官厉行说，好。", "厉行") == ("创始人", "首席执行官")
    text = "云岭农业大学教授、博士生导师、著名水稻育种专家华承基先生逝世。"
    assert titles(text, "华承基") == ("教授", "博士生导师", "水稻育种专家")


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("云岭理工大学蓝启明教授、戴若溪副研究员团队取得进展。", "蓝启明", "教授"),
        ("云岭理工大学蓝启明教授、戴若溪副研究员团队取得进展。", "戴若溪", "副研究员"),
        ("开了26年公车的苏进财司机也说，薪水不多。", "苏进财", "司机"),
        ("店主叫麦冬，卖馄饨的。", "麦冬", "店主"),
    ],
)
def test_a_post_may_stand_after_the_name_or_before_jiao(
    titles: Titles, text: str, name: str, title: str
) -> None:
    assert titles(text, name) == (title,)


def test_a_verb_after_a_name_is_no_post(titles: Titles) -> None:
    assert titles("市委书记林若川代表市委作报告。", "林若川") == ("市委书记",)


def test_a_post_inside_a_longer_word_announces_nobody(
    passage: Callable[[str], Passage], rules: ExtractRules
) -> None:
    text = "云岭省长丰县迎来丰收。里长安街亮如白昼。少年宫和书店开门了。"
    assert find_people(passage(text), rules)[0] == ()

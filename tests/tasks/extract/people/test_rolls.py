from collections.abc import Callable

import pytest

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage
from tasks.extract.people import find_people

Titles = Callable[[str], dict[str, tuple[str, ...]]]


@pytest.fixture
def titles(passage: Callable[[str], Passage], rules: ExtractRules) -> Titles:
    return lambda text: {p.name: p.titles for p in find_people(passage(text), rules)[0]}


def test_a_list_of_honour_names_first_and_tells_unit_and_post_behind(titles: Titles) -> None:
    assert titles(
        "受表彰者名单\n"
        "马占川（回族） 金河棉业有限公司轧花车间主任\n"
        "帕提曼·吐尔逊（女，维吾尔族） 乌兰布县环境卫生管理站环卫工\n"
        "陆小川 北江供电公司带电作业班班长\n"
        "巴音克西克（蒙古族） 赛里克镇牧民合作社理事长\n"
        "李玉花（女，朝鲜族） 河口村党支部书记、村委会主任"
    ) == {
        "马占川": ("轧花车间主任",),
        "帕提曼·吐尔逊": ("乌兰布县环境卫生管理站环卫工",),
        "陆小川": ("带电作业班班长",),
        "巴音克西克": ("理事长",),
        "李玉花": ("河口村党支部书记", "村委会主任"),
    }


def test_one_line_of_that_shape_is_no_list_of_honour(titles: Titles) -> None:
    assert titles("活动现场\n金秋时节 全县各村各社组长") == {}


def test_a_notice_tells_the_post_that_somebody_holds_not_the_one_to_come(titles: Titles) -> None:
    assert titles(
        "贾拉里，男，东乡族，1979年5月出生，大学，中共党员，现任县民政局党组成员、副局长，"
        "拟任县乡村振兴局局长。\n"
        "热依兰·买买提，女，维吾尔族，1981年11月出生，现任市民政局副局长，提名为局长人选。"
    ) == {
        "贾拉里": ("县民政局党组成员", "副局长"),
        "热依兰·买买提": ("市民政局副局长",),
    }


def test_a_name_with_a_sex_needs_no_post(titles: Titles) -> None:
    assert titles("甘如饴，女，1990年生，云屏县人。") == {"甘如饴": ()}


def test_awards_name_whoever_stands_behind_the_label_or_before_the_brackets(
    titles: Titles,
) -> None:
    text = (
        "一等奖（2名）\n艾青禾（稻香市第一中学 高级教师）\n卓玛央金（香溪乡中心校 教师）\n"
        "二等奖（3名）：原朗、强小娟、呼延庆华。\n优秀组织者：戚继川。"
    )
    assert titles(text) == {
        "艾青禾": ("高级教师",),
        "卓玛央金": ("教师",),
        "原朗": (),
        "强小娟": (),
        "呼延庆华": (),
        "戚继川": (),
    }


def test_what_a_thing_is_made_of_is_no_roll_of_names(titles: Titles) -> None:
    text = "主要成分：黄芪、当归、白术\n荣获金奖：云岭毛尖、石鼓红茶\n适用人群：孕妇、老人、儿童"
    assert titles(text) == {}


def test_a_label_before_a_name_makes_a_roll_of_one_line(titles: Titles) -> None:
    assert titles("专家：贺峰川 沂麓市中心医院皮肤科副主任医师") == {
        "贺峰川": ("皮肤科副主任医师",)
    }


def test_a_numbered_list_tells_the_posts_behind_each_name(titles: Titles) -> None:
    assert titles(
        "给予党纪政务处分的人员\n"
        "1.任永宁，石鼓区委副书记、区长，政务记过。\n"
        "2.上官秀云，望溪街道平安建设办公室主任，政务记大过。\n"
        "3.解小峰，云岭布艺城物业经理，因涉嫌重大责任事故罪被批准逮捕。"
    ) == {
        "任永宁": ("石鼓区委副书记", "区长"),
        "上官秀云": ("望溪街道平安建设办公室主任",),
        "解小峰": ("物业经理",),
    }

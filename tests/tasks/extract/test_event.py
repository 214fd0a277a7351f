from collections.abc import Callable

import pytest

from config.rules import Rules
from config.rules.extract import ExtractRules
from tasks.document import CleanArticle, Event
from tasks.extract import extract
from tasks.extract.event import find_slogans, find_works

Page = Callable[..., CleanArticle]


@pytest.fixture
def event(page: Page, all_rules: Rules) -> Callable[..., Event | None]:
    return lambda body, **lines: extract(page(body, **lines), all_rules).event


@pytest.mark.parametrize(
    ("title", "body", "kind"),
    [
        ("云岭召开造林现场会", "3月11日，云岭市召开春季造林现场会。", "会议"),
        ("林岳调研春耕", "3月20日，市长林岳到石鼓县调研春耕。", "调研"),
        ("石鼓县4.9级地震", "3日4时17分，石鼓县发生4.9级地震，震源深度11千米。", "灾害"),
        ("法院：未提示，退！", "近日，云岭市中级人民法院审结一起案件，终审判决驳回上诉。", "判决"),
        ("石鼓海燕绝杀云岭铁军", "昨晚，甲级联赛第9轮，石鼓海燕主场3比2险胜云岭铁军。", "比赛"),
        ("云岭与蓝桥大学签约", "昨日，云岭市与蓝桥大学签署战略合作框架协议。", "签约"),
    ],
)
def test_headline_and_opening_tell_the_type(
    event: Callable[..., Event | None], title: str, body: str, kind: str
) -> None:
    found = event(body, title=title)
    assert found is not None
    assert found.type == kind


def test_an_essay_reports_no_event(event: Callable[..., Event | None]) -> None:
    assert event("奶奶的菜园不大，种着豆角和丝瓜。", title="奶奶的菜园") is None


def test_a_meeting_has_name_chair_people_place_and_time(
    event: Callable[..., Event | None],
) -> None:
    found = event("3月11日，市长林岳主持召开全市春季造林工作推进会，副市长秦若宁出席。")
    assert found is not None
    assert found.name == "全市春季造林工作推进会"
    assert found.host == "林岳"
    assert found.participants == ("林岳", "秦若宁")
    assert found.time == "3月11日"


def test_a_body_before_the_verb_is_the_host_and_the_venue_the_place(
    event: Callable[..., Event | None],
) -> None:
    found = event("2月26日，云岭市水务局在石鼓水库举行新闻发布会。云岭市水务局发布公告。")
    assert found is not None
    assert (found.host, found.place) == ("云岭市水务局", "石鼓水库")


def test_works_stand_without_their_marks() -> None:
    text = "她写过《雪线以南》和《盐工》，《盐工》得过奖。"
    assert [(w.name, len(w.spans)) for w in find_works(text)] == [("雪线以南", 1), ("盐工", 2)]
    assert all(text[s:e] == w.name for w in find_works(text) for s, e in w.spans)


def test_slogans_are_quoted_and_nobodys_words(rules: ExtractRules) -> None:
    text = "打好“十二场硬仗”和“夏季攻势”，做到“事事有人管、件件有着落”。他说：“今天路修好了”。"
    found = [s.name for s in find_slogans(text, rules)]
    assert found == ["十二场硬仗", "夏季攻势", "事事有人管、件件有着落"]

from collections.abc import Callable

import pytest

from config.rules.extract import ExtractRules
from tasks.document import Role
from tasks.extract.passage import Passage
from tasks.extract.people import find_people

Parts = Callable[[str], dict[str, Role]]


@pytest.fixture
def parts(passage: Callable[[str], Passage], rules: ExtractRules) -> Parts:
    return lambda text: {p.name: p.role for p in find_people(passage(text), rules)[0]}


def test_a_list_does_together_what_its_last_name_does(parts: Parts) -> None:
    text = "市委常委房谋、杜断，市政协主席封疆在主席台就座。"
    assert parts(text) == dict.fromkeys(("房谋", "杜断", "封疆"), Role.ATTENDEE)


def test_speaker_turns_are_speech_however_many(parts: Parts) -> None:
    text = "记者请来科长明朗，回答提问。\n问：能缴吗？\n明朗：能。\n问：多少？\n明朗：随意。"
    assert parts(text)["明朗"] is Role.SPEAKER


@pytest.mark.parametrize(
    "text",
    [
        "社区工作者祝晓岚听出不对：“哪有内部名额！”",
        "居民祝晓岚拉住局长林岳的手，指着灯说，住了二十七年。",
        "学者祝晓岚看过影片后大受感动，她说：“人人都懂。”",
        "“做到拆的那一天。”裁缝祝晓岚说。",
    ],
)
def test_words_are_reported_in_many_ways(parts: Parts, text: str) -> None:
    assert parts(text)["祝晓岚"] is Role.SPEAKER


def test_whoever_chairs_is_principal_and_office_holders_around_attend(parts: Parts) -> None:
    text = "县委书记林岳主持会议。县水务局局长单国庆就管网归谁施工争执起来。"
    assert parts(text) == {"林岳": Role.PRINCIPAL, "单国庆": Role.ATTENDEE}


def test_without_a_leader_the_main_character_is_principal(parts: Parts) -> None:
    text = (
        "乐知秋在平台买了体验卡。三个月后，乐知秋发现被扣款，两次联系客服。"
        "客服主管林岳说，条款写明了。乐知秋提起诉讼。"
    )
    assert parts(text) == {"乐知秋": Role.PRINCIPAL, "林岳": Role.SPEAKER}


def test_an_inspecting_doctor_leads_nothing(parts: Parts) -> None:
    assert parts("主治医师林岳检查后没有作声。")["林岳"] is not Role.PRINCIPAL

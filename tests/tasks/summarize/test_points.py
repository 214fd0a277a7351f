"""Three to five key points."""

from itertools import pairwise

from tasks.document import KeyPoint
from tasks.summarize import summarize
from tests.rules import RULES
from tests.tasks.summarize.making import extracted

LEADERS = {"高山": ("县长",), "林溪": ("副县长",)}
MEETING = (
    "9月3日，云浦县召开防汛调度会，县长高山出席并讲话。\n"
    "截至当天18时，全县转移群众2.3万人，加固堤防18公里。\n"
    "高山强调，要在9月5日前完成水库腾库；要逐户登记转移对象。\n"
    "林溪要求，各乡镇要24小时值守。\n"
    "高山最后说，要及时发放救灾物资。\n"
    "县水利局、应急局负责人参加会议。"
)
DEMANDS = (
    ("高山", "要在9月5日前完成水库腾库"),
    ("高山", "要逐户登记转移对象"),
    ("林溪", "各乡镇要24小时值守"),
    ("高山", "要及时发放救灾物资"),
)


def points(text: str = MEETING) -> tuple[KeyPoint, ...]:
    demands = tuple(one for one in DEMANDS if one[1] in text)
    return summarize(extracted(text, LEADERS, demands), RULES).summary.points


def test_there_are_three_to_five_each_in_the_words_of_the_body() -> None:
    assert 3 <= len(points()) <= 5
    assert all(MEETING[slice(*point.span)] == point.text for point in points())


def test_what_is_told_comes_first_and_what_is_said_by_speaker() -> None:
    speakers = [point.speaker for point in points()]
    said = [speaker for speaker in speakers if speaker]
    assert speakers == [None] * (len(speakers) - len(said)) + said
    assert said == sorted(said, key=said.index)
    assert {"高山", "林溪"} <= set(said)


def test_no_two_overlap() -> None:
    spans = sorted(point.span for point in points())
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_a_point_ends_without_a_pause() -> None:
    assert not any(point.text.endswith(("，", "；")) for point in points())


def test_a_short_text_has_as_many_as_it_has_to_say() -> None:
    assert [point.text for point in points("云浦县昨天发生山洪，无人受伤。")] == [
        "云浦县昨天发生山洪，无人受伤。"
    ]
    assert points("") == ()

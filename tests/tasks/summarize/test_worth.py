import pytest

from tasks.summarize.asides import find_asides
from tasks.summarize.clauses import split_sentences
from tasks.summarize.pieces import cut
from tasks.summarize.worth import weigh
from tests.rules import RULES
from tests.tasks.summarize.making import extracted

LEAD = "云浦县昨天召开供水改造会议，部署管网更新。"
NEXT = "管网更新投资300万元。"


def worth_by_piece(text: str) -> dict[str, int]:
    article, rules = extracted(text), RULES.summarize
    sentences = split_sentences(text)
    asides = find_asides(text, article.people, rules.asides)
    pieces = cut(article, sentences, asides, rules.clauses)
    worth = weigh(article, sentences, pieces, asides, rules)
    return {
        text[slice(*piece.span)]: weight for piece, weight in zip(pieces, worth.whole, strict=True)
    }


@pytest.mark.parametrize(
    ("idle", "telling"),
    [
        ("管网更新有渗水可拨打12349反映。", "管网更新有渗水可派人上门修好。"),
        ("供水改造会议以视频形式开到乡镇。", "供水改造会议以视频新闻传到乡镇。"),
        ("供水改造会议以视频形式召开。", "供水改造会议以听证形式作出决定。"),
        ("（管网更新数据截至7月3日8时）。", "（管网更新）数据截至7月3日8时。"),
        ("管网更新何时完工？", "管网更新何时完工。"),
    ],
)
def test_what_is_said_beside_the_story_is_worth_nothing(idle: str, telling: str) -> None:
    assert worth_by_piece(f"{LEAD}\n{NEXT}{idle}")[idle] == 0
    assert worth_by_piece(f"{LEAD}\n{NEXT}{telling}")[telling] > 0


def test_how_a_meeting_was_held_stays_where_the_story_begins() -> None:
    lead = "云浦县供水改造会议昨天以视频形式召开。"
    assert worth_by_piece(f"{lead}\n{NEXT}")[lead] > 0


def test_a_box_of_background_is_no_piece() -> None:
    box = "云浦县供水改造惠及下游人口30万。"
    assert box in worth_by_piece(f"{LEAD}\n{box}")
    assert len(worth_by_piece(f"{LEAD}\n【名城档案】{box}")) == len(worth_by_piece(LEAD))

"""What each piece of a body is worth to a summary: the things it names, and what it is."""

from collections.abc import Sequence, Set
from typing import NamedTuple

from config.rules.summarize import Own, SummarizeRules
from tasks.document import ExtractedArticle, MeasureKind, Span
from tasks.summarize.clauses import MARKS, Sentence, ends
from tasks.summarize.pieces import Piece
from tasks.summarize.things import leader_of, things_of

OURS = frozenset("市县省区州国局院校旗盟")  # 我市 is no first person


class Worth(NamedTuple):
    """Per thing its weight; per piece the things it names, their weight, and its own worth."""

    weights: Sequence[float]
    things: Sequence[Set[int]]
    named: Sequence[float]
    own: Sequence[float]

    def of_things(self, things: Set[int]) -> float:
        """The weight of some of the things."""
        return sum(map(self.weights.__getitem__, things))


def weigh(
    article: ExtractedArticle,
    sentences: Sequence[Sentence],
    pieces: Sequence[Piece],
    asides: Sequence[Span],
    rules: SummarizeRules,
) -> Worth:
    """The worth of every piece of the article's body."""
    at = _pieces_at(len(article.clean.body.text), pieces, asides)
    weights: list[float] = []
    things: list[set[int]] = [set() for _ in pieces]
    named = [0.0] * len(pieces)
    for thing, (weight, spans) in enumerate(things_of(article, rules.things)):
        weights.append(weight)
        for start, end in spans:
            k = at[start]
            if k >= 0 and end <= pieces[k].span[1] and thing not in things[k]:
                things[k].add(thing)
                named[k] += weight
    own = _by_place_and_form(article.clean.body.text, pieces, sentences, rules)
    _add_signs(article.clean.body.text, at, own, rules)
    _add_demands(article, at, own, rules.own)
    _take_off_repeated(article.clean.body.text, pieces, own)
    return Worth(weights, things, named, own)


def _pieces_at(length: int, pieces: Sequence[Piece], asides: Sequence[Span]) -> list[int]:
    """Which piece each character of the body belongs to; -1 where none would tell it."""
    at = [-1] * length
    for k, piece in enumerate(pieces):
        start, end = piece.span
        at[start:end] = [k] * (end - start)
    for start, end in asides:
        at[start:end] = [-1] * (end - start)
    return at


def _by_place_and_form(
    text: str, pieces: Sequence[Piece], sentences: Sequence[Sentence], rules: SummarizeRules
) -> list[float]:
    """What each piece is worth by where it stands and what kind of sentence it is."""
    own, worth = rules.own, []
    paragraph, paragraph_of = -1, []
    for sentence in sentences:
        paragraph += sentence.opens
        paragraph_of.append(paragraph)
    for piece in pieces:
        (start, end), sentence = piece.span, sentences[piece.sentence]
        own_worth = own.lead / (1 + piece.sentence) + own.character * piece.length
        own_worth -= own.late * paragraph_of[piece.sentence] / (paragraph + 1)
        if paragraph_of[piece.sentence] <= 0:
            own_worth += own.first_paragraph
        if start == sentence.start and sentence.opens:
            own_worth += own.opening
        if sentence.item:
            own_worth += own.item
        if text[end - 1] in "？?！!":
            own_worth += own.question
        if _in_first_person(text, start, end):
            own_worth += own.first_person
        if ends(text[start:end].rstrip(MARKS), rules.clauses.attendance):
            own_worth += own.attendance
        worth.append(own_worth)
    return worth


def _in_first_person(text: str, start: int, end: int) -> bool:
    at = text.find("我", start, end)
    return at >= 0 and text[at + 1 : at + 2] not in OURS


def _add_signs(text: str, at: Sequence[int], worth: list[float], rules: SummarizeRules) -> None:
    """Each sign counts once for a piece; a formula each time."""
    seen: set[tuple[int, str]] = set()
    for match in rules.sign.finditer(text):
        k, name = at[match.start()], match.lastgroup or ""
        if k >= 0 and ((k, name) not in seen or name == "formula"):
            seen.add((k, name))
            worth[k] += getattr(rules.own, name)


def _add_demands(
    article: ExtractedArticle, at: Sequence[int], worth: list[float], own: Own
) -> None:
    """What the pieces of demands and decisions are worth as such."""
    figures = {at[quantity.span[0]] for quantity in article.quantities}
    leader, heard = leader_of(article), set[str | None]()
    for measure in sorted(article.measures, key=lambda measure: measure.span):
        more = own.demand
        more += own.leader_demand if leader and measure.speaker == leader.name else 0.0
        more += own.decision if measure.kind is MeasureKind.DECISION else 0.0
        more += own.first_demand if measure.speaker not in heard else 0.0
        heard.add(measure.speaker)
        for k in sorted({*at[slice(*measure.span)]} - {-1}):
            worth[k] += more + (own.demand_figure if k in figures else 0.0)


def _take_off_repeated(text: str, pieces: Sequence[Piece], worth: list[float]) -> None:
    """What has been told in the same words is not worth telling."""
    told: set[str] = set()
    for k, piece in enumerate(pieces):
        words = text[piece.span[0] : piece.span[1] - 1]
        if words in told and piece.whole:
            worth[k] = -1.0
        told.add(words)

"""What each piece of a body is worth to a summary: the things it names, and what it is."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from operator import add
from typing import NamedTuple

from config.rules.summarize import SummarizeRules, Things
from tasks.document import ExtractedArticle, Person, Quantity, Role, Span
from tasks.summarize.clauses import Sentence
from tasks.summarize.pieces import Piece

FREQUENT = 3  # times that a pair of characters stands in the body before it counts
MOST_PAIRS = 40  # frequent pairs, the most frequent first
LARGE = 10_000  # a figure from which on it is likely a main one

_FIGURE = re.compile(r"\d[\d.,:]*\d%?|\d+%")  # 3, as in 3个, is too common
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")


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
    starts = [piece.span[0] for piece in pieces]
    ends = [piece.span[1] for piece in pieces]
    weights: list[float] = []
    things: list[set[int]] = [set() for _ in pieces]
    named = [0.0] * len(pieces)
    for thing, (weight, spans) in enumerate(_things(article, rules.things)):
        weights.append(weight)
        for start, end in spans:
            k = bisect_right(starts, start) - 1
            aside = bisect_right(asides, (start, end)) - 1
            if aside >= 0 and end <= asides[aside][1]:
                continue  # it would not be told
            if k >= 0 and end <= ends[k] and thing not in things[k]:
                things[k].add(thing)
                named[k] += weight
    return Worth(weights, things, named, _own(article, sentences, pieces, starts, rules))


def _things(article: ExtractedArticle, worth: Things) -> Iterator[tuple[float, Sequence[Span]]]:
    """Each thing the body names: its weight, and where it is named."""
    text, event = article.clean.body.text, article.event
    yield from _people(article, worth)
    for keyword in article.keywords:
        yield worth.keyword * keyword.weight, _places(keyword.term, text)
    yield from _figures(article.quantities, worth)
    for place in article.places:
        yield worth.place, place.spans
    for body in article.organisations:
        yield worth.organisation, body.spans
    for slogan in article.slogans:
        yield worth.slogan, slogan.spans
    if event is not None:
        yield worth.event_name, _places(event.name or "", text)
        yield worth.event_time, _places(event.time or "", text)[:1]
    pairs = _pairs(article.title or "")
    for pair in pairs:
        yield worth.title / len(pairs), _places(pair, text)
    for figure in set(_FIGURE.findall(article.title or "")):
        yield worth.title_figure, _places(figure, text)
    for pair in _frequent_pairs(text):
        yield worth.frequent_pair, _places(pair, text)


def _frequent_pairs(text: str) -> list[str]:
    counted = Counter(map(add, text, text[1:]))
    frequent = [(-n, pair) for pair, n in counted.items() if n >= FREQUENT and _HAN.match(pair)]
    return [pair for _, pair in sorted(frequent)[:MOST_PAIRS]]


def _people(article: ExtractedArticle, worth: Things) -> Iterator[tuple[float, Sequence[Span]]]:
    says = Counter(measure.speaker for measure in article.measures)

    def weight_in_text(person: Person) -> tuple[int, int]:
        return says[person.name], len(person.spans)

    principals = [person for person in article.people if person.role is Role.PRINCIPAL]
    leader = max(principals, key=weight_in_text, default=None)
    weights = {Role.PRINCIPAL: worth.principal, Role.SPEAKER: worth.speaker}
    for person in article.people:
        weight = weights.get(person.role, worth.other_person)
        yield worth.leader if person is leader else weight, person.spans


def _figures(
    quantities: Sequence[Quantity], worth: Things
) -> Iterator[tuple[float, Sequence[Span]]]:
    """Each figure, however often it is given."""
    given: dict[str, list[Quantity]] = {}
    for quantity in quantities:
        given.setdefault(quantity.text, []).append(quantity)
    for same in given.values():
        weight = worth.figure + (worth.main_figure if _is_main(same[0]) else 0.0)
        yield weight, [quantity.span for quantity in same]


def _is_main(quantity: Quantity) -> bool:
    """Money, a share, or a large figure."""
    large = isinstance(quantity.value, float) and quantity.value >= LARGE
    return large or "元" in quantity.unit or "%" in quantity.unit


def _places(term: str, text: str) -> list[Span]:
    found: list[Span] = []
    at = text.find(term) if term else -1
    while at >= 0:
        found.append((at, at + len(term)))
        at = text.find(term, at + len(term))
    return found


def _pairs(text: str) -> list[str]:
    runs = _HAN.findall(text)
    return list(dict.fromkeys(run[i : i + 2] for run in runs for i in range(len(run) - 1)))


def _own(
    article: ExtractedArticle,
    sentences: Sequence[Sentence],
    pieces: Sequence[Piece],
    starts: Sequence[int],
    rules: SummarizeRules,
) -> list[float]:
    """What each piece is worth, whatever else is told."""
    text, own = article.clean.body.text, rules.own
    later = (n for n, sentence in enumerate(sentences) if n and sentence.opens)
    first_paragraph = next(later, len(sentences))
    worth = [_by_place_and_form(text, p, sentences, first_paragraph, rules) for p in pieces]
    weights = {
        "happening": own.happening,
        "deadlines": own.deadline,
        "changes": own.change,
        "plans": own.plan,
        "emphasis": own.emphasis,
        "totals": own.total,
        "formulas": own.formula,
    }
    seen: set[tuple[int, str]] = set()
    for match in rules.sign.finditer(text):
        k, name = bisect_right(starts, match.start()) - 1, match.lastgroup or ""
        if k >= 0 and ((k, name) not in seen or name == "formulas"):
            seen.add((k, name))
            worth[k] += weights[name]
    figures = {bisect_right(starts, quantity.span[0]) - 1 for quantity in article.quantities}
    for measure in article.measures:
        first = max(0, bisect_right(starts, measure.span[0]) - 1)
        for k in range(first, bisect_right(starts, measure.span[1] - 1)):
            worth[k] += own.demand + (own.demand_figure if k in figures else 0.0)
    told: set[str] = set()
    for k, piece in enumerate(pieces):
        words = text[piece.span[0] : piece.span[1] - 1]
        if words in told and piece.whole:
            worth[k] = -1.0
        told.add(words)
    return worth


def _by_place_and_form(
    text: str,
    piece: Piece,
    sentences: Sequence[Sentence],
    first_paragraph: int,
    rules: SummarizeRules,
) -> float:
    """What a piece is worth by where it stands and what kind of sentence it is."""
    own, sentence = rules.own, sentences[piece.sentence]
    start, end = piece.span
    worth = own.lead / (1 + piece.sentence) - own.late * piece.sentence / len(sentences)
    worth += own.character * (end - start)
    if piece.sentence < first_paragraph:
        worth += own.first_paragraph
    if sentence.opens and start == sentence.start:
        worth += own.opening
    if sentence.item:
        worth += own.item
    if text[end - 1] in "？?！!":
        worth += own.question
    if text[start] == "“":
        worth += own.quotation
    at = text.find("我", start, end)
    if at >= 0 and text[at + 1 : at + 2] not in (
        "市",
        "县",
        "省",
        "区",
        "州",
        "国",
        "局",
        "院",
        "校",
    ):
        worth += own.first_person
    if text[start:end].rstrip("，。；").endswith(rules.clauses.attendance):
        worth += own.attendance
    return worth

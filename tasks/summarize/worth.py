"""What each clause of a body is worth to a summary: the things it names, and its place."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from config.rules.summarize import SummarizeRules
from tasks.document import ExtractedArticle, Role, Span
from tasks.summarize.clauses import Sentence

FREQUENT = 3  # sentences that share a pair of characters before it counts
MOST_PAIRS = 40  # frequent pairs, the most frequent first

_HAN = re.compile(r"[\u3400-\u9fff]+")


class Worth(NamedTuple):
    """What a body names, with weights; per clause a bit for each thing, and its own worth."""

    weights: tuple[float, ...]
    named: dict[Span, int]  # clause -> bits of the things it names
    own: dict[Span, float]

    def of_things(self, things: int) -> float:
        """The weight of some of the things, as bits."""
        return sum(self.weights[bit] for bit in _bits(things))


def _bits(number: int) -> Iterator[int]:
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low


def weigh(article: ExtractedArticle, sentences: Sequence[Sentence], rules: SummarizeRules) -> Worth:
    """The worth of every clause of the article's body."""
    text = article.clean.body.text
    clauses = [clause for sentence in sentences for clause in sentence.clauses]
    weights: list[float] = []
    named = dict.fromkeys(clauses, 0)
    for weight, spans in _things(article, sentences, rules):
        for clause in _clauses_holding(clauses, spans):
            named[clause] |= 1 << len(weights)
        weights.append(weight)
    own = {
        clause: _own(text[clause[0] : clause[1]], rules)
        + (rules.lead / (1 + sentence.number) if clause == sentence.clauses[0] else 0.0)
        for sentence in sentences
        for clause in sentence.clauses
    }
    return Worth(tuple(weights), named, own)


def _things(
    article: ExtractedArticle, sentences: Sequence[Sentence], rules: SummarizeRules
) -> Iterator[tuple[float, list[Span]]]:
    """Each thing the body names: its weight, and where it is named."""
    text = article.clean.body.text
    for keyword in article.keywords:
        yield rules.keyword * keyword.weight, _places(keyword.term, text)
    for person in article.people:
        weight = {Role.PRINCIPAL: rules.principal, Role.SPEAKER: rules.speaker}
        yield weight.get(person.role, rules.other_person), _places(person.name, text)
    for quantity in article.quantities:
        yield rules.figure, [quantity.span]
    for pair in sorted(set(_pairs(article.title or ""))):
        yield rules.title_pair, _places(pair, text)
    for pair in _frequent_pairs(text, sentences):
        yield rules.frequent_pair, _places(pair, text)


def _places(term: str, text: str) -> list[Span]:
    return [match.span() for match in re.finditer(re.escape(term), text)] if term else []


def _pairs(text: str) -> Iterator[str]:
    for run in _HAN.findall(text):
        for i in range(len(run) - 1):
            yield run[i : i + 2]


def _frequent_pairs(text: str, sentences: Sequence[Sentence]) -> list[str]:
    seen: Counter[str] = Counter()
    for sentence in sentences:
        seen.update(set(_pairs(text[sentence.start : sentence.end])))
    frequent = [(-count, pair) for pair, count in seen.items() if count >= FREQUENT]
    return [pair for _, pair in sorted(frequent)[:MOST_PAIRS]]


def _clauses_holding(clauses: Sequence[Span], spans: Sequence[Span]) -> Iterator[Span]:
    """The clauses that wholly hold one of the spans; both are in the order of the body."""
    k = 0
    for start, end in sorted(spans):
        while k < len(clauses) and clauses[k][1] <= start:
            k += 1
        if k < len(clauses) and clauses[k][0] <= start and end <= clauses[k][1]:
            yield clauses[k]


def _own(clause: str, rules: SummarizeRules) -> float:
    """What a clause is worth by its own words, whatever else is told."""
    words = rules.words
    worth = 0.0
    if clause.startswith(words.demand_starts):
        worth += rules.demand
    if any(word in clause for word in words.event_words):
        worth += rules.event
    worth += rules.formula * sum(word in clause for word in words.formulas)
    if clause.rstrip("。；，").endswith(words.attendance_ends):
        worth += rules.attendance
    return worth

"""What each pair of neighbouring characters of a body is worth to its summary.

A linear model after Li, Qian and Liu (2013): how likely a pair stands in a summary that a person
would write follows from where it stands, how often, and what it is part of. The weights are fitted
to annotated articles (benchmarks/fitting.py).
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from heapq import nlargest
from itertools import chain
from operator import add

from config.rules.summarize import PairWeights, Signs
from tasks.document import ExtractedArticle, Quantity, Role, Span
from tasks.summarize.clauses import Sentence

SHORT, LONG = 500, 900  # characters of a body
LIKE_TITLE = 3  # sentences
LARGE = 10_000  # from which a figure is likely a main one
FIRST_PLACES = 2
TOPICAL = 0.5  # weight of a keyword

_DIGITS = re.compile(r"\d+")

Kind = tuple[str, Set[str]]  # a field of PairWeights, and the pairs that are of that kind


def pairs_of(text: str) -> list[str]:
    """Every pair of neighbouring characters in order: one begins at each character but the last."""
    characters = [*text]
    return [*map(add, characters, characters[1:])]


def worth_of_pairs(
    article: ExtractedArticle,
    told: Sequence[str],
    sentences: Sequence[Sentence],
    signs: Signs,
    weights: PairWeights,
) -> dict[str, int]:
    """Every pair that is worth anything, marks and spaces left out; one of no kind is worth nothing."""
    worth: dict[str, int] = {}
    value_of, every = worth.get, weights.every
    for kind, pairs in kinds_of(article, told, sentences, signs):
        weight = getattr(weights, kind)
        for pair in pairs:
            worth[pair] = value_of(pair, every) + weight
    return {pair: value for pair, value in worth.items() if value > 0 and pair.isalnum()}


def kinds_of(
    article: ExtractedArticle,
    told: Sequence[str],
    sentences: Sequence[Sentence],
    signs: Signs,
) -> Iterator[Kind]:
    """Each kind with its pairs. `told`: those of the body in order."""
    text, counted = article.clean.body.text, Counter(told)
    title = counted.keys() & pairs_of(article.title or "")
    again = {pair for pair, count in counted.items() if count > 1}
    figures = [match.span() for match in _DIGITS.finditer(text)]
    digits = set[str]().union(*(told[max(0, start - 1) : end] for start, end in figures))
    demands = [told[one.span[0] : one.span[1] - 1] for one in article.measures]
    yield "first_sentences", _within(told, (sentence.span for sentence in sentences[:2]))
    yield "again", again
    yield "again_in_long_text", again if len(text) > LONG else set()
    yield "short_text", counted.keys() if len(text) < SHORT else set()
    yield "title", title
    yield "like_title", _within(told, _like(title, told, sentences) if title else ())
    yield "digits_early", digits.intersection(told[: len(text.partition("\n")[0])])
    yield "digits_of_demand", digits.intersection(chain.from_iterable(demands))
    yield from _clauses(text, told, sentences, figures, signs)
    for kind, texts in _named(article):
        yield kind, counted.keys() & [pair for text in texts for pair in pairs_of(text)]


def _within(told: Sequence[str], spans: Iterable[Span]) -> set[str]:
    return set().union(*(told[start : end - 1] for start, end in spans))


def _like(title: set[str], told: Sequence[str], sentences: Sequence[Sentence]) -> Iterator[Span]:
    """The sentences that share most with the title."""
    shared = [len(title.intersection(told[one.start : one.end - 1])) for one in sentences]
    most = nlargest(LIKE_TITLE, range(len(shared)), key=shared.__getitem__)
    return (sentences[k].span for k in most if shared[k])


def _clauses(
    text: str,
    told: Sequence[str],
    sentences: Sequence[Sentence],
    figures: Sequence[Span],
    signs: Signs,
) -> Iterator[Kind]:
    """The clauses in which a figure or a sign stands."""
    clauses = [clause for sentence in sentences for clause in sentence.clauses]
    starts = [start for start, _ in clauses]

    def holding(places: Iterable[int]) -> set[str]:
        numbers = {bisect_right(starts, at) - 1 for at in places}
        return _within(told, (clauses[k] for k in numbers if k >= 0))

    yield "with_figure", holding(start for start, _ in figures)
    yield "deadline", holding(match.start() for match in signs.deadline.finditer(text))
    yield "outcome", holding(match.start() for match in signs.outcome.finditer(text))


def _named(article: ExtractedArticle) -> Iterator[tuple[str, Set[str]]]:
    """Names, keywords and figures by kind."""
    yield "keyword", {one.term for one in article.keywords if one.weight >= TOPICAL}
    yield "first_place", {one.name for one in article.places[:FIRST_PLACES]}
    yield "principal", {one.name for one in article.people if one.role is Role.PRINCIPAL}
    yield "speaker", {one.speaker or "" for one in article.measures}
    yield "main_figure", {one.text for one in article.quantities if _is_main(one)}


def _is_main(figure: Quantity) -> bool:
    """Money, shares and large ones are likely main figures."""
    large = isinstance(figure.value, float) and figure.value >= LARGE
    return large or "元" in figure.unit or "%" in figure.unit

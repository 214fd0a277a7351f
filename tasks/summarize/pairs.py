"""What each pair of neighbouring characters of a body is worth to its summary.

A linear model after Li, Qian and Liu (2013): how likely a pair stands in a summary that a person
would write follows from where it stands, how often, and what it is part of. The weights are fitted
to annotated articles (benchmarks/fitting.py).
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from operator import add

from config.rules.summarize import PairWeights
from tasks.document import ExtractedArticle, Person, Role, Span
from tasks.summarize.clauses import Sentence

OFTEN = 3  # times that a pair is told, or a person named
MANY = 20  # figures
LONG = 900  # characters of a body
LARGE, SMALL = 10_000, 5  # from which a figure is likely a main one, below which likely not
FIRST_FIGURES, FIRST_KEYWORDS, FIRST_PLACES = 3, 3, 2
TOPICAL = 0.5  # weight of a keyword

Kind = tuple[str, Set[str]]  # a field of PairWeights, and the pairs that are of that kind


def pairs_of(text: str) -> list[str]:
    """Every pair of neighbouring characters in order: one begins at each character but the last."""
    return [*map(add, text, text[1:])]


def worth_of_pairs(
    article: ExtractedArticle,
    told: Sequence[str],
    sentences: Sequence[Sentence],
    sign: re.Pattern[str],
    weights: PairWeights,
) -> dict[str, int]:
    """Every pair that is worth anything, marks and spaces left out."""
    worth: dict[str, int] = defaultdict(int)
    for kind, pairs in kinds_of(article, told, sentences, sign):
        weight = getattr(weights, kind)
        for pair in pairs:
            worth[pair] += weight
    least = -weights.every
    return {p: value - least for p, value in worth.items() if value > least and p.isalnum()}


def kinds_of(
    article: ExtractedArticle,
    told: Sequence[str],
    sentences: Sequence[Sentence],
    sign: re.Pattern[str],
) -> Iterator[Kind]:
    """Each kind with its pairs. `told`: those of the body in order; a few kinds hold others, too."""
    text, title = article.clean.body.text, set(pairs_of(article.title or ""))
    counted = Counter(told)
    again = {pair for pair, count in counted.items() if count > 1}
    early = set(told[: len(text.partition("\n")[0])])
    demands = _within(told, (measure.span for measure in article.measures))
    spans = [(one.start, one.end) for one in sentences]
    shared = [len(title.intersection(told[start : end - 1])) for start, end in spans]
    nearest = [spans[shared.index(max(shared))]] if title and spans else []
    long = len(text) > LONG
    yield "first_sentences", _within(told, spans[:2])
    yield "again", again
    yield "again_in_long_text", again if long else set()
    yield "often", {pair for pair in again if counted[pair] >= OFTEN}
    yield "title", title
    yield "title_again", title & again
    yield "title_early", title & early
    yield "like_title", _within(told, nearest)
    yield "digits_early", _digits(early)
    yield "digits_of_demand", _digits(demands)
    yield "demand", demands
    yield from _signs(text, told, sentences, sign)
    yield from _named(article)
    yield from _figures(article, without_demands=not demands)


def _all(texts: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for text in texts:
        found.update(pairs_of(text))
    return found


def _within(told: Sequence[str], spans: Iterable[Span]) -> set[str]:
    return set().union(*(told[start : end - 1] for start, end in spans))


def _digits(pairs: Set[str]) -> set[str]:
    return {pair for pair in pairs if pair[0].isdigit() or pair[1].isdigit()}


def _signs(
    text: str, told: Sequence[str], sentences: Sequence[Sentence], sign: re.Pattern[str]
) -> Iterator[Kind]:
    """The clauses in which each sign stands."""
    clauses = [clause for sentence in sentences for clause in sentence.clauses]
    starts = [start for start, _ in clauses]
    found: dict[str, set[int]] = {name: set() for name in sign.groupindex}
    for match in sign.finditer(text):
        found[match.lastgroup or ""].add(bisect_right(starts, match.start()) - 1)
    for name, numbers in found.items():
        yield name, _within(told, (clauses[k] for k in numbers if k >= 0))


def _named(article: ExtractedArticle) -> Iterator[Kind]:
    """Names, keywords, and what the opening says of the event."""
    event = article.event
    yield "event_time", _all([(event and event.time) or ""])
    yield "event_name", _all([(event and event.name) or ""])
    yield "event_place", _all([(event and event.place) or ""])
    yield "keyword", _all(one.term for one in article.keywords if one.weight >= TOPICAL)
    yield "first_keyword", _all(one.term for one in article.keywords[:FIRST_KEYWORDS])
    yield "first_place", _all(one.name for one in article.places[:FIRST_PLACES])
    principals = [one for one in article.people if one.role is Role.PRINCIPAL]
    leader = leader_of(article)
    most = max(article.people, key=lambda one: len(one.spans), default=None)
    yield "principal", _all(one.name for one in principals)
    yield "leader", _all([leader.name if leader else ""])
    yield "most_named", _all([most.name if most else ""])
    yield "often_named", _all(one.name for one in article.people if len(one.spans) >= OFTEN)


def leader_of(article: ExtractedArticle) -> Person | None:
    """The principal who says most."""
    says = Counter(measure.speaker for measure in article.measures)
    principals = [person for person in article.people if person.role is Role.PRINCIPAL]
    return max(principals, key=lambda one: (says[one.name], len(one.spans)), default=None)


def _figures(article: ExtractedArticle, *, without_demands: bool) -> Iterator[Kind]:
    """Figures: money, shares and large ones are likely main ones."""
    main, measured, small = set[str](), set[str](), set[str]()
    for quantity in article.quantities:
        value = quantity.value if isinstance(quantity.value, float) else None
        if "元" in quantity.unit or "%" in quantity.unit or (value or 0) >= LARGE:
            main.add(quantity.text)
        if quantity.measure:
            measured.add(quantity.text)
        if value is not None and value < SMALL:
            small.add(quantity.text)
    texts = [one.text for one in sorted(article.quantities, key=lambda one: one.span)]
    figures = _all(set(texts))
    yield "figure", figures
    yield "figure_without_demands", figures if without_demands else set()
    yield "one_of_many_figures", figures if len(set(texts)) > MANY else set()
    yield "first_figure", _all(texts[:FIRST_FIGURES])
    yield "main_figure", _all(main)
    yield "measured_figure", _all(measured)
    yield "small_figure", _all(small)

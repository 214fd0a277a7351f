"""The things that a body names: people, figures, places, words of the title. Each is told once."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from config.rules.summarize import Things
from tasks.document import ExtractedArticle, Person, Quantity, Role, Span

LARGE = 10_000  # a figure from which on it is likely a main one

_FIGURE = re.compile(r"\d[\d.,:]*\d%?|\d+%")  # 3, as in 3个, is too common
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")


def things_of(article: ExtractedArticle, worth: Things) -> Iterator[tuple[float, Sequence[Span]]]:
    """Each thing the body names: its weight, and where it is named."""
    text, event, title = article.clean.body.text, article.event, article.title or ""
    leader = leader_of(article)
    weights = {Role.PRINCIPAL: worth.principal, Role.SPEAKER: worth.speaker}
    for person in article.people:
        weight = weights.get(person.role, worth.other_person)
        yield worth.leader if person is leader else weight, person.spans
    for keyword in article.keywords:
        yield worth.keyword * keyword.weight, _places(keyword.term, text)
    yield from _figures(article.quantities, worth)
    for place in article.places:
        yield worth.place, place.spans
    if event is not None and event.time:
        yield worth.event_time, _places(event.time, text)[:1]
    pairs = _pairs(title)
    for pair in pairs:
        yield worth.title / len(pairs), _places(pair, text)
    for figure in dict.fromkeys(_FIGURE.findall(title)):
        yield worth.title_figure, _places(figure, text)


def leader_of(article: ExtractedArticle) -> Person | None:
    """The principal who says most."""
    says = Counter(measure.speaker for measure in article.measures)
    principals = [person for person in article.people if person.role is Role.PRINCIPAL]
    return max(principals, key=lambda one: (says[one.name], len(one.spans)), default=None)


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
    at = text.find(term)
    while at >= 0:
        found.append((at, at + len(term)))
        at = text.find(term, at + len(term))
    return found


def _pairs(text: str) -> list[str]:
    runs = _HAN.findall(text)
    return list(dict.fromkeys(run[i : i + 2] for run in runs for i in range(len(run) - 1)))

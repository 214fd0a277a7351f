"""The lists below the article: who, which bodies, where, how much, what was asked for.

Each entry describes every place of the body where it is marked, so what a reader sees on hovering
also stands here, for print, for touch and for screen readers.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tasks.document import Measure, Mention, Person, Quantity, Result, Span
from workers.page.words import CHANGES, MEASURES, ROLES


class Entry(NamedTuple):
    """One thing that the body names: what it is called, what is known of it, and where it stands.

    `id` and the place of a span give the id of the mark: `person-2-1`.
    """

    id: str
    kind: str
    name: str
    facts: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def note(self) -> str:
        """What hovering shows."""
        return "，".join(self.facts)


def entries_of(result: Result) -> dict[str, list[Entry]]:
    """Every entry by its kind; kinds of which there is nothing are left out."""
    listed = {
        "person": list(map(_person, result.people)),
        "organisation": list(map(_organisation, result.organisations)),
        "place": list(map(_place, result.places)),
        "measure": list(map(_measure, result.measures)),
        "quantity": list(map(_quantity, result.quantities)),
    }
    return {kind: list(_numbered(kind, entries)) for kind, entries in listed.items() if entries}


def _numbered(kind: str, entries: list[Entry]) -> Iterator[Entry]:
    for number, entry in enumerate(entries, start=1):
        yield entry._replace(id=f"{kind}-{number}")


def _entry(kind: str, name: str, facts: list[str | None], spans: tuple[Span, ...]) -> Entry:
    return Entry("", kind, name, tuple(dict.fromkeys(filter(None, facts))), spans)


def _person(person: Person) -> Entry:
    scope = person.scope and f"所属：{person.scope}"
    facts = ["、".join(person.titles), ROLES[person.role], scope]
    return _entry("person", person.name, facts, person.spans)


def _organisation(body: Mention) -> Entry:
    short = body.abbreviations and f"简称：{'、'.join(body.abbreviations)}"
    return _entry("organisation", body.name, ["机构", short or None], body.spans)


def _place(place: Mention) -> Entry:
    return _entry("place", place.name, ["地点", " › ".join(place.chain)], place.spans)


def _measure(measure: Measure) -> Entry:
    kind = MEASURES[measure.kind]
    by = f"{measure.speaker}提出" if measure.speaker else "会议或单位提出"
    topic = measure.topic and f"关于：{measure.topic}"
    return _entry("measure", measure.text, [kind, by, topic], (measure.span,))


def _quantity(quantity: Quantity) -> Entry:
    value = f"{_number(quantity.value)} {quantity.unit}".strip()
    if quantity.value_max is not None:
        value = (
            f"{_number(quantity.value)} 至 {_number(quantity.value_max)} {quantity.unit}".strip()
        )
    change = quantity.change and CHANGES[quantity.change]
    return _entry("quantity", quantity.text, [quantity.measure, value, change], (quantity.span,))


def _number(value: float | str) -> str:
    """`936,000,000`, `12.4`; a score stays as it is."""
    return value if isinstance(value, str) else f"{value:,.12g}"

"""The cast: where people are named in the body, and whose demands are official."""

from bisect import bisect_left
from typing import NamedTuple

from config.rules.measures import MeasureRules
from tasks.document import Person, Role


class Named(NamedTuple):
    """One mention of a person."""

    start: int
    end: int
    name: str


class Subject(NamedTuple):
    """Who speaks; the name is None for a meeting (`meets`) or a body."""

    name: str | None
    official: bool
    meets: bool = False


class Cast(NamedTuple):
    """Every mention in the order of the text, and what is known of the people."""

    starts: tuple[int, ...]
    mentions: tuple[Named, ...]
    official: frozenset[str]
    titles: dict[str, tuple[str, ...]]

    def between(self, start: int, end: int) -> tuple[Named, ...]:
        """The mentions that begin in the stretch."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def ends_at(self, position: int) -> bool:
        """Whether a mention ends here."""
        last = bisect_left(self.starts, position) - 1
        return last >= 0 and self.mentions[last].end == position

    def subject(self, mention: Named) -> Subject:
        """The person of the mention as a speaker."""
        return Subject(mention.name, mention.name in self.official)

    def holder(self, post: str, before: str) -> str | None:
        """Who alone holds `post`, by the surname before it if there is one: 王书记, 市长."""
        deputy = "" if before.endswith("副") else f"副{post}"
        holders = [
            name
            for name, titles in self.titles.items()
            if any(t.endswith(post) and not (deputy and t.endswith(deputy)) for t in titles)
        ]
        named = [name for name in holders if name[0] == before.removesuffix("副")[-1:]]
        found = named or holders
        return found[0] if len(found) == 1 else None


def read_cast(people: tuple[Person, ...], rules: MeasureRules) -> Cast:
    """Everyone whom the body names; a main character without a title counts as official too."""
    mentions = sorted(Named(*span, person.name) for person in people for span in person.spans)
    titled = {p.name for p in people if any(_is_official(title, rules) for title in p.titles)}
    chief = {p.name for p in people if not p.titles and p.role is Role.PRINCIPAL}
    return Cast(
        starts=tuple(mention.start for mention in mentions),
        mentions=tuple(mentions),
        official=frozenset(titled | chief if titled else ()),
        titles={person.name: person.titles for person in people},
    )


def _is_official(title: str, rules: MeasureRules) -> bool:
    patterns = rules.patterns
    return bool(patterns.official.search(title)) and not patterns.unofficial.search(title)

"""Who is named where, for quick questions about a clause."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from tasks.document import Person

LONGEST_POSTS = 45  # characters of posts before a name


class Named(NamedTuple):
    """A name in the body."""

    start: int
    end: int
    person: Person


class Cast(NamedTuple):
    """Every name in the body in order, and where they start and end.

    `objects`: what makes a post and a name no subject: 与司机高山.
    """

    named: Sequence[Named]
    starts: Sequence[int]
    ends: frozenset[int]
    objects: tuple[str, ...]


def read_cast(people: Sequence[Person], objects: tuple[str, ...]) -> Cast:
    """The cast of an article."""
    named = sorted(
        (Named(*span, person) for person in people for span in person.spans),
        key=lambda named: named[:2],
    )
    starts = [name.start for name in named]
    return Cast(named, starts, frozenset(name.end for name in named), objects)


def named_in(cast: Cast, start: int, end: int) -> Sequence[Named]:
    """The names between two characters of the body."""
    first = bisect_left(cast.starts, start)
    return cast.named[first : bisect_left(cast.starts, end, first)]


def subject(cast: Cast, text: str, start: int, end: int) -> Person | None:
    """Whom a clause begins with, posts before the name included; None when with somebody else."""
    k = bisect_left(cast.starts, start)
    if k == len(cast.starts) or cast.starts[k] >= end:
        return None
    first, last, person = cast.named[k]
    if last > end or first - start > LONGEST_POSTS:
        return None
    posts = text.endswith(person.titles, start, first)
    if first > start and (not posts or text.startswith(cast.objects, start)):
        return None
    return person

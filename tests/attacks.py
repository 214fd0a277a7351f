"""Texts that make a regular expression work hardest: pieces of itself, over and over.

Made from the expression as Python's own parser reads it: what each long repetition repeats, behind
what leads there, and nearly whole matches. Behind them stands what lets no match end.
"""

import random
import re
from collections.abc import Iterator, Sequence
from re import _constants, _parser  # type: ignore[attr-defined]  # no public way to parsed patterns
from typing import Any

TRIES = 2  # samples of each piece: branches and classes are drawn by lot
LONG = 12  # repetitions that go so far may cost something
ENDS = ("\0", "\n")
USUAL = "望一1 a，。、：“”《》（）市"
OF_CATEGORY = {
    _constants.CATEGORY_DIGIT: "1",
    _constants.CATEGORY_SPACE: " ",
    _constants.CATEGORY_WORD: "a望1",
    _constants.CATEGORY_NOT_DIGIT: "望",
    _constants.CATEGORY_NOT_SPACE: "望a",
    _constants.CATEGORY_NOT_WORD: "，",
}
REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)

Items = Sequence[tuple[Any, Any]]


def attacks(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Texts of about `length` characters."""
    chance = random.Random(7)
    parsed = list(_parser.parse(pattern.pattern))
    pumps = {("", _sample(parsed, chance)) for _ in range(TRIES)}
    pumps |= {("", whole[:-1]) for _, whole in pumps}
    for before, body in _repeated(parsed, []):
        for _ in range(TRIES):
            lead, piece = _sample(before, chance), _sample(body, chance)
            pumps |= {("", piece), (lead, piece), ("", lead + piece)}
    for lead, piece in sorted(pumps):
        if piece:
            yield from (lead + piece * (length // len(piece)) + end for end in ENDS)


def _repeated(items: Items, before: list[tuple[Any, Any]]) -> Iterator[tuple[Items, Items]]:
    """What each long repetition repeats, and what stands before it."""
    for place, (kind, detail) in enumerate(items):
        lead = [*before, *items[:place]]
        inner: list[Items] = []
        if kind in REPEATS:
            inner = [list(detail[2])]
            if detail[1] >= LONG:
                yield lead, inner[0]
        elif kind is _constants.BRANCH:
            inner = [list(branch) for branch in detail[1]]
        elif kind is _constants.SUBPATTERN:
            inner = [list(detail[-1])]
        elif kind is _constants.ATOMIC_GROUP:
            inner = [list(detail)]
        elif kind in (_constants.ASSERT, _constants.ASSERT_NOT):
            inner = [list(detail[1])]
        for part in inner:
            yield from _repeated(part, lead)


def _sample(items: Items, chance: random.Random) -> str:
    """A text that the items match, but for what they look ahead and behind for."""
    return "".join(_item(kind, detail, chance) for kind, detail in items)


def _item(kind: Any, detail: Any, chance: random.Random) -> str:
    made = ""  # what only looks, or stands at an end, takes no character
    match kind:
        case _constants.LITERAL:
            made = chr(detail)
        case _constants.NOT_LITERAL:
            made = next(char for char in USUAL if ord(char) != detail)
        case _constants.ANY:
            made = chance.choice(USUAL)
        case _constants.IN:
            made = chance.choice(_members(detail))
        case _constants.BRANCH:
            made = _sample(chance.choice(detail[1]), chance)
        case _constants.SUBPATTERN:
            made = _sample(detail[-1], chance)
        case _constants.ATOMIC_GROUP:
            made = _sample(detail, chance)
        case _ if kind in REPEATS:
            times = detail[0] or min(detail[1], chance.randrange(2))
            made = "".join(_sample(detail[2], chance) for _ in range(times))
    return made


def _members(detail: Items) -> Sequence[str]:
    """Some characters of a class."""
    named = set()
    for kind, value in detail:
        if kind is _constants.LITERAL:
            named.add(chr(value))
        elif kind is _constants.RANGE:
            named |= {chr(value[0]), *(c for c in USUAL if value[0] <= ord(c) <= value[1])}
        elif kind is _constants.CATEGORY:
            named |= set(OF_CATEGORY[value])
    if detail[0][0] is _constants.NEGATE:
        return sorted(set(USUAL) - named) or ["龘"]
    return sorted(named)

"""Names that are half a name, or cut a word, and the whole ones instead."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage
from tasks.extract.people.slots import Found


def without_halves(passage: Passage, found: list[Found], rules: ExtractRules) -> list[Found]:
    """Of two names that begin alike one may be half a name, or one with a word stuck to it.

    The shorter goes when it never stands without the longer; the longer, when it ends in a
    character that more often begins the next word: 某某|说.
    """
    text = passage.text
    names = sorted({f.name for f in found})
    instead = _ending_in_then(passage, found)
    for shorter, longer in pairwise(names):
        if not longer.startswith(shorter):
            continue
        rest = longer[len(shorter) :]
        spaced = text.count(f"{shorter} {rest}")  # a stray space: 乐知 秋
        if text.count(shorter) == text.count(longer) + spaced:
            instead[shorter] = longer
        elif len(longer) == len(shorter) + 1 and longer[-1] in rules.names.glued:
            instead[longer] = shorter
    parts = parts_of(names)
    instead |= parts
    return [f._replace(name=instead.get(f.name, f.name)) for f in found]


# What a given name may end in, though hardly any does: 某正则.
_THEN = "则"


def _ending_in_then(passage: Passage, found: list[Found]) -> dict[str, str]:
    """Two characters behind a post that come again, but never without 则, are a name with it.

    Twice somebody may 则表示; then the tagger has to take 则 for the end of a word.
    """
    whole = {}
    for name in sorted({f.name for f in found if f.titles and len(f.name) == SHORTEST_NAME}):
        ends = [at + len(name) for at in passage.find_all(name)]
        joined = len(ends) > OFTEN or not any(passage.is_boundary(end) for end in ends)
        if len(ends) > 1 and joined and all(passage.char(end) == _THEN for end in ends):
            whole[name] = name + _THEN
    return whole


SHORTEST_NAME = 2
OFTEN = 2

# What the tagger may glue to a name: 宋健|在, 孙参|摄.
_GLUED = frozenset("在为和及摄说")


def without_cuts(passage: Passage, found: list[Found], rules: ExtractRules) -> list[Found]:
    """Without what only ever cuts a word: 职工安下|心来. On newspaper text 15 of 106 are people."""
    cut = set()
    for name in {f.name for f in found if len(f.name) < 4}:
        ends = (at + len(name) for at in passage.find_all(name))
        if not any(_ends_well(passage, end, rules) for end in ends):
            cut.add(name)
    return [f for f in found if f.name not in cut]


def _ends_well(passage: Passage, end: int, rules: ExtractRules) -> bool:
    """Whether a word ends here, or what a person does begins."""
    if passage.is_boundary(end) or passage.char(end) in _GLUED:
        return True
    return rules.patterns.follower.match(passage.text, end) is not None


# A part of a dotted name that may stand for its bearer has so many characters.
SHORTEST_PART = 3


def parts_of(names: Iterable[str]) -> dict[str, str]:
    """The parts of dotted names by which one person may be meant later: 迭戈·某某某尔, 某某某尔."""
    parts = [(part, name) for name in names for part in name.split("·") if part != name]
    often = Counter(part for part, _ in parts)
    return {part: name for part, name in parts if len(part) >= SHORTEST_PART and often[part] == 1}

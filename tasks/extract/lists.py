"""Lists of names that no post announces: 参加的还有某某、某某、某某等."""

import re
from collections.abc import Iterator

from config.rules.extract import ExtractRules
from tasks.document import Span
from tasks.extract.names import PERSON_TAGS
from tasks.extract.passage import Passage, is_han

# A list without a post is believed from this many names on.
SHORTEST_LIST = 3
_LIST = re.compile(r"[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}){1,40}")
_TAIL = re.compile(r"(?:等|出席|参加|分别|和|及)")


def listed_names(passage: Passage, rules: ExtractRules) -> Iterator[tuple[str, int]]:
    """Names and where they stand, from lists in which no post announces them.

    Every item but one is shaped like a name, and at least half are names to the tagger.
    """
    for match in _LIST.finditer(passage.text):
        items = [
            (match.start() + m.start(), match.start() + m.end())
            for m in _ITEM.finditer(match.group())
        ]
        first, *between, last = items
        found = [_last_of(passage, *first, rules)]
        found += [_whole(passage, *item, rules) for item in between]
        found.append(_first_of(passage, *last, rules))
        believed = [(passage.text[s:e], s) for s, e in (span for span in found if span)]
        tagged = sum(passage.words_of(s, s + len(n))[0].tag in PERSON_TAGS for n, s in believed)
        if len(believed) >= max(SHORTEST_LIST, len(items) - 1) and 2 * tagged >= len(believed):
            yield from believed


_ITEM = re.compile(r"[^、]+")
_LENGTHS = (3, 2, 4)


def _whole(passage: Passage, start: int, end: int, rules: ExtractRules) -> Span | None:
    return (start, end) if _is_shaped(passage, start, end, rules) else None


def _last_of(passage: Passage, start: int, end: int, rules: ExtractRules) -> Span | None:
    """The first item of a list may follow other words: only its end is the name."""
    starts = (end - length for length in _LENGTHS if end - length >= start)
    return next(((s, end) for s in starts if _is_shaped(passage, s, end, rules)), None)


def _first_of(passage: Passage, start: int, end: int, rules: ExtractRules) -> Span | None:
    """The last item may go on with 等 or a verb: only its beginning is the name."""
    for stop in (start + length for length in _LENGTHS if start + length <= end):
        ends = not is_han(passage.char(stop)) or _TAIL.match(passage.text, stop)
        if ends and _is_shaped(passage, start, stop, rules):
            return start, stop
    return None


def _is_shaped(passage: Passage, at: int, end: int, rules: ExtractRules) -> bool:
    name = passage.text[at:end]
    compound = name[:2] in rules.surnames.compound
    if not (compound or (name[0] in rules.surnames.common and len(name) < 4)):
        return False
    if name in rules.names.not_names or name in rules.gazetteer or name[-1] in _PLACE_ENDS:
        return False
    first = passage.words_of(at, at + len(name))[0]
    whole = first.start == at and len(first.text) == len(name)
    return first.start == at and (not whole or first.tag in PERSON_TAGS)


_PLACE_ENDS = frozenset("省市县区州镇乡村局厅委")

"""What every step of this stage returns: the text, its edits, and what to tell about them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from tasks.origins import Edit

EXAMPLES = 5  # kept per repair; enough to see what was done
CANDIDATES = 4 * EXAMPLES  # changes that are looked at for examples, because many are alike
CONTEXT = 6  # characters shown on each side of a change

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"  # in a regex class

# Stands for a character of a garble while other steps run: a noncharacter, which an earlier step
# has removed from the text.
HELD = "\ufdd3"


class Change(NamedTuple):
    """A change as it is shown, with the span of what was changed in the text before the step."""

    shown: str
    start: int
    end: int


class Mended(NamedTuple):
    """The text after a step; what kind of repair it was, how often, and the first few changes.

    `edits` are those that change the length; the others are one character for one. `changes` can be
    gone through once: they are made then, because few of them are shown.
    """

    text: str
    kind: str = ""
    times: int = 0
    changes: Iterable[Change] = ()
    edits: Sequence[Edit] = ()


def substitute(
    kind: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str], text: str
) -> Mended:
    """Like `pattern.sub(replace, text)`, recording what really changed."""
    changed: list[tuple[int, int, str]] = []
    edits: list[Edit] = []
    count = 0

    def note(match: re.Match[str]) -> str:
        nonlocal count
        after = replace(match)
        before = match[0]
        if after != before:
            count += 1
            if count <= CANDIDATES:
                changed.append((*match.span(), after))
            if len(after) != len(before):
                edits.extend(aligned(before, after, match.start()))
        return after

    mended = pattern.sub(note, text)
    changes = (change(text, *each) for each in changed)
    return Mended(mended, kind, count, distinct(changes), edits)


def exchange(kind: str, pattern: re.Pattern[str], character: str, text: str) -> Mended:
    """Write `character` for every match, which is one character long."""
    mended, count = pattern.subn(character, text)
    found = pattern.finditer(text) if count else ()
    changes = (change(text, match.start(), match.end(), character) for match in found)
    return Mended(mended, kind, count, distinct(changes))


def delete(kind: str, pattern: re.Pattern[str], text: str) -> Mended:
    """Delete every match."""
    return delete_spans(kind, [match.span() for match in pattern.finditer(text)], text)


def delete_spans(kind: str, spans: Sequence[tuple[int, int]], text: str) -> Mended:
    """Delete what stands in these spans, which follow one another."""
    if not spans:
        return Mended(text)
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces.append(text[at:start])
        at = end
    pieces.append(text[at:])
    changes = (change(text, start, end, "") for start, end in spans)
    edits = [(start, end, 0) for start, end in spans]
    return Mended("".join(pieces), kind, len(spans), distinct(changes), edits)


def aligned(before: str, after: str, start: int) -> list[Edit]:
    """Give the edits of a match at `start`: the blanks it lost, else the part that differs."""
    lost = len(before) - len(after)
    if 0 < lost == before.count(" ") - after.count(" "):
        return _lost_blanks(before, after, start)
    shortest = min(len(before), len(after))
    head = 0
    while head < shortest and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shortest - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return [(start + head, start + len(before) - tail, len(after) - head - tail)]


def _lost_blanks(before: str, after: str, start: int) -> list[Edit]:
    edits: list[Edit] = []
    for at, char in enumerate(before):
        if char == " " and after[at - len(edits) : at - len(edits) + 1] != " ":
            edits.append((start + at, start + at + 1, 0))
    return edits


def change(text: str, start: int, end: int, after: str) -> Change:
    """Show what is at start to end, and what it becomes, with a little of the line around it."""
    left = text[max(0, start - CONTEXT) : start].rpartition("\n")[2]
    right = text[end : end + CONTEXT].partition("\n")[0]
    before = _shown(f"{left}{text[start:end]}{right}")
    return Change(f"{before} -> {_shown(f'{left}{after}{right}')}", start, end)


def distinct(changes: Iterable[Change]) -> Iterator[Change]:
    """The first few changes that look different."""
    shown: set[str] = set()
    for each in islice(changes, CANDIDATES):
        if each.shown not in shown:
            shown.add(each.shown)
            yield each
        if len(shown) == EXAMPLES:
            return


def _shown(text: str) -> str:
    """Make what nobody could see visible: a zero-width space as <U+200B>."""
    if text.replace("\u3000", "").isprintable():
        return text
    return "".join(
        char if char.isprintable() or char == "\u3000" else f"<U+{ord(char):04X}>"
        for char in text.replace(HELD, "?")
    )

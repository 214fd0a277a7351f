"""Overlapping spans of a text as properly nested markup.

Where two marks cross, the inner one is cut in two at the border of the outer one; of two marks the
longer is outside. So what comes out is a tree, whatever the spans are.
"""

from bisect import insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tasks.document import Span


class Mark(NamedTuple):
    """One span to be marked: its CSS class, and what the reader is told about it.

    `entry` is the id of the list entry that describes it; `number` and `tag` are shown before it.
    A mark with `outer` stands outside all
    others, so that it is never cut by one; a `quiet` one is passed over by the keyboard. An empty span marks a place between two characters.
    """

    start: int
    end: int
    kind: str
    note: str = ""
    id: str | None = None
    entry: str | None = None
    number: int | None = None
    tag: str | None = None
    outer: bool = False
    quiet: bool = False


class Piece(NamedTuple):
    """A mark, or a part of one, and what is in it; `first` is true of the part it begins with."""

    mark: Mark
    first: bool
    inner: "list[Node]"


Node = str | Piece


def nest(text: str, marks: Iterable[Mark]) -> list[Node]:
    """The text as a tree of marked pieces; the strings in it, joined, are the text."""
    ordered = sorted(marks, key=lambda mark: (not mark.outer, mark.start - mark.end, mark.start))
    changes = _changes(ordered)
    root: list[Node] = []
    open_pieces: list[tuple[int, Piece]] = []  # by rank, outermost first
    active: list[int] = []
    at = 0
    for place in sorted({0, len(text), *changes}):
        if place > at:
            _enter(open_pieces, root, active, ordered, at)
            _innermost(open_pieces, root).append(text[at:place])
            at = place
        begin, end, points = changes.get(place, ([], [], []))
        for rank in end:
            active.remove(rank)
        for rank in points:
            _enter(open_pieces, root, active, ordered, at)
            _innermost(open_pieces, root).append(Piece(ordered[rank], first=True, inner=[]))
        for rank in begin:
            insort(active, rank)
    return root


def cut(marks: Iterable[Mark], lines: Sequence[Span]) -> list[list[Mark]]:
    """What of the marks lies in each line, counted from the line's beginning; `lines` are in order.

    A mark that begins in an earlier line has lost its id: that stays with its beginning. An empty
    span between two lines belongs to the first that it touches.
    """
    found: list[list[Mark]] = [[] for _ in lines]
    first = 0
    for mark in sorted(marks, key=lambda mark: mark.start):
        while first < len(lines) and lines[first][1] < mark.start:
            first += 1
        for number in range(first, len(lines)):
            start, end = lines[number]
            low, high = max(mark.start, start), min(mark.end, end)
            if low < high or low == high == mark.start == mark.end:
                part = mark._replace(start=low - start, end=high - start)
                found[number].append(part if low == mark.start else part._replace(id=None))
            if mark.end <= end:
                break
    return found


def _changes(ordered: Sequence[Mark]) -> dict[int, tuple[list[int], list[int], list[int]]]:
    """The ranks of the marks that begin, end, and stand as a point at each place."""
    changes: dict[int, tuple[list[int], list[int], list[int]]] = {}
    for rank, mark in enumerate(ordered):
        begin, _, points = changes.setdefault(mark.start, ([], [], []))
        if mark.start == mark.end:
            points.append(rank)
        else:
            begin.append(rank)
            changes.setdefault(mark.end, ([], [], []))[1].append(rank)
    return changes


def _enter(
    open_pieces: list[tuple[int, Piece]],
    root: list[Node],
    active: Sequence[int],
    ordered: Sequence[Mark],
    at: int,
) -> None:
    """Close and open pieces until exactly the active marks are open, in the order of their rank."""
    shared = 0
    while shared < min(len(open_pieces), len(active)) and open_pieces[shared][0] == active[shared]:
        shared += 1
    del open_pieces[shared:]
    for rank in active[shared:]:
        piece = Piece(ordered[rank], first=ordered[rank].start == at, inner=[])
        _innermost(open_pieces, root).append(piece)
        open_pieces.append((rank, piece))


def _innermost(open_pieces: Sequence[tuple[int, Piece]], root: list[Node]) -> list[Node]:
    return open_pieces[-1][1].inner if open_pieces else root

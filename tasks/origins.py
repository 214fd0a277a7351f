"""Where normalized characters came from: edits are composed, and runs lead back to the source.

An edit `(start, end, length)` says that the characters start to end of a text became `length`
others. Lists of edits are sorted and free of overlaps; what they do not mention stayed, or changed
one character for one. Composing the edits of all steps gives the exact map from text to text:
nothing is guessed by comparing texts afterwards.

A run `(start, source_start, source_length)` covers the normalized characters from `start` to the
next run's start, or to the end. If it is as long as its source, the characters correspond one to
one; else it came as a whole from that block. Source characters in no run were removed. A text that
ends in a block is closed by an empty run, so that the runs alone tell how long the block is.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import itemgetter

from tasks.document import Body

Edit = tuple[int, int, int]
Run = tuple[int, int, int]

_START = itemgetter(0)


def compose(earlier: Sequence[Edit], later: Sequence[Edit]) -> Sequence[Edit]:
    """Give the edits that do at once what `earlier` does first and `later` after it.

    Edits that overlap in the text between the two become one block; those that only touch do not.
    """
    if not earlier or not later:
        return earlier or later
    if later[-1][1] < earlier[0][0]:  # most texts lose their last line end first
        return [*later, *earlier]
    # Spans of the text between, and by how much the source and the final text are longer.
    spans = sorted([*_between(earlier), *((a, b, 0, length - b + a) for a, b, length in later)])
    composed: list[Edit] = []
    shift = 0  # from the text between to the source
    low, high, lost, grown = spans[0]
    for start, end, more_lost, more_grown in spans[1:]:
        if start < high:
            high, lost, grown = max(high, end), lost + more_lost, grown + more_grown
            continue
        composed.append((low + shift, high + shift + lost, high - low + grown))
        shift += lost
        low, high, lost, grown = start, end, more_lost, more_grown
    composed.append((low + shift, high + shift + lost, high - low + grown))
    return composed


def _between(edits: Iterable[Edit]) -> Iterable[tuple[int, int, int, int]]:
    shift = 0
    for start, end, length in edits:
        lost = end - start - length
        yield start - shift, start - shift + length, lost, 0
        shift += lost


def compose_all(steps: Iterable[Sequence[Edit]]) -> Sequence[Edit]:
    """Compose the edits of all steps, which stand in the order in which they were made."""
    # From the last to the first: most pages have one step with many edits, and it comes early.
    changed: list[Sequence[Edit]] = [edits for edits in steps if edits]
    return reduce(lambda later, earlier: compose(earlier, later), reversed(changed), ())


def span_before(edits: Iterable[Edit], start: int, end: int) -> tuple[int, int]:
    """Carry a span of an edited text back to the text before the edits; see `source_span`."""
    first = last = _place_before(edits, start)
    if start >= end:
        return first[0], first[0]
    if start < end - 1:
        last = _place_before(edits, end - 1)
    return first[0], last[1]


def _place_before(edits: Iterable[Edit], position: int) -> tuple[int, int]:
    """Give the span of one character before the edits."""
    for start, end, length in edits:
        if position < start:
            break
        if position < start + length and length != end - start:
            return start, end
        position += end - start - length
    return position, position + 1


def to_runs(edits: Iterable[Edit], source_length: int) -> tuple[Run, ...]:
    """Give the runs of a text that edits made from a source of `source_length` characters."""
    runs: list[Run] = []
    at = start = 0  # where the next run begins in the source and in the text
    for edit_start, edit_end, length in edits:
        if length == edit_end - edit_start:
            continue  # one to one, as what is around it
        if edit_start > at:
            runs.append((start, at, edit_start - at))
            start += edit_start - at
        if length:
            runs.append((start, edit_start, edit_end - edit_start))
            start += length
        at = edit_end
    if at < source_length:
        runs.append((start, at, source_length - at))
    elif runs and start - runs[-1][0] != runs[-1][2]:
        runs.append((start, source_length, 0))
    return tuple(runs)


def source_span(origins: Sequence[Run], start: int, end: int) -> tuple[int, int]:
    """Give the smallest span of the source that holds where the characters start to end came from.

    A character of a block stands for the whole block. What was removed between two characters is
    inside the span, what was removed on either side is not. An empty span gives an empty one.
    """
    if start < end:
        return _source_of(origins, start)[0], _source_of(origins, end - 1)[1]
    at = _source_of(origins, start - 1)[1] if start else origins[0][1] if origins else 0
    return at, at


def normalized_span(body: Body, start: int, end: int) -> tuple[int, int]:
    """Carry a span of `body.text` within one paragraph to `normalized_text`.

    Raises ValueError when it reaches beyond its paragraph: what stands between two paragraphs of
    a body may be anything in the source.
    """
    at = 0
    for paragraph, normalized_start in zip(body.paragraphs, body.starts, strict=True):
        if at <= start and end <= at + len(paragraph):
            return normalized_start + start - at, normalized_start + end - at
        at += len(paragraph) + 1
    raise ValueError(f"no paragraph holds the characters {start} to {end}")


def _source_of(origins: Sequence[Run], position: int) -> tuple[int, int]:
    """Give the source span of one normalized character."""
    at = bisect_right(origins, position, key=_START) - 1
    start, source_start, source_length = origins[at]
    is_last = at + 1 == len(origins)
    if is_last or origins[at + 1][0] - start == source_length:
        return source_start + position - start, source_start + position - start + 1
    return source_start, source_start + source_length

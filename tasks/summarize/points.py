"""Three to five key points of a body: what happened, and who asked for what."""

import heapq
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from config.rules.summarize import PointRules
from tasks.document import KeyPoint, Measure, Span
from tasks.summarize.clauses import PAUSES
from tasks.summarize.pieces import Piece
from tasks.summarize.worth import Worth


class Candidate(NamedTuple):
    """Words that read by themselves, or behind the name of their speaker; `pieces` they hold."""

    span: Span
    pieces: range
    speaker: str | None
    demand: bool


def find_points(
    text: str,
    measures: Sequence[Measure],
    pieces: Sequence[Piece],
    worth: Worth,
    rules: PointRules,
) -> tuple[KeyPoint, ...]:
    """What happened in the order of the body, then the demands by speaker.

    Fewer than `rules.fewest` only where the body has no more that can stand by itself.
    """
    candidates = [*_demands(measures, pieces, rules), *_runs(pieces, rules)]
    chosen: list[Candidate] = []
    told: set[str] = set()
    heap = [(-_most(one, worth, rules), n) for n, one in enumerate(candidates)]
    heapq.heapify(heap)
    while heap and len(chosen) < rules.most:
        n = heapq.heappop(heap)[1]
        one = candidates[n]
        if any(_overlap(one.span, other.span) for other in chosen):
            continue
        gain = _gain(one, worth, told, chosen, rules)
        if (
            heap and (-gain, n) > heap[0]
        ):  # it falls as others are chosen; now it may not be the best
            heapq.heappush(heap, (-gain, n))
            continue
        if len(chosen) >= rules.fewest and gain < rules.enough:
            break
        chosen.append(one)
        told.update(*worth.told[one.pieces.start : one.pieces.stop])
    return tuple(
        KeyPoint(text=text[slice(*span)], span=span, speaker=one.speaker)
        for one in _grouped(chosen)
        for span in [_without_pause(text, one.span)]
    )


def _demands(
    measures: Sequence[Measure], pieces: Sequence[Piece], rules: PointRules
) -> Iterator[Candidate]:
    """Every demand and decision that is short enough."""
    first = 0
    for measure in sorted(measures, key=lambda measure: measure.span):
        start, end = measure.span
        while first < len(pieces) and pieces[first].span[1] <= start:
            first += 1
        last = first
        while last < len(pieces) and pieces[last].span[0] < end:
            last += 1
        if end - start <= rules.longest:
            yield Candidate(measure.span, range(first, last), measure.speaker, demand=True)


def _runs(pieces: Sequence[Piece], rules: PointRules) -> Iterator[Candidate]:
    """The longest run within a sentence from each piece that needs no other.

    Behind 某某强调， the run begins; its speaker stands beside it.
    """
    for first, piece in enumerate(pieces):
        if piece.needs is not None:
            continue
        start = piece.span[0] if piece.tag is None else piece.span[1]
        at, end, last = piece.span[0], start, first
        for k in range(first, len(pieces)):
            follower = pieces[k]
            if k > first and (follower.span[0] != at or follower.sentence != piece.sentence):
                break
            at = follower.span[1]
            if at - start > rules.longest:
                break
            if follower.whole:
                end, last = at, k
        if end > start:
            yield Candidate((start, end), range(first, last + 1), piece.tag or None, demand=False)


def _most(one: Candidate, worth: Worth, rules: PointRules) -> int:
    """The most it can add."""
    return sum(worth.whole[one.pieces.start : one.pieces.stop]) + rules.new_speaker * one.demand


def _gain(
    one: Candidate, worth: Worth, told: Set[str], chosen: Sequence[Candidate], rules: PointRules
) -> int:
    """What it adds to what is told."""
    pairs = set[str]().union(*worth.told[one.pieces.start : one.pieces.stop])
    new = one.demand and all(one.speaker != other.speaker for other in chosen)
    return worth.of(pairs - told) + rules.new_speaker * new


def _overlap(one: Span, two: Span) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def _grouped(chosen: Sequence[Candidate]) -> list[Candidate]:
    """What is told first, then what is said, that of one speaker together."""
    ordered = sorted(chosen, key=lambda one: one.span)
    said = [one for one in ordered if one.demand or one.speaker]
    speakers = list(dict.fromkeys(one.speaker for one in said))
    said.sort(key=lambda one: speakers.index(one.speaker))
    return [*(one for one in ordered if one not in said), *said]


def _without_pause(text: str, span: Span) -> Span:
    start, end = span
    return start, end - (text[end - 1] in PAUSES)

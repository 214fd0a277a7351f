"""Three to five key points of a body: what happened, and who asked for what."""

from collections.abc import Iterator, Sequence, Set
from math import inf
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
    most = [sum(worth.whole[k] for k in one.pieces) for one in candidates]
    order = sorted(range(len(candidates)), key=lambda n: -most[n])
    chosen: list[Candidate] = []
    told: set[str] = set()
    while len(chosen) < rules.most:
        best, most_gain = None, -inf
        for n in order:
            if most[n] + rules.new_speaker <= most_gain:
                break  # nor can any behind it be better
            if not any(_overlap(candidates[n].span, one.span) for one in chosen):
                gain = _gain(candidates[n], worth, told, chosen, rules)
                if gain > most_gain:
                    best, most_gain = candidates[n], gain
        if best is None or (len(chosen) >= rules.fewest and most_gain < rules.enough):
            break
        chosen.append(best)
        told.update(*(worth.told[k] for k in best.pieces))
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


def _gain(
    one: Candidate, worth: Worth, told: Set[str], chosen: Sequence[Candidate], rules: PointRules
) -> float:
    gain = worth.of(set[str]().union(*(worth.told[k] for k in one.pieces)) - told)
    new = one.demand and all(one.speaker != other.speaker for other in chosen)
    return gain + (rules.new_speaker if new else 0.0)


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

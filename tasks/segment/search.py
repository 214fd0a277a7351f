"""The likeliest states of a run of Chinese characters: an exact Viterbi search, with jieba's ties.

Of equal paths jieba takes the one through the highest state, and it adds (score + transition) +
emission in this order. Both are kept: a path that is rounded otherwise can be another path.
Forwards only scores are computed; what they came from, backwards, for the one path that won.
"""

import functools
from typing import NamedTuple

from tasks.segment.model import IMPOSSIBLE, Inner, Letter, Outer, any_state, load_model

# Scores below the best one by more than this factor cannot tie with it: scores are negative, and
# adding in another order changes them by far less.
_CLEARLY = 1 + 1e-9
KEPT_COLUMNS = 4096  # of first characters; about 2 KB each

Way = Outer | Inner
Arrival = tuple[float, int, Way]  # score, state, and the way into it


class Column(NamedTuple):
    """The scores of one character's states, by what can follow."""

    ends: list[tuple[float, int]]  # E and S, as (score, state), best first: a word begins
    opens: dict[int, float]  # B and M: the word goes on


def likeliest_states(run: str) -> list[int]:
    """The number of each character's state; `run` is not empty."""
    if len(run) == 1:
        return [_only_state(run)]
    columns, arrivals = [_first_column(run[0])], []
    for character in run[1:-1]:
        arrivals.append(_arrivals(columns[-1], character, last=False))
        columns.append(_column(arrivals[-1]))
    arrivals.append(_arrivals(columns[-1], run[-1], last=True))
    return _trace(columns, arrivals)


def _trace(columns: list[Column], arrivals: list[list[Arrival]]) -> list[int]:
    """Backwards from the best last state; arrivals[i] came from columns[i]."""
    _, state, way = max(arrivals[-1])
    path = [state]
    for i in range(len(columns) - 1, -1, -1):
        state = _state_before(columns[i], way)
        path.append(state)
        if i:
            way = next(way for _, reached, way in arrivals[i - 1] if reached == state)
    path.reverse()
    return path


def _state_before(column: Column, way: Way) -> int:
    if len(way) == 5:
        _, emission, _, _, row = way
        return max([(score + row[state] + emission, state) for score, state in column.ends])[1]
    _, emission, _, begin, from_begin, middle, from_middle = way
    from_begin += column.opens.get(begin, IMPOSSIBLE)
    from_middle += column.opens.get(middle, IMPOSSIBLE)
    # A middle has a higher number than a begin.
    return middle if from_middle + emission >= from_begin + emission else begin


@functools.lru_cache(KEPT_COLUMNS)
def _only_state(character: str) -> int:
    """Of a run of one character, the 日 of 15日."""
    return max(_first_arrivals(character))[1]


@functools.lru_cache(KEPT_COLUMNS)
def _first_column(character: str) -> Column:
    return _column(_first_arrivals(character))


def _first_arrivals(character: str) -> list[Arrival]:
    model = load_model()
    outer, inner = model.letters.get(character) or any_state(character)
    ways: tuple[Way, ...] = (*outer, *inner)
    return [(model.starts[way[2]] + way[1], way[2], way) for way in ways]


def _column(arrivals: list[Arrival]) -> Column:
    closes = load_model().closes
    return Column(
        sorted([(score, state) for score, state, _ in arrivals if closes[state]], reverse=True),
        {state: score for score, state, _ in arrivals if not closes[state]},
    )


def _arrivals(column: Column, character: str, *, last: bool) -> list[Arrival]:
    """The states that `character` can have after `column`.

    When none of its known states can follow, every state is allowed, as in jieba.
    """
    known = load_model().letters.get(character)
    arrivals = _arrive(column, known, last=last) if known else []
    return arrivals or _arrive(column, any_state(character), last=last)


def _arrive(column: Column, letter: Letter, *, last: bool) -> list[Arrival]:
    """The letter's states with their scores; of the last one only those that can be the best."""
    arrivals = _begin_words(column.ends, letter.outer, last=last) if column.ends else []
    if column.opens:
        floor = max(arrivals)[0] * _CLEARLY if last and arrivals else IMPOSSIBLE
        arrivals += _go_on(column.opens, letter.inner, floor, last=last)
    return arrivals


def _begin_words(
    ends: list[tuple[float, int]], ways: tuple[Outer, ...], *, last: bool
) -> list[Arrival]:
    arrivals: list[Arrival] = []
    top, floor = ends[0][0], IMPOSSIBLE
    for way in ways:
        bound, emission, state, best, row = way
        if top + bound < floor:
            break
        score = IMPOSSIBLE
        for before, i in ends:
            if before + best <= score:
                break
            if before + row[i] > score:
                score = before + row[i]
        if score > IMPOSSIBLE:
            score += emission
            arrivals.append((score, state, way))
            if last and score * _CLEARLY > floor:
                floor = score * _CLEARLY
    return arrivals


def _go_on(
    opens: dict[int, float], ways: tuple[Inner, ...], floor: float, *, last: bool
) -> list[Arrival]:
    arrivals: list[Arrival] = []
    top = max(opens.values())
    for way in ways:
        bound, emission, state, begin, from_begin, middle, from_middle = way
        if top + bound < floor:
            break
        score = opens.get(begin, IMPOSSIBLE) + from_begin
        other = opens.get(middle, IMPOSSIBLE) + from_middle
        if other > score:
            score = other
        score += emission
        if score > IMPOSSIBLE:
            arrivals.append((score, state, way))
            if last and score * _CLEARLY > floor:
                floor = score * _CLEARLY
    return arrivals

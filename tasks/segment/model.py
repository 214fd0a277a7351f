"""jieba's hidden Markov model of words and tags, as tables made for a sparse Viterbi search.

A state is a character's place in its word (B begin, M middle, E end, S alone) with the word's tag.
States are numbered in the order of (place, tag), the order in which jieba breaks ties. B and S
follow E and S of any tag, M and E follow B and M of their own tag: the tables keep nothing else.
Scores are natural logarithms.
"""

import functools
import pickle
from collections.abc import Mapping
from math import inf
from pathlib import Path
from typing import Any, NamedTuple

from config.jieba import jieba_folder

# jieba's stand-in for log(0). It swallows what is added to it: such sums tie, and ties count.
NEVER = -3.14e100
IMPOSSIBLE = -inf

# Ways into a state, as plain tuples: there are 66,000. The bound is what such a way can add to the
# score of the best state before, at most; then come the character's emission and the state.
# Into B or S: the likeliest transition, and the transition from every state.
Outer = tuple[float, float, int, float, tuple[float, ...]]
# Into M or E: the B of the same tag, the transition from there, and the same for its M.
Inner = tuple[float, float, int, int, float, int, float]


class Letter(NamedTuple):
    """The states that a character can have, best bound first."""

    outer: tuple[Outer, ...]
    inner: tuple[Inner, ...]


class Model(NamedTuple):
    """The tables of jieba.posseg."""

    states: tuple[tuple[str, str], ...]  # (place, tag)
    starts: tuple[float, ...]  # of a run, by state
    rows: tuple[tuple[float, ...], ...]  # rows[state][state before]
    best: tuple[float, ...]  # the likeliest transition into each state
    letters: Mapping[str, Letter]  # of characters whose states are known
    # What characters emit in states that are not in `letters`.
    strays: Mapping[str, Mapping[int, float]]
    unseen: Letter  # of characters that emit nothing anywhere: every state
    closes: tuple[bool, ...]  # whether a word ends with the state


@functools.cache
def load_model() -> Model:
    """Read the tables that the jieba package ships."""
    folder = jieba_folder() / "posseg"
    transitions, known = _read(folder / "prob_trans.p"), _read(folder / "char_state_tab.p")
    states = tuple(sorted(transitions))
    number = {state: i for i, state in enumerate(states)}
    rows = tuple(
        tuple(transitions[before].get(state, IMPOSSIBLE) for before in states) for state in states
    )
    best = tuple(map(max, rows))
    emissions = _by_character(_read(folder / "prob_emit.p"), number)
    letters = {}
    for character, its_states in known.items():
        emitted = emissions[character]
        numbers = [number[state] for state in its_states]
        letters[character] = _letter({i: emitted.pop(i, NEVER) for i in numbers}, rows, best)
    starts = _read(folder / "prob_start.p")
    return Model(
        states,
        tuple(starts[state] for state in states),
        rows,
        best,
        letters,
        {character: emitted for character, emitted in emissions.items() if emitted},
        _letter(dict.fromkeys(range(len(states)), NEVER), rows, best),
        tuple(place in "ES" for place, _ in states),
    )


def any_state(character: str) -> Letter:
    """Every state, with what `character` emits in each."""
    model = load_model()
    known = model.letters.get(character, Letter((), ()))
    ways: tuple[Outer | Inner, ...] = (*known.outer, *known.inner)
    emitted = {way[2]: way[1] for way in ways} | dict(model.strays.get(character, {}))
    if not emitted:
        return model.unseen
    emissions = {state: emitted.get(state, NEVER) for state in range(len(model.states))}
    return _letter(emissions, model.rows, model.best)


def _read(path: Path) -> Any:
    with path.open("rb") as file:
        return pickle.load(file)  # noqa: S301 - in a package whose hash is locked


def _by_character(
    by_state: dict[tuple[str, str], dict[str, float]], number: dict[tuple[str, str], int]
) -> dict[str, dict[int, float]]:
    emissions: dict[str, dict[int, float]] = {}
    for state, by_character in by_state.items():
        i = number[state]
        for character, emission in by_character.items():
            emissions.setdefault(character, {})[i] = emission
    return emissions


def _letter(
    emissions: Mapping[int, float], rows: tuple[tuple[float, ...], ...], best: tuple[float, ...]
) -> Letter:
    """The ways into the states of `emissions`; `best` are the likeliest transitions into each."""
    outer: list[Outer] = []
    inner: list[Inner] = []
    tags = len(rows) // 4  # B, E, M and S have the same tags in the same order
    for state, emission in emissions.items():
        bound, row = emission + best[state], rows[state]
        if tags <= state < 3 * tags:  # E or M
            begin = state % tags
            middle = begin + 2 * tags
            inner.append((bound, emission, state, begin, row[begin], middle, row[middle]))
        else:
            outer.append((bound, emission, state, best[state], row))
    return Letter(tuple(sorted(outer, reverse=True)), tuple(sorted(inner, reverse=True)))

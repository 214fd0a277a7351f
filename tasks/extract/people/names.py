"""Names: which stretch at a place that announces one reads best as a name.

Every place has odds of its own: a post announces a name, the beginning of a clause hardly does.
There each possible end is weighed: how usual the characters are in names against how usual the
same text is as ordinary words, and whether what follows can follow a name.
"""

import re
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage, is_han
from tasks.extract.people.foreign import is_foreign
from tasks.extract.people.likeness import (
    Trust,
    dotted_end,
    ends_odd,
    name_ends,
    name_starts,
    usual_costs,
    usual_costs_before,
    weigh_as_word,
)
from tasks.extract.people.weighing import PAUSE, WORDLIKE, most_for, weigh


class Candidate(NamedTuple):
    """A stretch of the body that may be a name, and how much speaks for it."""

    start: int
    end: int
    score: float


# Natural logarithms of odds. Set by hand, then checked on some seventy annotated articles.
ODDS = {
    Trust.NONE: -3.0,
    Trust.NOUN: 0.0,
    Trust.OCCUPATION: 5.0,
    Trust.POST: 8.0,
    Trust.TITLE: 10.0,
    Trust.STACK: 13.0,
    Trust.CUE: 13.0,
}
# How much text is weighed, in characters.
WINDOW = 10
_HAN_RUN = re.compile(rf"[\u3400-\u9fff\U00020000-\U0003ffff〇]{{1,{WINDOW}}}")
_HAN_TAIL = re.compile(rf"{_HAN_RUN.pattern}$")

_CONJUNCTIONS = frozenset("和与及")
_DOTS = frozenset("·•・")
LONGEST_PART = 8
_DOTTED = re.compile(r"[\u3400-\u9fffA-Z]{1,8}(?:[·•・][\u3400-\u9fffA-Z]{1,8}){1,4}")
_LATIN = re.compile(r"[A-Z][a-z]+(?:[ .·-]{1,2}[A-Z][a-z]*){1,3}")


def name_at(passage: Passage, start: int, trust: Trust, rules: ExtractRules) -> Candidate | None:
    """The best name that begins at `start`, or None when too little speaks for any."""
    text = passage.text
    first = text[start : start + 1]
    if not first:
        return None
    if not _DOTS.isdisjoint(text[start + 1 : start + LONGEST_PART + 2]):
        dotted = _DOTTED.match(text, start)
        if dotted and (trust > Trust.NONE or is_foreign(_beginning(dotted.group()), rules)):
            return _dotted_name(passage, start, dotted.end(), trust, rules)
    latin = trust >= Trust.OCCUPATION and "A" <= first <= "Z" and _LATIN.match(text, start)
    if latin:
        return Candidate(start, latin.end(), PAUSE)
    if not may_begin(text, start, trust, rules):
        return None
    usual = _usual_from(passage, start, rules)
    longest = len(usual) - 1
    best: Candidate | None = None
    for end, cost in name_ends(text, start, longest, trust, rules):
        score = ODDS[trust] + usual[0] - cost - usual[min(end - start, longest)]
        needed = (best.score if best else 0.0) - most_for(end - start, trust)
        if score < needed:
            continue
        as_word = weigh_as_word(text[start:end], trust, rules)
        if score + as_word < needed:
            continue
        score += weigh(passage, start, end, trust, rules, as_word=as_word)
        if score >= 0 and (best is None or score > best.score):
            best = Candidate(start, end, score)
    return best


def _beginning(dotted: str) -> str:
    """The first part of a dotted name and two characters of the second: enough to know it by."""
    dot = next(i for i, char in enumerate(dotted) if char in _DOTS)
    return dotted[: dot + 3]


def may_begin(text: str, start: int, trust: Trust, rules: ExtractRules) -> bool:
    """Whether a name can begin here at all: by its first character, or its first two."""
    first, surnames = text[start], rules.surnames
    return (
        first in surnames.common
        or (trust > Trust.NOUN and first in surnames.rare)
        or (trust >= Trust.OCCUPATION and first in rules.names.transliteration)
        or text[start : start + 2] in surnames.compound
        or (
            first in rules.names.element_firsts
            and rules.patterns.element.match(text, start) is not None
        )
        or (trust >= Trust.OCCUPATION and text[start : start + 2] in rules.names.japanese)
        or (Trust.POST <= trust <= Trust.STACK and _ends_soon(text, start, trust, rules))
        or (trust is Trust.CUE and is_han(first))
    )


def _ends_soon(text: str, start: int, trust: Trust, rules: ExtractRules) -> bool:
    """Whether a name without a known surname may end here: it speaks, or a comma follows."""
    return ends_odd(text, start + 2, trust, rules) or ends_odd(text, start + 3, trust, rules)


def name_before(passage: Passage, end: int, trust: Trust, rules: ExtractRules) -> Candidate | None:
    """The best name that ends at `end`: 某某|教授."""
    tail = _HAN_TAIL.search(passage.text, max(0, end - WINDOW), end)
    first = tail.start() if tail else end
    starts = list(name_starts(passage.text, first, end, trust, rules))
    usual = usual_costs_before(passage.text[first:end], rules) if starts else []
    best = None
    for start, cost in starts:
        score = ODDS[trust] + usual[-1] - cost - usual[start - first]
        score += weigh_as_word(passage.text[start:end], trust, rules)
        if passage.text[start] in _CONJUNCTIONS and end - start > 2:
            score += WORDLIKE  # 和|钱某某副总理
        if score >= 0 and (best is None or score > best.score):
            best = Candidate(start, end, score)
    return best


def _usual_from(passage: Passage, start: int, rules: ExtractRules) -> list[float]:
    """For each place in the window from `start` on what the rest costs as ordinary words.

    Kept, as the same place is asked again with another trust.
    """
    usual = passage.usual.get(start)
    if usual is None:
        run = _HAN_RUN.match(passage.text, start)
        usual = passage.usual[start] = usual_costs(run.group() if run else "", rules)
    return usual


def _dotted_name(
    passage: Passage, start: int, end: int, trust: Trust, rules: ExtractRules
) -> Candidate | None:
    """A name with dots ends where one of its parts meets a word that is none of it."""
    text = passage.text
    parts = [i + 1 for i in range(start, end) if text[i] in _DOTS]
    stop = end
    for part, following in zip(parts, [*(p - 1 for p in parts[1:]), end], strict=True):
        stop = dotted_end(text, part, following, rules)
        if stop < following:
            break
    if trust < Trust.OCCUPATION and not is_foreign(text[start:stop], rules):
        return None  # 中国·云岭
    return Candidate(start, stop, PAUSE)

"""Which words a regular expression cannot match without: a text that holds none needs no search.

They follow from the expression itself, as Python's own parser reads it, so that no list of them can
be out of date. Most lines hold none of those of most expressions.
"""

import re
from collections.abc import Iterable
from itertools import product
from re import _constants, _parser  # type: ignore[attr-defined]  # no public way to parsed patterns
from typing import Any, NamedTuple

MOST_WORDS = 200  # of one set; more would cost more than they save
# How likely a text holds a word of one, two or more characters, roughly; only the order matters.
CHANCE = (1.0, 0.02, 0.001, 0.0001)
CHANCE_OF_ASCII = (1.0, 0.1, 0.02, 0.001)
COMMON = frozenset("：（）【】，。、-.一二三年月日人元中")  # in a good part of all lines
CHANCE_OF_COMMON = 0.3

Words = frozenset[str]
EMPTY: Words = frozenset({""})


class Part(NamedTuple):
    """What is known of a part of an expression; None stands for more words than are kept.

    `exact` are all texts that it matches, of `needed` each text that it matches holds at least one.
    """

    exact: Words | None
    needed: Words | None


def needles(pattern: str) -> Words:
    """The words of which every match of the pattern holds at least one; raises ValueError."""
    parsed = _parser.parse(pattern)
    needed = None if parsed.state.flags & re.IGNORECASE else _sequence(parsed).needed
    if needed is None:
        raise ValueError(f"nothing tells where {pattern} may match: give it a word that must occur")
    return frozenset(word for word in needed if not _holds_other(word, needed))


def _sequence(items: Iterable[tuple[Any, Any]]) -> Part:
    """One item after another: of texts known in full the products, as far as they are few."""
    run, needed, whole = EMPTY, None, True
    for item in items:
        part = _item(*item)
        needed = _rarer(needed, part.needed)
        if part.exact is not None and len(run) * len(part.exact) <= MOST_WORDS:
            run = frozenset(map("".join, product(run, part.exact)))
            continue
        needed = _rarer(needed, run)
        run, whole = part.exact or EMPTY, False
    return Part(run if whole else None, _rarer(needed, run))


def _item(kind: Any, detail: Any) -> Part:
    part = Part(None, None)  # a class of many characters, or something that no pattern has so far
    match kind:
        case _constants.LITERAL:
            part = _known(frozenset({chr(detail)}))
        case _constants.IN if all(member is _constants.LITERAL for member, _ in detail):
            part = _known(frozenset(chr(code) for _, code in detail))
        case _constants.AT | _constants.ASSERT_NOT:
            part = Part(EMPTY, None)
        case _constants.ASSERT:  # takes no character, and yet they must be there
            part = Part(EMPTY, _sequence(detail[1]).needed)
        case _constants.SUBPATTERN if not detail[1]:  # (?i:…) would match other letters
            part = _sequence(detail[-1])
        case _constants.BRANCH:
            part = _either([_sequence(branch) for branch in detail[1]])
        case _constants.MAX_REPEAT | _constants.MIN_REPEAT:
            part = _repeated(*detail)
    return part


def _repeated(least: int, most: int, items: Iterable[tuple[Any, Any]]) -> Part:
    part = _sequence(items)
    if least == most == 1:
        return part
    if least:
        return Part(None, part.needed)
    return Part(part.exact | EMPTY if part.exact and most == 1 else None, None)


def _either(parts: list[Part]) -> Part:
    exact = [part.exact for part in parts if part.exact is not None]
    needed = [part.needed for part in parts if part.needed is not None]
    return Part(
        frozenset().union(*exact) if len(exact) == len(parts) else None,
        frozenset().union(*needed) if len(needed) == len(parts) else None,
    )


def _known(words: Words) -> Part:
    return Part(words, words)


def _rarer(one: Words | None, other: Words | None) -> Words | None:
    """Of two sets the one of which a text is less likely to hold a word."""
    told = [words for words in (one, other) if words and "" not in words]
    return min(told, key=_chance, default=None)


def _chance(words: Words) -> float:
    return sum(map(_chance_of, words))


def _chance_of(word: str) -> float:
    if word in COMMON:
        return CHANCE_OF_COMMON
    chances = CHANCE_OF_ASCII if word.isascii() else CHANCE
    return chances[min(len(word), 3)]


def _holds_other(word: str, words: Words) -> bool:
    """Whether another of the words is a part of it, so that it tells nothing more."""
    return any(
        word[start:end] in words
        for start in range(len(word))
        for end in range(start + 1, len(word) + 1)
        if end - start < len(word)
    )

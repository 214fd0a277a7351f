"""The record of a repair: what every step of this stage returns beside the text."""

import re
from collections.abc import Callable, Iterable
from itertools import zip_longest
from typing import NamedTuple

from tasks.document import Repair

EXAMPLES = 5  # kept per repair; enough to see what was done
CONTEXT = 6  # characters shown on each side of a change that is a single character

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"  # in a regex class


class Mended(NamedTuple):
    """The text after a step, and the repair if there was anything to repair."""

    text: str
    repair: Repair | None = None


def record(kind: str, count: int, changes: Iterable[tuple[str, str]]) -> Repair | None:
    """Describe `count` changes with the first few different ones; None if there were none."""
    if not count:
        return None
    examples: dict[str, None] = {}
    for before, after in changes:
        if len(examples) == EXAMPLES:
            break
        examples[f"{_shown(before)} -> {_shown(after)}"] = None
    return Repair(kind=kind, count=count, examples=tuple(examples))


def substitute(
    kind: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str], text: str
) -> Mended:
    """Like `pattern.sub(replace, text)`, recording what really changed."""
    changes: list[tuple[str, str]] = []
    count = 0

    def note(match: re.Match[str]) -> str:
        nonlocal count
        after = replace(match)
        if after != match[0]:
            count += 1
            if len(changes) < 4 * EXAMPLES:
                start, end = match.span()
                left = match.string[max(0, start - CONTEXT) : start].rpartition("\n")[2]
                right = match.string[end : end + CONTEXT].partition("\n")[0]
                changes.append((left + match[0] + right, left + after + right))
        return after

    mended = pattern.sub(note, text)
    return Mended(mended, record(kind, count, changes))


def _shown(text: str) -> str:
    """Make what nobody could see visible: a zero-width space as <U+200B>."""
    return "".join(
        char if char.isprintable() or char == "\u3000" else f"<U+{ord(char):04X}>" for char in text
    )


def merge(text: str, *steps: Mended) -> Mended:
    """Make one repair of several of the same kind, with examples of each."""
    repairs = [step.repair for step in steps if step.repair is not None]
    if not repairs:
        return Mended(text)
    rounds = zip_longest(*(repair.examples for repair in repairs))
    examples = [example for row in rounds for example in row if example is not None]
    count = sum(repair.count for repair in repairs)
    return Mended(
        text, Repair(kind=repairs[0].kind, count=count, examples=tuple(examples[:EXAMPLES]))
    )

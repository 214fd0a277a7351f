"""Which source lines survive in a tool's output, and as what.

Tools give back running text. It is laid beside the source character by character (white space
apart), so that joined, split and slightly changed lines are found again.
"""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

SURVIVES = 0.5  # share of a line's characters from which the line counts as kept


class Survivor(NamedTuple):
    """A source line as it stands in the output: "" and False when it is gone."""

    text: str
    kept: bool


def survivors(lines: Sequence[str], output: str) -> list[Survivor]:
    """For each source line the part of `output` that comes from it.

    Characters that the tool put in belong to the kept line in which, or beside which, they stand.
    Where a line stands in the source more than once, the first is taken for the kept one.
    """
    owners = [n for n, line in enumerate(lines) for _ in _letters(line)]
    source, given = "".join(map(_letters, lines)), _letters(output)
    edits = SequenceMatcher(None, source, given, autojunk=False).get_opcodes()
    matched = Counter[int]()
    for kind, start, end, _, _ in edits:
        if kind == "equal":
            matched.update(owners[start:end])
    kept = {n for n in set(owners) if matched[n] >= SURVIVES * len(_letters(lines[n]))}

    texts = [""] * len(lines)
    for kind, start, end, first, last in edits:
        near = owners[start:end] if kind != "insert" else owners[max(start - 1, 0) : start + 1]
        heirs = near if kind == "equal" else [n for n in near if n in kept] or near
        for n, character in enumerate(given[first:last] if heirs else ""):
            texts[heirs[n * len(heirs) // (last - first)]] += character
    return [Survivor(text, n in kept) for n, text in enumerate(texts)]


def _letters(text: str) -> str:
    return "".join(text.split())

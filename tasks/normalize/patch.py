"""What OpenCC leaves or gets wrong: 著, 藉, 乾 and rare forms, decided before it runs.

Noncharacters stand for what must not change while OpenCC runs; they cannot occur in the text,
because an earlier step removes invisible code points.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from config.rules.normalize import NormalizeRules


class Spelling(NamedTuple):
    """A character, what it becomes as a rule, and the noncharacter that keeps it."""

    char: str
    plain: str
    mark: str


ZHU = Spelling("著", "着", "\ufdd0")
JIE = Spelling("藉", "借", "\ufdd1")
QIAN = Spelling("乾", "干", "\ufdd2")


class Places(NamedTuple):
    """Words that hold a character, and at which place of how long a word it stands."""

    words: frozenset[str]
    shapes: frozenset[tuple[int, int]]


def before_opencc(text: str, rules: NormalizeRules) -> str:
    """Settle what OpenCC would get wrong; `after_opencc` must follow."""
    telling, words = _replaced(rules)
    for char in dict.fromkeys(telling.findall(text)):
        for before, after in words[char]:
            text = text.replace(before, after)
    if ZHU.char in text:
        text = _spelt(text, ZHU, rules.script.zhu.kept, rules.script.zhu.particle)
    if JIE.char in text:
        text = _spelt(text, JIE, rules.script.jie.kept, ())
    if QIAN.char in text:
        text = _dry(rules).sub(QIAN.plain, text).replace(QIAN.char, QIAN.mark)
    # OpenCC takes a lone 么, which is Simplified already, for the Taiwanese form of 幺.
    return text.replace("么", "麼")


def after_opencc(text: str) -> str:
    """Put back what was kept from OpenCC."""
    for spelling in (ZHU, JIE, QIAN):
        text = text.replace(spelling.mark, spelling.char)
    return text


def _spelt(
    text: str, spelling: Spelling, kept: tuple[str, ...], overruling: tuple[str, ...]
) -> str:
    """Keep the character inside kept words that no overruling word covers."""
    keeping, changing = _places(spelling.char, kept), _places(spelling.char, overruling)
    pieces: list[str] = []
    start = 0
    while (at := text.find(spelling.char, start)) >= 0:
        is_kept = _stands(text, at, keeping) and not _stands(text, at, changing)
        pieces += [text[start:at], spelling.mark if is_kept else spelling.plain]
        start = at + 1
    return "".join([*pieces, text[start:]])


def _stands(text: str, at: int, places: Places) -> bool:
    """Tell whether the character at `at` stands in one of the words."""
    return any(
        at >= offset and text[at - offset : at - offset + length] in places.words
        for offset, length in places.shapes
    )


@lru_cache(maxsize=4)
def _replaced(rules: NormalizeRules) -> tuple[re.Pattern[str], dict[str, list[tuple[str, str]]]]:
    """Give the replaced words by the last of their characters that changes, and how to find it."""
    words: dict[str, list[tuple[str, str]]] = {}
    for before, after in rules.script.replace.items():
        changing = [a for a, b in zip(before, after, strict=True) if a != b]
        words.setdefault(changing[-1], []).append((before, after))
    return re.compile(f"[{''.join(words)}]"), words


@lru_cache(maxsize=16)
def _places(char: str, words: tuple[str, ...]) -> Places:
    return Places(frozenset(words), frozenset((word.index(char), len(word)) for word in words))


@lru_cache(maxsize=4)
def _dry(rules: NormalizeRules) -> re.Pattern[str]:
    qian = rules.script.qian
    return re.compile(f"(?<=[{qian.dry_after}])乾|乾(?=[{qian.dry_before}])")

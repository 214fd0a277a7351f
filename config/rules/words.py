"""Word lists as types, and patterns made of them."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field


def _words(value: Any) -> Any:
    """Word lists are written as running text: `"记者 作者"` is two words."""
    return tuple(dict.fromkeys(value.split())) if isinstance(value, str) else value


def _characters(value: Any) -> Any:
    return frozenset("".join(value.split())) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_words), Field(min_length=1)]
WordSet = Annotated[frozenset[str], BeforeValidator(_words), Field(min_length=1)]
Characters = Annotated[frozenset[str], BeforeValidator(_characters), Field(min_length=1)]


def one_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of all the words, the longest first, grouped by first character for speed."""
    return re.compile(alternatives(words))


def one_at(words: tuple[str, ...], after: str = "") -> re.Pattern[str]:
    """The same for `match` alone: where none of the words begins is told by one character."""
    firsts = "".join(sorted({re.escape(word[0]) for word in words}))
    return re.compile(f"(?=[{firsts}])(?:{alternatives(words)}){after}")


def alternatives(words: tuple[str, ...]) -> str:
    """The source of such a pattern, to be set into a larger one."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(c)}(?:{'|'.join(r)})" for c, r in groups.items())

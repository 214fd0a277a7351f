"""Remove what no reader sees (zero-width characters, control codes) and compose what is left."""

import re
import unicodedata
from functools import lru_cache

from config.rules.normalize import NormalizeRules
from tasks.normalize.mending import Mended, substitute

HIGHEST_PILE = 30  # combining marks on one character; the stream-safe limit of Unicode (UAX 15)


def remove_invisible(text: str, rules: NormalizeRules) -> Mended:
    """Delete invisible characters; line ends and tabs are not among them."""
    return substitute("control_characters", _pattern(rules.characters.invisible), _nothing, text)


def compose(text: str, _: NormalizeRules) -> Mended:
    """Put the text into Unicode normalization form C; looks stay the same, so nothing is recorded.

    Piles of combining marks are cut first: nobody writes them, and sorting them takes quadratic time.
    """
    if unicodedata.is_normalized("NFC", text):
        return Mended(text)
    return Mended(unicodedata.normalize("NFC", _piles().sub(r"\1", text)))


@lru_cache(maxsize=1)
def _piles() -> re.Pattern[str]:
    marks = "".join(chr(code) for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code)))
    return re.compile(f"([{marks}]{{{HIGHEST_PILE}}})[{marks}]+")


def _nothing(_: re.Match[str]) -> str:
    return ""


@lru_cache(maxsize=4)
def _pattern(ranges: tuple[str, ...]) -> re.Pattern[str]:
    bounds = [each.split("-") for each in ranges]
    members = "".join(f"\\U{int(a, 16):08x}-\\U{int(b, 16):08x}" for a, b in bounds)
    return re.compile(f"[{members}]+")

"""Settle the line ends, remove what no reader sees, and compose what is left."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from config.rules.normalize import NormalizeRules
from tasks.normalize.mending import Mended, delete, substitute
from tasks.origins import Edit

HIGHEST_PILE = 30  # combining marks on one character; the stream-safe limit of Unicode (UAX 15)
CRLF = re.compile("\r\n")
ODD_LINE_ENDS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
# CJK Radicals Supplement and Kangxi Radicals
RADICALS = frozenset(map(chr, range(0x2E80, 0x2FD6)))
RADICAL = re.compile(f"[{min(RADICALS)}-{max(RADICALS)}]")
LAST_CODE = 0x32000  # no combining character and no composition is beyond


def settle_lines(text: str, _: NormalizeRules) -> Mended:
    """End every line but the last with a line feed, whatever ended it; that goes unrecorded."""
    odd = any(map(text.__contains__, ODD_LINE_ENDS))
    joined = "\n".join(text.splitlines()) if odd else text.removesuffix("\n")
    if joined == text:
        return Mended(text)
    edits: list[Edit] = [(match.start(), match.end(), 1) for match in CRLF.finditer(text)]
    if text[-1:].splitlines() == [""]:
        # The end of the last line has no line after it to separate.
        end = edits.pop()[0] if text.endswith("\r\n") else len(text) - 1
        edits.append((end, len(text), 0))
    return Mended(joined, edits=edits)


def remove_invisible(text: str, rules: NormalizeRules) -> Mended:
    """Delete invisible characters; line ends and tabs are not among them."""
    return delete("control_characters", _pattern(rules.characters.invisible), text)


def invisible(ranges: Iterable[str]) -> frozenset[str]:
    """The characters in ranges of code points such as 2060-206F."""
    bounds = (each.split("-") for each in ranges)
    return frozenset(chr(code) for a, b in bounds for code in range(int(a, 16), int(b, 16) + 1))


def compose(text: str, _: NormalizeRules) -> Mended:
    """Put the text into Unicode normalization form C; looks stay the same, so nothing is recorded.

    Piles of combining marks are cut first: nobody writes them, and sorting them takes quadratic time.
    """
    if unicodedata.is_normalized("NFC", text):
        return Mended(text)
    composed = substitute("", _clusters(), _composed, text)
    return Mended(composed.text, edits=composed.edits)


def unify_radicals(text: str, rules: NormalizeRules) -> Mended:
    """Write the radicals that PDF files put for characters as those: ⾼ as 高, ⻘ as 青."""
    table = rules.characters.radicals
    return substitute(
        "radicals",
        RADICAL,
        lambda match: table.get(match[0]) or unicodedata.normalize("NFKC", match[0]),
        text,
    )


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", _piles().sub(r"\1", match[0]))


@lru_cache(maxsize=1)
def _clusters() -> re.Pattern[str]:
    """Match a character with the marks that may join it, and one that never stays as it is."""
    joining, changing = [*map(chr, range(0x1161, 0x1176)), *map(chr, range(0x11A8, 0x11C3))], []
    for char in (chr(code) for code in range(0x80, LAST_CODE) if not 0xD800 <= code < 0xE000):
        parts = unicodedata.decomposition(char)
        if parts and parts[0] != "<":
            joining += [chr(int(part, 16)) for part in parts.split()[1:]]
        if unicodedata.combining(unicodedata.normalize("NFD", char)[0]):
            joining.append(char)
        elif not unicodedata.is_normalized("NFC", char):
            changing.append(char)
    marks = "".join(set(joining))
    return re.compile(f"[^{marks}]?[{marks}]+|[{''.join(changing)}]")


@lru_cache(maxsize=1)
def _piles() -> re.Pattern[str]:
    marks = "".join(chr(code) for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code)))
    return re.compile(f"([{marks}]{{{HIGHEST_PILE}}})[{marks}]+")


@lru_cache(maxsize=4)
def _pattern(ranges: tuple[str, ...]) -> re.Pattern[str]:
    bounds = [each.split("-") for each in ranges]
    members = "".join(f"\\U{int(a, 16):08x}-\\U{int(b, 16):08x}" for a, b in bounds)
    return re.compile(f"[{members}][{members}]*")  # found twice as fast as with a +

"""Write full-width letters and digits as ASCII: ＡＩ１２３ -> AI123."""

import re

from config.rules.normalize import NormalizeRules
from tasks.normalize.mending import HAN, Mended, substitute

OFFSET = 0xFEE0  # from a full-width form to its ASCII character
WIDE = "０-９Ａ-Ｚａ-ｚ"
NARROW = "0-9A-Za-z"
# Signs change only inside a number, a date, a time or an address: ７．５％, ２０２４／５／１, ９：３０, a＠b.cn.
# (Times take two digits after the colon, so that the score ３：２ keeps its full-width one.)
# All begin with one class, which makes them fast to look for.
PATTERN = re.compile(
    f"[{WIDE}．－＠／＿％：\u3000](?:"
    f"(?<=[{WIDE}])[{WIDE}]*"
    f"|(?<=[．－＠／＿])(?<=[{NARROW}{WIDE}].)(?=[{NARROW}{WIDE}])"
    f"|(?<=．)(?<=[A-Za-zＡ-Ｚａ-ｚ].)(?=[{HAN}])"  # Ｊ．Ｋ．罗琳
    "|(?<=％)(?<=[0-9０-９].)"
    "|(?<=：)(?<=[0-9０-９].)(?=[0-5０-５][0-9０-９](?![0-9０-９]))"
    "|(?<=\u3000)\u3000*)"
)
# What the pattern may change, but for the colon, which most pages have.
FORMS_OF_ASCII = frozenset("\u3000．－＠／＿％") | {
    chr(code + OFFSET) for code in range(0x80) if chr(code).isalnum()
}
COLON = re.compile("：(?<=[0-9０-９].)[0-5０-５]")


def to_ascii_width(text: str, _: NormalizeRules) -> Mended:
    """Convert letters, digits and spaces everywhere, signs only between letters or digits."""
    return substitute("full_width", PATTERN, _ascii, text)


def narrow_times(text: str, rules: NormalizeRules) -> Mended:
    """Convert the colon between digits."""
    return to_ascii_width(text, rules) if COLON.search(text) else Mended(text)


def _ascii(match: re.Match[str]) -> str:
    return "".join(" " if char == "\u3000" else chr(ord(char) - OFFSET) for char in match[0])

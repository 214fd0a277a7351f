"""Numerals: what number a run of digits or written numerals is."""

import functools
import re
from typing import NamedTuple

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
WRITTEN = "".join(DIGITS) + "".join(POWERS)
# More digits than these are a number of an account or a document; a float would not hold them.
MOST_DIGITS = 15
_ROUGH = str.maketrans("", "", "多余几来,")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


class Number(NamedTuple):
    """A value; `upper` where two neighbouring numerals give a range: 七八个."""

    value: float
    upper: float | None = None


@functools.lru_cache(maxsize=1024)
def read_number(text: str) -> Number | None:
    """The number that `text` writes: `1,200`, `3.8万`, `1亿2千万`, `三百余`, `六点五`, `七八`.

    None for powers alone (万, 百万) and for what is no number.
    """
    plain = text.translate(_ROUGH)
    if len(plain) == 2 and plain[0] in DIGITS and plain[1] in DIGITS:
        low, high = DIGITS[plain[0]], DIGITS[plain[1]]
        return Number(low, high) if 0 < low < high else None
    if "点" in plain:
        whole, _, decimals = plain.partition("点")
        before, after = read_number(whole), [DIGITS.get(c) for c in decimals]
        if before is None or not after or None in after:
            return None
        return Number(float(f"{before.value:.0f}." + "".join(map(str, after))))
    return _sum(plain)


def _sum(text: str) -> Number | None:
    """Digits and powers added up from the left: each power multiplies what stands before it."""
    total = section = 0.0  # of whole 亿 and 万, and below 万
    current: float | None = None
    power = 1
    counted = False
    position = 0
    while position < len(text):
        figure = _FIGURE.match(text, position)
        char = text[position]
        position = figure.end() if figure else position + 1
        if figure or char in DIGITS:
            if current or (figure and len(figure.group()) > MOST_DIGITS):
                return None
            current = float(figure.group()) if figure else float(DIGITS[char])
            counted = True
            continue
        if char not in POWERS:
            return None
        power = POWERS[char]
        if power < POWERS["万"]:
            section += (1.0 if current is None else current) * power
            counted = counted or char == "十"
        elif total < power:
            total, section = (total + section + (current or 0.0) or 1.0) * power, 0.0
        else:
            total, section = total + (section + (current or 0.0)) * power, 0.0
        current = None
    return Number(round(total + section + _last(current, power, text), 9)) if counted else None


def _last(current: float | None, power: int, text: str) -> float:
    """What a last digit is worth: 万二 is 12,000 and 三百五 is 350, but 三百零五 is 305."""
    if current is None:
        return 0.0
    short = len(text) > 1 and text[-2] in POWERS and text[-1] in DIGITS
    return current * power / 10 if short else current

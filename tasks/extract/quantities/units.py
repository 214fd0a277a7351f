"""Units: what stands straight behind a number, and the signs and currencies before it."""

import re
from typing import NamedTuple

from config.rules.quantities import QuantityRules
from tasks.extract.passage import is_han

_MINUS = ("-", "−")
_HALF = re.compile(r"个半(小时|月|钟头|星期|世纪|学时)")
_LETTER = re.compile(r"[A-Za-z0-9]")


class Unit(NamedTuple):
    """A unit in the text: where it ends, and what is added to the number (个半 adds a half)."""

    name: str
    end: int
    more: float = 0.0


class Before(NamedTuple):
    """What belongs to a figure and stands before it: 零下, a sign, a currency."""

    start: int
    unit: str
    negative: bool


def before_figure(text: str, start: int, rules: QuantityRules) -> Before:
    """The currency (¥260), the 零下 or the sign before the figure that starts at `start`."""
    if text[start - 1 : start] not in rules.before:
        return Before(start, "", negative=False)
    for money in rules.money:
        if text.endswith(money, 0, start):
            return Before(start - len(money), rules.money[money], negative=False)
    if text.endswith("零下", 0, start):
        return Before(start - 2, "", negative=True)
    signed = text.endswith(_MINUS, 0, start) and start > 1
    if signed and (is_han(text[start - 2]) or text[start - 2] in "，（："):
        return Before(start - 1, "", negative=True)
    return Before(start, "", negative=False)


def unit_at(text: str, position: int, rules: QuantityRules) -> Unit | None:
    """The longest unit that stands at `position`; one blank may stand before it."""
    start = position + text.startswith(" ", position)
    longest = rules.longest_unit.get(text[start : start + 1], 0)
    half = _HALF.match(text, position) if longest and text[start] == "个" else None
    if half is not None:
        name = half.group(1)
        return Unit({"月": "个月", "钟头": "小时"}.get(name, name), half.end(), 0.5)
    for length in range(longest, 0, -1):
        name = text[start : start + length]
        if name in rules.latin and not _LETTER.match(text, start + length):
            return Unit(name, start + length)
        spaced = start > position and name not in ("日", "年")
        if name in rules.exact and (spaced or start == position):
            return Unit(name, start + length)
        if name in rules.counters and start == position:
            return Unit(name, start + length)
    return None

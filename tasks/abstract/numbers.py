"""Numbers by value: 2万吨, 20000吨 and 两万吨 are one; 2万元 and 下降 for 增长 are others."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from config.rules import Rules
from tasks.abstract.claim import Claim
from tasks.abstract.dates import dates_in
from tasks.document import Quantity, Result, Span
from tasks.extract.passage import is_han
from tasks.extract.quantities.numerals import DIGITS, WRITTEN, read_number

_RUN = re.compile(rf"[\d{WRITTEN}](?:[\d{WRITTEN}多余几]|[.,点](?=[\d{WRITTEN}]))*+")
_PAIR = re.compile(r"(?<!\d)(\d{1,3})(?:[:\-–时点比]|[~～—至到])(?=(\d{1,3})(?!\d))")
_SAME_FOLLOWER = {"点": "时", "号": "日"}
_DIGITS = re.compile(r"\d+")
_IDIOMS = frozenset("il")
_VAGUE = ("数", "几", "好几")

Value = float | str


def wrong_numbers(claim: Claim, result: Result, rules: Rules) -> Iterator[Span]:
    """Figures that the body does not have with this value and unit, and numbers that it has not."""
    body, text = result.body.text, claim.text
    same = partial(_same, rules=rules)
    figures = claim.told.quantities
    for figure in figures:
        alike = [known for known in result.quantities if same(figure, known)]
        if _is_swapped(figure, alike, result.quantities) or (
            not alike and not _stands_alone(figure.text, result)
        ):
            yield figure.span
    numbers, pairs = set(_values(body)), set(_pairs(body))
    read = [*(figure.span for figure in figures), *(date.span for date in dates_in(text))]
    for match in _RUN.finditer(text):
        start, end = match.span()
        if any(first <= start and end <= last for first, last in read):
            continue
        at_hand = (_value(match.group()), _follower(text, end)) in numbers
        if not at_hand and _is_number(claim, start, end, body, rules):
            yield start, end
    for match in _PAIR.finditer(text):
        if (match[1], match[2]) not in pairs:
            yield match.span()


def _same(one: Quantity, two: Quantity, rules: Rules) -> bool:
    """The same value and upper end, in units that may stand for one another, going the same way."""
    if one.change and two.change and one.change != two.change:
        return False
    return any(
        first == second and _same_unit(unit, other, rules)
        for first, unit in _readings(one)
        for second, other in _readings(two)
    )


def _is_swapped(figure: Quantity, alike: Sequence[Quantity], known: Sequence[Quantity]) -> bool:
    """净利润45.6亿元, where that is the 营业收入 and the body has another figure for 净利润."""
    return (
        bool(alike)
        and figure.measure is not None
        and not any(_same_measure(figure, one, unknown=True) for one in alike)
        and any(_same_measure(figure, one, unknown=False) for one in known)
    )


def _same_measure(one: Quantity, two: Quantity, *, unknown: bool) -> bool:
    if one.measure is None or two.measure is None:
        return unknown
    return one.measure in two.measure or two.measure in one.measure


def _readings(figure: Quantity) -> Iterator[tuple[tuple[Value | None, ...], str]]:
    """The values of a figure with their unit; 六成 is 60% too."""
    values = (figure.value, figure.value_max)
    yield tuple(_rounded(value) for value in values), figure.unit
    if figure.unit == "比例" and not isinstance(figure.value, str):
        yield (
            tuple(v if v is None or isinstance(v, str) else _rounded(v * 100) for v in values),
            "%",
        )


def _same_unit(one: str, two: str, rules: Rules) -> bool:
    """Equal, of one group, or both mere counters: 120人, 120名."""
    if one == two or any({one, two} <= group for group in rules.abstract.same_units):
        return True
    counted = rules.extract.quantities.counters | {""}
    return one in counted and two in counted


def _stands_alone(figure: str, result: Result) -> bool:
    """Whether the body has these very characters, no more digits, where no figure was read."""
    body, at = result.body.text, result.body.text.find(figure)
    while at >= 0:
        around = body[max(0, at - 1) : at] + body[at + len(figure) : at + len(figure) + 1]
        read = any(
            known.span[0] < at + len(figure) and at < known.span[1] for known in result.quantities
        )
        if not read and not any(
            char in WRITTEN or char.isdigit() or char in ".," for char in around
        ):
            return True
        at = body.find(figure, at + 1)
    return False


def _values(text: str) -> Iterator[tuple[Value, str]]:
    """Every number of a text, dates, ordinals and codes too, with the character behind it."""
    for match in _RUN.finditer(text):
        value = _value(match.group())
        yield value, _follower(text, match.end())
        if value == match.group():  # no number: 2024.3.12
            for part in _DIGITS.finditer(value):
                end = match.start() + part.end()
                yield _value(part.group()), _follower(text, end)


def _follower(text: str, end: int) -> str:
    """What a number counts or names, in one character: the 时 of 8时, which is 8点 too."""
    char = text[end : end + 1]
    return _SAME_FOLLOWER.get(char, char) if is_han(char) else ""


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """The two numbers of a time of day or a score: 8:30, 8时30分, 50-23."""
    return ((match[1], match[2]) for match in _PAIR.finditer(text))


def _value(run: str) -> Value:
    """The number that a run of digits or numerals writes, else the run itself."""
    if len(run) > 2 and all(char in DIGITS for char in run):
        return float("".join(str(DIGITS[char]) for char in run))  # 二〇二四
    number = read_number(run)
    if number is None:
        return run
    return round(number.value, 6) if number.upper is None else f"{number.value}-{number.upper}"


def _rounded(value: Value | None) -> Value | None:
    return round(value, 6) if isinstance(value, float) else value


def _is_number(claim: Claim, start: int, end: int, body: str, rules: Rules) -> bool:
    """Whether a run counts anything: digits always do, numerals not in 十分, 统一 or 一个."""
    run, text = claim.text[start:end], claim.text
    if any(char.isdigit() and char.isascii() for char in run):
        return True
    if run == "一" or not any(char in DIGITS or char == "十" for char in run):
        return False
    word = next(w for w in claim.words if w.start <= start < w.start + len(w.text))
    if word.tag in _IDIOMS or word.text in rules.abstract.no_figures:
        return False
    return not _said_so(text, start, end, body)


def _said_so(text: str, start: int, end: int, body: str) -> bool:
    """数十个: the body says as little."""
    vague: Iterable[str] = (v for v in _VAGUE if text.endswith(v, 0, start))
    return any(v + text[start:end] in body for v in vague)

"""Dates by value: 3月11日 and 三月十一日 are one; a year that the body does not state is wrong."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from config.rules import Rules
from tasks.abstract.claim import Claim
from tasks.document import Result, Span
from tasks.extract.quantities.numerals import DIGITS, read_number

_FEW = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = re.compile(
    r"(?P<iso_year>\d{4})[-/.](?P<iso_month>\d{1,2})[-/.](?P<iso_day>\d{1,2})(?!\d)"
    r"|(?P<year>(?<!\d)\d{4}|[一二][〇零○一二三四五六七八九]{3})年"
    rf"(?:(?P<its_month>{_FEW})月(?:(?P<its_day>{_FEW})[日号])?)?"
    rf"|(?<![个\d])(?P<month>{_FEW})月(?:份|(?P<day>{_FEW})[日号])?"
    rf"|(?<!\d)(?P<only_day>{_FEW})日(?!元|圆)"
)


class Date(NamedTuple):
    """As much of a date as a text states, and where."""

    span: Span
    year: int | None
    month: int | None
    day: int | None


def dates_in(text: str) -> Iterator[Date]:
    """Every date from left to right."""
    for match in _DATE.finditer(text):
        year, month, day = (
            next((_value(match[name]) for name in names if match[name]), None)
            for names in (
                ("iso_year", "year"),
                ("iso_month", "its_month", "month"),
                ("iso_day", "its_day", "day", "only_day"),
            )
        )
        yield Date(match.span(), year, month, day)


def wrong_dates(claim: Claim, result: Result, rules: Rules) -> Iterator[Span]:
    """Dates that the body does not state as far, and days that it does not name: 今天, 去年."""
    body = result.body.text
    stated = list(_completed(body))
    for date in dates_in(claim.text):
        if not any(_holds(known, date) for known in stated):
            yield date.span
    for group in rules.abstract.days:
        if not any(day in body for day in group):
            for day in group:
                if day in claim.text:
                    at = claim.text.index(day)
                    yield at, at + len(day)


def _completed(text: str) -> Iterator[Date]:
    """The dates of a body; 3月11日至12日: a day alone is of the month before it, as a reader has it."""
    year = month = None
    for date in dates_in(text):
        yield date
        if date.month is None and date.day is not None and month is not None:
            yield date._replace(year=year, month=month)
        elif date.year is None and date.month is not None and year is not None:
            yield date._replace(year=year)
        year, month = date.year or year, date.month or month


def _holds(known: Date, date: Date) -> bool:
    return all(part in (None, there) for part, there in zip(date[1:], known[1:], strict=True))


def _value(text: str) -> int | None:
    if text.isdigit() and text.isascii():
        return int(text)
    if len(text) == 4:
        return int("".join(str(DIGITS.get(char, 0)) for char in text))
    number = read_number(text)
    return int(number.value) if number else None

"""Days as far as they are known, and the arithmetic of relative ones."""

import datetime as dt
from typing import NamedTuple

ROC_OFFSET = 1911
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
# A year in which every day exists, for reckoning without a year.
_LEAP = 2000


class Day(NamedTuple):
    """A day, or a month when `day` is None, as far as it is known."""

    year: int | None
    month: int | None
    day: int | None

    def iso(self) -> str | None:
        """`2021-06-11`, `--06-11`, `2021-06`, or None without a month, or when no such day is."""
        if self.month is None:
            return None
        try:
            dt.date(self.year or _LEAP, self.month, self.day or 1)
        except ValueError:
            return None
        year = f"{self.year:04}-" if self.year else "--"
        return f"{year}{self.month:02}" + (f"-{self.day:02}" if self.day else "")


def day_of(iso: str) -> Day:
    """The day of `2021-06-11…` or `--06-11`."""
    if iso.startswith("--"):
        return Day(None, int(iso[2:4]), int(iso[5:7]))
    return Day(int(iso[:4]), int(iso[5:7]), int(iso[8:10]))


def add_days(day: Day, days: int) -> Day | None:
    """So many days later; None when month or day are not known."""
    if day.month is None or day.day is None:
        return None
    try:
        date = dt.date(day.year or _LEAP, day.month, day.day) + dt.timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    return Day(date.year if day.year else None, date.month, date.day)


def add_months(day: Day, months: int) -> Day:
    """The same day so many months later, whether it exists or not."""
    if day.month is None:
        return day
    years, month = divmod(day.month - 1 + months, 12)
    return day._replace(year=day.year + years if day.year else None, month=month + 1)


def weekday_near(day: Day, weekday: int, weeks: int) -> Day | None:
    """That weekday (0 is Monday) of the week so many weeks after that of `day`; years matter."""
    if day.year is None or day.month is None or day.day is None:
        return None
    try:
        today = dt.date(day.year, day.month, day.day)
    except ValueError:
        return None
    return add_days(day, weekday - today.weekday() + 7 * weeks)


def year_of(stated: str | None, roc: str | None = None) -> int | None:
    """2021, 二〇二一, 民国110 or 110."""
    if roc:
        return int(roc.removeprefix("民国")) + ROC_OFFSET
    if not stated:
        return None
    if stated.isascii():
        return int(stated)
    return int("".join(str(_DIGITS[c]) for c in stated))


def number(text: str) -> int:
    """12, 十二, 二十, 三十一."""
    if text.isdecimal() and text.isascii():
        return int(text)
    tens, ten, units = text.rpartition("十")
    if not ten:
        return int("".join(str(_DIGITS[c]) for c in text))
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(units, 0) if units else 0)

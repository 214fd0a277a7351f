"""Times: when published, what the dateline says, when it happened; nothing that is not stated."""

import datetime as dt
import re
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.document import CleanArticle, Dateline, EventDate, Label, PublishedAt
from tasks.extract.outlets import split_dateline
from tasks.extract.page import IMPRINT, pieces

_NUMERAL = "(?:[0-9]{1,2}|[一二三四五六七八九十〇零]{1,3})"
_FULL = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})\s?[-/.年]\s?([01]?[0-9])\s?[-/.月]\s?([0-3]?[0-9])(?![0-9])日?"
    r"(?:[T\s　]*([0-2]?[0-9])[:：时]([0-5][0-9])(?:[:：分]([0-5][0-9]))?)?"
)
_URL = re.compile(
    r"https?://[^\s]{1,200}?((?:19|20)[0-9]{2})[-/_]?([01][0-9])[-/_]?([0-3][0-9])(?![0-9])"
)
_CUE = re.compile(r"发布|发表|刊登|时间|日期|来源|编辑|作者")
_NOT_PUBLISHED = re.compile(r"更新时间|修改时间|截止|备案|版权")
_CLOCK = (
    r"(?:(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|晚|夜间)?"
    r"(?:[0-9]{1,2}[时点](?:[0-9]{1,2}分)?(?:许)?)?)?"
)
_EVENT = re.compile(
    rf"(?:(?P<year>(?:19|20)[0-9]{{2}})年|(?P<roc>民国[0-9]{{2,3}}|1[0-9]{{2}})年)?"
    rf"(?P<month>{_NUMERAL})月(?P<day>{_NUMERAL})[日号]"
    rf"(?:[至到—-](?:{_NUMERAL}月)?{_NUMERAL}[日号])?{_CLOCK}"
    rf"|(?P<same>本月|上月|上个月|这个月)(?P<same_day>{_NUMERAL})[日号]{_CLOCK}"
    rf"|(?<![0-9月年至到一二三四五六七八九十])(?P<bare>[0-9]{{1,2}})日(?![内均报前])"
    rf"(?:[至到—-][0-9]{{1,2}}日)?{_CLOCK}"
)
_PART_OF_DAY = re.compile("零时|凌晨|清晨|早上|上午|中午|下午|傍晚|晚间|晚上")
# Before or after a date: it is a start, a limit or a plan, not the day of the event.
_LIMIT_BEFORE = re.compile(r"(?:截至|截止|自|从|于|到|至|预计|将于|将在|拟于|定于|始于|原定)$")
_LIMIT_AFTER = re.compile(r"起|前|之前|以前|以来|止|开始|到期|后")
# How many paragraphs of the body may state the day of the event.
LEAD_PARAGRAPHS = 3
_DATELINE = re.compile(
    r"(?:(?P<month>[0-9]{1,2})月)?(?P<day>[0-9]{1,2})日?\s?(?:[专急快]?电|讯|消息|综合外电|报道|报导)"
)
_ROC_OFFSET = 1911
_CHINA = dt.timezone(dt.timedelta(hours=8))
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}


class Day(NamedTuple):
    """A day as far as it is known."""

    year: int | None
    month: int | None
    day: int

    def iso(self) -> str | None:
        """`2021-06-11`, `--06-11`, or None when only the day is known or there is no such day."""
        if self.month is None:
            return None
        try:
            dt.date(self.year or 2000, self.month, self.day)
        except ValueError:
            return None
        year = f"{self.year:04}-" if self.year else "--"
        return f"{year}{self.month:02}-{self.day:02}"


def find_published(article: CleanArticle) -> PublishedAt | None:
    """The stated time of publication, from an imprint line, else from an address on the page."""
    lines = [p.text for p in pieces(article, *IMPRINT, Label.SHARE)]
    for text in sorted(lines, key=lambda line: _CUE.search(line) is None):
        for match in _FULL.finditer(text):
            before = text[max(0, match.start() - 6) : match.start()]
            iso = _timestamp(match) if not _NOT_PUBLISHED.search(before) else None
            if iso:
                return PublishedAt(iso=iso, text=match.group().strip(), basis="metadata line")
    for line in article.normalized.text.split("\n"):
        address = _URL.search(line)
        iso = Day(*(int(g) for g in address.groups())).iso() if address else None
        if address and iso:
            return PublishedAt(iso=iso, text=address.group(), basis="URL")
    return None


def _timestamp(match: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second = (int(g) if g else None for g in match.groups())
    if year is None or month is None or day is None:
        return None
    try:
        if hour is None or minute is None:
            return dt.date(year, month, day).isoformat()
        moment = dt.datetime(year, month, day, hour, minute, second or 0, tzinfo=_CHINA)
    except ValueError:
        return None
    return moment.isoformat()


def find_dateline(article: CleanArticle, rules: ExtractRules) -> Dateline | None:
    """The day and place that the dateline states."""
    for piece in pieces(article, Label.DATELINE):
        match = _DATELINE.search(piece.text)
        if match is None:
            continue
        month = int(match["month"]) if match["month"] else None
        _, place = split_dateline(piece.text[: match.start()], rules)
        day = Day(None, month, int(match["day"]))
        return Dateline(iso=day.iso(), text=piece.text, place=place)
    return None


def find_event_date(
    article: CleanArticle,
    published: PublishedAt | None,
    dateline: Dateline | None,
    rules: ExtractRules,
) -> EventDate | None:
    """The first day that the lead states; `iso` only as far as text and publication tell."""
    anchor = _anchor(published, dateline)
    lead = "\n".join(article.body.paragraphs[:LEAD_PARAGRAPHS])
    found = _first_expression(lead, rules)
    if found is None:
        return None
    text, match = found
    iso, basis = _resolve(text, match, anchor, rules)
    inferred = None if iso and not iso.startswith("--") else _bound(article)
    if inferred:
        basis += "; not later than the latest date on the page"
    return EventDate(iso=iso, text=text, inferred=inferred, basis=basis)


def _first_expression(lead: str, rules: ExtractRules) -> tuple[str, re.Match[str] | None] | None:
    """The earliest of: a stated day that is no limit, 今日 and its like, 近日 and its like."""
    found: list[tuple[int, str, re.Match[str] | None]] = []
    for match in _EVENT.finditer(lead):
        before = lead[max(0, match.start() - 3) : match.start()]
        if not _LIMIT_BEFORE.search(before) and not _LIMIT_AFTER.match(lead, match.end()):
            found.append((match.start(), match.group(), match))
            break
    for word in (*rules.time.relative, *rules.time.vague):
        at = lead.find(word)
        if at >= 0:
            part = _PART_OF_DAY.match(lead, at + len(word))
            found.append((at, word + (part.group() if part else ""), None))
    if not found:
        return None
    return min(found, key=lambda f: (f[0], -len(f[1])))[1:]


def _anchor(published: PublishedAt | None, dateline: Dateline | None) -> Day | None:
    """The day the article speaks from: publication, or the dateline without a year."""
    if published:
        return Day(*(int(part) for part in published.iso[:10].split("-")))
    if dateline and dateline.iso:
        month, day = dateline.iso[2:].split("-")
        return Day(None, int(month), int(day))
    return None


def _resolve(
    text: str, match: re.Match[str] | None, anchor: Day | None, rules: ExtractRules
) -> tuple[str | None, str]:
    if match is None:
        return _resolve_relative(text, anchor, rules)
    if match["month"]:
        return _resolve_date(match, anchor)
    day = _number(match["same_day"] or match["bare"])
    if anchor is None or anchor.month is None:
        return None, "text, relative"
    months_back = int((match["same"] or "").startswith("上"))
    if not match["same"] and day > anchor.day:
        months_back = 1
    return _months_before(anchor, months_back)._replace(day=day).iso(), _basis(anchor)


def _resolve_date(match: re.Match[str], anchor: Day | None) -> tuple[str | None, str]:
    month, day = _number(match["month"]), _number(match["day"])
    if match["year"]:
        return Day(int(match["year"]), month, day).iso(), "text"
    if match["roc"]:
        year = int(match["roc"].removeprefix("民国")) + _ROC_OFFSET
        return Day(year, month, day).iso(), "text"
    if anchor is None or anchor.year is None or anchor.month is None:
        return Day(None, month, day).iso(), "text"
    year = anchor.year - ((month, day) > (anchor.month, anchor.day) and month - anchor.month > 1)
    return Day(year, month, day).iso(), "text, year of publication"


def _resolve_relative(text: str, anchor: Day | None, rules: ExtractRules) -> tuple[str | None, str]:
    days = next((n for word, n in rules.time.relative.items() if text.startswith(word)), None)
    if days is None or anchor is None or anchor.month is None:
        return None, "text, relative"
    year = anchor.year or 2001
    try:
        date = dt.date(year, anchor.month, anchor.day) + dt.timedelta(days=days)
    except ValueError:
        return None, "text, relative"
    known_year = date.year if anchor.year else None
    return Day(known_year, date.month, date.day).iso(), _basis(anchor)


def _basis(anchor: Day) -> str:
    return "text, day of publication" if anchor.year else "text, day of the dateline"


def _months_before(anchor: Day, months: int) -> Day:
    if months == 0 or anchor.month is None:
        return anchor
    if anchor.month > 1:
        return anchor._replace(month=anchor.month - 1)
    return Day(anchor.year - 1 if anchor.year else None, 12, anchor.day)


def _number(text: str) -> int:
    """12, 十二, 二十, 三十一."""
    if text.isdecimal() and text.isascii():
        return int(text)
    tens, ten, units = text.rpartition("十")
    if not ten:
        return int("".join(str(_DIGITS[c]) for c in text))
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(units, 0) if units else 0)


def _bound(article: CleanArticle) -> str | None:
    """An open EDTF interval up to the latest date among the recommended links."""
    dates = [
        iso[:10]
        for piece in pieces(article, Label.RECOMMENDED_LINKS)
        for match in _FULL.finditer(piece.text)
        if (iso := _timestamp(match)) is not None
    ]
    return f"../{max(dates)}" if dates else None

"""Times the page states: when it was published, what the dateline says, how late its links are."""

import datetime as dt
import re

from config.rules.extract import ExtractRules
from tasks.document import CleanArticle, Dateline, Label, PublishedAt
from tasks.extract.page import IMPRINT, pieces
from tasks.extract.page.outlets import split_dateline
from tasks.extract.times.days import Day, number, year_of

_WEEKDAY = r"(?:(?:星期|周|礼拜)[一二三四五六日天]|[(（](?:星期|周)?[一二三四五六日天][)）])"
_FULL = re.compile(
    r"(?=[12民中])(?<![0-9])(?:((?:19|20)[0-9]{2})|(?:中华)?(?P<roc>民国1?[0-9]{2}))"
    r"\s?[-/.年]\s?([01]?[0-9])\s?[-/.月]\s?([0-3]?[0-9])(?![0-9])日?"
    rf"(?:[T\s　,，]*+{_WEEKDAY}?[\s　]*+(?P<half>上午|早上|中午|下午|晚上|晚间|[AP]M)?\s?"
    r"([0-2]?[0-9])[:：时]([0-5][0-9])(?:[:：分]([0-5][0-9]))?\s?(?P<latin>[AP]M)?)?"
)
_URL = re.compile(
    r"https?://[^\s]{1,200}?((?:19|20)[0-9]{2})[-/_]?([01][0-9])[-/_]?([0-3][0-9])(?![0-9])"
)
# Straight before a date: how well it states the publication, the best first.
_CUES = (
    re.compile(r"(?:发布|发表|刊登|刊发|发稿|上线|发文|出版)(?:时间|日期)?\s?(?:于|[：:])?\s?$"),
    re.compile(r"(?<!更新)(?<!修改)(?<!成文)(?:时间|日期)\s?[：:]\s?$"),
)
_OTHER_DAY = re.compile(
    r"(?:更新|修改|成文|生成|印发|校对)(?:时间|日期|于)?\s?[：:]?\s?$|编辑于\s?$"
)
_NO_DAY = re.compile(r"(?:截止|截至|备案|版权|今天是|现在是|有效期至?|生效|GMT.{0,4})[^0-9]{0,6}$")
_IMPRINT_WORD = re.compile(r"发布|发表|刊登|时间|日期|来源|编辑|作者|记者")
_DATELINE = re.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2})年)?(?:(?P<month>[0-9]{1,2})月)?(?P<day>[0-9]{1,2})日?\s?"
    r"(?:(?:[专急快特]?电|讯|消息|综合外电|报道|报导)|[】）)\]])"
)
LONGEST_CUE = 24  # characters before a date in which its cue is looked for
_CHINA = dt.timezone(dt.timedelta(hours=8))
_AFTERNOON = frozenset(("下午", "晚上", "晚间", "PM"))


def find_published(article: CleanArticle) -> PublishedAt | None:
    """The stated time of publication, from an imprint line, else from an address on the page.

    A date that is called one of publication goes before a bare one, and that before one of an
    update.
    """
    best: tuple[int, PublishedAt] | None = None
    for piece in pieces(article, *IMPRINT, Label.SHARE):
        for match in _FULL.finditer(piece.text):
            before = piece.text[max(0, match.start() - LONGEST_CUE) : match.start()]
            rank = _rank(before, bool(_IMPRINT_WORD.search(piece.text)))
            iso = _timestamp(match)
            if iso and rank is not None and (best is None or rank < best[0]):
                text = match.group().strip(" \u3000,，")
                best = rank, PublishedAt(iso=iso, text=text, basis="metadata line")
    return best[1] if best else _from_address(article)


def _from_address(article: CleanArticle) -> PublishedAt | None:
    for line in article.normalized.text.split("\n"):
        address = _URL.search(line)
        iso = Day(*(int(g) for g in address.groups())).iso() if address else None
        if address and iso:
            return PublishedAt(iso=iso, text=address.group(), basis="URL")
    return None


def _rank(before: str, imprint: bool) -> int | None:
    """How far from a stated publication a date is that follows `before`; None for no such date.

    `imprint`: whether the line speaks of source, author or time at all.
    """
    if _NO_DAY.search(before):
        return None
    if _OTHER_DAY.search(before):
        return 4
    cue = next((rank for rank, pattern in enumerate(_CUES) if pattern.search(before)), None)
    if cue is not None:
        return cue
    return 2 if imprint else 3


def _timestamp(match: re.Match[str]) -> str | None:
    stated, roc, month, day, half, hour, minute, second, latin = match.groups()
    year = year_of(stated, roc)
    if year is None:
        return None
    try:
        if hour is None:
            return dt.date(year, int(month), int(day)).isoformat()
        moment = dt.datetime(
            year,
            int(month),
            int(day),
            _hour(int(hour), half or latin),
            int(minute),
            int(second or 0),
            tzinfo=_CHINA,
        )
    except ValueError:
        return None
    return moment.isoformat()


def _hour(hour: int, half: str | None) -> int:
    """The hour of a clock of twelve hours, where 下午 or PM is stated."""
    return hour + 12 if half in _AFTERNOON and hour < 12 else hour


def find_dateline(article: CleanArticle, rules: ExtractRules) -> Dateline | None:
    """The day and place that the dateline states."""
    for piece in pieces(article, Label.DATELINE):
        match = _DATELINE.search(piece.text)
        if match is None:
            continue
        year = int(match["year"]) if match["year"] else None
        month = number(match["month"]) if match["month"] else None
        _, place = split_dateline(piece.text[: match.start()], rules)
        return Dateline(iso=Day(year, month, int(match["day"])).iso(), text=piece.text, place=place)
    return None


def latest_link(article: CleanArticle) -> str | None:
    """The latest date among the recommended links: the page was taken then, or later."""
    dates = [
        iso[:10]
        for piece in pieces(article, Label.RECOMMENDED_LINKS)
        for match in _FULL.finditer(piece.text)
        if (iso := _timestamp(match)) is not None
    ]
    return max(dates, default=None)

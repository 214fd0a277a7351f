"""What the page's metadata or the record's fields state, beside what its lines say."""

import datetime as dt
import re

from tasks.document import Form, NormalizedArticle, PublishedAt, Role
from tasks.extract.page.credits import Credit

BASIS = {Form.HTML: "page metadata", Form.JSON: "record field"}
CHINA = dt.timezone(dt.timedelta(hours=8))
NAMES_BETWEEN = re.compile(r"[、，,;；/\s]+|(?:记者|作者|通讯员|文)[:：/]?")
NAME = re.compile(r"[\u3400-\u9fff·]{2,12}")
NOBODY = re.compile(r"[报网社台]$|编辑|本站|本网|小编|管理员|新闻|记者|客户端|号$")
SITE_BEHIND = re.compile(r"(?<!\s)\s*(?:[_|｜]|\s[-–—]\s|[-–—](?=[^-–—]{2,12}$)).*")
HAN = re.compile(r"[\u3400-\u9fff]")
_DAY = r"(?P<y>(?:19|20)\d{2})\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})日?"
_CLOCK = r"(?:[T\s]{1,3}(?P<h>\d{1,2})[:：时](?P<min>\d{2})(?:[:：分](?P<s>\d{2}))?)?"
_MOMENT = re.compile(_DAY + _CLOCK)


def choose_title(article: NormalizedArticle, on_page: str | None) -> str | None:
    """The stated title; as the page shows it where that is the same without a site's name."""
    stated, window = article.stated.title, article.stated.page_title
    if stated and not (on_page and stated.startswith(on_page)):
        return stated
    return on_page or (SITE_BEHIND.sub("", window) or window if window else None)


def choose_published(article: NormalizedArticle, on_page: PublishedAt | None) -> PublishedAt | None:
    """The stated time, unless a line of the page gives the same day more exactly."""
    text = article.stated.published
    iso = _iso(text) if text else None
    if text is None or iso is None:
        return on_page
    if on_page and on_page.iso.startswith(iso):
        return on_page
    return PublishedAt(iso=iso, text=text, basis=BASIS[article.source.form])


def choose_outlet(article: NormalizedArticle, on_page: str | None) -> str | None:
    """The outlet that the page names, else the stated one; `source: spider-7` is none."""
    stated = article.stated.outlet
    return on_page or (stated if stated and HAN.search(stated) else None)


def stated_credits(article: NormalizedArticle) -> tuple[Credit, ...]:
    """The persons among the stated authors: a medium or an editor's desk is none."""
    names = [name for text in article.stated.authors for name in NAMES_BETWEEN.split(text) if name]
    persons = dict.fromkeys(n for n in names if NAME.fullmatch(n) and not NOBODY.search(n))
    return tuple(Credit(name, None, Role.AUTHOR) for name in persons)


def _iso(text: str) -> str | None:
    """ISO 8601 as exact as the text, in Chinese time where it names no zone; None for no date."""
    text = text.strip()
    try:
        if len(text) > len("2024-01-05"):
            return _aware(dt.datetime.fromisoformat(text)).isoformat(timespec="seconds")
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        match = _MOMENT.match(text)
    if match is None:
        return None
    try:
        day = dt.date(int(match["y"]), int(match["m"]), int(match["d"]))
        if match["h"] is None:
            return day.isoformat()
        clock = dt.time(int(match["h"]), int(match["min"]), int(match["s"] or 0))
    except ValueError:
        return None
    return _aware(dt.datetime.combine(day, clock)).isoformat()


def _aware(moment: dt.datetime) -> dt.datetime:
    return moment.replace(tzinfo=CHINA) if moment.tzinfo is None else moment.astimezone(CHINA)

"""Outlet, contributor and republisher: who published, who supplied, who reprinted."""

import re
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.document import CleanArticle, Label
from tasks.extract.page import IMPRINT, pieces


class Imprint(NamedTuple):
    """Names as written on the page, or None."""

    outlet: str | None
    contributor: str | None
    republisher: str | None


_NAME = r"([^\s，。；：:、|｜/()（）<>《》]{2,30})"
_SOURCE = re.compile(rf"(?:^|[^自])(?:来源|稿源|文章来源|信息来源|出处)\s?[：:]\s*{_NAME}")
_SUPPLIED = re.compile(rf"供稿(?:单位|部门)?\s?[：:]\s*{_NAME}")
_OWNER = re.compile(
    r"(?:版权|著作权)(?:均|皆)?归(?:原作者及|文章)?(?:来源方|来源|原作者)?\s?[：:]?"
    r"([^\s，。；：:、]{2,20}?)所有"
)
_REPRINT = re.compile(
    r"(?:网页|本文|文章)(?:已)?(?:被|由)([^\s，。；：:、]{2,20}?)(?:聚合|转码|转载|收录|转发)"
)
_HOST = re.compile(rf"主办(?:单位)?\s?[：:]\s*{_NAME}")
_OWN_PAGE = re.compile(r"^\s*([^\s0-9：:|,，]{2,12})\s+(?:19|20)[0-9]{2}[-/.年]")
_COPYRIGHT = re.compile(r"(?:©|Copyright|版权所有)\s*(?:[0-9-]*)\s*([\u4e00-\u9fff]{2,16})")
_DATE = re.compile(r"(?:[0-9]{1,2}月)?[0-9]{1,2}日?\s?(?:专?电|讯|消息)")


def find_imprint(article: CleanArticle, rules: ExtractRules) -> Imprint:
    """来源 first, then the dateline, the name before the date, the copyright notice, the host."""
    lines = [p.text for p in pieces(article, *IMPRINT, Label.SHARE)]
    notices = [p.text for p in pieces(article, Label.COPYRIGHT, Label.CONTACT)]
    source = _first(_SOURCE, lines, rules)
    supplied = _first(_SUPPLIED, lines, rules)
    outlet = source if source and is_medium(source, rules) else None
    contributor = supplied or (source if not outlet else None)
    outlet = (
        outlet
        or _dateline_outlet(article, rules)
        or _medium(_first(_OWN_PAGE, lines, rules), rules)
        or _first(_OWNER, notices, rules)
        or _medium(_first(_COPYRIGHT, notices, rules), rules)
        or (_first(_HOST, [*lines, *notices], rules) if source else None)
    )
    return Imprint(outlet, contributor, _first(_REPRINT, notices, rules))


def is_medium(name: str, rules: ExtractRules) -> bool:
    """Whether the name is one of the press: known, or with such an ending and no office's."""
    if name in rules.credits.outlets:
        return True
    medium = max((len(e) for e in rules.credits.outlet_endings if name.endswith(e)), default=0)
    office = max((len(e) for e in rules.credits.authority_endings if name.endswith(e)), default=0)
    if medium or office:
        return medium > office
    return any(name.startswith(outlet) for outlet in rules.credits.outlets)


def split_dateline(before: str, rules: ExtractRules) -> tuple[str | None, str | None]:
    """`新华社北京` -> (新华社, 北京): the medium and the place of what precedes the date."""
    text = before.strip(" 　(（〔【[")
    best = 0
    for ending in (*rules.credits.outlet_endings, *rules.credits.outlets):
        at = text.rfind(ending)
        if at >= 0 and at + len(ending) >= 2:
            best = max(best, at + len(ending))
    outlet, place = text[:best].strip(), text[best:].strip(" 　，、")
    if not best and len(text) > 4:
        return text, None
    nobody = outlet in rules.credits.nobody or len(outlet) < 2
    return (None if nobody else outlet), (place if 2 <= len(place) <= 8 else None)


def _dateline_outlet(article: CleanArticle, rules: ExtractRules) -> str | None:
    for piece in pieces(article, Label.DATELINE):
        match = _DATE.search(piece.text)
        if match:
            outlet, _ = split_dateline(piece.text[: match.start()], rules)
            if outlet:
                return outlet
    return None


def _first(pattern: re.Pattern[str], lines: list[str], rules: ExtractRules) -> str | None:
    for line in lines:
        for match in pattern.finditer(line):
            name = match.group(1).strip("“”\"'[]【】-—")
            if len(name) > 1 and name not in rules.credits.nobody:
                return name
    return None


def _medium(name: str | None, rules: ExtractRules) -> str | None:
    return name if name and is_medium(name, rules) else None

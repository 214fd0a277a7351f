"""When it happened: the day that the lead states, resolved no further than the evidence goes."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.document import CleanArticle, Dateline, EventDate, PublishedAt
from tasks.extract.times.dates import latest_link
from tasks.extract.times.days import (
    Day,
    add_days,
    add_months,
    day_of,
    number,
    weekday_near,
    year_of,
)

# How many paragraphs of the body may state the day of the event.
LEAD_PARAGRAPHS = 3
# How far before a day its cue and the quotation round it are looked for, in characters.
LONGEST_CUE, LONGEST_QUOTE = 6, 200
# A day without a year so many months after publication lies ahead; later ones were last year's.
MONTHS_AHEAD = 3

_NUMERAL = "(?:[0-9]{1,2}|[一二三四五六七八九十〇零]{1,3})"
_PART = "(?:零时|凌晨|清晨|早上|早晨|上午|中午|午间|下午|傍晚|晚上|晚间|深夜|夜间|盘后|晚|早)?"
_NOTE = rf"(?:[(（](?:{_NUMERAL}日|(?:星期|周|礼拜)[一二三四五六日天])[)）])?"
_CLOCK = rf"{_NOTE}{_PART}(?:[0-9]{{1,2}}(?:[:：][0-9]{{2}}|[时点](?:[0-9]{{1,2}}分)?)(?:许)?)?"
_TO = rf"(?:[至到—~-](?:{_NUMERAL}月)?{_NUMERAL}[日号]|(?:、{_NUMERAL}[日号])+)?"
_YEAR = "(?:(?P<year>(?:19|20)[0-9]{2}|[一二][〇○零一二三四五六七八九]{3})年|(?P<roc>民国[0-9]{2,3}|1[0-9]{2})年)"
# Each begins with what it can begin with, so that most characters cost one look.
_DAY = re.compile(
    r"(?=[0-9一二三四五六七八九十〇零民本上这今昨前])(?:"
    rf"{_YEAR}?(?P<month>{_NUMERAL}) ?月 ?(?P<day>{_NUMERAL}) ?[日号]{_TO}{_CLOCK}"
    rf"|(?P<this>本月|上月|上个月|这个月)(?P<this_day>{_NUMERAL})[日号]{_TO}{_CLOCK}"
    rf"|(?:今|昨|前)[(（](?P<noted>{_NUMERAL})日?[)）][日天晚晨午]?{_CLOCK}"
    rf"|本[(（](?P<noted_month>{_NUMERAL})[)）]月(?P<noted_day>{_NUMERAL})[日号]{_TO}{_CLOCK}"
    rf"|(?<![0-9月年至到一二三四五六七八九十])(?P<bare>[0-9]{{1,2}})日(?![内均报前元本])"
    rf"{_TO}{_CLOCK})"
)
_WEEKDAY = re.compile(
    r"(?=[上本这下周星礼])(?<![每至到、])(?P<week>上上|上个?|本|这|下)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
    rf"(?![至到、]){_CLOCK}"
)
_MONTH = re.compile(
    r"(?=[今去明本上这民12一二])(?:"
    rf"(?:(?P<which>今年|去年|明年)|{_YEAR})(?P<month>{_NUMERAL})月(?:份|初|上旬|中旬|下旬|底|末)?"
    rf"(?!{_NUMERAL}[日号])"
    r"|(?P<this>本月|上月|上个月|这个月)(?:初|上旬|中旬|下旬|底|末))"
)
_ZONE = re.compile("北京时间$")
_CLOCK_AFTER = re.compile(_CLOCK)
_UNTIL_WORD = re.compile(rf"{_PART}(?:夜里|夜间|夜)?[至到](?:昨|今|前|明)[日天晚晨夜早]")
_DATELINE_DAY = re.compile(rf"{_YEAR}?(?:(?P<month>{_NUMERAL})月)?(?P<day>{_NUMERAL})日")
# Before or after a day: it is a start, a limit or a birthday, not the day of the event.
_LIMIT_BEFORE = re.compile(r"(?:截至|截止|截止到|自|从|到|至|始于|原定|不迟于|早于|[(（]生于)$")
_LIMIT_AFTER = re.compile(
    r"的|起(?![火飞诉义身床])|之?前|以[前来]|止|开始|到期|之?后|(?:正式)?(?:施行|实施|生效)|出生|生[于，。)）]"
)
# A plan: the day of the event only where the first sentence states it.
_PLAN_BEFORE = re.compile(r"(?:将|拟|定|订|计划|预计|预定|料)[于在]?$")
_SENTENCE_END = re.compile(r"[。！？；\n]")
_BRACKETS = {"“": 1, "”": -1, "《": 1, "》": -1}
_WEEKS = {"上上": -2, "上": -1, "上个": -1, "下": 1}
_YEARS = {"今年": 0, "去年": -1, "明年": 1}
_WEEKDAYS = "一二三四五六日"


class Expression(NamedTuple):
    """A time in the lead: how likely it is the event's (0 is best), where, and how it resolves."""

    tier: int
    start: int
    text: str
    kind: str
    match: re.Match[str]
    planned: bool = False


def find_event_date(
    article: CleanArticle,
    published: PublishedAt | None,
    dateline: Dateline | None,
    rules: ExtractRules,
) -> EventDate | None:
    """The first day that the lead states; `iso` only as far as text and publication tell."""
    anchor = _anchor(published, dateline)
    lead = "\n".join(article.body.paragraphs[:LEAD_PARAGRAPHS])
    candidates = [e for e in _expressions(lead, rules) if not _is_history(e, anchor)]
    candidates = [e for e in candidates if not _lies_ahead(e, anchor)]
    text = article.body.text
    candidates = candidates or list(_held(text)) or list(_term(text))
    if not candidates:
        return _of_dateline(dateline, anchor)
    best = min(candidates, key=lambda e: (e.tier, e.start, -len(e.text)))
    day, basis = _resolve(best, anchor, rules)
    iso = day.iso() if day else None
    latest = None if iso and not iso.startswith("--") else latest_link(article)
    if latest:
        basis += "; not later than the latest date on the page"
    inferred = f"../{latest}" if latest else None
    return EventDate(iso=iso, text=best.text, inferred=inferred, basis=basis)


def _anchor(published: PublishedAt | None, dateline: Dateline | None) -> Day | None:
    """The day the article speaks from: the dateline's, with the year of publication, or that day."""
    printed = day_of(published.iso) if published else None
    written = day_of(dateline.iso) if dateline and dateline.iso else None
    if written is None or printed is None or written.year is not None:
        return written or printed
    year = printed.year
    if year and written.month and printed.month and written.month > printed.month + 1:
        year -= 1  # written in December, printed in January
    return written._replace(year=year)


def _of_dateline(dateline: Dateline | None, anchor: Day | None) -> EventDate | None:
    """A flash says when only in its dateline: 云岭财闻1月14日讯."""
    match = _DATELINE_DAY.search(dateline.text) if dateline else None
    if match is None:
        return None
    day = anchor if match["month"] else None
    return EventDate(
        iso=day.iso() if day else None, text=match.group(), inferred=None, basis="dateline"
    )


def _expressions(lead: str, rules: ExtractRules) -> Iterator[Expression]:
    """Every time in the lead that may be the event's.

    A day of the first paragraph goes before 近日 and before a mere month there, and those before
    any day of a later paragraph.
    """
    paragraph = lead.find("\n") if "\n" in lead else len(lead)
    stop = _SENTENCE_END.search(lead)
    sentence = stop.start() if stop else len(lead)
    for kind, pattern in (("day", _DAY), ("weekday", _WEEKDAY), ("word", rules.patterns.day_word)):
        for match in pattern.finditer(lead):
            planned = _is_planned(lead, match)
            if _is_stated(lead, match) and (not planned or match.start() < sentence):
                tier = 0 if match.start() < paragraph else 2
                told = _REPORTED.search(lead, 0, match.start())
                tier += bool(told or _WRITTEN_AT.match(lead, match.end()))
                tier += kind == "word" and _UNTIL_WORD.match(lead, match.end()) is not None
                yield Expression(tier, match.start(), _whole(lead, match), kind, match, planned)
    for match in rules.patterns.vague_time.finditer(lead):
        yield Expression(
            1 if match.start() < paragraph else 3, match.start(), match.group(), "vague", match
        )
    for match in _MONTH.finditer(lead, 0, sentence):
        if not _LIMIT_BEFORE.search(lead[max(0, match.start() - LONGEST_CUE) : match.start()]):
            yield Expression(1, match.start(), match.group(), "month", match)


# 据省地震台网11日5时20分修订测定: when it was told, which is less than when it happened.
_REPORTED = re.compile(r"(?:^|[。；\n])据[^，。；\n]{1,24}$")
# 奔跑体育11月3日|梁州讯（记者…）: a dateline, which only says when it was written.
_WRITTEN_AT = re.compile(r"[\u4e00-\u9fff]{0,5}(?:电|讯)(?=[\s(（])")
# 上周六，我在博物馆数了半个小时: a columnist's day.
_MINE = re.compile(r"，我(?![国省市县区州校院局军])")
# A notice says when it is displayed, wherever that stands.
_TERM = re.compile(r"(?:公示|公告)(?:时间|期限|期)(?:为|是)?[：:]?(?:自|从)?")


def _term(text: str) -> Iterator[Expression]:
    """The days for which a notice is displayed."""
    for term in _TERM.finditer(text):
        if day := _DAY.match(text, term.end()):
            yield Expression(0, day.start(), day.group(), "day", day, planned=True)


# The decisions of a board say it behind a form's first paragraphs: 会议于2025年4月17日召开.
_HELD = re.compile(r"(?:会议|大会|仪式|活动)已?于")


def _held(text: str) -> Iterator[Expression]:
    """The day on which a meeting is told to have been held, however far behind the lead."""
    for held in _HELD.finditer(text):
        if day := _DAY.match(text, held.end()):
            yield Expression(0, day.start(), _whole(text, day), "day", day)


def _is_planned(lead: str, match: re.Match[str]) -> bool:
    before = lead[max(0, match.start() - LONGEST_CUE) : match.start()]
    return match.group().startswith("明") or bool(_PLAN_BEFORE.search(before))


def _is_stated(lead: str, match: re.Match[str]) -> bool:
    """Neither a limit nor inside quotation marks or the title of a work."""
    start, end = match.span()
    before = lead[max(0, start - LONGEST_QUOTE) : start]
    if _LIMIT_BEFORE.search(before[-LONGEST_CUE:]) or _LIMIT_AFTER.match(lead, end):
        return False
    if _MINE.match(lead, end):
        return False
    return sum(_BRACKETS.get(char, 0) for char in before) <= 0


def _whole(lead: str, match: re.Match[str]) -> str:
    """The expression with its clock and the hour that follows: 北京时间11月20日晚, 昨日（11日）下午3时."""
    clock = _CLOCK_AFTER.match(lead, match.end())
    zone = _ZONE.search(lead, max(0, match.start() - LONGEST_CUE), match.start())
    return (zone.group() if zone else "") + match.group() + (clock.group() if clock else "")


def _is_history(expression: Expression, anchor: Day | None) -> bool:
    """A year before last is background: 该校于1956年9月1日成立."""
    if expression.kind not in {"day", "month"} or anchor is None or anchor.year is None:
        return False
    year = year_of(expression.match["year"], expression.match["roc"])
    return year is not None and year < anchor.year - 1


# From this tier on a day stands behind the first paragraph.
LATER = 2


def _lies_ahead(expression: Expression, anchor: Day | None) -> bool:
    """A day to come, behind the first paragraph, is not when it happened: 12月31日，她就要退休了."""
    match = expression.match
    if expression.kind != "day" or expression.tier < LATER or expression.planned:
        return False
    if anchor is None or anchor.month is None or anchor.day is None or not match["month"]:
        return False
    day, _ = _resolve_date(match, anchor, planned=False)
    if day is None or (day.year is None) != (anchor.year is None):
        return False
    return day > anchor


def _resolve(
    expression: Expression, anchor: Day | None, rules: ExtractRules
) -> tuple[Day | None, str]:
    match = expression.match
    if expression.kind == "vague":
        return None, "text, relative"
    if expression.kind == "month":
        return _resolve_month(match, anchor)
    if expression.kind == "day" and match["month"]:
        return _resolve_date(match, anchor, planned=expression.planned)
    if anchor is None or anchor.month is None:
        return None, "text, relative"
    if expression.kind == "word":
        day = add_days(anchor, rules.time.relative[match.group()])
    elif expression.kind == "weekday":
        day = _resolve_weekday(match, anchor)
    else:
        day = _resolve_bare(match, anchor, planned=expression.planned)
    return day, _basis(anchor) if day else "text, relative"


def _resolve_date(
    match: re.Match[str], anchor: Day | None, *, planned: bool
) -> tuple[Day | None, str]:
    month, day = number(match["month"]), number(match["day"])
    year = year_of(match["year"], match["roc"])
    if year is not None:
        return Day(year, month, day), "text"
    if anchor is None or anchor.year is None or anchor.month is None or anchor.day is None:
        return Day(None, month, day), "text"
    year = anchor.year
    if planned:
        year += (month, day) < (anchor.month, anchor.day) and anchor.month - month > 1
    else:
        year -= (month, day) > (anchor.month, anchor.day) and month - anchor.month > MONTHS_AHEAD
    return Day(year, month, day), "text, year of publication"


def _resolve_bare(match: re.Match[str], anchor: Day, *, planned: bool) -> Day:
    """`22日` is the last 22nd (the next one of a plan), `上月5日` that of the month before; `今（5）日`, `本（10）月8日`."""
    if match["noted_month"]:
        month, day = number(match["noted_month"]), number(match["noted_day"])
        return Day(anchor.year, month, day)
    day = number(match["this_day"] or match["bare"] or match["noted"])
    back = int((match["this"] or "").startswith("上"))
    if not match["this"] and anchor.day is not None:
        back = -int(day < anchor.day) if planned else int(day > anchor.day)
    return add_months(anchor, -back)._replace(day=day)


def _resolve_month(match: re.Match[str], anchor: Day | None) -> tuple[Day | None, str]:
    """`今年3月` and `上月底` are a month."""
    if match["this"]:
        if anchor is None:
            return None, "text, relative"
        back = int(match["this"].startswith("上"))
        return add_months(anchor, -back)._replace(day=None), _basis(anchor)
    month = number(match["month"])
    if match["which"]:
        year = anchor.year + _YEARS[match["which"]] if anchor and anchor.year else None
        return Day(year, month, None), "text, year of publication" if year else "text"
    return Day(year_of(match["year"], match["roc"]), month, None), "text"


def _resolve_weekday(match: re.Match[str], anchor: Day) -> Day | None:
    """`上周三` counts from the week of publication; `周三` alone is the last one."""
    weekday = _WEEKDAYS.index(match["weekday"].replace("天", "日"))
    week = match["week"]
    if week:
        return weekday_near(anchor, weekday, _WEEKS.get(week, 0))
    day = weekday_near(anchor, weekday, 0)
    return weekday_near(anchor, weekday, -1) if day and day > anchor else day


def _basis(anchor: Day) -> str:
    return "text, day of publication" if anchor.year else "text, day of the dateline"

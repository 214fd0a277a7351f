"""The table of facts: what the article says of itself."""

import re

from tasks.document import Event, EventDate, Result
from workers.page.words import SCRIPTS

MONTH_AND_DAY = re.compile(r"--(\d\d)-(\d\d)")


def facts_of(result: Result) -> dict[str, str]:
    """What is known, by its name, in the order in which a reader asks."""
    published, dateline, event_date = result.published_at, result.dateline, result.event_date
    known = {
        "标题": result.title,
        "发布": published and _time(published.iso),
        "电头": dateline and dateline.text,
        "事件日期": event_date and _event_date(event_date),
        "事件": _event(result.event),
        "参加": result.event and "、".join(result.event.participants),
        "媒体": result.outlet,
        "供稿": result.contributor,
        "转载": result.republisher,
        "作者": "、".join(result.authors),
        "编辑": "、".join(result.editors),
        "关键词": "、".join(keyword.term for keyword in result.keywords),
        "作品": "".join(f"《{work.name}》" for work in result.works),
        "提法": "".join(f"“{slogan.name}”" for slogan in result.slogans),
        "原文": _origin(result),
    }
    return {name: value for name, value in known.items() if value}


def _event(event: Event | None) -> str | None:
    if event is None:
        return None
    host = event.host and f"召集：{event.host}"
    return "，".join(filter(None, (event.type, event.name, host, event.place, event.time)))


def _event_date(date: EventDate) -> str | None:
    """As far as the text states it: `12月16日`, and what other evidence adds to that."""
    stated = date.iso or date.text
    if stated and (partial := MONTH_AND_DAY.fullmatch(stated)):
        stated = f"{int(partial[1])}月{int(partial[2])}日"
    inferred = date.inferred and f"推断：{_interval(date.inferred)}"
    return "，".join(filter(None, (stated, inferred))) or None


def _interval(edtf: str) -> str:
    """`../2021-11-24` is no later than that day, `2021-11-01/2021-11-24` is between the two."""
    start, _, end = edtf.partition("/")
    if start in {"", ".."}:
        return f"不晚于 {end}"
    if end == "..":
        return f"不早于 {start}"
    return f"{start} 至 {end}" if end else start


def _origin(result: Result) -> str:
    encoding = result.source.encoding
    parts = (result.source.name, SCRIPTS[result.script], encoding and encoding.upper())
    return "，".join(filter(None, parts))


def _time(iso: str) -> str:
    """`2021-06-11T15:18:00+08:00` as `2021-06-11 15:18`: news states local time, to the minute."""
    day, _, time = iso.partition("T")
    return f"{day} {time[:5]}".strip()

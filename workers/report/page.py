"""The report as a page: what it shows, and how that becomes HTML."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment

from workers.page.templates import templates
from workers.page.words import REPAIRS
from workers.report import figures
from workers.report.figures import (
    Damage,
    Group,
    Named,
    Outlet,
    Reason,
    Totals,
    Volume,
)
from workers.report.plots import Plot, reprint_plot, volume_plot

DAMAGE = {
    "pinyin_annotation": "夹注音",
    "byte_shift": "字节错位",
    "undecodable_bytes": "无法解读",
    "markup": "残留标签",
    "html_entity": "字符实体",
    "control_characters": "隐形字符",
    "script": "繁体",
    "gb18030": "GBK 编码",
    "big5hkscs": "Big5 编码",
    "utf-16": "UTF-16",
}  # what the table of damage shows, worst first: other repairs are matters of style

ERRORS = {
    "EmptyArticle": "没有文字",
    "NotText": "不是文本",
    "UndecodableText": "无法解码",
    "NotARecord": "不是有效的记录",
    "CorruptArchive": "压缩文件损坏",
    "TooLarge": "文件过大",
    "Unreadable": "无法读取",
    "InvalidKey": "键名无效",
    "StageTimedOut": "处理超时",
    "StageCrashed": "程序出错",
    "StageOutOfMemory": "内存不足，已隔离",
    "StageKilled": "多次中断，已隔离",
}


class Report(NamedTuple):
    """Everything that the page tells."""

    title: str
    totals: Totals
    unreadable: int
    volumes: Sequence[Volume]
    outlets: Sequence[Outlet]
    groups: Sequence[Group]
    people: Sequence[Named]
    organisations: Sequence[Named]
    places: Sequence[Named]
    damage: Sequence[Damage]
    failures: Sequence[Reason]

    @property
    def linked(self) -> list[str]:
        """The articles that the page names, each once."""
        return list(dict.fromkeys(_linked(self)))


def report_of(store: sqlite3.Connection, title: str, unreadable: int) -> Report:
    """Ask the store everything."""
    figures.prepare(store)
    return Report(
        title=title,
        totals=figures.totals(store),
        unreadable=unreadable,
        volumes=figures.volumes(store),
        outlets=figures.outlets(store),
        groups=list(figures.groups(store)),
        people=figures.people(store),
        organisations=figures.organisations(store),
        places=figures.places(store),
        damage=figures.damage(store),
        failures=figures.failures(store),
    )


def page_of_report(report: Report, links: Mapping[str, str]) -> str:
    """The page; `links` lead to the pages of articles, by name. Raises NotInstalled."""
    plots: dict[str, Plot | None] = {
        "volumes": volume_plot(report.volumes),
        "reprints": reprint_plot(report.groups),
    }
    found = {kind for row in report.damage for kind in row.kinds}
    return (
        _templates()
        .get_template("report.html")
        .render(
            report=report,
            links=links,
            plots=plots,
            times=_by_time(report.volumes),
            damage={kind: name for kind, name in DAMAGE.items() if kind in found},
            reasons={kind: REPAIRS.get(kind, name) for kind, name in DAMAGE.items()},
            errors=ERRORS,
        )
    )


def _by_time(volumes: Sequence[Volume]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for volume in volumes:
        counted[volume.time] = counted.get(volume.time, 0) + volume.articles
    return counted


def _linked(report: Report) -> Iterator[str]:
    for group in report.groups:
        yield from (row.article for row in (group.first, *group.others))
    for named in (*report.people, *report.organisations, *report.places):
        yield from (example.article for example in named.examples)


@cache
def _templates() -> Environment:
    environment = templates(Path(__file__).parent)
    environment.filters["number"] = "{:,.0f}".format
    environment.filters["day"] = lambda at: at[:16].replace("T", " ")
    return environment

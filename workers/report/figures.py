"""What the page tells, asked of the store: each function is one question and the tuple it fills."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from workers.tables.rows import Reprint
from workers.tables.store import SEPARATOR

OUTLETS, NAMES, GROUPS, EXAMPLES = 20, 20, 12, 2  # that a list of the page has at most
NOTES = 3  # of a person's posts, a body's short forms: the most frequent first
MEMBERS = 8  # of a group of reprints; the others are counted
COLOURED = 5  # outlets with a colour of their own in the plot
DAYS = 62  # a longer time is shown by month, thirty times that by year
DAY = "2024-03-12"  # how a day is written
NO_OUTLET, OTHERS = "未注明", "其他"


class Totals(NamedTuple):
    """The numbers at the head; `first` and `last` are days, `reprints` without the firsts."""

    articles: int
    outlets: int
    dated: int
    first: str | None
    last: str | None
    repaired: int
    failures: int
    groups: int
    reprints: int


class Volume(NamedTuple):
    """Articles of one outlet on one day (`2024-03-12`), in one month or in one year."""

    time: str
    outlet: str
    articles: int


class Outlet(NamedTuple):
    """An outlet: its articles, from when to when, their length, how many came first elsewhere."""

    name: str
    articles: int
    first: str | None
    last: str | None
    characters: float
    reprints: int


class Example(NamedTuple):
    """An article that a figure counts."""

    article: str
    title: str | None


class Named(NamedTuple):
    """A person, a body or a place, and how many articles name it.

    `notes` are a person's posts, a body's short forms, or what a place lies in.
    """

    name: str
    articles: int
    notes: tuple[str, ...]
    examples: tuple[Example, ...]


class Damage(NamedTuple):
    """Of how many articles of an outlet something was repaired or odd, by kind."""

    outlet: str
    articles: int
    kinds: dict[str, int]


class Reason(NamedTuple):
    """Failures of one kind: where, how many, one message, and some keys."""

    error: str
    stage: str
    articles: int
    message: str
    examples: tuple[str, ...]


class Group(NamedTuple):
    """A story, who reprinted it, and how many more did."""

    first: Reprint
    others: tuple[Reprint, ...]
    more: int


def prepare(store: sqlite3.Connection) -> None:
    """What the questions need: the articles with their day, and ways to find rows."""
    store.execute("""
        CREATE VIEW dated AS
        SELECT *, date(substr(published_at, 1, 10)) AS day FROM articles""")
    store.execute("CREATE INDEX articles_by_name ON articles (article)")
    for table in ("people", "organisations", "places"):
        store.execute(f"CREATE INDEX {table}_by_name ON {table} (name, article)")


def totals(store: sqlite3.Connection) -> Totals:
    """The numbers at the head."""
    row = store.execute("""
        SELECT count(*), count(DISTINCT outlet), count(day), min(day), max(day),
            (SELECT count(DISTINCT article) FROM repairs), (SELECT count(*) FROM failures),
            (SELECT count(DISTINCT first) FROM reprints),
            (SELECT count(*) FROM reprints WHERE place > 1)
        FROM dated""")
    return Totals(*row.fetchone())


def volumes(store: sqlite3.Connection) -> list[Volume]:
    """Articles by time and outlet, the outlets with few articles together; without undated ones."""
    rows = store.execute(
        """
        WITH top AS (SELECT outlet FROM dated WHERE outlet NOTNULL AND day NOTNULL
            GROUP BY outlet ORDER BY count(*) DESC, outlet LIMIT ?)
        SELECT substr(day, 1, ?), iif(outlet IN top, outlet, ?), count(*)
        FROM dated WHERE day NOTNULL GROUP BY 1, 2 ORDER BY 1, 2""",
        (COLOURED, _grain(totals(store)), OTHERS),
    )
    return [Volume(*row) for row in rows]


def _grain(known: Totals) -> int:
    """How many characters of a date to count by: the day, the month or the year."""
    first, last = (date.fromisoformat(day) for day in (known.first or DAY, known.last or DAY))
    days = (last - first).days
    return len(DAY if days < DAYS else "2024-03" if days < DAYS * 30 else "2024")


def outlets(store: sqlite3.Connection) -> list[Outlet]:
    """The outlets with most articles."""
    rows = store.execute(
        """
        SELECT coalesce(outlet, ?), count(*), min(day), max(day), avg(body_characters),
            sum(article IN (SELECT article FROM reprints WHERE place > 1))
        FROM dated GROUP BY outlet ORDER BY outlet ISNULL, count(*) DESC, outlet LIMIT ?""",
        (NO_OUTLET, OUTLETS),
    )
    return [Outlet(*row) for row in rows]


def people(store: sqlite3.Connection) -> list[Named]:
    """Whom most articles name, without those who only wrote or edited."""
    return _named(store, "people", "titles", "role NOT IN ('author', 'editor')")


def organisations(store: sqlite3.Connection) -> list[Named]:
    """The bodies that most articles name."""
    return _named(store, "organisations", "abbreviations")


def places(store: sqlite3.Connection) -> list[Named]:
    """The places that most articles name."""
    return _named(store, "places", "chain")


def _named(store: sqlite3.Connection, table: str, notes: str, where: str = "1") -> list[Named]:
    top = store.execute(
        f"SELECT name, count(DISTINCT article) FROM {table} WHERE {where}"  # noqa: S608 - our own words
        " GROUP BY name ORDER BY 2 DESC, 1 LIMIT ?",
        (NAMES,),
    )
    latest = (
        f"SELECT min(article), title FROM {table} JOIN articles USING (article) WHERE name = ?"  # noqa: S608
        " GROUP BY title ORDER BY max(published_at) DESC, 1 LIMIT ?"
    )
    found = []
    for name, articles in top.fetchall():
        counts: Counter[str] = Counter()
        for (listed,) in store.execute(f"SELECT {notes} FROM {table} WHERE name = ?", (name,)):  # noqa: S608
            counts.update(listed.split(SEPARATOR) if table == "people" else [listed])
        frequent = [note for note, _ in counts.most_common(NOTES) if note]
        examples = map(Example._make, store.execute(latest, (name, EXAMPLES)))
        found.append(Named(name, articles, tuple(frequent), tuple(examples)))
    return found


def damage(store: sqlite3.Connection) -> list[Damage]:
    """What was wrong with the articles of each outlet: kinds of repair, encodings but UTF-8."""
    rows = store.execute(
        """
        WITH wrong AS (SELECT article, kind FROM repairs UNION ALL
            SELECT article, encoding FROM articles WHERE encoding NOT IN ('utf-8', 'utf-8-sig'))
        SELECT coalesce(outlet, ?), kind, count(DISTINCT article)
        FROM articles LEFT JOIN wrong USING (article) GROUP BY outlet, kind""",
        (NO_OUTLET,),
    )
    kinds: dict[str, dict[str, int]] = {}
    for outlet, kind, articles in rows:
        kinds.setdefault(outlet, {})[kind] = articles
    return [
        Damage(outlet.name, outlet.articles, {k: n for k, n in kinds[outlet.name].items() if k})
        for outlet in outlets(store)
    ]


def failures(store: sqlite3.Connection) -> list[Reason]:
    """Why articles have no result, the most frequent reason first."""
    rows = store.execute("""
        SELECT error, stage, count(*), min(message) FROM failures GROUP BY error, stage
        ORDER BY 3 DESC, 1, 2""")
    some = "SELECT article FROM failures WHERE error = ? AND stage = ? ORDER BY article LIMIT ?"
    return [
        Reason(error, stage, articles, message, tuple(n for (n,) in store.execute(some, key)))
        for error, stage, articles, message in rows.fetchall()
        for key in [(error, stage, EXAMPLES)]
    ]


def groups(store: sqlite3.Connection) -> Iterator[Group]:
    """The largest groups of reprints."""
    rows = store.execute(
        """
        SELECT r.* FROM reprints r JOIN (SELECT first, count(*) AS size FROM reprints GROUP BY first
            ORDER BY size DESC, first LIMIT ?) USING (first) ORDER BY size DESC, first, place""",
        (GROUPS,),
    )
    for _, members in groupby((Reprint(*row) for row in rows), attrgetter("first")):
        first, *others = members
        yield Group(first, tuple(others[:MEMBERS]), max(0, len(others) - MEMBERS))

"""Grouping reprints by their signatures, on disk: memory grows by eight bytes an article.

Locality-sensitive hashing: a signature is cut into bands of three slots, and only articles that
share a band are compared. A text and a third of it meet almost always, unrelated texts almost
never (docs/adr/0005).
"""

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta, timezone
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from tasks.signature import SLOTS, is_reprint, shared, slots_of
from workers.storage import StoredObject
from workers.tables.rows import Reprint
from workers.tables.store import add

BAND = 3  # slots
NEIGHBOURS = 16  # of those that share a band each is compared with so many: linear at the worst
CHINA = timezone(timedelta(hours=8))  # stated times without a zone are meant so


class Member(NamedTuple):
    """An article of a group; `at` in China's time, `length` in characters of the body."""

    group: int
    article: str
    at: str | None
    outlet: str | None
    title: str | None
    slots: bytes
    length: int


def group_reprints(store: sqlite3.Connection, uploads: Iterable[StoredObject] = ()) -> None:
    """Fill the table `reprints` from `articles`; `uploads` are the objects that they came from.

    A group is ordered by the stated time of publication, else that of the upload; then come
    articles that name no other source, then the names. A bare date counts as its first minute.
    """
    _take_signatures(store)
    store.execute("CREATE TABLE member (of INTEGER, n INTEGER)")
    store.executemany("INSERT INTO member VALUES (?, ?)", _grouped(store))
    _date_the_undated(store, uploads)
    rows = store.execute(
        "SELECT of, article, at, outlet, title, slots, length"
        " FROM member JOIN signature USING (n) JOIN articles ON articles.rowid = n"
        " ORDER BY of, at IS NULL, at, coalesce(contributor, republisher) IS NOT NULL, article"
    )
    for _, members in groupby(map(Member._make, rows), itemgetter(0)):
        add(store, _reprints(members))


def _take_signatures(store: sqlite3.Connection) -> None:
    """What is compared; articles without a signature, or with one of another method, are left."""
    store.execute("CREATE TABLE signature (n INTEGER PRIMARY KEY, key, at, length, slots)")
    rows = store.execute(
        "SELECT rowid, key, published_at, body_characters, signature FROM articles"
    )
    store.executemany(
        "INSERT INTO signature VALUES (?, ?, ?, ?, ?)",
        (
            (n, key, _moment(published), length, slots)
            for n, key, published, length, signature in rows
            if (slots := slots_of(signature))
        ),
    )


def _grouped(store: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Each article that is not alone, after the number of its group."""
    (highest,) = store.execute("SELECT coalesce(max(n), 0) FROM signature").fetchone()
    parents = array("q", range(highest + 1))

    def root(n: int) -> int:
        while parents[n] != n:
            parents[n] = parents[parents[n]]
            n = parents[n]
        return n

    for one, other in _candidates(store, root):
        if root(one) != root(other) and _alike(store, one, other):
            parents[root(other)] = root(one)
    sizes = array("q", bytes(8 * (highest + 1)))
    for n in range(highest + 1):
        sizes[root(n)] += 1
    yield from ((root(n), n) for n in range(highest + 1) if sizes[root(n)] > 1)


def _candidates(store: sqlite3.Connection, root: Callable[[int], int]) -> Iterator[tuple[int, int]]:
    """Pairs that may be alike: equal ones first, so that the bands meet one of each."""
    for bucket in _buckets(store, "slots"):
        yield from ((bucket[0], n) for n in bucket[1:])
    for start in range(1, SLOTS - BAND + 2, BAND):
        for bucket in _buckets(store, f"substr(slots, {start}, {BAND})"):
            apart = list({root(n): n for n in bucket}.values())
            for place, one in enumerate(apart):
                yield from ((one, n) for n in apart[place + 1 : place + 1 + NEIGHBOURS])


def _buckets(store: sqlite3.Connection, band: str) -> Iterator[Sequence[int]]:
    """The articles that have the same bytes there, two or more."""
    query = f"SELECT group_concat(n) FROM signature GROUP BY {band} HAVING count(*) > 1"  # noqa: S608 - our own words
    for (numbers,) in store.execute(query):
        yield sorted(map(int, numbers.split(",")))


def _alike(store: sqlite3.Connection, one: int, other: int) -> bool:
    query = "SELECT slots, length FROM signature WHERE n IN (?, ?)"
    (slots, length), (others, other_length) = store.execute(query, (one, other))
    return is_reprint(slots, length, others, other_length)


def _date_the_undated(store: sqlite3.Connection, uploads: Iterable[StoredObject]) -> None:
    """Members without a stated time get that of their upload."""
    undated = "SELECT key FROM signature WHERE at IS NULL AND n IN (SELECT n FROM member)"
    keys = {key for (key,) in store.execute(undated)}
    if not keys:
        return
    store.execute("CREATE INDEX by_key ON signature (key)")
    for upload in uploads:
        if upload.key in keys:
            at = upload.modified.astimezone(CHINA).isoformat(timespec="seconds")
            store.execute(
                "UPDATE signature SET at = ? WHERE key = ? AND at IS NULL", (at, upload.key)
            )


def _reprints(members: Iterable[Member]) -> Iterator[Reprint]:
    first: Member | None = None
    for place, member in enumerate(members, start=1):
        first = first or member
        common = shared(first.slots, first.length, member.slots, member.length)
        yield Reprint(
            first.article,
            place,
            member.article,
            member.at,
            member.outlet,
            member.title,
            round(common, 2),
        )


def _moment(iso: str | None) -> str | None:
    """A stated time in China's, to the second, or None when it is no time."""
    try:
        moment = datetime.fromisoformat(iso or "")
    except ValueError:
        return None
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=CHINA)
    return zoned.astimezone(CHINA).isoformat(timespec="seconds")

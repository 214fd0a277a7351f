"""Rows in a temporary SQLite file: grouping and counting without holding them in memory.

The file has no name, grows on disk, and is gone when the connection closes.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

from workers.tables.rows import TABLES, Row

CACHE_KIB = 16 * 1024  # of the file that is kept in memory
SEPARATOR = "|"  # between the values of a list, here and in CSV


@contextmanager
def temporary_store() -> Iterator[sqlite3.Connection]:
    """An empty store with every table."""
    with closing(sqlite3.connect("")) as store:
        store.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        store.execute("PRAGMA synchronous = OFF")
        for table, row in TABLES.items():
            store.execute(f"CREATE TABLE {table} ({', '.join(row._fields)})")
        yield store


def add(store: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Put rows into their tables."""
    for row in rows:
        store.execute(_INSERTIONS[type(row)], [flat(value) for value in row])


def flat(value: object) -> object:
    """A value as a database or a CSV file holds it: lists joined."""
    return SEPARATOR.join(value) if isinstance(value, tuple) else value


_INSERTIONS = {
    row: f"INSERT INTO {table} VALUES ({', '.join('?' * len(row._fields))})"  # noqa: S608 - our own names
    for table, row in TABLES.items()
}

"""The index of reprints beside the results: one CSV row per article of a group, made anew at will.

`reprints/index.csv` in the bucket, `reprints.csv` in a folder of results. Its columns are those of
the table `reprints`; what it says depends on nothing but the results and their uploads.
"""

import csv
import io
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from tasks.document import Result
from workers.outcomes import Collection, Found
from workers.reprints.grouping import group_reprints
from workers.storage import INCOMING, RECORD, Storage
from workers.tables.flatten import article_of
from workers.tables.rows import Reprint
from workers.tables.store import add, temporary_store

OBJECT = "reprints/index.csv"
FILE = "reprints.csv"
MOST_BYTES = 1024**3  # some eight million rows


def rebuild(collection: Collection, outcomes: Iterable[Found]) -> tuple[int, int]:
    """Write the index of these outcomes; returns the number of groups and of articles in them."""
    with temporary_store() as store:
        add(store, (article_of(name, r) for name, r in outcomes if isinstance(r, Result)))
        compare(store, collection)
        text = io.StringIO()
        written = csv.writer(text, lineterminator="\n")
        written.writerow(Reprint._fields)
        written.writerows(store.execute("SELECT * FROM reprints"))
        groups = store.execute("SELECT count(DISTINCT first), count(*) FROM reprints").fetchone()
    content = text.getvalue().encode()
    if collection.storage:
        collection.storage.write(OBJECT, content, "text/csv; charset=utf-8")
    elif collection.folder:
        (collection.folder / FILE).write_bytes(content)
    return groups[0], groups[1]


def compare(store: sqlite3.Connection, collection: Collection) -> None:
    """Fill the table `reprints` by comparing the articles of the store."""
    storage = collection.storage
    group_reprints(store, storage.listing(INCOMING) if storage else ())


def find_reprints(store: sqlite3.Connection, collection: Collection) -> None:
    """Fill the table `reprints`: of a part of a collection from the index, where there is one.

    Only the index knows that a story came first elsewhere; of a whole collection, comparing its
    articles tells what is true now.
    """
    index = index_of(collection) if collection.prefix else None
    if index is None:
        compare(store, collection)
        return
    for group in groups_in(index):
        if any(row.article.startswith(collection.prefix) for row in group):
            add(store, group)


def group_in_bucket(article: str, storage: Storage) -> list[Reprint]:
    """The group that the article is in, as the bucket's index has it; else an empty list."""
    return _group_of(article, index_of(Collection(None, storage)))


def group_above(file: Path) -> list[Reprint]:
    """The group of a result's file, as the index of a folder has it that the file lies in."""
    for folder in file.absolute().parents:
        if (folder / FILE).is_file():
            article = file.absolute().relative_to(folder).as_posix().removesuffix(RECORD)
            return _group_of(article, index_of(Collection(folder, None)))
    return []


def index_of(collection: Collection) -> bytes | None:
    """The index as it was last written, or None when there is none."""
    if collection.storage:
        content = collection.storage.read(OBJECT, MOST_BYTES)
        return content.data if content else None
    file = collection.folder and collection.folder / FILE
    return file.read_bytes() if file and file.is_file() else None


def groups_in(index: bytes) -> Iterator[list[Reprint]]:
    """Every group of an index, in its order."""
    lines = csv.DictReader(io.StringIO(index.decode(), newline=""))
    rows = (
        Reprint(
            first=line["first"],
            place=int(line["place"]),
            article=line["article"],
            at=line["at"] or None,
            outlet=line["outlet"] or None,
            title=line["title"] or None,
            shared=float(line["shared"]),
        )
        for line in lines
    )
    for _, group in groupby(rows, attrgetter("first")):
        yield list(group)


def _group_of(article: str, index: bytes | None) -> list[Reprint]:
    groups = groups_in(index or b"")
    return next((g for g in groups if any(row.article == article for row in g)), [])

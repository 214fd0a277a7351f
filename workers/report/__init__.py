"""Many results as one self-contained page: what came, from whom, about whom, and in what state.

The results are read once, as rows in a temporary store (`workers.tables`); every figure of the page
is a question asked of it (`figures`). There is no clock: the same results give the same page.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from tasks.document import Failure, Result
from workers.outcomes import Collection, Found
from workers.report.figures import Totals
from workers.report.links import links_under, written_pages
from workers.report.page import page_of_report, report_of
from workers.report.plots import vega
from workers.reprints.index import find_reprints
from workers.tables.flatten import rows_of
from workers.tables.rows import Article, Failed, Organisation, Person, Place, Repair
from workers.tables.store import add, temporary_store

__all__ = ["write_report"]

COUNTED = (Article, Person, Organisation, Place, Repair, Failed)


def write_report(
    outcomes: Iterable[Found], collection: Collection, file: Path, pages: str | None
) -> Totals:
    """Write the page, and the pages of the articles that it links to, into a folder beside it.

    With `pages`, the address of a folder where every article has its page, it links there instead.
    Raises NotInstalled, StorageUnavailable, OSError.
    """
    vega()  # should it be missing, nobody waits for the results to be read
    with temporary_store() as store:
        unreadable = _gather(store, outcomes)
        find_reprints(store, collection)
        report = report_of(store, _title(collection), unreadable)
    linked = report.linked
    links = links_under(pages, linked) if pages else written_pages(collection, linked, file)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page_of_report(report, links), "utf-8")
    return report.totals


def _gather(store: sqlite3.Connection, outcomes: Iterable[Found]) -> int:
    """Put what is counted into the store; returns how many objects are no outcomes."""
    unreadable = 0
    for name, outcome in outcomes:
        if isinstance(outcome, Result | Failure):
            add(store, (row for row in rows_of(name, outcome) if isinstance(row, COUNTED)))
        unreadable += outcome is None
    return unreadable


def _title(collection: Collection) -> str:
    """What the report is about: the folder's name, or the bucket's, and the prefix."""
    whole = collection.storage.bucket if collection.storage else ""
    if collection.folder:
        whole = collection.folder.resolve().name
    return "/".join(filter(None, (whole, collection.prefix)))

"""Tables as files in a folder: one each, written row by row."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, get_type_hints

from tasks.document import Failure, Result
from workers.errors import NotInstalled
from workers.outcomes import Collection, Found
from workers.reprints.index import find_reprints
from workers.tables.flatten import rows_of
from workers.tables.news_article import news_article
from workers.tables.rows import TABLES, Article, Reprint, Row
from workers.tables.store import add, flat, temporary_store

ROW_GROUP = 2_000  # rows that Parquet writes at once

Write = Callable[[Row], None]


def export(
    outcomes: Iterable[Found], form: str, folder: Path, collection: Collection
) -> dict[str, int]:
    """Write every table as `csv`, `jsonl` or `parquet`; returns the number of rows of each.

    Raises NotInstalled, OSError.
    """
    rows = dict.fromkeys(TABLES, 0)
    with ExitStack() as files, temporary_store() as store:
        folder.mkdir(parents=True, exist_ok=True)
        writers = {row: files.enter_context(OPENERS[form](folder, row)) for row in TABLES.values()}

        def write(row: Row) -> None:
            writers[type(row)](row)
            rows[_NAMES[type(row)]] += 1

        for name, outcome in outcomes:
            if isinstance(outcome, Result | Failure):
                for row in rows_of(name, outcome):
                    write(row)
                    if isinstance(row, Article):
                        add(store, [row])
        find_reprints(store, collection)
        for values in store.execute("SELECT * FROM reprints"):
            write(Reprint(*values))
    return rows


def export_news_articles(outcomes: Iterable[Found], folder: Path) -> int:
    """Write every result as schema.org JSON-LD, one document a line; returns their number."""
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    with (folder / "news-articles.jsonl").open("w", encoding="utf-8") as file:
        for _, outcome in outcomes:
            if isinstance(outcome, Result):
                file.write(_line(news_article(outcome)))
                written += 1
    return written


@contextmanager
def _csv(folder: Path, row: type[Row]) -> Iterator[Write]:
    with (folder / f"{_NAMES[row]}.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(row._fields)
        yield lambda values: table.writerow([flat(value) for value in values])


@contextmanager
def _jsonl(folder: Path, row: type[Row]) -> Iterator[Write]:
    with (folder / f"{_NAMES[row]}.jsonl").open("w", encoding="utf-8") as file:

        def write(values: Row) -> None:
            file.write(_line(values._asdict()))

        yield write


@contextmanager
def _parquet(folder: Path, row: type[Row]) -> Iterator[Write]:
    try:
        import pyarrow as pa  # noqa: PLC0415 - only here, and only installed with the extra `report`
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise NotInstalled("Parquet files") from error
    text, number, fraction = pa.string(), pa.int64(), pa.float64()
    types: dict[Any, pa.DataType] = {str: text, str | None: text, int: number, int | None: number}
    types |= {float: fraction, float | None: fraction, tuple[str, ...]: pa.list_(text)}
    schema = pa.schema((name, types[hint]) for name, hint in get_type_hints(row).items())
    waiting: list[Row] = []
    with parquet.ParquetWriter(
        folder / f"{_NAMES[row]}.parquet", schema, compression="zstd"
    ) as file:

        def flush() -> None:
            columns = list(zip(*waiting, strict=True)) or [()] * len(schema)
            arrays = [pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)]
            file.write_batch(pa.record_batch(arrays, schema=schema))
            waiting.clear()

        def write(values: Row) -> None:
            waiting.append(values)
            if len(waiting) == ROW_GROUP:
                flush()

        yield write
        flush()


OPENERS = {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet}

_NAMES = {row: name for name, row in TABLES.items()}


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"

"""Commands over many results, of a folder or of the bucket; cli.py adds them to `wenzhai`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workers.console import DataFolder, progress_bar, say, settings_for

if TYPE_CHECKING:
    from workers.outcomes import Collection, Found


@click.command()
@click.argument(
    "folder", required=False, type=click.Path(path_type=Path, file_okay=False, exists=True)
)
@click.option("--prefix", default="", help="Only articles whose key begins so.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "csv", "jsonl", "parquet", "schema-org"]),
    default="html",
    show_default=True,
)
@click.option(
    "--out", "target", type=click.Path(path_type=Path), help="A file for html, else a folder."
)
@click.option("--pages", metavar="URL", help="Link to the pages there, URL/KEY.html; write none.")
@DataFolder
def report(
    *,
    folder: Path | None,
    prefix: str,
    form: str,
    target: Path | None,
    pages: str | None,
    data: Path | None,
) -> None:
    """Report on many results, of a FOLDER or of the bucket: a page, or tables for analysis.

    html: one page, by default report.html; csv, jsonl, parquet: one file a table, by default in
    report-csv/ and so on; schema-org: NewsArticle documents, one a line.
    """
    from workers.report import write_report
    from workers.report.links import pages_folder
    from workers.tables.files import export, export_news_articles

    collection = collection_of(folder, prefix, data)
    with every_outcome(collection) as outcomes:
        if form == "html":
            target = target or Path("report.html")
            told = f"{write_report(outcomes, collection, target, pages).articles:,} articles"
        elif form == "schema-org":
            target = target or Path("report-schema-org")
            told = f"{export_news_articles(outcomes, target):,} articles"
        else:
            target = target or Path(f"report-{form}")
            rows = export(outcomes, form, target, collection)
            told = ", ".join(f"{count:,} {table}" for table, count in rows.items())
    beside = f", the pages linked in it to {pages_folder(target)}" if form == "html" else ""
    say(f"{told} written to {target}{'' if pages else beside}")


@click.command()
@click.argument(
    "folder", required=False, type=click.Path(path_type=Path, file_okay=False, exists=True)
)
@DataFolder
def reprints(folder: Path | None, data: Path | None) -> None:
    """Find reprints among the results of a FOLDER or of the bucket, and write their index anew.

    It is reprints/index.csv in the bucket, reprints.csv in a folder; `show` reads it.
    """
    from workers.reprints.index import rebuild

    collection = collection_of(folder, "", data)
    with every_outcome(collection) as outcomes:
        groups, articles = rebuild(collection, outcomes)
    say(f"{groups:,} stories were printed more than once, {articles:,} articles in all")


def collection_of(folder: Path | None, prefix: str, data: Path | None) -> "Collection":
    """The folder, else the bucket."""
    from workers.outcomes import Collection
    from workers.storage import Storage

    return Collection(folder, None if folder else Storage(settings_for(data)), prefix)


@contextmanager
def every_outcome(collection: "Collection") -> Iterator[Iterator["Found"]]:
    """Every outcome of the collection, with a progress bar; it is an error when there is none."""
    from workers.outcomes import count, outcomes

    total = count(collection)
    if not total:
        where = collection.folder or f"the bucket under results/{collection.prefix}"
        raise click.ClickException(f"there are no results in {where}")
    with progress_bar() as progress:
        yield iter(progress.track(outcomes(collection), total=total, description="reading"))

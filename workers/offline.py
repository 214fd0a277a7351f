"""Commands on articles and results that need no server; cli.py adds them to `wenzhai`."""

import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.markup import escape

from config.settings import Settings
from workers.console import (
    DataFolder,
    OutFolder,
    err,
    found_articles,
    out,
    progress_bar,
    say,
    settings_for,
)
from workers.errors import NotConfigured

if TYPE_CHECKING:
    from workers.local import Outcome
    from workers.storage import Storage


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--key", help="Process this article of the bucket instead of files.")
@click.option("--record", type=click.IntRange(0), help="With --key: only this article of many.")
@OutFolder
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count(),
    show_default="one a core",
    help="Processes that share the work.",
)
@click.option(
    "--abstract", is_flag=True, help="Ask the model of WENZHAI_ABSTRACT_URL for summaries."
)
@DataFolder
def process(
    *,
    paths: tuple[Path, ...],
    key: str | None,
    record: int | None,
    folder: Path,
    jobs: int,
    abstract: bool,
    data: Path | None,
) -> None:
    """Process files or folders in-process: NAME.json for each, NAME.failed.json where it failed.

    Text, HTML, JSON records, JSON lines, and any of these gzipped; a file of many articles makes a
    folder NAME/.

    Exit code 1 when an article failed, 2 when an argument is wrong.
    """
    from workers.abstract import load_client
    from workers.local import process_files
    from workers.replay import process_key

    if bool(paths) == bool(key):
        raise click.UsageError("give files or folders, or --key")
    settings = settings_for(data)
    if abstract and not settings.abstract_url:
        raise click.UsageError("--abstract: set WENZHAI_ABSTRACT_URL and WENZHAI_ABSTRACT_MODEL")
    if abstract:
        load_client(settings)
    files = [] if key else found_articles(paths)
    folder.mkdir(parents=True, exist_ok=True)
    if key:
        found = process_key(key, settings, folder, record, ask_model=abstract)
        if found is None:
            raise click.ClickException(f"the bucket has no such article in incoming/{key}")
        outcomes = found
    else:
        with progress_bar() as progress:
            model = settings if abstract else None
            work = process_files(files, folder, jobs, settings.record_fields, model)
            done = progress.track(work, total=len(files), description="processing")
            outcomes = [outcome for outcomes in done for outcome in outcomes]
    sys.exit(tell(outcomes, folder))


def tell(outcomes: Sequence["Outcome"], folder: Path) -> int:
    """Say what became of the articles; returns the exit code."""
    failed = sorted(outcome for outcome in outcomes if outcome.failure)
    for outcome in failed:
        reason = outcome.failure.error.message if outcome.failure else ""
        say(f"[red]failed[/] {escape(outcome.name)}: {escape(reason)}", err)
    refused = Counter(outcome.refused for outcome in outcomes if outcome.refused)
    if refused:
        told = ", ".join(f"{reason} {count:,}" for reason, count in refused.most_common())
        say(f"[yellow]summaries that are not the model's[/], by reason: {told}", err)
    more = f"; {len(failed):,} failed: NAME.failed.json there says why" if failed else ""
    say(f"{len(outcomes) - len(failed):,} of {len(outcomes):,} articles written to {folder}{more}")
    return 1 if failed else 0


@click.command()
@click.option("--failure", is_flag=True, help="Of a failure record instead.")
def schema(failure: bool) -> None:
    """Print the JSON Schema of a result."""
    from tasks.document import Failure, Result

    made = (Failure if failure else Result).model_json_schema()
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    click.echo(json.dumps(dialect | made, ensure_ascii=False, indent=2))


@click.command()
@click.argument("what", metavar="FILE|KEY")
@click.option("--source", is_flag=True, help="Mark in the source where the summary came from.")
@click.option("--html", is_flag=True, help="Write a page for a browser, with everything marked.")
@click.option("--out", "page", type=click.Path(path_type=Path, dir_okay=False), help="Of --html.")
@DataFolder
def show(what: str, source: bool, html: bool, page: Path | None, data: Path | None) -> None:
    """Show a result readably: a result file, an article file, or a key of the bucket."""
    from tasks.document import Result
    from workers.reading import NothingThere, find_file, find_key, key_of, page_for, with_source
    from workers.reprints.index import group_above, group_in_bucket
    from workers.show import cited, shown, shown_group

    if (source and html) or (page and not html):
        raise click.UsageError("give --source or --html; --out names the file of --html")
    file, settings = Path(what), settings_for(data)
    fields = settings.record_fields
    storage = None if file.is_file() else bucket_with(file, settings)
    try:
        document = find_key(key_of(what), storage) if storage else find_file(file, fields)
        if source and isinstance(document, Result):
            out.print(cited(document, with_source(document, what, storage, fields)))
            return
        if html:
            write_page(page_for(document, what, storage, fields), page)
            return
    except NothingThere as error:
        raise click.ClickException(str(error)) from error
    out.print(shown(document))
    group = group_in_bucket(document.source.name, storage) if storage else group_above(file)
    if group:
        out.print(shown_group(group))


def bucket_with(key: Path, settings: Settings) -> "Storage":
    """The bucket, where the argument is no file but maybe a key."""
    from workers.storage import Storage

    if key.is_dir():
        raise click.ClickException(f"{key} is a folder: name a file in it, or a key of the bucket")
    try:
        return Storage(settings)
    except NotConfigured as error:
        said = f"there is no file {key}, and no bucket to look for such a key: {error}"
        raise click.ClickException(said) from error


def write_page(page: str, file: Path | None) -> None:
    """To the file, or to stdout in UTF-8, whatever the console speaks: the page says that it is."""
    if file:
        file.write_text(page, "utf-8")
        say(f"page written to {file}")
    else:
        click.echo(page.encode(), nl=False)

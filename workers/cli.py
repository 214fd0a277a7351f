"""The command `wenzhai`: each verb a thin call into one module.

Celery and its kin are imported by the commands that need them, so that `wenzhai show` is quick.
"""

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.markup import escape

from config.settings import DEFAULT_DATA, Settings
from workers.care import doctor, keys, redrive, reprocess, sweep, why
from workers.console import DataFolder, err, out, progress_bar, say, settings_for, with_settings
from workers.errors import NotConfigured
from workers.files import SourceFile, article_files
from workers.surveys import report, reprints
from workers.verbs import Verbs

if TYPE_CHECKING:
    from workers.local import Outcome
    from workers.storage import Storage

Port = click.IntRange(0, 65535)
OutFolder = click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder to write results into; made when it is missing.",
)


@click.group(cls=Verbs)
@click.version_option(package_name="wenzhai")
def main() -> None:
    """Turn scraped Chinese news into clean, structured, citable JSON."""


# --- in this process, no servers ----------------------------------------------------------


@main.command()
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


def found_articles(paths: Sequence[Path]) -> list[SourceFile]:
    """The articles of the paths; says what was left out. Raises BadPaths."""
    found = article_files(paths)
    if found.left_out:
        suffixes = ", ".join(sorted({file.suffix or file.name for file in found.left_out}))
        say(f"left out, being no articles: {len(found.left_out):,} ({escape(suffixes)})", err)
    return found.articles


@main.command()
@click.option("--failure", is_flag=True, help="Of a failure record instead.")
def schema(failure: bool) -> None:
    """Print the JSON Schema of a result."""
    from tasks.document import Failure, Result

    made = (Failure if failure else Result).model_json_schema()
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    click.echo(json.dumps(dialect | made, ensure_ascii=False, indent=2))


@main.command()
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


@main.command()
@with_settings
def config(settings: Settings) -> None:
    """Print the effective settings; secrets are hidden."""
    for name, value in settings.shown().items():
        click.echo(f"WENZHAI_{name.upper()}={value}")


# --- the service, as its users see it -----------------------------------------------------


@main.command()
@click.option("--workers", type=click.IntRange(0), default=1, show_default=True)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=DEFAULT_DATA,
    show_default=True,
    help="Everything the stack keeps lies here.",
)
@click.option("--s3-port", type=Port, default=9000, show_default=True)
@click.option("--flower-port", type=Port, default=5555, show_default=True)
@click.option("--redis-port", type=Port, default=0, help="0 (the default) takes any free port.")
def up(workers: int, data: Path, s3_port: int, flower_port: int, redis_port: int) -> None:
    """Start the whole service on this machine, until Ctrl-C."""
    from workers.embedded import Ports
    from workers.up import run

    sys.exit(run(data, workers, Ports(s3_port, flower_port, redis_port)))


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--prefix", default="", help="Put the articles under incoming/PREFIX/.")
@with_settings
def upload(paths: tuple[Path, ...], prefix: str, settings: Settings) -> None:
    """Upload articles into the bucket's incoming/; folders keep their structure."""
    from workers.storage import Storage
    from workers.upload import upload_files

    if {"..", "."} & set(prefix.split("/")):
        raise click.UsageError("--prefix: a key cannot have . or .. as a part")
    files = found_articles(paths)
    Storage(settings)  # says what is missing before anything begins
    refused = []
    with progress_bar() as progress:
        uploads = upload_files(files, prefix, settings)
        for file, problem in progress.track(uploads, total=len(files), description="uploading"):
            if problem:
                refused.append(f"{file.path}: {problem}")
    for line in refused:
        say(f"[red]refused[/] {escape(line)}", err)
    say(f"{len(files) - len(refused):,} of {len(files):,} articles uploaded")
    sys.exit(1 if refused else 0)


@main.command()
@click.option("--watch", is_flag=True, help="Look again every two seconds, until Ctrl-C.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for programs.")
@with_settings
def status(watch: bool, as_json: bool, settings: Settings) -> None:
    """Show what waits, runs, is done and failed, the pace and the time left."""
    from workers.status import json_status, watch_status

    if as_json and watch:
        raise click.UsageError("give --watch or --json")
    if as_json:
        click.echo(json_status(settings))
        return
    watch_status(settings, out, keep_on=watch)


# --- the parts, as compose and `up` start them --------------------------------------------


def worker_name(_context: click.Context, _option: click.Parameter, name: str) -> str:
    """A name that Flower can show; click's callback."""
    if not re.fullmatch(r"[\w.-]{1,40}", name):
        raise click.BadParameter("letters, digits, '.', '-' and '_' only, at most 40")
    return name


@main.command()
@click.option(
    "--name", default="worker", callback=worker_name, help="Shown in Flower as NAME@host."
)
@click.option("--concurrency", type=click.IntRange(1), default=1, show_default=True)
@with_settings
def worker(name: str, concurrency: int, settings: Settings) -> None:
    """Run one more worker."""
    from workers.parts import run_worker

    run_worker(settings, name, concurrency)


@main.command()
@with_settings
def intake(settings: Settings) -> None:
    """Turn bucket events and the sweep's findings into batches."""
    from workers.parts import run_intake

    run_intake(settings)


@main.command()
@with_settings
def flower(settings: Settings) -> None:
    """Run the Flower dashboard with config/flowerconfig.py."""
    from workers.parts import run_flower

    run_flower(settings)


@main.command()
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), required=True)
@click.option("--address", default=None, help="HOST:PORT; by default that of the S3 endpoint.")
@with_settings
def storage(folder: Path, address: str | None, settings: Settings) -> None:
    """Run the S3 gateway with its data in FOLDER and its events going to the Redis list."""
    from workers.parts import run_storage

    run_storage(settings, folder, address)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@OutFolder
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True)
def demo(paths: tuple[Path, ...], folder: Path, workers: int) -> None:
    """Start everything, upload PATHS, show the results, and stop everything."""
    from workers.demo import run

    sys.exit(run(found_articles(paths), folder, workers))


for command in (report, reprints, why, sweep, redrive, reprocess, doctor, keys):
    main.add_command(command)


if __name__ == "__main__":
    main()

"""The command `wenzhai`: each verb a thin call into one module.

Celery and its kin are imported by the commands that need them, so that `wenzhai show` is quick.
"""

import re
import sys
from pathlib import Path

import click
from rich.markup import escape

from config.settings import DEFAULT_DATA, Settings
from workers.care import doctor, keys, redrive, reprocess, sweep, why
from workers.console import (
    OutFolder,
    err,
    found_articles,
    out,
    progress_bar,
    say,
    with_settings,
)
from workers.offline import process, schema, show
from workers.surveys import report, reprints
from workers.verbs import Verbs

Port = click.IntRange(0, 65535)


@click.group(cls=Verbs)
@click.version_option(package_name="wenzhai")
def main() -> None:
    """Turn scraped Chinese news into clean, structured, citable JSON."""


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
    from workers.ports import Ports
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
    from workers.worker import run_worker

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
    from workers.gateway import run_storage

    run_storage(settings, folder, address)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@OutFolder
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True)
def demo(paths: tuple[Path, ...], folder: Path, workers: int) -> None:
    """Start everything, upload PATHS, show the results, and stop everything."""
    from workers.demo import run

    sys.exit(run(found_articles(paths), folder, workers))


OFFLINE, SURVEYS = (process, show, schema), (report, reprints)
CARE = (why, sweep, redrive, reprocess, doctor, keys)
for command in (*OFFLINE, *SURVEYS, *CARE):
    main.add_command(command)


if __name__ == "__main__":
    main()

"""The main job from nothing: start everything, upload articles, show the results, stop."""

import shlex
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from config.settings import Settings
from tasks.document import Failure, Manifest, Result
from tasks.stages import STAGES
from workers.console import command_name, say
from workers.dashboard import report
from workers.embedded import running
from workers.errors import StorageUnavailable
from workers.files import SourceFile
from workers.local import write_outcome
from workers.ports import Ports
from workers.processes import CannotStart
from workers.reading import find_key
from workers.storage import Storage
from workers.sweep import State, standings
from workers.up import end_in_order
from workers.upload import upload_files

GIVE_UP_SECONDS = 120
LOOK_SECONDS = 0.2
PEOPLE_SHOWN = 4
FLOWER_SECONDS = 5  # for the last events to reach Flower

out = Console(highlight=False)


class DemoFailed(Exception):
    """The demo did not do its job; the message says what went wrong."""


def run(files: Sequence[SourceFile], folder: Path, workers: int) -> int:
    """Returns the exit code: 0 when every article has a result."""
    folder.mkdir(parents=True, exist_ok=True)
    end_in_order()
    out.print(f"starting redis, storage, intake, {workers} workers and Flower …")
    data = Path(tempfile.mkdtemp(prefix="wenzhai-demo-"))
    try:
        with running(data, workers, Ports(0, 0, 0)) as stack:
            seconds = _through(files, stack.settings)
            articles, failures, first = _show_results(files, folder, stack.settings)
            _show_flower(stack.settings, articles, seconds)
    except (CannotStart, DemoFailed, StorageUnavailable, OSError) as error:
        out.print(f"[red]{escape(str(error))}[/]\nlogs are in {data}/logs")
        return 1
    except KeyboardInterrupt:
        shutil.rmtree(data, ignore_errors=True)
        return 1
    shutil.rmtree(data, ignore_errors=True)
    here = command_name()
    say(
        f"\n[bold]{articles - failures} done, {failures} failed[/]; results in {folder}/, "
        "and everything has been stopped again\n\n"
        "[bold]next[/]\n"
        f"  {here} show {shlex.quote(str(first))}\n"
        f"  {here} report {shlex.quote(str(folder))}   one page over all results: report.html\n"
        f"  {here} up --workers 2   the same service, until Ctrl-C"
    )
    return 1 if failures else 0


def _through(files: Sequence[SourceFile], settings: Settings) -> float:
    """Upload, and wait for every outcome; returns the seconds from first upload to the last."""
    storage = Storage(settings)
    with Progress(
        TextColumn("{task.description:<11}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=out,
    ) as progress:
        up = progress.add_task("uploaded", total=len(files))
        done = progress.add_task("processed", total=len(files))
        begun = time.monotonic()
        for _, problem in upload_files(files, "", settings):
            if problem:
                raise DemoFailed(f"upload refused: {problem}")
            progress.advance(up)
        while True:
            finished = sum(s.state is not State.WAITING for s in standings(storage))
            progress.update(done, completed=finished)
            taken = time.monotonic() - begun
            if finished == len(files):
                return taken
            if taken > GIVE_UP_SECONDS:
                raise DemoFailed(f"only {finished} of {len(files)} were done in {taken:.0f} s")
            time.sleep(LOOK_SECONDS)


def _show_results(
    files: Sequence[SourceFile], folder: Path, settings: Settings
) -> tuple[int, int, Path]:
    """Write the outcomes below `folder` and print them.

    Returns how many there are, how many failed, and the file of the first.
    """
    storage = Storage(settings)
    table = Table(show_lines=True)
    for column, ratio in (("title", 3), ("date", 1), ("people", 3), ("summary", 5)):
        table.add_column(column, ratio=ratio, overflow="fold")
    failures, written = 0, []
    for document in (document for file in files for document in _outcomes(file.name, storage)):
        written.append(write_outcome(document, folder).written)
        if isinstance(document, Failure):
            failures += 1
            reason = escape(document.error.message)
            table.add_row(escape(document.source.name), "", "", f"[red]failed: {reason}[/]")
        else:
            table.add_row(*_row(document))
    out.print(table)
    return len(written), failures, written[0]


def _outcomes(key: str, storage: Storage) -> Iterator[Result | Failure]:
    """The outcome of an object, or those of the articles in it."""
    document = find_key(key, storage)
    if isinstance(document, Manifest):
        for number in range(document.articles):
            yield from _outcomes(f"{document.folder}/{number:06}", storage)
    else:
        yield document


def _row(result: Result) -> tuple[str, str, str, str]:
    published, event = result.published_at, result.event_date
    date = (published and published.iso[:10]) or (event and event.text) or ""
    people = "、".join(
        f"{person.name}（{'、'.join(person.titles)}）" if person.titles else person.name
        for person in result.people[:PEOPLE_SHOWN]
    )
    if len(result.people) > PEOPLE_SHOWN:
        people += f"等{len(result.people)}人"
    title = escape(result.title) if result.title else f"[dim]{escape(result.source.name)}[/]"
    return title, escape(date), escape(people), escape(result.summary.text)


def _show_flower(settings: Settings, articles: int, seconds: float) -> None:
    names = [f"tasks.{stage}" for stage in STAGES]
    deadline = time.monotonic() + FLOWER_SECONDS
    while True:
        seen = report(settings, names)
        if seen[-1].articles >= articles or time.monotonic() > deadline:
            break
        time.sleep(LOOK_SECONDS)
    table = Table("task", "batches", "articles", "time per batch", title="as Flower reports it")
    for stage in seen:
        table.add_row(
            stage.task, str(stage.tasks), str(stage.articles), f"{stage.mean_runtime * 1000:.0f} ms"
        )
    out.print(table)
    say(f"{articles} articles took {seconds:.1f} s from the first upload to the last result")

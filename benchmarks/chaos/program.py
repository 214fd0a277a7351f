"""`wenzhai` with what no deployment has: stages that can be poisoned, a clock that jumps.

It is a program of its own, outside the packages that are installed, so that neither can be left on.
A stage is poisoned by the text of its article: `poison-extract-segfault` (see POISONS). Where the
run says so, intake and workers reach storage through its proxy, and storage reports new objects to
another list, which the run passes on.
"""

import os
import re
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

CLOCK_FILE = "CHAOS_CLOCK_FILE"  # names a file whose text is added to this process's time, seconds
PROXY = "CHAOS_S3_ENDPOINT"  # for intake and workers
RAW_EVENTS = "CHAOS_EVENTS_LIST"  # for storage


def move_clock(file: Path) -> None:
    """Have time.time() run ahead of the clock, or behind it, by what the file says at the moment."""
    true_time = time.time

    def moved() -> float:
        try:
            return true_time() + float(file.read_text("ascii") or 0)
        except (OSError, ValueError):  # not there yet, or just being written
            return true_time()

    time.time = moved


if os.environ.get(CLOCK_FILE):
    move_clock(Path(os.environ[CLOCK_FILE]))  # before others take hold of time.time

from tasks import pipeline  # noqa: E402
from tasks.document import CleanArticle, Document, ExtractedArticle, RawArticle  # noqa: E402
from workers import cli, stages  # noqa: E402

MAIN = os.getpid()  # of the worker; its children are forked later
CHUNK = 64 * 1024 * 1024


def segfault() -> None:
    """As a broken library does."""
    os.kill(os.getpid(), signal.SIGSEGV)


def killed() -> None:
    """As the kernel does when memory is short."""
    os.kill(os.getpid(), signal.SIGKILL)


def worker() -> None:
    """The whole worker, main process first, as when its container is ended."""
    if os.getppid() == MAIN:  # and not whoever adopts the child of a worker that is gone
        os.kill(MAIN, signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


def memory() -> NoReturn:
    """More and more of it, untouched, so that it does not take long."""
    held = []
    while True:
        held.append(bytes(CHUNK))


def slow() -> NoReturn:
    """An endless loop that a signal ends."""
    while True:
        time.sleep(0.1)


def hang() -> NoReturn:
    """An endless loop that no signal ends, as within a library."""
    for number in (signal.SIGUSR1, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    slow()


POISONS = {f.__name__: f for f in (segfault, killed, worker, memory, slow, hang)}
MARK = re.compile(rf"poison-([a-z]+)-({'|'.join(POISONS)})")


def run_poisoned(stage: pipeline.Stage, document: Document, rules: Any) -> Document:
    """Run the stage, unless the article's text poisons it."""

    def run(document: Any, rules: Any) -> Document:
        found = MARK.search(text_of(document))
        if found and stage.name.startswith(found[1]):
            POISONS[found[2]]()
        return stage.run(document, rules)

    return pipeline.run_stage(stage._replace(run=run), document, rules)


def text_of(document: Document) -> str:
    """The text of an article at any stage."""
    match document:
        case RawArticle():
            return document.content.decode("utf-8", "ignore")
        case CleanArticle():
            return document.normalized.text
        case ExtractedArticle():
            return document.clean.normalized.text
    return str(getattr(document, "text", ""))


def divert(command: str) -> None:
    """Point this part at the run's proxy, or at its list of events, if there are any."""
    proxy, events = os.environ.get(PROXY), os.environ.get(RAW_EVENTS)
    if proxy and command in {"intake", "worker"}:
        os.environ["WENZHAI_S3_ENDPOINT"] = proxy
    if events and command == "storage":
        os.environ["WENZHAI_EVENTS_LIST"] = events


if __name__ == "__main__":
    divert(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    vars(stages)["run_stage"] = run_poisoned
    cli.main()

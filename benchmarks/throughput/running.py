"""One run of a pipeline: how soon one article is done, how fast many are, what that costs in CPU."""

import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import psutil

from benchmarks.throughput.systems import LISTENERS, Startable
from workers.embedded import Stack, running
from workers.ports import Ports
from workers.processes import Part
from workers.storage import FAILED, INCOMING, RESULTS, Storage, record_name

PATIENCE = 300  # seconds until a pipeline is given up
LOOK_SECONDS = 0.5  # counting is work for the storage server
SINGLE_LOOK_SECONDS = 0.02
IDLE_SECONDS = 0.1  # until the next single article
WARM_UP, SINGLE = "warm-up/", "single/"
POOL = "pool"  # a worker's children, which do the text work

Milliseconds = dict[str, float]  # of CPU an article, by part


class Run(NamedTuple):
    """Articles a second, what each cost in CPU time, and milliseconds of articles one by one."""

    pace: float
    cost: Milliseconds
    latencies: Sequence[float]

    @property
    def queue(self) -> float:
        """What the queue costs: the workers' main processes, Redis, and who takes the events."""
        kept = {*LISTENERS, "redis", "worker"}
        return sum(ms for name, ms in self.cost.items() if name in kept)

    @property
    def total(self) -> float:
        """What everything costs, servers and monitor included."""
        return sum(self.cost.values())


def run(
    system: Startable,
    articles: Sequence[str],
    warm_up: Sequence[str],
    singles: Sequence[str] = (),
    workers: int = 2,
) -> Run:
    """First the singles, one by one, then all articles at once.

    The pace is from the moment that warm workers are shown the backlog until the last result is
    written.
    """
    with prepared(system, warm_up, workers) as (stack, storage):
        latencies = [_latency(stack, storage, *single) for single in enumerate(singles)]
        with halted(stack):
            upload(storage, articles)
            before = cpu(stack)
            begun = time.time()
        times = _written(stack, storage, len(articles) + len(warm_up) + len(singles))
        spent = {name: seconds - before.get(name, 0) for name, seconds in cpu(stack).items()}
        cost = {name: 1000 * seconds / len(articles) for name, seconds in spent.items()}
        return Run(len(articles) / (max(times) - begun), cost, latencies)


@contextmanager
def prepared(
    system: Startable, warm_up: Sequence[str], workers: int
) -> Iterator[tuple[Stack, Storage]]:
    """The pipeline on servers of its own, its workers warm and idle, for as long as the block runs."""
    with (
        tempfile.TemporaryDirectory(prefix="wenzhai-bench-") as folder,
        running(Path(folder), workers=0, ports=Ports(0, 0, 0)) as stack,
    ):
        system.start(stack, workers)
        storage = Storage(stack.settings)
        upload(storage, warm_up, WARM_UP)
        _written(stack, storage, len(warm_up))
        yield stack, storage


def upload(storage: Storage, articles: Sequence[str], folder: str = "") -> None:
    """Put the articles into the bucket, each under its number."""

    def put(number: int) -> None:
        storage.write(f"{INCOMING}{folder}{number:06}.txt", articles[number].encode())

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(put, range(len(articles))))


def _latency(stack: Stack, storage: Storage, number: int, text: str) -> float:
    """Milliseconds from the beginning of an upload until the result is written."""
    name = record_name(RESULTS, f"{SINGLE}{number}.txt")
    begun = time.time()
    storage.write(f"{INCOMING}{SINGLE}{number}.txt", text.encode())
    _eventually(stack, lambda: storage.modified(name) is not None, SINGLE_LOOK_SECONDS, name)
    time.sleep(IDLE_SECONDS)
    written = storage.modified(name)
    assert written is not None  # noqa: S101 - it was there just now
    return 1000 * (written.timestamp() - begun)


def _eventually(stack: Stack, look: Callable[[], bool], pause: float, what: str) -> None:
    """Return when it is so; raises TimeoutError, and RuntimeError when a part has ended."""
    deadline = time.monotonic() + PATIENCE
    while not look():
        for part in stack.parts:
            if part.ended is not None:
                log = stack.logs / f"{part.name}.log"
                raise RuntimeError(f"{part.name} has ended:\n{log.read_text()[-2000:]}")
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {PATIENCE} s")
        time.sleep(pause)


def _written(stack: Stack, storage: Storage, count: int) -> list[float]:
    """When each result was written, as soon as there are `count`; RuntimeError when one failed."""
    times: list[float] = []

    def all_there() -> bool:
        if failed := next(storage.listing(FAILED), None):
            record = storage.read(FAILED + failed.key)
            raise RuntimeError(f"{failed.key} failed: {record and record.data!r}")
        times[:] = [stored.modified.timestamp() for stored in storage.listing(RESULTS)]
        return len(times) >= count

    _eventually(stack, all_there, LOOK_SECONDS, f"{count} results")
    return times


@contextmanager
def halted(stack: Stack) -> Iterator[None]:
    """Nobody takes events for as long as the block runs: they wait, as after a pause of intake."""
    listeners = [part.process for part in stack.parts if part.name in LISTENERS and part.process]
    for process in listeners:
        os.kill(process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in listeners:
            os.kill(process.pid, signal.SIGCONT)


def cpu(stack: Stack) -> dict[str, float]:
    """CPU seconds so far by part, those of a worker's children apart."""
    spent: dict[str, float] = {}
    for part in stack.parts:
        name = part.name.partition("-")[0]
        for kind, process in _processes(name, part):
            with suppress(psutil.NoSuchProcess):  # one that has ended just now
                times = process.cpu_times()
                spent[kind] = spent.get(kind, 0) + times.user + times.system
                ended = times.children_user + times.children_system
                spent[POOL] = spent.get(POOL, 0) + ended
    return spent


def _processes(name: str, part: Part) -> Iterator[tuple[str, psutil.Process]]:
    assert part.process is not None  # noqa: S101 - it was started
    main = psutil.Process(part.process.pid)
    yield name, main
    for child in main.children(recursive=True):
        yield POOL, child

"""Whether a long backlog costs more an article than a short one: `make bench-backlog`.

For each length: articles a second, and the most memory that Redis and intake took.
"""

import sys
import time
from collections.abc import Sequence
from typing import NamedTuple

import psutil

from benchmarks.stages import print_table
from benchmarks.throughput.articles import recombined
from benchmarks.throughput.running import halted, prepared, upload
from benchmarks.throughput.systems import OURS
from workers import chains, flight
from workers.embedded import Stack
from workers.storage import RESULTS, Storage

LENGTHS = 1_000, 20_000
WORKERS = 2
USUAL = 400  # characters of a body: short ones, so that 20,000 take minutes
TEXTS = 500  # different ones; each copy gets a line of its own
SAMPLE_SECONDS = 0.5
COUNT_SECONDS = 10.0  # counting is work for the storage server
PATIENCE = 300  # seconds without any new result
MIB = 1024 * 1024


class Backlog(NamedTuple):
    """What emptying it took: articles a second, and peaks."""

    pace: float
    redis_mib: float
    intake_mib: float
    waiting_batches: int


def main() -> None:
    """The lengths of the backlogs may be given, the number of rounds is one."""
    lengths = [int(length) for length in sys.argv[1:]] or LENGTHS
    measured = {length: emptied(length) for length in lengths}
    print_table(
        "a backlog that waits, all of it done at the end",
        ["articles", "articles/s", "Redis, MiB", "intake, MiB", "batches waiting"],
        [
            [f"{n:,}", f"{m.pace:.1f}", f"{m.redis_mib:.0f}", f"{m.intake_mib:.0f}", str(m[3])]
            for n, m in measured.items()
        ],
    )


def emptied(length: int) -> Backlog:
    """Upload so many articles while intake is halted, and watch until all have their result."""
    texts = recombined(TEXTS, usual=USUAL)
    articles = [f"{texts[number % TEXTS]}\n第{number}号" for number in range(length)]
    with prepared(OURS, texts[:64], WORKERS) as (stack, storage):
        with halted(stack):
            upload(storage, articles)
            begun = time.time()
        times, peaks = _watched(stack, storage, length + 64)
        return Backlog(length / (times[-1] - begun), *peaks)


def _watched(
    stack: Stack, storage: Storage, count: int
) -> tuple[Sequence[float], tuple[float, float, int]]:
    """When each result was written, and the peaks meanwhile."""
    redis = flight.connect(stack.settings)
    (intake,) = (part.process for part in stack.parts if part.name == "intake" and part.process)
    process = psutil.Process(intake.pid)
    memory, resident, waiting = 0, 0, 0
    times: list[float] = []
    looked = progressed = time.monotonic()
    while True:
        memory = max(memory, int(redis.info("memory")["used_memory"]))
        resident = max(resident, process.memory_info().rss)
        waiting = max(waiting, chains.waiting_batches(redis))
        time.sleep(SAMPLE_SECONDS)
        if time.monotonic() - looked < COUNT_SECONDS:
            continue
        there = sorted(stored.modified.timestamp() for stored in storage.listing(RESULTS))
        looked = time.monotonic()
        if len(there) > len(times):
            times, progressed = there, looked
        if len(times) >= count:
            return times, (memory / MIB, resident / MIB, waiting)
        if looked - progressed > PATIENCE:
            raise TimeoutError(f"{len(times)} of {count} results")


if __name__ == "__main__":
    main()

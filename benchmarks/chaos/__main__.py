"""`make chaos`: a run on the embedded stack in which everything is killed, and its ledger."""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from redis import Redis, RedisError

from benchmarks.chaos.articles import Upload, plan
from benchmarks.chaos.faults import Chaos
from benchmarks.chaos.ledger import Ledger, drawn_up
from benchmarks.chaos.meddling import Meddler
from benchmarks.chaos.program import CLOCK_FILE, PROXY, RAW_EVENTS
from benchmarks.chaos.proxy import Proxy
from config.rules import load_rules
from workers import flight
from workers.app import QUEUES
from workers.embedded import Stack
from workers.errors import StorageUnavailable
from workers.ports import Ports, free_port
from workers.storage import FAILED, INCOMING, RESULTS, Storage, record_name
from workers.sweep import State, standings

PROGRAM = "benchmarks.chaos.program"
WORKERS = 2
ARTICLES_PER_SECOND = 5  # a machine shared with others keeps up with it between the faults
FEWEST_ARTICLES = 1000
SHORT_MINUTES = 2  # a run of less leaves out the poisons that wait for a time limit
SETTLE_SECONDS = 600  # at most, after the last fault
CALM_SECONDS = 12  # nothing waits for so long: two sweeps have found nothing
LOOK_SECONDS = 1.0
RAW = "chaos:events"
SETTINGS = {
    "SOFT_TIME_LIMIT": "14",
    "TIME_LIMIT": "18",
    "VISIBILITY_TIMEOUT": "48",
    "REQUEUE_SECONDS": "30",
    "SWEEP_SECONDS": "5",
    "BATCH_ARTICLES": "16",
    "MEMORY_LIMIT_BYTES": str(1 << 30),
}


class Run(NamedTuple):
    """What a run came to: the ledger, faults by kind, and how long each kept outcomes away.

    Of an event: those of its own article; of any other fault: those of all.
    """

    ledger: Ledger
    faults: dict[str, int]
    pauses: dict[str, list[float]]


def run(data: Path, seconds: float, seed: int, articles: int) -> Run:
    """One run on a data folder of its own."""
    plan_ = plan(articles, seed, long=seconds >= 60 * SHORT_MINUTES)
    clock = data / "clock"
    os.environ.update({f"WENZHAI_{n}": v for n, v in SETTINGS.items()})
    data.mkdir(parents=True, exist_ok=True)
    clock.write_text("0", "ascii")
    stack = Stack(data, Ports(0, 0, 0), PROGRAM)
    port = free_port()  # after the stack's own, so that it is none of those
    proxied = f"http://127.0.0.1:{port}"
    os.environ.update({CLOCK_FILE: str(clock), PROXY: proxied, RAW_EVENTS: RAW})
    endpoint = str(stack.settings.s3_endpoint).removeprefix("http://")
    proxy = Proxy(endpoint, port, seed)
    proxy.start()
    redis = flight.connect(stack.settings)
    meddler = Meddler(redis, RAW, stack.settings.events_list, seed)
    try:
        stack.start(WORKERS)
        storage = Storage(stack.settings)
        meddler.start()
        uploads = threading.Thread(target=upload, args=(storage, plan_.uploads, seconds))
        uploads.start()
        chaos = Chaos(stack, proxy, clock, seed)
        chaos.run(chaos.schedule(seconds))
        uploads.join()
        settle(chaos, storage, redis, stack.settings.events_list)
        meddler.stop.set()  # not before: storage tells of some uploads when Redis is back
        ledger = drawn_up(storage, plan_, stack.settings, load_rules())
    finally:
        stack.stop()
    pauses = pauses_after(chaos.done, [when for when, _ in proxy.written])
    pauses |= waits_after(meddler.done, proxy.written)
    return Run(ledger, dict(chaos.counts + meddler.harmed), pauses)


def upload(storage: Storage, uploads: Sequence[Upload], seconds: float) -> None:
    """Each in its time, and again until storage has it, as a crawler would."""
    started = time.monotonic()
    for at, key, content in uploads:
        time.sleep(max(0.0, started + at * seconds - time.monotonic()))
        while True:
            try:
                storage.write(INCOMING + key, content, "text/plain")
                break
            except StorageUnavailable:
                time.sleep(LOOK_SECONDS)


def settle(chaos: Chaos, storage: Storage, redis: Redis, events: str) -> None:
    """Wait until nothing waits or is under way, for CALM_SECONDS; or until time is up."""
    deadline, calm_since = time.monotonic() + SETTLE_SECONDS, time.monotonic()
    while time.monotonic() < deadline and time.monotonic() - calm_since < CALM_SECONDS:
        chaos.tend()
        time.sleep(LOOK_SECONDS)
        if not is_calm(storage, redis, events):
            calm_since = time.monotonic()


def is_calm(storage: Storage, redis: Redis, events: str) -> bool:
    """Whether every article has its outcome and no message is left.

    But for those that were handed out while the clock was ahead: they come back in an hour.
    """
    try:
        left = sum(redis.llen(name) for name in (*QUEUES, RAW, events))
        left += redis.zcount("unacked_index", "-inf", time.time())
        return not left and all(s.state is not State.WAITING for s in standings(storage))
    except (RedisError, StorageUnavailable):
        return False


def pauses_after(
    faults: Sequence[tuple[float, str]], written: Sequence[float]
) -> dict[str, list[float]]:
    """Seconds from each fault to the next outcome, by kind of fault."""
    pauses = defaultdict(list)
    for at, name in faults:
        if following := [when for when in written if when > at]:
            pauses[name].append(min(following) - at)
    return pauses


def waits_after(
    events: Sequence[tuple[float, str, str]], written: Sequence[tuple[float, str]]
) -> dict[str, list[float]]:
    """Seconds from each event that was meddled with to the next outcome of its own article."""
    outcomes, waits = defaultdict(list), defaultdict(list)
    for when, record in written:
        outcomes[record].append(when)
    for at, name, key in events:
        records = (record_name(prefix, key) for prefix in (RESULTS, FAILED))
        if following := [when for record in records for when in outcomes[record] if when > at]:
            waits[name].append(min(following) - at)
    return waits


def report(outcome: Run, seed: int) -> str:
    """Faults, pauses, what is wrong by name, and the ledger as the last line."""
    lines = [f"seed {seed}", f"{'fault':32}{'times':>6}{'median':>9}{'worst':>8}"]
    for name, times in sorted(outcome.faults.items()):
        pauses = outcome.pauses.get(name)
        pause = f"{statistics.median(pauses):7.1f} s{max(pauses):6.1f} s" if pauses else ""
        lines.append(f"{name:32}{times:6}{pause}")
    for kind in ("missing", "duplicated", "wrong_version", "different"):
        lines += [f"{kind}: {name}" for name in getattr(outcome.ledger, kind)]
    return "\n".join([*lines, outcome.ledger.line(sum(outcome.faults.values()))])


def main() -> int:
    """Run, report, and return 0 when nothing is wrong; the data of a run that is stays."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--articles", type=int, default=0, help="0: by the time there is")
    options = parser.parse_args()
    seconds = options.minutes * 60
    articles = options.articles or max(FEWEST_ARTICLES, int(seconds * ARTICLES_PER_SECOND))
    data = Path(tempfile.mkdtemp(prefix="wenzhai-chaos-"))
    outcome = run(data, seconds, options.seed, articles)
    if outcome.ledger.clean:
        shutil.rmtree(data)
    else:
        print(f"data and logs: {data}")  # noqa: T201
    print(report(outcome, options.seed))  # noqa: T201
    return 0 if outcome.ledger.clean else 1


if __name__ == "__main__":
    sys.exit(main())

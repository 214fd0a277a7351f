"""Redis away for a while: all parts wait and go on by themselves, and everybody is told.

REDIS_AWAY_SECONDS=120 makes it the two minutes that are promised; the way through is the same.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tasks.document import Result
from tests.e2e.helpers import (
    ANY_FREE_PORT,
    WENZHAI,
    eventually,
    many_articles,
    outcome,
    processed,
    put,
)
from workers import flight
from workers.embedded import Stack, running
from workers.processes import Part
from workers.storage import FAILED, RESULTS, Storage
from workers.worker import HEARTBEAT_SECONDS

AWAY_SECONDS = float(os.environ.get("REDIS_AWAY_SECONDS", "20"))
# For what waited: a worker looks for Redis after 2, 4, 6, … at most 30 seconds, what it had at hand
# may come back after the visibility timeout, and what was handed to nobody is queued again after it.
BACK_SECONDS = 150
BATCH, WORKERS = 16, 2
ALIVE_SECONDS = 60  # the health check of docker-compose.yml
EARLY, AT_WORK, MEANWHILE = 20, 200, 40  # articles
SETTINGS = {
    "BATCH_ARTICLES": str(BATCH),
    "REDIS_TIMEOUT": "4",
    "SWEEP_SECONDS": "10",
    "SOFT_TIME_LIMIT": "14",
    "TIME_LIMIT": "18",
    "VISIBILITY_TIMEOUT": "48",
}


@pytest.fixture
def stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stack]:
    for name, value in SETTINGS.items():
        monkeypatch.setenv(f"WENZHAI_{name}", value)
    with running(tmp_path, workers=WORKERS, ports=ANY_FREE_PORT) as stack:
        yield stack


def stop(redis: Part) -> None:
    """Nothing listens any more."""
    redis.end()


def silence(redis: Part) -> None:
    """It takes connections and does not answer."""
    assert redis.process is not None
    redis.process.send_signal(signal.SIGSTOP)


def start(redis: Part, stack: Stack) -> None:
    stack.start_part(redis)


def wake(redis: Part, _stack: Stack) -> None:
    assert redis.process is not None
    redis.process.send_signal(signal.SIGCONT)


@pytest.mark.timeout(300 + 2 * AWAY_SECONDS)
@pytest.mark.parametrize(
    ("away", "back", "alive"),
    [(stop, start, 3 * HEARTBEAT_SECONDS), (silence, wake, ALIVE_SECONDS)],
)
def test_while_redis_is_away_everything_waits_and_then_goes_on_by_itself(
    stack: Stack, away: Callable[[Part], None], back: Callable[[Part, Stack], None], alive: float
) -> None:
    bucket, redis = Storage(stack.settings), flight.connect(stack.settings)
    (server,) = [part for part in stack.parts if part.name == "redis"]
    others = [part for part in stack.parts if part is not server]
    processes = [part.process for part in others]
    texts = many_articles(EARLY + AT_WORK + MEANWHILE, seed=11)
    keys = [f"{number:03}.txt" for number in range(len(texts))]
    upload = dict(zip(keys, texts, strict=True))

    early, at_work, meanwhile = keys[:EARLY], keys[EARLY:-MEANWHILE], keys[-MEANWHILE:]
    for key in early:
        put(bucket, key, upload[key])
    for key in early:
        outcome(bucket, key)
    eventually(lambda: not redis.zcard(flight.QUEUED), 10, "not all is noted as done")
    before = {entry.key: entry.modified for entry in bucket.listing(RESULTS)}
    for key in at_work:
        put(bucket, key, upload[key])
    eventually(lambda: results(bucket) > EARLY, 30, "nothing was begun")

    away(server)
    gone = time.monotonic()
    for key in meanwhile:
        put(bucket, key, upload[key])
    assert "Redis does not answer" in said(stack, "status")
    why = said(stack, "why", meanwhile[0])
    assert "waiting: Redis does not answer" in why
    assert "next: start Redis" in why
    assert f"{meanwhile[0]}\twaiting: Redis does not answer" in said(stack, "sweep", "--explain")
    time.sleep(max(0.0, gone + AWAY_SECONDS - time.monotonic()))
    assert results(bucket) < len(keys)
    assert max(heartbeats(stack)) < alive
    back(server, stack)

    came = time.monotonic()
    for key in keys:
        assert isinstance(outcome(bucket, key, came + BACK_SECONDS - time.monotonic()), Result)
    print(f"away {came - gone:.0f} s, all done {time.monotonic() - came:.0f} s after")  # noqa: T201
    after = {entry.key: entry.modified for entry in bucket.listing(RESULTS)}
    assert set(after) == {f"{key}.json" for key in keys}
    assert not list(bucket.listing(FAILED))
    assert {name: after[name] for name in before} == before  # what was done stays as it is
    assert [part.process for part in others if part.ended is None] == processes
    again = processed(stack) - len(keys)
    print(f"done twice, as they were at hand: {again}")  # noqa: T201
    # A batch of each worker, and one of intake: what Redis took in while it was silent it carries
    # out, although it was sent again.
    assert 0 <= again <= (WORKERS + 1) * BATCH


def results(bucket: Storage) -> int:
    return sum(1 for _ in bucket.listing(RESULTS))


def heartbeats(stack: Stack) -> list[float]:
    """Seconds since each part that has a heartbeat showed it: a health check goes by that."""
    files = [part.heartbeat for part in stack.parts if part.heartbeat]
    assert len(files) == WORKERS + 1
    return [time.time() - file.stat().st_mtime for file in files]


def said(stack: Stack, *arguments: str) -> str:
    """What a command prints; it answers within half a minute and without a traceback."""
    ended = subprocess.run(
        [WENZHAI, *arguments],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env=os.environ | {"WENZHAI_DATA": str(stack.data), "COLUMNS": "160"},
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout

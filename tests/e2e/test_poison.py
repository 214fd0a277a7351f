"""Articles that end the worker at work on them, in the real service; see benchmarks/chaos/program."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from tasks.document import Failure, Result
from tests.e2e.helpers import ANY_FREE_PORT, ARTICLE, eventually, outcome, put
from workers import flight
from workers.app import INTAKE_QUEUE
from workers.embedded import Stack, running
from workers.storage import Storage

BATCH = 64
SETTINGS = {
    "BATCH_ARTICLES": str(BATCH),
    "SOFT_TIME_LIMIT": "4",
    "TIME_LIMIT": "6",
    "VISIBILITY_TIMEOUT": "36",
    "MEMORY_LIMIT_BYTES": str(1 << 30),
}
UNACKED = "unacked_index"  # kombu's: when each message was handed out
PROGRAM = "benchmarks.chaos.program"


@pytest.fixture
def stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stack]:
    """Without a worker at first, so that what is uploaded meanwhile shares a batch."""
    for name, value in SETTINGS.items():
        monkeypatch.setenv(f"WENZHAI_{name}", value)
    with running(tmp_path, workers=0, ports=ANY_FREE_PORT, program=PROGRAM) as stack:
        yield stack


def upload_as_one_batch(stack: Stack, bucket: Storage, articles: dict[str, str]) -> None:
    """Queued all at once by the sweep: intake would share events out among idle workers."""
    (intake,) = [part for part in stack.parts if part.name == "intake"]
    stack.stop_part(intake)
    for key, text in articles.items():
        put(bucket, key, text)
    redis = flight.connect(stack.settings)
    eventually(lambda: redis.llen(stack.settings.events_list) == len(articles), 10, "no events")
    redis.delete(stack.settings.events_list)
    stack.start_part(intake)
    eventually(lambda: redis.llen(INTAKE_QUEUE) == 1, 10, "not queued as one batch")


def failure(bucket: Storage, key: str, within: float) -> Failure:
    record = outcome(bucket, key, within)
    assert isinstance(record, Failure)
    return record


@pytest.mark.alone
def test_a_poison_among_64_costs_three_workers_and_its_mates_no_half_minute(stack: Stack) -> None:
    bucket = Storage(stack.settings)
    mates = {f"{number:02}.txt": ARTICLE for number in range(BATCH - 1)}
    upload_as_one_batch(stack, bucket, mates | {"31x.txt": f"{ARTICLE}poison-extract-segfault\n"})
    stack.start_worker()
    started = time.monotonic()
    for key in mates:
        assert isinstance(outcome(bucket, key, within=started + 30 - time.monotonic()), Result)
    record = failure(bucket, "31x.txt", within=30)
    assert (record.stage, record.error.type, record.attempts) == ("extract", "StageKilled", 3)
    assert "signal 11 (SIGSEGV)" in record.error.message
    assert record.replay == "wenzhai process --key 31x.txt --out ."
    log = (stack.logs / "worker-1.log").read_text("utf-8")
    assert log.count("exited with 'signal 11 (SIGSEGV)'") == 3


def test_every_kind_of_poison_is_isolated_and_named(stack: Stack) -> None:
    bucket = Storage(stack.settings)
    expected = {
        "killed": ("StageKilled", "signal 9 (SIGKILL)"),
        "memory": ("StageOutOfMemory", "1,073,741,824 bytes"),
        "slow": ("StageTimedOut", "after 4 s"),
        "hang": ("StageKilled", "hard time limit of 6 s"),
    }
    stages = dict(zip(expected, ("normalize", "strip", "extract", "summarize"), strict=True))
    poisons = {f"{kind}.txt": f"{ARTICLE}poison-{stages[kind]}-{kind}\n" for kind in expected}
    mates = {f"mate-{number}.txt": ARTICLE for number in range(20)}
    upload_as_one_batch(stack, bucket, mates | poisons)
    stack.start_worker()
    stack.start_worker()
    for kind, (error, reason) in expected.items():
        record = failure(bucket, f"{kind}.txt", within=120)
        assert record.stage.startswith(stages[kind])
        assert record.error.type == error
        assert reason in record.error.message
    for key in mates:
        assert isinstance(outcome(bucket, key), Result)


def test_a_poison_that_takes_whole_workers_with_it_is_given_up_too(stack: Stack) -> None:
    bucket = Storage(stack.settings)
    put(bucket, "a.txt", f"{ARTICLE}poison-normalize-worker\n")
    stack.start_worker()

    redis = flight.connect(stack.settings)

    def given_up() -> bool:
        if stack.revive():  # and the visibility timeout has passed for what was lost
            handed_out = cast("list[bytes]", redis.zrange(UNACKED, 0, -1))
            if handed_out:
                redis.zadd(UNACKED, dict.fromkeys(handed_out, 1), xx=True)
        return any(bucket.listing("failed/"))

    eventually(given_up, 120, "the article was tried for ever")
    record = failure(bucket, "a.txt", within=1)
    assert (record.error.type, record.attempts) == ("StageKilled", 3)
    assert "lost without a trace" in record.error.message

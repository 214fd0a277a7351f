"""What `wenzhai status` counts."""

import io
import json
from typing import Any

import pytest
from redis import RedisError
from rich.console import Console

from config.settings import Settings
from tests.workers.memory import Memory
from workers import flight, status
from workers.flight import Traffic
from workers.status import json_status, status_of, status_table


@pytest.fixture
def traffic(monkeypatch: pytest.MonkeyPatch) -> list[Traffic]:
    now = [Traffic(queued=0, running=0, per_second=None)]
    monkeypatch.setattr(flight, "traffic", lambda _redis: now[0])
    return now


def counted(memory: Memory) -> status.Status:
    bucket: Any = memory
    return status_of(bucket, bucket)


def test_every_article_counts_by_its_state(memory: Memory, traffic: list[Traffic]) -> None:
    memory.objects |= {f"incoming/{key}.txt": b"x" for key in "abcd"}
    memory.objects |= {"results/a.txt.json": b"x", "failed/b.txt.json": b"x"}
    traffic[0] = Traffic(queued=1, running=1, per_second=2.0)
    assert counted(memory) == status.Status(1, 1, 1, 1, 2.0)


def test_programs_read_the_same_as_json(
    memory: Memory, traffic: list[Traffic], monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.objects |= {"incoming/a.txt": b"x", "incoming/b.txt": b"x", "failed/b.txt.json": b"x"}
    traffic[0] = Traffic(queued=1, running=0, per_second=0.5)
    monkeypatch.setattr(status, "Storage", lambda _settings: memory)
    monkeypatch.setattr(flight, "connect", lambda _settings: memory)
    assert json.loads(json_status(Settings())) == {
        "waiting": 1,
        "running": 0,
        "done": 0,
        "failed": 1,
        "per_second": 0.5,
        "redis": True,
        "seconds_left": 2.0,
        "full": False,
    }


def test_what_redis_still_remembers_of_done_articles_does_not_count(
    memory: Memory, traffic: list[Traffic]
) -> None:
    memory.objects |= {"incoming/a.txt": b"x", "results/a.txt.json": b"x"}
    traffic[0] = Traffic(queued=5, running=5, per_second=None)
    assert counted(memory).idle


def test_the_articles_of_an_object_at_work_count_too(
    memory: Memory, traffic: list[Traffic]
) -> None:
    memory.objects["incoming/dump.jsonl"] = b"x"
    traffic[0] = Traffic(queued=900, running=100, per_second=100.0)
    found = counted(memory)
    assert (found.waiting, found.running, found.eta_seconds) == (900, 100, 10.0)


def test_without_redis_the_bucket_still_counts_and_the_table_says_what_is_away(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_redis: object) -> Traffic:
        raise RedisError("connection refused")

    monkeypatch.setattr(flight, "traffic", refused)
    memory.objects |= {"incoming/a.txt": b"x", "incoming/b.txt": b"x", "results/a.txt.json": b"x"}
    found = counted(memory)
    assert (found.waiting, found.running, found.done) == (1, 0, 1)
    assert "Redis does not answer" in printed(found)
    memory.objects["results/b.txt.json"] = b"x"
    assert "Redis does not answer" in printed(counted(memory))


def test_a_full_redis_is_told(memory: Memory, traffic: list[Traffic]) -> None:
    traffic[0] = Traffic(queued=0, running=0, per_second=None, full=True)
    memory.objects["incoming/a.txt"] = b"x"
    assert "Redis is full" in printed(counted(memory))


def printed(found: status.Status) -> str:
    text = io.StringIO()
    Console(file=text, width=120).print(status_table(found))
    return text.getvalue()

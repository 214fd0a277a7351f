import json
from collections import Counter
from typing import Any

import pytest

from config.settings import Settings
from tasks.document import Failure, FailureReason, Pipeline, Source
from tests.workers.memory import ARTICLE, Memory
from workers import again, attempts, chains
from workers.app import AGAIN_QUEUE, QUEUES
from workers.batch import Batch
from workers.chains import Turn
from workers.events import parse_event
from workers.storage import ObjectRef, record_name

PIPELINE = Pipeline(version="1", fingerprint="f")


@pytest.fixture
def forgotten(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles that are suspected no longer."""
    names: list[str] = []
    monkeypatch.setattr(attempts, "forget", lambda _redis, source: names.append(source.name))
    return names


def fail(memory: Memory, key: str, error: str, record: int | None = None) -> Failure:
    source = Source.unread("wenzhai", key, "1", 1, record)
    reason = FailureReason(type=error, message="for a reason")
    failure = Failure(
        pipeline=PIPELINE, source=source, stage="extract", error=reason, attempts=1, replay="x"
    )
    memory.objects[record_name("failed/", source.name)] = failure.as_json()
    return failure


def names(memory: Any, reason: str | None = None, key: str | None = None) -> list[str]:
    return [failure.source.name for _, failure in again.failures(memory, reason, key)]


def test_failures_are_chosen_by_error_by_message_or_by_key(memory: Memory) -> None:
    fail(memory, "a", "StageKilled")
    fail(memory, "b", "NotText")
    fail(memory, "d.jsonl", "NotARecord", record=4)
    assert names(memory) == ["a", "b", "d.jsonl/000004"]
    assert names(memory, reason="stagekilled") == ["a"]
    assert names(memory, reason="for a reason") == ["a", "b", "d.jsonl/000004"]
    assert names(memory, key="b") == ["b"]
    assert names(memory, key="nowhere") == []


def test_a_failure_tried_anew_waits_again_and_is_suspected_no_longer(
    memory: Memory, forgotten: list[str]
) -> None:
    memory.objects["incoming/a"] = ARTICLE.encode()
    failure = fail(memory, "a", "StageKilled")
    redis: Any = memory
    assert again.redrive("failed/a.json", failure, redis, redis, "events")
    assert memory.outcomes() == set()
    assert forgotten == ["a"]
    (event,) = memory.events
    assert [ref.key for ref in parse_event(event).refs] == ["a"]


def test_a_failed_record_of_many_makes_its_object_wait_again(
    memory: Memory, forgotten: list[str]
) -> None:
    memory.objects["incoming/d.jsonl"] = b"..."
    memory.objects["results/d.jsonl.json"] = b"the manifest"
    failure = fail(memory, "d.jsonl", "StageKilled", record=4)
    redis: Any = memory
    assert again.redrive("failed/d.jsonl/000004.json", failure, redis, redis, "events")
    assert memory.outcomes() == set()
    assert forgotten == ["d.jsonl/000004"]


def test_a_failure_whose_article_is_gone_stays(memory: Memory, forgotten: list[str]) -> None:
    failure = fail(memory, "a", "StageKilled")
    redis: Any = memory
    assert not again.redrive("failed/a.json", failure, redis, redis, "events")
    assert memory.outcomes() == {"failed/a.json"}
    assert memory.events == []
    assert forgotten == []


def test_a_plan_counts_the_results_of_older_code_by_fingerprint(memory: Any) -> None:
    for key, fingerprint in (("a", "old"), ("b", "now"), ("c", "old"), ("d", "older")):
        memory.objects[f"incoming/{key}"] = ARTICLE.encode()
        result = {"schema_version": "1", "pipeline": {"version": "1", "fingerprint": fingerprint}}
        memory.objects[f"results/{key}.json"] = json.dumps(result).encode()
    memory.objects["incoming/waiting"] = ARTICLE.encode()
    total, older = again.counted(again.made(memory, ""), "now")
    assert total == 4
    assert older == Counter(old=2, older=1)
    assert [m.ref.key for m in again.made(memory, "c")] == ["c"]


def test_what_is_done_again_leaves_in_a_lane_of_its_own_as_there_is_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[str] = []
    lengths = [again.QUEUED_BATCHES, 0, 0, 0]

    def send_batch(_app: object, _batch: Batch, names: list[str], queue: str) -> None:
        assert queue == AGAIN_QUEUE
        sent.append("".join(names))

    def send_turn(_app: object, turn: Turn) -> None:
        assert turn.queue == AGAIN_QUEUE
        sent.append(turn.key)

    monkeypatch.setattr(chains, "send_batch", send_batch)
    monkeypatch.setattr(chains, "send_turn", send_turn)
    monkeypatch.setattr(chains, "waiting_batches", lambda _redis, _queue: lengths.pop(0))
    monkeypatch.setattr(again, "WAIT_SECONDS", 0)
    refs = [ObjectRef(key, 1) for key in ("a", "b", "d.jsonl", "c")]
    told: list[int] = []
    nothing: Any = None
    again.reprocess(nothing, refs, nothing, Settings(batch_articles=2), told.append)
    assert sent == ["ab", "d.jsonl", "c"]
    assert told == [2, 2]


def test_workers_look_at_the_lane_last() -> None:
    assert QUEUES[-1] == AGAIN_QUEUE

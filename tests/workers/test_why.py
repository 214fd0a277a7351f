from datetime import UTC, datetime
from typing import Any

import pytest
from redis import RedisError

from config.settings import Settings
from tasks.document import Failure, FailureReason, Manifest, Pipeline, Source
from tests.workers.memory import ARTICLE, Memory
from workers import flight, why
from workers.storage import StoredObject
from workers.why import Explanation, Facts, ago, explain, facts_of, not_done, object_of

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECONDS = NOW.timestamp()
UPLOADED = StoredObject("incoming/a", "etag-2", 1200, NOW)
WAITING = Facts("a", UPLOADED)
MADE = Pipeline(version="1", fingerprint="f")


def failed(etag: str) -> Failure:
    return Failure(
        pipeline=MADE,
        source=Source.unread("wenzhai", "a", etag, 1),
        stage="normalize",
        error=FailureReason(type="NotText", message="not text (PNG image)"),
        attempts=3,
        replay="wenzhai process --key a --out .",
    )


def explained(facts: Facts) -> Explanation:
    found = explain(facts, Settings(), SECONDS)
    assert found is not None
    return found


def test_an_article_that_nobody_knows_has_no_explanation() -> None:
    assert explain(Facts("a", None), Settings(), SECONDS) is None


def test_a_waiting_article_knows_how_many_are_ahead_and_how_long_they_take() -> None:
    facts = WAITING._replace(queued=SECONDS - 3, ahead=312, per_second=15.0)
    assert explained(facts).state == "waiting: 312 ahead, about 21 s"


def test_without_a_pace_no_time_is_claimed() -> None:
    assert explained(WAITING._replace(queued=SECONDS, ahead=1)).state == "waiting: 1 ahead"


def test_an_article_at_work_says_since_when() -> None:
    facts = WAITING._replace(queued=SECONDS - 9, running=SECONDS - 4)
    assert explained(facts).state == "at work: taken up 4 s ago"
    assert "storage" not in explained(facts).next
    late = facts._replace(queued=SECONDS - 95, running=SECONDS - 91)
    assert "storage may refuse its result" in explained(late).next


def test_an_article_that_was_lost_is_left_to_the_sweep() -> None:
    found = explained(WAITING._replace(queued=SECONDS - 700, running=SECONDS - 699))
    assert found.state == "waiting: queued 12 min ago, and lost since"
    assert "sweep" in found.next


def test_an_article_whose_message_is_nowhere_is_left_to_the_sweep() -> None:
    found = explained(WAITING._replace(queued=SECONDS - 30, idle=True))
    assert found.state == "waiting: queued 30 s ago, and lost since"
    assert "sweep" in found.next


def test_an_article_without_a_message_is_left_to_the_sweep() -> None:
    found = explained(WAITING._replace(events=4))
    assert found.state == "waiting: not queued yet, events that wait for intake: 4"
    assert "within 60 s" in found.next


def test_an_article_over_which_workers_were_lost_says_so() -> None:
    assert "2 of our processes were lost over it" in explained(WAITING._replace(losses=2)).state


def test_a_failure_is_told_with_its_stage_reason_and_replay() -> None:
    found = explained(WAITING._replace(outcome=failed("etag-2"), written=NOW))
    assert found.state == "failed at normalize after 3 attempts: not text (PNG image)"
    assert "wenzhai process --key a" in found.next
    assert "redrive" in found.next
    assert [what for _, what in found.timeline] == [
        "failure written, from version etag-2",
        "uploaded: 1,200 bytes, version etag-2",
    ]


def test_an_outcome_that_redis_was_not_told_of_counts() -> None:
    facts = WAITING._replace(outcome=failed("etag-2"), written=NOW, queued=SECONDS - 3)
    assert explained(facts).state.startswith("failed at normalize")


def test_an_article_that_is_done_again_waits() -> None:
    facts = WAITING._replace(outcome=failed("etag-2"), written=NOW, queued=SECONDS + 3)
    assert explained(facts).state.startswith("waiting: 0 ahead")


def test_an_outcome_of_older_bytes_does_not_count() -> None:
    found = explained(WAITING._replace(outcome=failed("etag-1"), written=NOW, queued=SECONDS))
    assert found.state == "waiting: 0 ahead; the outcome there is of an older version"


def test_an_outcome_whose_article_was_deleted_stays() -> None:
    manifest = Manifest(
        pipeline=MADE,
        source=Source.unread("wenzhai", "a", "etag-1", 1),
        folder="a",
        articles=3,
        failed=1,
    )
    facts = Facts("a", None, outcome=manifest, written=NOW)
    assert explained(facts).state.startswith("done: 3 articles, 1 failed; its article was deleted")


def test_an_object_of_many_says_how_far_it_is() -> None:
    assert "12 of its articles have an outcome" in explained(WAITING._replace(inside=12)).state


def test_without_redis_nobody_can_tell_more() -> None:
    assert "Redis does not answer" in explained(WAITING._replace(redis=False)).state


def test_a_full_redis_is_why_an_article_waits() -> None:
    found = explained(WAITING._replace(full=True))
    assert found.state == "waiting: Redis is full and takes nothing in"
    assert "more memory" in found.next


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("a/dump.jsonl/000017", "a/dump.jsonl"),
        ("dump.json.d/000001", "dump.json"),
        ("dump.json/000001", "dump.json/000001"),
        ("a/000017", "a/000017"),
        ("dump.jsonl/17", "dump.jsonl/17"),
        ("a.txt", "a.txt"),
    ],
)
def test_an_article_of_many_is_found_by_its_object(name: str, key: str) -> None:
    assert object_of(name) == key


@pytest.mark.parametrize(
    ("seconds", "words"), [(3, "3 s ago"), (180, "3 min ago"), (-9, "0 s ago")]
)
def test_times_are_told_as_people_do(seconds: float, words: str) -> None:
    assert ago(SECONDS - seconds, SECONDS) == words


def test_the_facts_come_from_the_bucket_even_when_redis_is_away(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise RedisError

    monkeypatch.setattr(why, "_with_traffic", away)
    memory.objects["incoming/a"] = b""
    memory.objects["failed/a.json"] = failed("etag-1").as_json()
    bucket: Any = memory
    facts = facts_of("a", bucket, bucket, "events")
    assert not facts.redis
    assert facts.outcome == failed("etag-1")
    assert not facts.current


def test_everything_that_is_not_done_is_listed_with_its_reason(memory: Memory) -> None:
    for key in ("done", "failed", "new", "queued"):
        memory.objects[f"incoming/{key}"] = ARTICLE.encode()
    memory.objects["results/done.json"] = b"{}"
    memory.objects["failed/failed.json"] = failed("1").as_json()

    class Redis:
        def zmscore(self, name: str, keys: list[str]) -> list[float | None]:
            known = name == flight.QUEUED
            return [SECONDS if known and key == "queued" else None for key in keys]

    bucket, redis = memory, Redis()
    found = dict(not_done(bucket, redis))  # type: ignore[arg-type]
    assert set(found) == {"failed", "new", "queued"}
    assert found["failed"] == "failed at normalize: NotText: not text (PNG image)"
    assert found["new"].startswith("not queued; uploaded")
    assert found["queued"].startswith("queued")


def test_without_redis_what_waits_is_listed_as_waiting_and_failures_as_ever(memory: Memory) -> None:
    memory.objects |= {"incoming/new": b"x", "incoming/bad": b""}
    memory.objects["failed/bad.json"] = failed("1").as_json()

    class Redis:
        def zmscore(self, *_: object) -> None:
            raise RedisError

    bucket: Any = memory
    redis: Any = Redis()
    assert dict(not_done(bucket, redis)) == {
        "new": "waiting: Redis does not answer, so nobody can tell more",
        "bad": "failed at normalize: NotText: not text (PNG image)",
    }

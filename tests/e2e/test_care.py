"""`why`, `sweep`, `redrive`, `reprocess` and `doctor` on the running service."""

import json
import subprocess

import pytest

from tasks.document import Failure, Result
from tests.e2e.helpers import ARTICLE, WENZHAI, eventually, outcome, outcomes, put
from workers import flight
from workers.embedded import Stack
from workers.storage import FAILED, RESULTS, Storage


@pytest.fixture
def wenzhai(environment: dict[str, str]) -> "Wenzhai":
    return Wenzhai(environment)


class Wenzhai:
    """The command, on the running stack."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment | {"COLUMNS": "200"}

    def __call__(self, *arguments: str) -> str:
        ended = subprocess.run(
            [WENZHAI, *arguments],
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
            env=self.environment,
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout


def test_why_tells_what_became_of_an_article(wenzhai: Wenzhai, bucket: Storage) -> None:
    put(bucket, "why/good.txt", ARTICLE)
    put(bucket, "why/bad.txt", b"")
    assert isinstance(outcome(bucket, "why/good.txt"), Result)
    assert isinstance(outcome(bucket, "why/bad.txt"), Failure)
    said = wenzhai("why", "why/good.txt")
    assert "uploaded: " in said
    assert "result written, from version" in said
    assert "\ndone\n" in said
    assert "failed at normalize" in wenzhai("why", "why/bad.txt")
    assert "why/bad.txt\tfailed at normalize: EmptyArticle" in wenzhai("sweep", "--explain")


def test_why_knows_an_article_that_waits(stack: Stack, wenzhai: Wenzhai, bucket: Storage) -> None:
    (intake,) = [part for part in stack.parts if part.name == "intake"]
    stack.stop_part(intake)
    put(bucket, "why/waits.txt", ARTICLE)
    assert "not queued yet, events that wait for intake: 1" in wenzhai("why", "why/waits.txt")
    assert "why/waits.txt\tnot queued" in wenzhai("sweep", "--explain")
    stack.start_part(intake)
    assert isinstance(outcome(bucket, "why/waits.txt"), Result)


def test_a_sweep_by_hand_finds_what_has_no_event(
    stack: Stack, wenzhai: Wenzhai, bucket: Storage
) -> None:
    (intake,) = [part for part in stack.parts if part.name == "intake"]
    stack.stop_part(intake)
    put(bucket, "swept/a.txt", ARTICLE)
    redis = flight.connect(stack.settings)
    eventually(lambda: redis.delete(stack.settings.events_list), 10, "no event came")
    assert "queued: 1" in wenzhai("sweep")
    assert "nothing was missing" in wenzhai("sweep")
    assert isinstance(outcome(bucket, "swept/a.txt"), Result)
    stack.start_part(intake)


def test_a_failure_is_tried_anew_and_fails_anew(wenzhai: Wenzhai, bucket: Storage) -> None:
    put(bucket, "redrive/bad.txt", b"")
    outcome(bucket, "redrive/bad.txt")
    name = f"{FAILED}redrive/bad.txt.json"
    before = bucket.modified(name)
    listed = wenzhai("redrive", "--key", "redrive/bad.txt", "--reason", "empty", "--dry-run")
    assert "would be tried anew: 1" in listed
    assert bucket.modified(name) == before
    assert "tried anew: 1" in wenzhai("redrive", "--key", "redrive/bad.txt")
    eventually(lambda: bucket.modified(name) not in {before, None}, 20, "not tried anew")


def test_results_of_older_code_are_counted_and_done_again(
    wenzhai: Wenzhai, bucket: Storage
) -> None:
    put(bucket, "again/a.txt", ARTICLE)
    put(bucket, "again/many.jsonl", "\n".join([json.dumps({"text": ARTICLE})] * 2))
    names = [f"{RESULTS}again/a.txt.json", f"{RESULTS}again/many.jsonl.json"]
    outcome(bucket, "again/a.txt")
    assert len(outcomes(bucket, "again/many.jsonl")) == 2
    for name in names:
        bucket.write(name, older(bucket, name))
    record = f"{RESULTS}again/many.jsonl/000001.json"
    bucket.write(record, older(bucket, record))
    planned = wenzhai("reprocess", "--stale", "--prefix", "again/", "--plan")
    assert "2 of 2 results were made by older code or rules" in planned
    assert "queued behind what is new: 2" in wenzhai("reprocess", "--stale", "--prefix", "again/")
    for name in (*names, record):
        eventually(lambda n=name: b'"0ld"' not in stored(bucket, n), 30, f"{name} was not redone")  # type: ignore[misc]
    assert "0 of 2 results" in wenzhai("reprocess", "--stale", "--prefix", "again/", "--plan")


def older(bucket: Storage, name: str) -> bytes:
    """The outcome as if other code had made it."""
    document = json.loads(stored(bucket, name))
    document["pipeline"]["fingerprint"] = "0ld"
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def stored(bucket: Storage, name: str) -> bytes:
    content = bucket.read(name)
    assert content is not None
    assert content.data is not None
    return content.data


def test_the_doctor_finds_nothing_wrong_with_the_stack(wenzhai: Wenzhai) -> None:
    said = wenzhai("doctor")
    assert "wrong" not in said
    for part in ("Redis", "bucket", "2 workers answer", "Flower wants a password"):
        assert part in said

"""A ledger that could not find what is wrong would prove nothing."""

import hashlib
from typing import Any

import pytest

from benchmarks.chaos.__main__ import Run, pauses_after, report, waits_after
from benchmarks.chaos.articles import Plan, Upload, plan
from benchmarks.chaos.ledger import Ledger, drawn_up, expected_of
from config.rules import load_rules
from config.settings import Settings
from tests.workers.memory import ARTICLE, Memory
from workers.storage import FAILED, RESULTS, record_name

RULES, SETTINGS = load_rules(), Settings()
PLAN = Plan(
    (
        Upload(0.1, "a.txt", b"an older version"),
        Upload(0.2, "a.txt", ARTICLE.encode()),
        Upload(0.3, "empty.txt", b""),
        Upload(0.4, "many.jsonl", b'{"text": "1"}\n{"text": "2"}'),
        Upload(0.5, "poison.txt", b"..."),
    ),
    {"poison.txt": "StageTimedOut"},
)


@pytest.fixture
def bucket() -> Memory:
    """As a run leaves it in which nothing went wrong."""
    memory = Memory()
    for name, outcome in expected_of(PLAN, SETTINGS, RULES).items():
        prefix = FAILED if hasattr(outcome, "error") else RESULTS
        memory.objects[record_name(prefix, name)] = outcome.as_json()
    memory.objects["failed/poison.txt.json"] = b'{"error": {"type": "StageTimedOut"}}'
    return memory


def ledger(bucket: Any) -> Ledger:
    return drawn_up(bucket, PLAN, SETTINGS, RULES)


def test_a_run_without_fault_has_a_clean_ledger(bucket: Memory) -> None:
    found = ledger(bucket)
    assert found.clean
    assert found.uploaded == 4


@pytest.mark.parametrize("name", ["results/a.txt.json", "results/many.jsonl/000001.json"])
def test_an_outcome_that_is_not_there_is_missing(bucket: Memory, name: str) -> None:
    del bucket.objects[name]
    assert ledger(bucket).missing == (name.removeprefix(RESULTS).removesuffix(".json"),)


@pytest.mark.parametrize("name", ["failed/a.txt.json", "results/many.jsonl/000002.json"])
def test_an_outcome_too_many_is_a_duplicate(bucket: Memory, name: str) -> None:
    bucket.objects[name] = b"{}"
    assert len(ledger(bucket).duplicated) == 1


def test_an_outcome_of_older_bytes_is_the_wrong_version(bucket: Memory) -> None:
    older = hashlib.md5(b"an older version", usedforsecurity=False).hexdigest()
    bucket.objects["results/a.txt.json"] = f'{{"source": {{"etag": "{older}"}}}}'.encode()
    found = ledger(bucket)
    assert (found.wrong_version, found.different) == (("a.txt",), ())


def test_an_outcome_of_other_bytes_than_the_quiet_run_s_is_different(bucket: Memory) -> None:
    bucket.objects["results/a.txt.json"] += b" "
    assert ledger(bucket).different == ("a.txt",)


def test_a_poison_that_ended_otherwise_is_different(bucket: Memory) -> None:
    bucket.objects["failed/poison.txt.json"] = b'{"error": {"type": "EmptyArticle"}}'
    assert ledger(bucket).different == ("poison.txt",)


def test_a_failure_may_have_taken_several_attempts(bucket: Memory) -> None:
    record = bucket.objects["failed/empty.txt.json"]
    bucket.objects["failed/empty.txt.json"] = record.replace(b'"attempts":1', b'"attempts":3')
    assert ledger(bucket).clean


def test_a_plan_is_the_same_for_the_same_seed_and_holds_every_kind() -> None:
    made = plan(300, seed=7, long=True)
    assert made == plan(300, seed=7, long=True)
    assert made != plan(300, seed=8, long=True)
    assert len(made.poisons) == 6
    assert any(key.endswith(".jsonl") for key in made.last)
    assert b"" in made.last.values()
    versions = [(upload.key, upload.content) for upload in made.uploads]
    assert len(versions) > len(set(versions)) > len(made.last), "none twice, or none overwritten"


def test_the_last_line_of_a_report_is_the_ledger() -> None:
    wrong = Ledger(3, 1, 0, ("lost.txt",), (), (), ("other.txt",))
    lines = report(Run(wrong, {"child killed": 2}, {"child killed": [1.0, 3.0]}), seed=7)
    assert "missing: lost.txt" in lines
    assert "2.0 s   3.0 s" in lines
    assert lines.splitlines()[-1] == (
        "ledger: uploaded=3 results=1 failures=0 missing=1 duplicated=0 wrong_version=0 "
        "different=1 faults=2"
    )


def test_a_pause_lasts_from_a_fault_to_the_next_outcome() -> None:
    assert pauses_after([(1.0, "a"), (5.0, "a"), (9.0, "b")], [0.5, 4.0, 5.5]) == {"a": [3.0, 0.5]}


def test_an_event_that_was_lost_waits_for_the_outcome_of_its_own_article() -> None:
    events = [(1.0, "event lost", "a.txt"), (2.0, "event late", "b.txt"), (3.0, "event late", "c")]
    written = [(0.5, "results/a.txt.json"), (2.5, "failed/b.txt.json"), (6.0, "results/a.txt.json")]
    assert waits_after(events, written) == {"event lost": [5.0], "event late": [0.5]}

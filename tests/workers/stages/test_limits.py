"""An article that needs too much time or memory, or meets a fault of ours."""

import itertools
import subprocess
import sys
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from tasks.document import Failure
from tasks.pipeline import PIPELINE
from tests.workers.memory import ARTICLE, Memory
from tests.workers.stages.run import Run, with_stage
from workers import stages


def test_a_crash_of_ours_is_recorded_and_not_retried(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(stages, "run_stage", with_stage("summarize", broken))
    memory.objects["incoming/a"] = ARTICLE.encode()
    assert Run().all("a") == "0 done, 1 failed"
    failure = Failure.model_validate_json(memory.objects["failed/a.json"])
    assert failure.error.type == "StageCrashed"
    assert "IndexError" in failure.error.message


def test_a_time_limit_in_a_batch_sends_the_rest_off_alone(
    memory: Memory, sent: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = itertools.count()

    def slow(document: Any, rules: Any) -> Any:
        if next(turns) == 1:
            raise SoftTimeLimitExceeded
        return PIPELINE[2].run(document, rules)

    monkeypatch.setattr(stages, "run_stage", with_stage("extract", slow))
    memory.objects |= {f"incoming/{key}": ARTICLE.encode() for key in "abc"}
    assert Run().all("a", "b", "c") == "1 done"
    assert sent == [("b", "extract"), ("c", "extract")]
    assert memory.outcomes() == {"results/a.json"}


def test_an_article_alone_that_exceeds_the_time_limit_has_timed_out(
    memory: Memory, sent: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object) -> None:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(stages, "run_stage", with_stage("extract", slow))
    memory.objects["incoming/a"] = ARTICLE.encode()
    assert Run().all("a") == "0 done, 1 failed"
    failure = Failure.model_validate_json(memory.objects["failed/a.json"])
    assert failure.error.type == "StageTimedOut"
    assert "extract was not done after 60 s" in failure.error.message
    assert sent == []


def test_an_article_that_needs_too_much_memory_fails_by_itself(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def greedy(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(stages, "run_stage", with_stage("normalize", greedy))
    memory.objects["incoming/a"] = ARTICLE.encode()
    assert Run().all("a") == "0 done, 1 failed"
    failure = Failure.model_validate_json(memory.objects["failed/a.json"])
    assert failure.error.type == "StageOutOfMemory"
    assert "2,147,483,648 bytes" in failure.error.message


def test_a_process_gets_no_more_memory_than_its_bound() -> None:
    code = (
        "from workers.stages import bound_memory\n"
        "bound_memory(1 << 30)\n"
        "bytearray(100 << 20)\n"
        "try: bytearray(1 << 30)\n"
        "except MemoryError: print('refused')"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "refused\n"

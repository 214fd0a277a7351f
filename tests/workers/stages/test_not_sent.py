"""Articles whose next message cannot be sent are left to the next sweep, or come back."""

from collections.abc import Callable
from typing import Any

import pytest
from celery.canvas import Signature
from celery.exceptions import Reject, SoftTimeLimitExceeded
from kombu.exceptions import OperationalError
from redis.exceptions import ConnectionError as NoConnection

from tests.workers.memory import ARTICLE, Memory
from tests.workers.stages.run import Run
from workers import flight
from workers.batch import new_articles, packed
from workers.chains import UNPACK, Turn
from workers.errors import StorageAway
from workers.storage import ObjectRef


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Tasks that cannot send anything: Redis is full."""

    def refused(*_: object, **__: object) -> None:
        raise OperationalError("command not allowed when used memory > 'maxmemory'.")

    monkeypatch.setattr(Signature, "apply_async", refused)
    return Run()


def message(*keys: str) -> dict[str, Any]:
    return packed(new_articles([ObjectRef(key, 1) for key in keys], "wenzhai")).__json__()


def called(run: Run, task: str, args: dict[str, Any]) -> Any:
    """The task as a worker calls it."""
    bound = run.app.tasks[task]
    bound.push_request(args=[args], called_directly=False)
    try:
        return bound.run(args)
    finally:
        bound.pop_request()


def failed(run: Run, error: Exception, args: dict[str, Any]) -> None:
    task: Any = run.app.tasks["tasks.normalize"]
    task.on_failure(error, "an id", (args,), {}, None)


@pytest.mark.parametrize("error", [OperationalError("full"), SoftTimeLimitExceeded()])
def test_what_a_stage_made_and_could_not_send_is_left_to_the_next_sweep(
    memory: Memory, run: Run, error: Exception
) -> None:
    failed(run, error, message("a", "b"))
    assert memory.forgotten == ["a", "b"]


def test_a_batch_that_is_too_large_for_its_message_too(memory: Memory) -> None:
    memory.objects["incoming/a"] = ARTICLE.encode()
    run = Run(message_bytes=100)
    parked = run.stage("normalize", packed(new_articles([ObjectRef("a", 1)], "wenzhai")))
    failed(run, OperationalError("full"), parked.__json__())
    assert memory.forgotten == ["a"]


def test_a_task_that_failed_otherwise_is_none_of_this(memory: Memory, run: Run) -> None:
    failed(run, StorageAway("no answer"), message("a"))
    assert memory.forgotten == []


@pytest.mark.parametrize(
    ("task", "args"),
    [("tasks.normalize", message("a")), (UNPACK, Turn(key="a", size=1).model_dump())],
)
def test_a_retry_that_cannot_be_sent_is_left_to_the_next_sweep(
    memory: Memory, run: Run, task: str, args: dict[str, Any]
) -> None:
    memory.trouble["incoming/"] = StorageAway("no answer")
    with pytest.raises(Reject) as caught:
        called(run, task, args)
    assert caught.value.args[1] is False  # requeue
    assert memory.forgotten == ["a"]


@pytest.mark.parametrize("retried", [True, False])
def test_when_redis_is_away_the_message_itself_comes_back(
    memory: Memory, run: Run, monkeypatch: pytest.MonkeyPatch, retried: bool
) -> None:
    def away(*_: object) -> None:
        raise NoConnection

    monkeypatch.setattr(flight, "forget", away)
    memory.trouble["incoming/"] = StorageAway("no answer")
    ends: Callable[[], None] = (
        (lambda: called(run, "tasks.normalize", message("a")))
        if retried
        else (lambda: failed(run, OperationalError("away"), message("a")))
    )
    with pytest.raises(Reject) as caught:
        ends()
    assert caught.value.args[1] is True

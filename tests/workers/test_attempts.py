from typing import Any

import pytest
from celery.app.task import Context
from celery.exceptions import TimeLimitExceeded, WorkerLostError

from tasks.document import Source
from workers import attempts
from workers.errors import StorageAway


class Redis:
    """As much of it as attempts.py uses, in memory."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def get(self, name: str) -> bytes | None:
        value = self.values.get(name)
        return None if value is None else str(value).encode()

    def set(self, name: str, value: str, ex: int) -> None:
        assert ex > 0
        self.values[name] = value

    def mget(self, names: list[str]) -> list[bytes | None]:
        return [self.get(name) for name in names]

    def delete(self, *names: str) -> None:
        for name in names:
            self.values.pop(name, None)

    def pipeline(self, transaction: bool) -> "Redis":
        assert not transaction
        return self

    def __enter__(self) -> "Redis":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def incr(self, name: str) -> None:
        self.values[name] = self.values.get(name, 0) + 1

    def expire(self, name: str, seconds: int) -> None:
        assert name in self.values
        assert seconds > 0

    def execute(self) -> None:
        pass


@pytest.fixture
def redis() -> Any:
    return Redis()


def source(key: str = "a", etag: str = "1") -> Source:
    return Source.unread("wenzhai", key, etag, 1)


def request(retries: int = 0, **delivery: bool) -> Context:
    return Context(id="task", retries=retries, delivery_info=delivery)


def test_a_message_that_comes_for_the_first_time_costs_no_look() -> None:
    nowhere: Any = None
    assert attempts.loss_before(nowhere, request()) is None


def test_a_message_that_is_delivered_again_was_lost_with_its_worker(redis: Any) -> None:
    assert attempts.loss_before(redis, request(redelivered=True)) == attempts.NOT_SEEN


def test_a_message_retried_because_storage_was_away_is_no_loss(redis: Any) -> None:
    attempts.note_loss(redis, "task", StorageAway("no answer"))
    assert attempts.loss_before(redis, request(retries=1)) is None


@pytest.mark.parametrize(
    ("error", "how"),
    [
        (
            WorkerLostError("Worker exited prematurely: signal 11 (SIGSEGV) Job: 7."),
            "signal 11 (SIGSEGV)",
        ),
        (WorkerLostError("Worker exited prematurely: exitcode 3."), "exitcode 3"),
        (WorkerLostError("of another kind"), "of another kind"),
        (TimeLimitExceeded(90), "hard time limit of 90 s"),
    ],
)
def test_how_a_child_was_lost_is_known_at_the_next_attempt(
    redis: Any, error: Exception, how: str
) -> None:
    attempts.note_loss(redis, "task", error)
    assert attempts.loss_before(redis, request(retries=1)) == how
    assert attempts.loss_before(redis, request(redelivered=True)) == how


@pytest.mark.parametrize("error", [None, ValueError()])
def test_an_attempt_that_ends_well_or_not_leaves_no_mark(
    redis: Any, error: Exception | None
) -> None:
    try:
        with attempts.watched(redis, source(), "extract"):
            assert attempts.losses(redis, source(), "extract") == 1
            if error:
                raise error
    except ValueError:
        pass
    assert attempts.losses(redis, source(), "extract") == 0


def test_an_attempt_that_ends_the_process_leaves_its_mark(redis: Any) -> None:
    for count in (1, 2):
        with pytest.raises(SystemExit), attempts.watched(redis, source(), "extract"):
            raise SystemExit
        assert attempts.losses(redis, source(), "extract") == count


def test_a_new_version_of_an_article_is_not_suspected(redis: Any) -> None:
    with pytest.raises(SystemExit), attempts.watched(redis, source(etag="1"), "extract"):
        raise SystemExit
    assert attempts.losses(redis, source(etag="2"), "extract") == 0
    assert attempts.losses(redis, source("b", etag="1"), "extract") == 0


def test_an_attempt_at_another_stage_takes_no_mark_away(redis: Any) -> None:
    with pytest.raises(SystemExit), attempts.watched(redis, source(), "extract"):
        raise SystemExit
    with attempts.watched(redis, source(), "normalize"):
        pass
    assert attempts.losses(redis, source(), "extract") == 1
    assert attempts.all_losses(redis, source()) == 1
    attempts.forget(redis, source())
    assert attempts.all_losses(redis, source()) == 0

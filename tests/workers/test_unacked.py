"""What a worker does with its messages while Redis does not take note of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

import pytest
from kombu.transport import redis as kombu_redis
from kombu.transport import virtual
from redis.exceptions import OutOfMemoryError, RedisError
from redis.exceptions import TimeoutError as NoAnswer

from workers.unacked import Unacked


class Redis:
    """The hash and the index of what is not acknowledged; as its own pipeline."""

    def __init__(self) -> None:
        self.noted: set[str] = set()
        self.trouble: RedisError | None = None
        self._acknowledged: tuple[str, ...] = ()

    def pipeline(self, transaction: bool = True) -> Self:
        if transaction and isinstance(self.trouble, OutOfMemoryError):
            raise self.trouble
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def hdel(self, _name: str, *tags: str) -> None:
        self._acknowledged = tags

    def zrem(self, _name: str, *tags: str) -> None:
        assert tags == self._acknowledged

    def execute(self) -> None:
        if isinstance(self.trouble, NoAnswer):
            raise self.trouble
        self.noted -= set(self._acknowledged)


class Channel:
    """As far as a QoS needs one."""

    unacked_key, unacked_index_key = "unacked", "unacked_index"
    do_restore = False

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    @contextmanager
    def conn_or_acquire(self, _client: object = None) -> Iterator[Redis]:
        yield self._redis


@pytest.fixture
def redis() -> Redis:
    return Redis()


@pytest.fixture
def unacked(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> Unacked:
    """Of a worker that may have one message."""

    def refusing(*_: object, **__: object) -> None:
        if redis.trouble:
            raise redis.trouble

    def append(self: Unacked, message: Any, delivery_tag: str) -> None:
        refusing()
        redis.noted.add(delivery_tag)
        virtual.QoS.append(self, message, delivery_tag)

    monkeypatch.setattr(kombu_redis.QoS, "append", append)
    monkeypatch.setattr(kombu_redis.QoS, "restore_by_tag", refusing)
    monkeypatch.setattr(kombu_redis.QoS, "restore_visible", refusing)
    channel: Any = Channel(redis)
    return Unacked(channel, prefetch_count=1)


MESSAGE: Any = object()


def test_a_message_counts_until_it_is_acknowledged(unacked: Unacked, redis: Redis) -> None:
    unacked.append(MESSAGE, "a")
    assert not unacked.can_consume()
    unacked.ack("a")
    assert unacked.can_consume()
    assert not redis.noted


def test_an_acknowledgement_without_an_answer_frees_the_place_and_is_made_again(
    unacked: Unacked, redis: Redis
) -> None:
    unacked.append(MESSAGE, "a")
    redis.trouble = NoAnswer()
    unacked.ack("a")
    assert unacked.can_consume()
    assert redis.noted == {"a"}
    redis.trouble = None
    unacked.append(MESSAGE, "b")
    unacked.ack("b")
    assert not redis.noted


def test_what_a_full_redis_does_not_note_is_worked_on_and_acknowledged(
    unacked: Unacked, redis: Redis
) -> None:
    redis.trouble = OutOfMemoryError()
    unacked.append(MESSAGE, "a")
    assert not unacked.can_consume()
    unacked.ack("a")
    assert unacked.can_consume()


def test_a_full_redis_hears_of_an_acknowledgement(unacked: Unacked, redis: Redis) -> None:
    unacked.append(MESSAGE, "a")
    redis.trouble = OutOfMemoryError()
    unacked.ack("a")
    assert not redis.noted


@pytest.mark.parametrize("trouble", [NoAnswer(), OutOfMemoryError()])
def test_what_cannot_be_put_back_frees_the_place(
    unacked: Unacked, redis: Redis, trouble: RedisError
) -> None:
    unacked.append(MESSAGE, "a")
    redis.trouble = trouble
    unacked.reject("a", requeue=True)
    assert unacked.can_consume()
    assert redis.noted == {"a"}, "it could never come back"


def test_a_full_redis_ends_no_worker_that_looks_for_lost_messages(
    unacked: Unacked, redis: Redis
) -> None:
    redis.trouble = OutOfMemoryError()
    unacked.restore_visible()


def test_one_that_is_silent_is_left_to_kombu(unacked: Unacked, redis: Redis) -> None:
    redis.trouble = NoAnswer()
    with pytest.raises(NoAnswer):
        unacked.restore_visible()

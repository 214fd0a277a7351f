"""What is in flight, kept in Redis: a cache that may be wiped at any time.

It keeps the sweep from queueing what already waits, and gives `wenzhai status` its figures. The
bucket decides what is done; nothing here does. So writing to it is best effort: when Redis is
away, the work goes on.
"""

import functools
import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, ParamSpec

from redis import Redis, RedisError

from config.settings import Settings

log = logging.getLogger(__name__)

QUEUED = "wenzhai:queued"  # sorted set: key -> when it was queued
RUNNING = "wenzhai:running"  # sorted set: key -> when a worker took it up
FAILED = "wenzhai:failed"  # set: keys with a failure record
FINISHED = "wenzhai:finished:"  # + time slot -> articles finished in it
SLOT_SECONDS = 5
RATE_SLOTS = 6  # the rate is over the last half minute
CLOCK_SECONDS = 60.0  # by which the clocks of machines may differ

P = ParamSpec("P")


class Traffic(NamedTuple):
    """Articles under way now, and articles finished per second of late (None: not yet known).

    `full`: Redis takes nothing in any more.
    """

    queued: int
    running: int
    per_second: float | None
    full: bool = False


def best_effort(function: Callable[P, None]) -> Callable[P, None]:
    """Log a Redis error instead of raising it."""

    @functools.wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            function(*args, **kwargs)
        except RedisError as error:
            log.warning("not noted in Redis (%s): %s", function.__name__, error)

    return wrapped


def connect(settings: Settings) -> Redis:
    """A Redis client for the deployment's broker; it connects on first use."""
    return Redis.from_url(
        settings.redis_url.get_secret_value(),
        socket_timeout=settings.redis_timeout,
        socket_connect_timeout=settings.redis_timeout,
    )


@best_effort
def queued(redis: Redis, keys: Sequence[str]) -> None:
    """Note that these articles were queued just now."""
    if keys:
        redis.zadd(QUEUED, dict.fromkeys(keys, time.time()))


@best_effort
def taken_up(redis: Redis, keys: Sequence[str]) -> None:
    """Note that a worker has begun with these articles."""
    if keys:
        redis.zadd(RUNNING, dict.fromkeys(keys, time.time()))


def forget(redis: Redis, keys: Sequence[str]) -> None:
    """Forget these articles: the next sweep may queue them again; raises RedisError."""
    if keys:
        redis.zrem(QUEUED, *keys)
        redis.zrem(RUNNING, *keys)


@best_effort
def dropped(redis: Redis, keys: Sequence[str]) -> None:
    """The same where it matters less."""
    forget(redis, keys)


@best_effort
def finished(redis: Redis, keys: Sequence[str]) -> None:
    """Note that these articles have their outcome in the bucket."""
    if not keys:
        return
    slot = f"{FINISHED}{int(time.time()) // SLOT_SECONDS}"
    with redis.pipeline(transaction=False) as pipe:
        pipe.zrem(QUEUED, *keys)
        pipe.zrem(RUNNING, *keys)
        pipe.incrby(slot, len(keys))
        pipe.expire(slot, 10 * SLOT_SECONDS * RATE_SLOTS)
        pipe.execute()


def note_outcomes(redis: Redis, done: Sequence[str], failed: Sequence[str]) -> list[str]:
    """Remember who failed; returns those of the done that had failed before."""
    try:
        before = redis.smismember(FAILED, list(done)) if done else []
        mended = [key for key, was in zip(done, before, strict=True) if was]
        if failed:
            redis.sadd(FAILED, *failed)
        if mended:
            redis.srem(FAILED, *mended)
    except RedisError as error:
        log.warning("outcomes not noted in Redis: %s", error)
        return []
    return mended


def in_flight(redis: Redis, keys: Sequence[str], since: float) -> set[str]:
    """Those of the keys that were queued after `since` (seconds of the epoch) and not finished.

    One that was queued in the future was so by a clock that has been set back since.
    """
    scores = redis.zmscore(QUEUED, list(keys)) if keys else []
    latest = time.time() + CLOCK_SECONDS
    return {
        key
        for key, score in zip(keys, scores, strict=True)
        if score is not None and since < score < latest
    }


def forget_older(redis: Redis, than: float) -> None:
    """Drop what was noted before `than` (seconds of the epoch): nobody will finish it now.

    And what was noted in the future, by a clock that has been set back since.
    """
    latest = time.time() + CLOCK_SECONDS
    for name in (QUEUED, RUNNING):
        redis.zremrangebyscore(name, "-inf", than)
        redis.zremrangebyscore(name, latest, "+inf")


def traffic(redis: Redis) -> Traffic:
    """What is under way, and how fast it went over the last half minute; raises RedisError."""
    slot = int(time.time()) // SLOT_SECONDS
    with redis.pipeline(transaction=False) as pipe:
        pipe.zcard(QUEUED)
        pipe.zcard(RUNNING)
        pipe.info("memory")
        for back in range(1, RATE_SLOTS + 1):
            pipe.get(f"{FINISHED}{slot - back}")
        known, running, memory, *slots = pipe.execute()
    return Traffic(max(known - running, 0), running, _rate(slots), share_used(memory) >= 1)


def share_used(memory: Mapping[str, Any]) -> float:
    """How much of what Redis may take is taken, by INFO; at 1 it refuses, 0 without a bound."""
    limit = int(memory.get("maxmemory") or 0)
    return int(memory.get("used_memory") or 0) / limit if limit else 0.0


def _rate(newest_first: Iterable[bytes | None]) -> float | None:
    """Articles per second since the oldest slot that finished any, full slots only."""
    counts = [int(count or 0) for count in newest_first]
    while counts and counts[-1] == 0:
        counts.pop()
    return sum(counts) / (len(counts) * SLOT_SECONDS) if counts else None

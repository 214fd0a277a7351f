"""`wenzhai doctor`: what is wrong with a deployment, each finding with its fix."""

import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, requires, version
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit
from uuid import uuid4

from packaging.requirements import Requirement
from redis import RedisError

from config.settings import Settings
from tasks.errors import InvalidKey
from workers import flight
from workers.advice import advice
from workers.app import create_app
from workers.dashboard import flower_url
from workers.errors import NotConfigured, StorageUnavailable
from workers.storage import INCOMING, RESULTS, WORK, Storage

OLDEST_REDIS = (6, 2)  # ZMSCORE and SMISMEMBER
FULL = 0.8  # share of Redis's memory beyond which it is nearly full
SKEW_SECONDS = 5.0  # the sweep allows an event that much
ANSWER_SECONDS = 2.0
LOOPBACK = {"127.0.0.1", "localhost", "::1"}

Level = Literal["ok", "note", "wrong"]


class Finding(NamedTuple):
    """What was found; `fix` is empty when all is well."""

    level: Level
    what: str
    fix: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Every finding, as it is made; a part that does not answer is one."""
    yield from installed()
    yield from misspelt(os.environ)
    yield from limits(settings)
    at_redis = "start it, or point WENZHAI_REDIS_URL at the one that runs, with its password"
    yield from _answering(lambda: _redis(settings), RedisError, "Redis", lambda _: at_redis)
    trouble = (StorageUnavailable, InvalidKey)
    try:
        yield from _answering(lambda: _bucket(settings), trouble, "storage", advice)
    except NotConfigured as error:
        what, _, fix = str(error).partition(": ")
        yield Finding("wrong", what, fix)
    by_redis = "mend Redis, through which they are asked"
    yield from _answering(lambda: _workers(settings), Exception, "workers", lambda _: by_redis)
    yield flower(settings, flower_answer(settings))


def _answering(
    look: Callable[[], Iterator[Finding]],
    trouble: type[Exception] | tuple[type[Exception], ...],
    part: str,
    fix: Callable[[Exception], str],
) -> Iterator[Finding]:
    try:
        yield from look()
    except trouble as error:
        yield Finding("wrong", f"{part} cannot be used: {error}", fix(error))


def misspelt(environment: Iterable[str]) -> Iterator[Finding]:
    """Variables that look like settings and are none, so that nobody heeds them."""
    known = {f"WENZHAI_{name.upper()}" for name in (*Settings.model_fields, "data")}
    for name in sorted(environment):
        if name.startswith("WENZHAI_") and name not in known:
            near = get_close_matches(name, known, 1)
            fix = f"did you mean {near[0]}?" if near else "docs/operating.md lists them all"
            yield Finding("wrong", f"{name} is no setting", fix)


def installed() -> Iterator[Finding]:
    """Packages whose versions are not those that this version of Wenzhai is made for."""
    try:
        all_ = [Requirement(line) for line in requires("wenzhai") or ()]
    except PackageNotFoundError:
        yield Finding("note", "Wenzhai runs from a checkout that is not installed", "make setup")
        return
    wanted = [each for each in all_ if not each.marker]  # a marker: for development only
    bad = [each for each in wanted if not _satisfied(each)]
    for each in bad:
        fix = "make setup, or pip install --require-hashes -r requirements.lock"
        yield Finding("wrong", f"{each.name} is not {each.specifier}", fix)
    if not bad:
        yield Finding("ok", f"Wenzhai {version('wenzhai')} and the {len(wanted)} packages it uses")


def _satisfied(wanted: Requirement) -> bool:
    try:
        return wanted.specifier.contains(version(wanted.name), prereleases=True)
    except PackageNotFoundError:
        return False


def limits(settings: Settings) -> Iterator[Finding]:
    """Whether the times fit together; settings refuse what is plainly wrong by themselves."""
    soft, hard, timeout = (
        settings.soft_time_limit,
        settings.time_limit,
        settings.visibility_timeout,
    )
    yield Finding("ok", f"time limits {soft} s and {hard} s, visibility timeout {timeout} s")
    if settings.requeue_seconds <= timeout:
        yield Finding(
            "note",
            f"the sweep queues articles again after {settings.requeue_seconds} s, before a lost "
            f"worker's messages come back ({timeout} s): they are done twice",
            f"WENZHAI_REQUEUE_SECONDS={5 * timeout}",
        )


def _redis(settings: Settings) -> Iterator[Finding]:
    redis = flight.connect(settings)
    before = time.time()
    seconds, microseconds = redis.time()
    clock = seconds + microseconds / 1e6
    yield from redis_state(redis.info())
    yield skew("Redis", clock - (before + time.time()) / 2)
    yield access(settings.redis_url.get_secret_value())


def redis_state(info: Mapping[str, Any]) -> Iterator[Finding]:
    """What Redis's INFO says of what we need of it."""
    number = str(info.get("redis_version", "0.0"))
    if tuple(int(part) for part in number.split(".")[:2]) < OLDEST_REDIS:
        yield Finding("wrong", f"Redis {number} is too old", "install Redis 6.2 or newer")
    else:
        yield Finding("ok", f"Redis {number}")
    if info.get("cluster_enabled"):
        yield Finding("wrong", "Redis is a cluster, which Celery cannot use", "use one Redis")
    policy = info.get("maxmemory_policy", "noeviction")
    if policy != "noeviction":
        fix = "redis-cli CONFIG SET maxmemory-policy noeviction, and in redis.conf"
        yield Finding("wrong", f"Redis forgets what is queued when full ({policy})", fix)
    if not info.get("aof_enabled"):
        yield Finding(
            "note",
            "Redis keeps no append-only file: a restart empties the queue, the sweep refills it",
            "redis-cli CONFIG SET appendonly yes, and in redis.conf",
        )
    elif info.get("aof_last_write_status", "ok") != "ok":
        yield Finding("wrong", "Redis cannot write its append-only file", "look at its disk")
    used = flight.share_used(info)
    fix = "more maxmemory, or less WENZHAI_WAITING_EVENTS and WENZHAI_QUEUED_BATCHES"
    if used >= 1:
        what = "Redis is full and takes nothing in: all waits until there is room again"
        yield Finding("wrong", what, f"{fix}; is there anything in it that is not ours?")
    elif used > FULL:
        yield Finding("wrong", f"Redis is {used:.0%} full", fix)


def access(url: str) -> Finding:
    """Whether a stranger could reach Redis by its address."""
    parts = urlsplit(url)
    if parts.hostname in LOOPBACK or parts.scheme == "unix":
        return Finding("ok", "Redis is on this machine")
    if not parts.password:
        fix = "requirepass in redis.conf, and redis://:PASSWORD@… in WENZHAI_REDIS_URL"
        return Finding("wrong", f"Redis at {parts.hostname} is used without a password", fix)
    if parts.scheme != "rediss":
        fix = "fine within a private network; else TLS: rediss://"
        return Finding("note", f"the way to Redis at {parts.hostname} is not encrypted", fix)
    return Finding("ok", "Redis is reached with password and TLS")


def skew(part: str, seconds: float) -> Finding:
    """By how much another's clock is ahead of this one's."""
    if abs(seconds) <= SKEW_SECONDS:
        return Finding("ok", f"the clock of {part} agrees with this one")
    ahead = "ahead of" if seconds > 0 else "behind"
    return Finding(
        "wrong", f"the clock of {part} is {abs(seconds):.0f} s {ahead} this one", "run NTP on both"
    )


def _bucket(settings: Settings) -> Iterator[Finding]:
    storage = Storage(settings)
    for prefix in (INCOMING, RESULTS):
        next(storage.listing(prefix), None)
    name, before = f"{WORK}doctor-{uuid4()}", time.time()
    storage.write(name, b"{}")
    there = storage.stat(name)
    storage.delete(name)
    yield Finding("ok", f"bucket {settings.bucket}: list, write and delete are allowed")
    if there is not None:
        middle = datetime.fromtimestamp((before + time.time()) / 2, UTC)
        yield skew("storage", (there.modified - middle).total_seconds())
    if settings.events_arn is None:
        fix = "WENZHAI_EVENTS_ARN where the server can push into Redis; else a low WENZHAI_SWEEP_SECONDS"
        yield Finding("note", "no notifications: the sweep alone finds new articles", fix)
    elif settings.events_arn in storage.notified():
        yield Finding("ok", "the bucket reports new articles")
    else:
        yield Finding("wrong", "the bucket does not report new articles", "start `wenzhai intake`")


def _workers(settings: Settings) -> Iterator[Finding]:
    if flight.traffic(flight.connect(settings)).full:
        yield Finding("note", "no worker can answer while Redis is full", "make room in Redis")
        return
    answers = create_app(settings).control.ping(timeout=ANSWER_SECONDS)
    if answers:
        yield Finding("ok", f"{len(answers)} worker{'s answer' if answers[1:] else ' answers'}")
    else:
        what = f"no worker answered within {ANSWER_SECONDS:g} s"
        yield Finding("wrong", what, "start one: `wenzhai worker`")


def flower_answer(settings: Settings) -> int | None:
    """What Flower answers to a stranger: an HTTP status, or None when there is no answer."""
    url = f"{flower_url(settings)}/api/workers"
    try:
        with urllib.request.urlopen(url, timeout=ANSWER_SECONDS) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def flower(settings: Settings, answer: int | None) -> Finding:
    """Whether strangers can look into Flower."""
    if answer is None:
        what = f"Flower does not answer at {flower_url(settings)}"
        return Finding("note", what, "`wenzhai flower`; elsewhere: set WENZHAI_FLOWER_ADDRESS")
    if answer < 400:
        return Finding("wrong", "Flower is open to anyone", "set WENZHAI_FLOWER_PASSWORD")
    if settings.flower_address not in LOOPBACK:
        fix = "keep it within a private network, or behind a proxy with TLS"
        return Finding("note", "Flower wants a password, but without TLS all can read it", fix)
    return Finding("ok", "Flower wants a password, and only this machine reaches it")

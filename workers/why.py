"""Why an article is not done: what the bucket and Redis know of it, in words."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import NamedTuple

from redis import Redis, RedisError

from config.settings import Settings
from tasks.document import Failure, Manifest, Result, Source, folder_of
from tasks.unpack import may_hold_many
from workers import attempts, chains, flight
from workers.reading import NothingThere, find_key
from workers.storage import FAILED, INCOMING, RESULTS, Storage, StoredObject, record_name
from workers.sweep import Standing, State, standings

PAGE = 1000  # articles looked up in Redis at once
NO_REDIS = "Redis does not answer, so nobody can tell more"
VERSION_CHARACTERS = 8  # of an ETag, enough to tell versions apart


class Facts(NamedTuple):
    """All that is known of one article; times in seconds of the epoch."""

    key: str
    article: StoredObject | None  # its object under incoming/
    outcome: Result | Failure | Manifest | None = None
    written: datetime | None = None  # when the outcome was
    queued: float | None = None
    running: float | None = None
    ahead: int = 0  # articles queued before it that no worker has taken up
    per_second: float | None = None
    events: int = 0  # that wait for intake
    losses: int = 0  # of workers over this version
    inside: int | None = None  # articles of the object that have an outcome
    redis: bool = True  # whether it answers
    full: bool = False  # Redis, of all it may hold
    idle: bool = False  # nothing is under way

    @property
    def current(self) -> bool:
        """Whether the outcome is that of the present bytes."""
        made_from = self.outcome.source.etag if self.outcome else None
        return self.outcome is not None and (self.article is None or made_from == self.article.etag)

    @property
    def ended(self) -> bool:
        """Whether nothing is to come; what Redis has of before the outcome is out of date."""
        before = self.queued is None or (
            self.written is not None and self.queued < self.written.timestamp()
        )
        return self.current and before


class Explanation(NamedTuple):
    """What happened when, how it stands, and what happens next or what to do."""

    timeline: tuple[tuple[datetime, str], ...]
    state: str
    next: str


def facts_of(key: str, storage: Storage, redis: Redis, events: str) -> Facts:
    """Look everywhere; `events` is the list that intake reads.

    Raises StorageUnavailable; without Redis the facts of the bucket still hold.
    """
    whole = object_of(key)
    facts = Facts(key, storage.stat(INCOMING + whole))
    try:
        outcome = find_key(key, storage)
    except NothingThere:
        pass
    else:
        prefix = FAILED if isinstance(outcome, Failure) else RESULTS
        facts = facts._replace(outcome=outcome, written=storage.modified(record_name(prefix, key)))
    if may_hold_many(key):
        entries = (storage.listing(f"{prefix}{folder_of(key)}/") for prefix in (RESULTS, FAILED))
        facts = facts._replace(inside=sum(1 for listing in entries for _ in listing))
    try:
        return _with_traffic(facts, whole, redis)._replace(events=redis.llen(events))
    except RedisError:
        return facts._replace(redis=False)


def _with_traffic(facts: Facts, whole: str, redis: Redis) -> Facts:
    queued, running = (redis.zscore(name, facts.key) for name in (flight.QUEUED, flight.RUNNING))
    traffic = flight.traffic(redis)
    before = redis.zcount(flight.QUEUED, "-inf", f"({queued}") if queued is not None else 0
    etag = facts.article.etag if facts.article else None
    record = None if whole == facts.key else int(facts.key.rpartition("/")[2])
    source = Source.unread(None, whole, etag, 0, record)
    return facts._replace(
        queued=queued,
        running=running,
        ahead=max(before - traffic.running, 0),
        per_second=traffic.per_second,
        full=traffic.full,
        idle=chains.idle(redis),
        losses=attempts.all_losses(redis, source),
    )


def object_of(key: str) -> str:
    """The key of the object that an article of this name lies in."""
    folder, _, number = key.rpartition("/")
    whole = folder.removesuffix(".d")
    many = re.fullmatch(r"\d{6}", number) and may_hold_many(whole) and folder_of(whole) == folder
    return whole if many else key


def explain(facts: Facts, settings: Settings, now: float) -> Explanation | None:
    """The facts in words; None when there is no such article."""
    if facts.article is None and facts.outcome is None:
        return None
    timeline = tuple(sorted(_timeline(facts)))
    if facts.ended:
        state, following = _ended(facts)
    else:
        state, following = _under_way(facts, settings, now)
    if facts.outcome is not None and not facts.current:
        state += "; the outcome there is of an older version"
    return Explanation(timeline, state, following)


def _timeline(facts: Facts) -> Iterator[tuple[datetime, str]]:
    if facts.article:
        size, version = facts.article.size, facts.article.etag[:VERSION_CHARACTERS]
        yield facts.article.modified, f"uploaded: {size:,} bytes, version {version}"
    for when, what in ((facts.queued, "queued"), (facts.running, "taken up by a worker")):
        if when is not None:
            yield datetime.fromtimestamp(when, UTC), what
    if facts.outcome and facts.written:
        kind = "failure" if isinstance(facts.outcome, Failure) else "result"
        version = (facts.outcome.source.etag or "unknown")[:VERSION_CHARACTERS]
        yield facts.written, f"{kind} written, from version {version}"


def _ended(facts: Facts) -> tuple[str, str]:
    match facts.outcome:
        case Failure() as failure:
            tried = f" after {failure.attempts} attempts" if failure.attempts > 1 else ""
            state = f"failed at {failure.stage}{tried}: {failure.error.message}"
            again = "upload it mended, or `wenzhai redrive --key` it"
            return state, f"{again}; to see it fail: {failure.replay}"
        case Manifest() as manifest:
            state = f"done: {manifest.articles} articles, {manifest.failed} failed"
        case _:
            state = "done"
    if facts.article is None:
        state += "; its article was deleted since, which leaves the outcome there"
    return state, "nothing"


def _under_way(facts: Facts, settings: Settings, now: float) -> tuple[str, str]:
    if facts.losses:
        more = f"; {facts.losses} of our processes were lost over it, so it is watched"
    else:
        more = f"; {facts.inside} of its articles have an outcome" if facts.inside else ""
    if not facts.redis:
        return f"waiting: {NO_REDIS}{more}", "start Redis"
    if facts.full:
        following = "give it more memory, or take out what is not ours; the sweep then queues it"
        return f"waiting: Redis is full and takes nothing in{more}", following
    if facts.queued is None:
        wait = f"events that wait for intake: {facts.events}"
        following = f"the sweep queues it within {settings.sweep_seconds} s and the time it takes"
        return (
            f"waiting: not queued yet, {wait}{more}",
            f"{following}; `wenzhai sweep` does at once",
        )
    if facts.idle or now - facts.queued > settings.requeue_seconds:
        following = "the next sweep queues it again"
        return f"waiting: queued {ago(facts.queued, now)}, and lost since{more}", following
    if facts.running is not None and facts.running >= facts.queued:
        following = f"should its worker be lost: again within {settings.visibility_timeout} s"
        if now - facts.running > settings.time_limit:
            following = (
                "long for one try; storage may refuse its result: see the log of the workers"
            )
        return f"at work: taken up {ago(facts.running, now)}{more}", following
    pace = f", about {(facts.ahead + 1) / facts.per_second:.0f} s" if facts.per_second else ""
    return f"waiting: {facts.ahead:,} ahead{pace}{more}", "a worker takes it up; more workers help"


def ago(when: float, now: float) -> str:
    """`12 s ago`, `3 min ago`."""
    seconds = max(now - when, 0)
    return f"{seconds:.0f} s ago" if seconds < 120 else f"{seconds / 60:.0f} min ago"


def not_done(storage: Storage, redis: Redis) -> Iterator[tuple[str, str]]:
    """Every article that has no result, and why in a few words; raises StorageUnavailable."""
    open_ = (standing for standing in standings(storage) if standing.state is not State.DONE)
    answers = True
    while page := list(islice(open_, PAGE)):
        keys, now = [standing.ref.key for standing in page], time.time()
        unknown: list[float | None] = [None] * len(page)
        queued, running = unknown, unknown
        if answers:  # each look at one that does not takes seconds
            try:
                queued, running = (
                    redis.zmscore(name, keys) for name in (flight.QUEUED, flight.RUNNING)
                )
            except RedisError:
                answers = False
        for standing, since, begun in zip(page, queued, running, strict=True):
            if not answers and standing.state is State.WAITING:
                yield standing.ref.key, f"waiting: {NO_REDIS}"
            else:
                yield standing.ref.key, _reason(standing, storage, since, begun, now)


def _reason(
    standing: Standing, storage: Storage, queued: float | None, running: float | None, now: float
) -> str:
    if queued is not None and running is not None:
        return f"taken up {ago(running, now)}"
    if queued is not None:
        return f"queued {ago(queued, now)}"
    if standing.state is State.WAITING:
        return f"not queued; uploaded {ago(standing.modified.timestamp(), now)}"
    try:
        failure = find_key(standing.ref.key, storage)
    except NothingThere as error:
        return str(error)
    if isinstance(failure, Failure):
        return f"failed at {failure.stage}: {failure.error.type}: {failure.error.message}"
    return "done just now"

"""Objects that hold many articles: a task of their own sends each article on its way.

`tasks.unpack` reads the object, sends as many of its articles as the queue has room for, and goes
behind them into the queue again. Its last turns wait until every article has its outcome; then the
manifest `results/<key>.json` is written, by which the sweep knows the object as done. Whatever is
lost on the way, the sweep queues the object again, and only what has no outcome yet is sent anew.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from celery.exceptions import SoftTimeLimitExceeded
from redis import RedisError

from tasks.document import RawArticle, Source, folder_of
from tasks.errors import ArticleError, StageKilled, StageOutOfMemory, TooLarge
from tasks.stages import STAGES
from tasks.unpack import manifest_of, unpack
from workers import attempts, flight
from workers.batch import Article, failed, grouped
from workers.bench import Bench
from workers.chains import BatchTask, Turn, parked, send_batch, send_turn, waiting_batches
from workers.errors import StorageUnavailable
from workers.replay import raw_article
from workers.storage import (
    FAILED,
    INCOMING,
    RESULTS,
    ObjectRef,
    Storage,
    objects_of,
    record_name,
)
from workers.sweep import NEVER

log = logging.getLogger(__name__)

RETRY_SECONDS, RETRIES = 5, 20
LOOK_SECONDS = 2.0  # between two looks whether every article has its outcome
LOOKS_PER_SECOND = 50  # a look lists a thousand outcomes at a time: the more, the rarer
LONGEST_LOOK_SECONDS = 30.0
MOST_ROUNDS = 20  # looks that find no progress; then the sweep has it


Records = Sequence[RawArticle]


class Outcomes(NamedTuple):
    """Which records have an outcome for the present bytes, how many failed, and outdated objects."""

    done: frozenset[int]
    failed: int
    stale: tuple[str, ...]


def task_of(bench: Bench) -> Callable[[BatchTask, dict[str, Any]], str]:
    """The task that only objects of many articles need."""

    def unpack(self: BatchTask, message: dict[str, Any]) -> str:
        """Send the articles of an object on their way."""
        try:
            turn = Turn.model_validate(message)
            lost = attempts.loss_before(bench.redis, self.request)
            return take(bench, turn, lost or (attempts.NOT_SEEN if turn.suspect else None))
        except (StorageUnavailable, RedisError, SoftTimeLimitExceeded) as error:
            raise self.retry(exc=error, countdown=RETRY_SECONDS, max_retries=RETRIES) from error

    return unpack


def take(bench: Bench, turn: Turn, lost: str | None = None) -> str:
    """Take one turn and say what it did; `lost`: how a worker was lost over it before.

    Raises StorageUnavailable, redis.RedisError.
    """
    flight.queued(bench.redis, [turn.key])  # anew with every turn, lest the sweep queue it as well
    limit = bench.settings.bundle_bytes
    content = bench.storage.read(INCOMING + turn.key, limit)
    if content is None:
        flight.dropped(bench.redis, [turn.key])
        return "deleted before its turn"
    source = Source.unread(bench.storage.bucket, turn.key, content.etag, content.size)
    losses = attempts.losses(bench.redis, source, attempts.UNPACKING) if lost else 0
    try:
        raw = raw_article(source, content, bench.settings)
        records = _watched(bench, raw, source, losses, lost) if lost else _unpacked(bench, raw)
    except ArticleError as error:
        record = failed(source, STAGES[0], error, losses + 1, bench.rules)
        _end(bench, record, outcomes(bench, source, 0))
        return "0 done, 1 failed"
    if records[0].record is None:
        _remove(bench.storage, outcomes(bench, source, 0).stale)
        _send(bench, [_article(bench, records[0], source)], turn.queue)
        return "1 article"
    found = outcomes(bench, source, len(records))
    if turn.begin < len(records):
        return _send_some(bench, turn, records, source, found.done)
    return _finish(bench, turn, source, found, len(records))


def _watched(bench: Bench, raw: RawArticle, source: Source, losses: int, lost: str) -> Records:
    """The articles of an object over which a worker may have been lost; raises ArticleError."""
    if losses >= attempts.WATCHED_LOSSES:
        raise StageKilled(
            f"unpacking ended its worker process {losses + 1} times; the last: {lost}"
        )
    with attempts.watched(bench.redis, source, attempts.UNPACKING):
        return _unpacked(bench, raw)


def _unpacked(bench: Bench, raw: RawArticle) -> Records:
    try:
        return unpack(raw, bench.settings.bundle_bytes)
    except MemoryError as error:
        bound = bench.settings.memory_limit_bytes
        raise StageOutOfMemory(f"unpacking needed more than {bound:,} bytes of memory") from error


def _send_some(
    bench: Bench, turn: Turn, records: Sequence[RawArticle], source: Source, done: frozenset[int]
) -> str:
    """Send what has no outcome yet, as far as there is room, and queue the next turn behind it."""
    wanted = [raw for raw in records[turn.begin :] if turn.again or raw.record not in done]
    sent, settings = 0, bench.settings
    refs = (ObjectRef(str(number), len(raw.content)) for number, raw in enumerate(wanted))
    for group in grouped(refs, settings.batch_articles, settings.batch_bytes):
        if sent and waiting_batches(bench.redis, turn.queue) >= settings.queued_batches:
            break
        articles = [_article(bench, wanted[int(ref.key)], source) for ref in group]
        _send(bench, articles, turn.queue)
        sent += len(group)
    begin = wanted[sent].record if sent < len(wanted) else len(records)
    send_turn(bench.app, turn.model_copy(update={"begin": begin}))
    return f"{sent} of {len(records)} articles"


def _finish(bench: Bench, turn: Turn, source: Source, found: Outcomes, articles: int) -> str:
    """Write the manifest when every article has its outcome, else look again later."""
    missing = articles - len(found.done)
    if not missing:
        manifest = manifest_of(source, articles, found.failed, bench.rules)
        _end(bench, Article(source, manifest), found)
        # An outdated outcome, written late, may have been counted and then been taken back.
        missing = articles - len(outcomes(bench, source, articles).done)
        if not missing:
            return f"{articles - found.failed} done, {found.failed} failed"
        bench.storage.delete(record_name(RESULTS, source.key))
    rounds = turn.rounds + 1 if missing == turn.missing else 0
    if rounds > MOST_ROUNDS:
        log.warning("left to the sweep: %d of %d articles are missing", missing, articles)
        flight.dropped(bench.redis, [turn.key])
    else:
        pause = min(max(LOOK_SECONDS, missing / LOOKS_PER_SECOND), LONGEST_LOOK_SECONDS)
        later = turn.model_copy(update={"missing": missing, "rounds": rounds})
        send_turn(bench.app, later, countdown=pause)
    return f"{missing} of {articles} articles still to come"


def outcomes(bench: Bench, source: Source, articles: int) -> Outcomes:
    """What the bucket holds of an object's first so many articles; raises StorageUnavailable."""
    storage = bench.storage
    since = storage.modified(INCOMING + source.key) or NEVER
    newest: dict[int, tuple[datetime, str, str]] = {}
    stale: list[str] = []
    for prefix in (RESULTS, FAILED):
        for number, name, modified in _written(storage, prefix, source, articles):
            if number >= articles or modified < since:
                stale.append(name)
                continue
            this, other = (modified, name, prefix), newest.get(number)
            newest[number] = max(this, other or this)
            if other:
                stale.append(min(this, other)[1])
    failures = sum(prefix == FAILED for _, _, prefix in newest.values())
    return Outcomes(frozenset(newest), failures, tuple(stale))


def _written(
    storage: Storage, prefix: str, source: Source, articles: int
) -> Iterator[tuple[int, str, datetime]]:
    """Number, name and time of every outcome object of the records, those beyond the last too."""
    folder = f"{prefix}{folder_of(source.key)}/"
    first = source.model_copy(update={"record": 0})
    if not record_name(prefix, first.name).startswith(folder):
        # A key that its outcomes cannot be named after: each has to be asked for.
        for number in range(articles):
            name = record_name(prefix, source.model_copy(update={"record": number}).name)
            if modified := storage.modified(name):
                yield number, name, modified
        return
    for entry in storage.listing(folder):
        digits = entry.key.removesuffix(".json")
        if digits.isascii() and digits.isdigit():
            yield int(digits), folder + entry.key, entry.modified


def _article(bench: Bench, raw: RawArticle, source: Source) -> Article:
    """An article on its way, or its failure when it is larger than the service accepts."""
    size, limit = len(raw.content), bench.settings.article_bytes
    source = source.model_copy(update={"record": raw.record, "size": size})
    if size > limit:
        error = TooLarge(f"{size:,} bytes; the limit is {limit:,}")
        return failed(source, STAGES[0], error, 1, bench.rules)
    return Article(source, raw)


def _send(bench: Bench, articles: Sequence[Article], queue: str) -> None:
    names = [article.source.name for article in articles]
    flight.queued(bench.redis, names)
    batch = parked(bench.storage, articles, bench.settings.message_bytes, bench.fingerprint)
    send_batch(bench.app, batch, names, queue=queue)


def _end(bench: Bench, outcome: Article, found: Outcomes) -> None:
    """Write the object's own outcome, and remove those of an earlier version's records."""
    _remove(bench.storage, found.stale)
    bench.transfers.save([outcome])


def _remove(storage: Storage, names: Iterable[str]) -> None:
    for name in names:
        for each in objects_of(name):
            storage.delete(each)

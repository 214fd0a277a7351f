"""Once more: failures (`wenzhai redrive`), and what older code or rules made (`reprocess`).

Results stay until newer ones replace them, and articles that are done again go through a queue that
workers look at last, so that new articles do not wait for them.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from celery import Celery
from redis import Redis

from config.settings import Settings
from tasks.document import Failure
from tasks.errors import InvalidKey
from tasks.unpack import may_hold_many
from workers import attempts, chains
from workers.app import AGAIN_QUEUE
from workers.batch import grouped, new_articles, packed
from workers.chains import Turn
from workers.events import written_event
from workers.reading import NothingThere, read_outcome
from workers.storage import FAILED, INCOMING, RESULTS, TRANSFERS, ObjectRef, Storage, record_name
from workers.sweep import State, standings

START_BYTES = 512  # of a result: the pipeline is its second field
FINGERPRINT = re.compile(rb'"fingerprint":\s*"(\w+)"')
UNKNOWN = "unknown"
PAGE = 1000
QUEUED_BATCHES = 8  # in the lane: enough to keep workers busy, few to wait for when it is ended
WAIT_SECONDS = 0.2


class Made(NamedTuple):
    """An article that is done, and the fingerprint of what made its result."""

    ref: ObjectRef
    fingerprint: str


def failures(
    storage: Storage, reason: str | None, key: str | None
) -> Iterator[tuple[str, Failure]]:
    """Failure records with their names; of one key, or whose error's name or message has `reason`.

    Raises StorageUnavailable.
    """
    names = (f"{FAILED}{entry.key}" for entry in storage.listing(FAILED))
    for name in [record_name(FAILED, key)] if key else names:
        with suppress(NothingThere):
            failure = read_outcome(storage, name)
            if isinstance(failure, Failure) and _matches(failure, reason):
                yield name, failure


def _matches(failure: Failure, reason: str | None) -> bool:
    said = f"{failure.error.type} {failure.error.message}".lower()
    return reason is None or reason.lower() in said


def redrive(name: str, failure: Failure, storage: Storage, redis: Redis, events: str) -> bool:
    """Have a failed article tried anew; False when the article itself is gone.

    The record goes first: from then on the article counts as waiting, whatever becomes of the
    event. Raises StorageUnavailable, RedisError.
    """
    source = failure.source
    with suppress(InvalidKey):
        if storage.stat(INCOMING + source.key) is not None:
            attempts.forget(redis, source)
            storage.delete(name)
            if source.record is not None:  # the manifest says that all is done
                storage.delete(record_name(RESULTS, source.key))
            redis.rpush(events, written_event(ObjectRef(source.key, source.size)))
            return True
    return False


def made(storage: Storage, prefix: str) -> Iterator[Made]:
    """Every article under the prefix that is done; raises StorageUnavailable."""

    def fingerprint(ref: ObjectRef) -> Made:
        found = FINGERPRINT.search(storage.start(record_name(RESULTS, ref.key), START_BYTES) or b"")
        return Made(ref, found[1].decode() if found else UNKNOWN)

    done = (
        standing.ref
        for standing in standings(storage)
        if standing.state is State.DONE and standing.ref.key.startswith(prefix)
    )
    with ThreadPoolExecutor(TRANSFERS) as threads:
        while page := list(islice(done, PAGE)):
            yield from threads.map(fingerprint, page)


def counted(results: Iterable[Made], current: str) -> tuple[int, Counter[str]]:
    """How many results there are, and how many each older version of code and rules made."""
    total, older = 0, Counter[str]()
    for each in results:
        total += 1
        if each.fingerprint != current:
            older[each.fingerprint] += 1
    return total, older


def reprocess(
    app: Celery,
    refs: Iterable[ObjectRef],
    redis: Redis,
    settings: Settings,
    sent: Callable[[int], None],
) -> None:
    """Send these articles through the lane, as there is room; `sent` is told how many just left.

    Raises RedisError, kombu's OperationalError; what has not left is still there the next time.
    """
    for group in grouped(refs, settings.batch_articles, settings.batch_bytes):
        while chains.waiting_batches(redis, AGAIN_QUEUE) >= QUEUED_BATCHES:
            time.sleep(WAIT_SECONDS)
        for ref in group:
            if may_hold_many(ref.key):
                chains.send_turn(app, Turn(key=ref.key, size=ref.size, again=True))
        plain = [ref for ref in group if not may_hold_many(ref.key)]
        if plain:
            batch = packed(new_articles(plain, settings.bucket))
            chains.send_batch(app, batch, [ref.key for ref in plain], queue=AGAIN_QUEUE)
        sent(len(group))

"""Bucket events and the sweep -> batches in the queue.

Events are the fast path, the sweep the guarantee. Intake never queues more than a bound: the
bucket holds the rest, and nothing is lost when it waits.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path

from celery import Celery
from kombu.exceptions import OperationalError
from redis import Redis, RedisError

from config.settings import Settings
from workers import flight, stages
from workers.batch import grouped
from workers.errors import StorageUnavailable
from workers.events import UnknownEvent, parse_event
from workers.storage import WORK, ObjectRef, Storage
from workers.sweep import State, standings

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
GATHER_SECONDS, GATHER_STEP_SECONDS = 1.0, 0.02  # at most, and between two looks
GULP_BATCHES = 4  # taken from the list at once under backlog
FULL_QUEUE_SECONDS = 0.1  # between two looks at a full queue
TROUBLE_SECONDS = 3.0  # between two tries while broker or storage are away
SWEEP_LOCK = "wenzhai:sweep"
PAGE = 1000  # articles that the sweep looks up in flight at once
WORK_SECONDS = 24 * 3600  # a parked document older than this belongs to no message


class Intake:
    """Reads events in the calling thread and sweeps in another, until told to stop."""

    def __init__(self, app: Celery, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._redis: Redis = flight.connect(settings)
        self._storage = Storage(settings)
        self._stopping = threading.Event()

    def run(self) -> None:
        """Work until `stop` is called; what has been taken from the list is queued first."""
        sweeper = threading.Thread(target=self._sweep_regularly, name="sweep", daemon=True)
        self._patiently(lambda: self._storage.prepare(self._settings.events_arn))
        sweeper.start()
        while not self._stopping.is_set():
            _touch(self._settings.heartbeat_file)
            self._patiently(self._take_events)
        sweeper.join(timeout=TROUBLE_SECONDS)

    def stop(self) -> None:
        """Finish what is at hand and return from `run`; safe in a signal handler."""
        self._stopping.set()

    # --- events

    def _take_events(self) -> None:
        """Wait a moment for events and queue all that came; one alone leaves at once.

        While batches wait for a worker anyway, events gather until they fill one.
        """
        events, enough = self._settings.events_list, self._settings.batch_articles
        first = self._redis.blpop([events], timeout=POLL_SECONDS)
        if first is None:
            return
        patience = time.monotonic() + GATHER_SECONDS
        while (
            self._redis.llen(events) < enough - 1
            and stages.waiting_batches(self._redis)
            and time.monotonic() < patience
        ):
            self._stopping.wait(GATHER_STEP_SECONDS)
        more = self._redis.lpop(events, GULP_BATCHES * enough)
        self._queue(_objects([first[1], *(more or ())]))

    def _queue(self, refs: Iterable[ObjectRef]) -> None:
        """Send batches, waiting for room, and again if the broker is away."""
        settings = self._settings
        for group in grouped(refs, settings.batch_articles, settings.batch_bytes):
            self._patiently(partial(self._send, group))

    def _send(self, group: list[ObjectRef]) -> None:
        while stages.waiting_batches(self._redis) >= self._settings.queued_batches:
            _touch(self._settings.heartbeat_file)
            if self._stopping.wait(FULL_QUEUE_SECONDS):
                break  # what is at hand is queued beyond the bound rather than lost
        flight.queued(self._redis, [ref.key for ref in group])
        stages.send(self._app, group, self._settings.bucket)

    # --- the sweep

    def _sweep_regularly(self) -> None:
        while not self._stopping.is_set():
            self._patiently(self._sweep_once)
            self._stopping.wait(self._settings.sweep_seconds)

    def _sweep_once(self) -> None:
        """Queue what is missing, unless another intake is sweeping."""
        lock = self._redis.lock(SWEEP_LOCK, timeout=10 * self._settings.sweep_seconds)
        if not lock.acquire(blocking=False):
            return
        try:
            self._queue(self._missing())
            self._clear_work()
        finally:
            with suppress(RedisError):
                lock.release()

    def _missing(self) -> Iterator[ObjectRef]:
        """Articles without an outcome that are not under way; stale outcomes go on the way."""
        since = time.time() - self._settings.requeue_seconds
        articles = standings(self._storage)
        while page := list(islice(articles, PAGE)):
            for standing in page:
                if standing.stale:
                    self._storage.delete(standing.stale)
            waiting = [s.ref for s in page if s.state is State.WAITING]
            known = flight.in_flight(self._redis, [ref.key for ref in waiting], since)
            yield from (ref for ref in waiting if ref.key not in known)
            if self._stopping.is_set():
                return

    def _clear_work(self) -> None:
        """Delete parked documents whose messages are long gone."""
        for entry in self._storage.listing(WORK):
            if time.time() - entry.modified.timestamp() > WORK_SECONDS:
                self._storage.delete(WORK + entry.key)

    def _patiently(self, action: Callable[[], None]) -> None:
        """Do it, and again while broker or storage are away; when stopping, try just once."""
        while True:
            try:
                return action()
            except (RedisError, OperationalError, StorageUnavailable) as error:
                if self._stopping.is_set():
                    log.warning("%s; left to the next sweep", error)
                    return None
                log.warning("%s; trying again in %g s", error, TROUBLE_SECONDS)
            _touch(self._settings.heartbeat_file)
            self._stopping.wait(TROUBLE_SECONDS)


def _objects(messages: Iterable[bytes | str]) -> Iterator[ObjectRef]:
    for message in messages:
        try:
            yield from parse_event(message)
        except UnknownEvent as error:
            log.warning("an event that is none was left out (%s): %.200r", error, message)


def _touch(file: Path | None) -> None:
    if file is not None:
        file.touch()

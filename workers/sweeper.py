"""Sweeping at intervals: queue what has no outcome and is not under way."""

import logging
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import cast

from celery import Celery
from redis import Redis, RedisError
from redis.exceptions import LockError

from config.settings import Settings
from workers import chains, flight
from workers.dispatch import TROUBLE, TROUBLE_SECONDS, Dispatch
from workers.events import UnknownEvent, parse_event
from workers.storage import WORK, ObjectRef, Storage, objects_of
from workers.sweep import Standing, State, standings

log = logging.getLogger(__name__)

LOCK = "wenzhai:sweep"
LOCK_SECONDS = 30  # renewed all the while; a sweeper that was killed holds it no longer
STEP_SECONDS = 0.5  # between two looks whether to end
PAGE = 1000  # articles looked up in flight at once
WORK_SECONDS = 24 * 3600  # a parked document older than this belongs to no message
EVENT_MARGIN = timedelta(seconds=5)  # an event may be sent a little after its object is stored


class Sweeper:
    """One thread's work: a sweep, a pause, and again, until the dispatch is stopping."""

    def __init__(
        self, storage: Storage, redis: Redis, settings: Settings, dispatch: Dispatch
    ) -> None:
        self._storage = storage
        self._redis = redis
        self._settings = settings
        self._dispatch = dispatch
        self._lock = redis.lock(LOCK, timeout=LOCK_SECONDS, thread_local=False)
        self._renewed = 0.0
        self._idle = 0.0  # the last moment at which nothing was under way

    def run(self) -> None:
        """Sweep at intervals; no error ends it."""
        while not self._dispatch.stopping:
            pause: float = self._settings.sweep_seconds
            try:
                if self._settings.events_arn:
                    self._storage.notify(self._settings.events_arn)
                self.sweep()
            except LockError:
                log.warning("another intake is sweeping")
            except TROUBLE as error:
                log.warning("sweep: %s; again in %g s", error, TROUBLE_SECONDS)
                pause = TROUBLE_SECONDS
            except Exception:  # a fault of ours must not end the guarantee
                log.exception("sweep: again in %g s", pause)
            self._pause(pause)

    def sweep(self) -> int | None:
        """Queue what is missing and say how much; None when another intake is sweeping.

        Raises LockError, TROUBLE.
        """
        if not self._lock.acquire(blocking=False):
            return None
        self._renewed = time.monotonic()
        try:
            self._note_idleness()
            queued = self._dispatch.queue(
                self._missing(), self._not_under_way, self._renew, self._queued_before
            )
            self._clear_work()
            flight.forget_older(self._redis, time.time() - 2 * self._settings.requeue_seconds)
        finally:
            with suppress(RedisError):  # LockError is one
                self._lock.release()
        return queued

    def _note_idleness(self) -> None:
        """What was queued before a moment at which nothing was under way is done, or was lost.

        Two looks: on its way from a queue to a worker a message is nowhere for an instant.
        """
        moment = time.time()
        if chains.idle(self._redis):
            time.sleep(STEP_SECONDS)
            if chains.idle(self._redis):
                self._idle = moment

    def _missing(self) -> Iterator[ObjectRef]:
        """Articles without an outcome that no event will bring; stale outcomes go on the way."""
        articles = standings(self._storage)
        while page := list(islice(articles, PAGE)):
            self._renew()
            for standing in page:
                if standing.stale:
                    for name in objects_of(standing.stale):
                        self._storage.delete(name)
            cutoff = self._cutoff()
            waiting = [s for s in page if s.state is State.WAITING]
            due = [s.ref for s in waiting if _is_due(s, cutoff)]
            yield from self._not_under_way(due)
            if self._dispatch.stopping:
                return

    def _cutoff(self) -> datetime:
        """When the oldest waiting event was sent: younger articles have theirs in the list."""
        oldest = cast("bytes | None", self._redis.lindex(self._settings.events_list, 0))
        if oldest is None:
            return datetime.max.replace(tzinfo=UTC)
        with suppress(UnknownEvent):
            sent = parse_event(oldest).sent
            if sent is not None:
                return sent - EVENT_MARGIN
        return datetime.max.replace(tzinfo=UTC)

    def _not_under_way(self, refs: list[ObjectRef]) -> list[ObjectRef]:
        since = max(self._idle, time.time() - self._settings.requeue_seconds)
        known = flight.in_flight(self._redis, [ref.key for ref in refs], since)
        return [ref for ref in refs if ref.key not in known]

    def _queued_before(self, refs: list[ObjectRef]) -> bool:
        """Whether one of them was queued and never finished: its worker may have been lost."""
        return bool(flight.in_flight(self._redis, [ref.key for ref in refs], float("-inf")))

    def _clear_work(self) -> None:
        """Delete parked documents whose messages are long gone."""
        for entry in self._storage.listing(WORK):
            self._renew()
            if time.time() - entry.modified.timestamp() > WORK_SECONDS:
                self._storage.delete(WORK + entry.key)

    def _renew(self) -> None:
        """Keep the lock; raises LockError when another sweeper has it by now."""
        if time.monotonic() - self._renewed > LOCK_SECONDS / 3:
            self._lock.extend(LOCK_SECONDS, replace_ttl=True)
            self._renewed = time.monotonic()

    def _pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._dispatch.stopping and time.monotonic() < until:
            time.sleep(STEP_SECONDS)


def sweep_once(app: Celery, storage: Storage, redis: Redis, settings: Settings) -> int | None:
    """One sweep in the calling process; as Sweeper.sweep."""
    return Sweeper(storage, redis, settings, Dispatch(app, redis, settings, [])).sweep()


def _is_due(standing: Standing, cutoff: datetime) -> bool:
    return standing.modified < cutoff

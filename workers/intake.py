"""Bucket events and the sweep -> batches in the queue.

Events are the fast path, the sweep the guarantee. Intake never queues more than a bound, and
drops events beyond another: the bucket holds the rest, and the sweep finds it.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import cast

from celery import Celery
from redis import Redis, RedisError

from config.settings import Settings
from workers import chains, flight
from workers.dispatch import Dispatch, touch
from workers.events import UnknownEvent, parse_event
from workers.storage import ObjectRef, Storage
from workers.sweeper import Sweeper

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
GATHER_SECONDS, GATHER_STEP_SECONDS = 1.0, 0.02  # at most, and between two looks
GULP_BATCHES = 4  # taken from the list at once under backlog
# What waits before idle workers is shared out, so that each has some and none the last alone.
SHARES, SMALL_BATCH = 8, 8
SWEEPER_SECONDS = 5.0  # for the sweeper to notice that it is to end


class Intake:
    """Takes events in the calling thread and sweeps in another, until told to stop."""

    def __init__(self, app: Celery, settings: Settings) -> None:
        self._settings = settings
        self._redis: Redis = flight.connect(settings)
        self._storage = Storage(settings)
        self._stopping: list[bool] = []
        self._dispatch = Dispatch(app, self._redis, settings, self._stopping)
        self._sweeper = Sweeper(self._storage, self._redis, settings, self._dispatch)

    def run(self) -> None:
        """Work until `stop` is called."""
        self._patiently(self._storage.make_bucket)
        sweeping = threading.Thread(target=self._sweeper.run, name="sweep", daemon=True)
        sweeping.start()
        while not self._stopping and sweeping.is_alive():
            self._beat()
            self._patiently(self._take_events)
        if not self._stopping:
            raise RuntimeError("the sweep has ended")  # it never does: better no intake than half
        sweeping.join(timeout=SWEEPER_SECONDS)

    def stop(self) -> None:
        """Finish what is at hand and return from `run`; safe in a signal handler."""
        self._stopping.append(True)

    def _beat(self) -> None:
        touch(self._settings.heartbeat_file)

    def _patiently(self, action: Callable[[], None]) -> None:
        self._dispatch.patiently(action, self._beat)

    def _take_events(self) -> None:
        """Wait a moment for events and queue all that came; one alone leaves at once.

        While batches wait for a worker anyway, events gather until they fill one; while none does,
        a hundred articles are shared out in small ones.
        """
        events, batch = self._settings.events_list, self._settings.batch_articles
        first = self._redis.blpop([events], timeout=POLL_SECONDS)
        if first is None:
            return
        messages = [cast("bytes", first[1])]
        try:
            waiting, batches = self._gathered(batch)
            if waiting > self._settings.waiting_events:
                self._drop_flood(waiting)
            elif waiting:
                more = self._redis.lpop(events, GULP_BATCHES * batch)
                messages += cast("list[bytes]", more or [])
            if not batches:
                batch = min(batch, max(SMALL_BATCH, (1 + waiting) // SHARES))
        except RedisError as error:
            log.warning("%s; going on with one event", error)
        self._dispatch.queue(_objects(messages), meanwhile=self._beat, articles=batch)

    def _gathered(self, enough: int) -> tuple[int, int]:
        """How many events and batches wait, once that are enough events or no batch."""
        patience = time.monotonic() + GATHER_SECONDS
        while True:
            with self._redis.pipeline(transaction=False) as pipe:
                pipe.llen(self._settings.events_list)
                chains.waiting_batches(pipe)
                events, batches = pipe.execute()
            done = not batches or 1 + events >= enough or self._stopping
            if done or time.monotonic() > patience:
                return events, batches
            time.sleep(GATHER_STEP_SECONDS)

    def _drop_flood(self, waiting: int) -> None:
        """Empty a list that would fill Redis; the sweep has its articles."""
        self._redis.delete(self._settings.events_list)
        log.warning("%d events dropped: the sweep queues their articles", waiting)


def _objects(messages: Iterable[bytes]) -> Iterator[ObjectRef]:
    for message in messages:
        try:
            event = parse_event(message)
        except UnknownEvent as error:
            log.warning("an event that is none was left out (%s): %.200r", error, message)
            continue
        if event.unreadable:
            log.warning("%d records of an event were left out: %.200r", event.unreadable, message)
        yield from event.refs

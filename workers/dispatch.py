"""From articles to batches in the queue, waiting while it is full."""

import logging
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from celery import Celery
from kombu.exceptions import OperationalError
from redis import Redis, RedisError

from config.settings import Settings
from workers import chains, flight
from workers.batch import grouped
from workers.errors import StorageUnavailable
from workers.storage import ObjectRef

log = logging.getLogger(__name__)

FULL_QUEUE_SECONDS = 0.1  # between two looks at a full queue
TROUBLE_SECONDS = 3.0  # between two tries while broker or storage are away
TROUBLE = (RedisError, OperationalError, StorageUnavailable)


class Dispatch:
    """Queues articles for one thread of intake. `stopping` is polled: signal handlers set it."""

    def __init__(self, app: Celery, redis: Redis, settings: Settings, stopping: list[bool]) -> None:
        self._app = app
        self._redis = redis
        self._settings = settings
        self._stopping = stopping
        self._unsent: list[list[str]] = []  # noted as queued, and are not

    @property
    def stopping(self) -> bool:
        """Whether the process is to end."""
        return bool(self._stopping)

    def queue(
        self,
        refs: Iterable[ObjectRef],
        still_wanted: Callable[[list[ObjectRef]], list[ObjectRef]] | None = None,
        meanwhile: Callable[[], None] | None = None,
        suspect: Callable[[list[ObjectRef]], bool] | None = None,
        articles: int | None = None,
    ) -> int:
        """Send batches of at most so many articles, each as soon as there is room; returns how many.

        `still_wanted` and `suspect` are asked right before a batch leaves, after any wait;
        `meanwhile` is called while waiting. Raises redis.RedisError or kombu's OperationalError; what was not sent is
        left to the sweep.
        """
        settings = self._settings
        sent = 0
        self._forget_unsent()
        for group in grouped(refs, articles or settings.batch_articles, settings.batch_bytes):
            self._wait_for_room(meanwhile)
            wanted = still_wanted(group) if still_wanted else group
            if wanted:
                self._send(wanted, suspect is not None and suspect(wanted))
                sent += len(wanted)
        return sent

    def _send(self, group: list[ObjectRef], suspect: bool) -> None:
        keys = [ref.key for ref in group]
        flight.queued(self._redis, keys)
        try:
            chains.send(self._app, group, self._settings.bucket, suspect=suspect)
        except TROUBLE:
            self._unsent.append(keys)
            with suppress(RedisError):  # it is away, most likely: then before the next sweep
                self._forget_unsent()
            raise

    def _forget_unsent(self) -> None:
        """Else the sweep would take what could not be sent for under way; raises RedisError."""
        for keys in list(self._unsent):
            flight.forget(self._redis, keys)
            with suppress(ValueError):  # the other thread of intake was as quick
                self._unsent.remove(keys)

    def _wait_for_room(self, meanwhile: Callable[[], None] | None) -> None:
        """A stopping process does not wait: what it has in hand is queued beyond the bound."""
        while chains.waiting_batches(self._redis) >= self._settings.queued_batches:
            if self.stopping:
                return
            if meanwhile:
                meanwhile()
            time.sleep(FULL_QUEUE_SECONDS)

    def patiently(self, action: Callable[[], None], meanwhile: Callable[[], None]) -> None:
        """Do it, and again while broker or storage are away; when stopping, try just once."""
        while True:
            try:
                return action()
            except TROUBLE as error:
                if self.stopping:
                    log.warning("%s; left to the next sweep", error)
                    return None
                log.warning("%s; trying again in %g s", error, TROUBLE_SECONDS)
            meanwhile()
            time.sleep(TROUBLE_SECONDS)


def touch(file: Path | None) -> None:
    """Show by the heartbeat file that this part is alive."""
    if file is not None:
        try:
            file.touch()
        except OSError as error:
            log.warning("no heartbeat: %s", error)

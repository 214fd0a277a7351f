"""Events on their way from storage to intake: some are lost, doubled, held back or swapped."""

import heapq
import itertools
import random
import threading
import time
from collections import Counter
from typing import cast

from redis import Redis, RedisError

from workers.events import parse_event

SHARES = {"lost": 0.04, "doubled": 0.06, "late": 0.06, "swapped": 0.1}
LATE_SECONDS = (2.0, 15.0)
SWAP_SECONDS = (0.05, 0.5)
WAIT_SECONDS = 0.2
AWAY_SECONDS = 0.5


class Meddler(threading.Thread):
    """Passes events from one Redis list on to another until `stop` is set."""

    def __init__(self, redis: Redis, source: str, target: str, seed: int) -> None:
        super().__init__(name="events", daemon=True)
        self._redis, self._source, self._target = redis, source, target
        self._chance = random.Random(seed)  # noqa: S311 - seeded chance, not secrets
        self._held: list[tuple[float, int, bytes]] = []
        self._numbers = itertools.count()
        self.stop = threading.Event()
        self.harmed = Counter[str]()
        self.done: list[tuple[float, str, str]] = []  # when (monotonic), what, and of which article

    def run(self) -> None:
        """An event in hand while Redis is away is lost."""
        while not self.stop.is_set() or self._held:
            try:
                self._take()
                self._let_go()
            except RedisError:
                time.sleep(AWAY_SECONDS)

    def _take(self) -> None:
        taken = cast("list[bytes] | None", self._redis.blpop([self._source], timeout=WAIT_SECONDS))
        if taken is None:
            return
        (kind,) = self._chance.choices(
            [*SHARES, "none"], [*SHARES.values(), 1 - sum(SHARES.values())]
        )
        if kind != "none":
            self.harmed[f"event {kind}"] += 1
            keys = {ref.key for ref in parse_event(taken[1]).refs}
            self.done += [(time.monotonic(), f"event {kind}", key) for key in keys]
        delay = {"late": LATE_SECONDS, "swapped": SWAP_SECONDS}.get(kind, (0.0, 0.0))
        copies = {"lost": 0, "doubled": 2}.get(kind, 1)
        for _ in range(copies):
            due = time.monotonic() + self._chance.uniform(*delay)
            heapq.heappush(self._held, (due, next(self._numbers), taken[1]))

    def _let_go(self) -> None:
        while self._held and self._held[0][0] <= time.monotonic():
            self._redis.rpush(self._target, heapq.heappop(self._held)[2])

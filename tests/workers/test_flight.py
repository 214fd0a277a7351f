import time
from typing import Any

from workers.flight import SLOT_SECONDS, _rate, in_flight, share_used
from workers.status import Status


def test_the_rate_counts_full_slots_since_work_began() -> None:
    assert _rate([b"50", b"50", None, None]) == 100 / (2 * SLOT_SECONDS)


def test_a_pause_within_the_window_lowers_the_rate() -> None:
    assert _rate([None, b"50"]) == 50 / (2 * SLOT_SECONDS)


def test_without_finished_articles_there_is_no_rate() -> None:
    assert _rate([None, None, None]) is None


def test_redis_is_full_when_it_uses_all_that_it_may() -> None:
    assert share_used({"maxmemory": 100, "used_memory": 100}) == 1
    assert share_used({"maxmemory": 0, "used_memory": 100}) == 0


def status(waiting: int, running: int, per_second: float | None) -> Status:
    return Status(waiting=waiting, running=running, done=5, failed=0, per_second=per_second)


def test_the_time_left_follows_from_what_is_open_and_the_pace() -> None:
    assert status(90, 10, 20.0).eta_seconds == 5


def test_without_a_pace_no_time_left_is_claimed() -> None:
    assert status(90, 10, None).eta_seconds is None


def test_nothing_open_means_idle() -> None:
    assert status(0, 0, 20.0).idle
    assert status(0, 0, 20.0).eta_seconds is None


def test_what_was_queued_lately_is_in_flight_unless_a_clock_was_wrong() -> None:
    now = time.time()
    queued = {"now": now, "long ago": now - 700, "in an hour": now + 3600, "skewed": now + 5}

    class Redis:
        def zmscore(self, _name: str, keys: list[str]) -> list[float | None]:
            return [queued.get(key) for key in keys]

    redis: Any = Redis()
    assert in_flight(redis, [*queued, "never"], since=now - 600) == {"now", "skewed"}

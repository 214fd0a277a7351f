"""The sweep's judgement of what is due, with the servers replaced."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from config.settings import Settings
from workers import flight, sweeper
from workers.storage import ObjectRef
from workers.sweep import Standing, State
from workers.sweeper import Sweeper

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Lock:
    held = False

    def acquire(self, blocking: bool) -> bool:
        assert not blocking
        taken, self.held = not self.held, True
        return taken

    def release(self) -> None:
        self.held = False


class Redis:
    def __init__(self) -> None:
        self.events: list[bytes] = []
        self.messages: list[int] = []  # under way, at each look; later ones see one
        self.the_lock = Lock()

    def lock(self, *_: object, **__: object) -> Lock:
        return self.the_lock

    def exists(self, *_: str) -> int:
        return self.messages.pop(0) if self.messages else 1

    def lindex(self, _list: str, index: int) -> bytes | None:
        return self.events[index] if self.events else None


class Storage:
    def __init__(self) -> None:
        self.deleted: list[str] = []

    def delete(self, name: str) -> None:
        self.deleted.append(name)

    def listing(self, _prefix: str) -> list[Any]:
        return []


class Dispatch:
    stopping = False

    def __init__(self) -> None:
        self.queued: list[str] = []
        self.suspected = False

    def queue(
        self,
        refs: Any,
        still_wanted: Callable[[list[ObjectRef]], list[ObjectRef]],
        meanwhile: Callable[[], None],
        suspect: Callable[[list[ObjectRef]], bool],
    ) -> None:
        meanwhile()
        wanted = still_wanted(list(refs))
        self.suspected = suspect(wanted)
        self.queued += [ref.key for ref in wanted]


class Scene:
    """A bucket's standings, what is in flight, and the events that wait."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.standings: list[Standing] = []
        self.in_flight: set[str] = set()
        self.redis, self.storage, self.dispatch = Redis(), Storage(), Dispatch()
        monkeypatch.setattr(sweeper, "standings", lambda _storage: iter(self.standings))
        self.lost: set[str] = set()  # queued long ago
        self.noted = time.time()  # when the others were
        monkeypatch.setattr(flight, "in_flight", self._queued)
        monkeypatch.setattr(sweeper, "STEP_SECONDS", 0)
        monkeypatch.setattr(flight, "forget_older", lambda *_: None)

    def _queued(self, _redis: object, keys: list[str], since: float) -> set[str]:
        lost = self.lost if since == float("-inf") else set()
        noted = self.in_flight if since < self.noted else set()
        return (noted | lost) & set(keys)

    def swept(self) -> list[str]:
        parts: Any = (self.storage, self.redis, Settings(), self.dispatch)
        Sweeper(*parts).sweep()
        return self.dispatch.queued


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    return Scene(monkeypatch)


def standing(key: str, state: State = State.WAITING, minutes: int = 0) -> Standing:
    return Standing(ObjectRef(key, 1), NOON + timedelta(minutes=minutes), state)


def event(minutes: int) -> bytes:
    sent = (NOON + timedelta(minutes=minutes)).isoformat()
    return json.dumps({"Records": [{"eventName": "ObjectCreated", "eventTime": sent}]}).encode()


def test_what_waits_and_is_not_under_way_is_queued(scene: Scene) -> None:
    scene.standings = [standing("a"), standing("b", State.DONE), standing("c", State.FAILED)]
    assert scene.swept() == ["a"]


def test_what_is_under_way_is_left_alone(scene: Scene) -> None:
    scene.standings = [standing("a"), standing("b")]
    scene.in_flight = {"a"}
    assert scene.swept() == ["b"]


def test_what_was_queued_before_nothing_was_under_way_is_lost(scene: Scene) -> None:
    scene.standings, scene.in_flight = [standing("a")], {"a"}
    scene.redis.messages = [0, 0]
    assert scene.swept() == ["a"]


def test_a_message_between_its_queue_and_a_worker_is_not_lost(scene: Scene) -> None:
    scene.standings, scene.in_flight = [standing("a")], {"a"}
    scene.redis.messages = [0, 1]
    assert scene.swept() == []


def test_what_was_queued_before_and_lost_is_suspect(scene: Scene) -> None:
    scene.standings = [standing("a"), standing("b")]
    assert scene.swept() == ["a", "b"]
    assert not scene.dispatch.suspected
    scene.lost = {"b"}
    scene.swept()
    assert scene.dispatch.suspected


def test_what_an_event_will_bring_is_left_to_it(scene: Scene) -> None:
    scene.standings = [standing("lost", minutes=1), standing("its event waits", minutes=3)]
    scene.redis.events = [event(minutes=2), event(minutes=3)]
    assert scene.swept() == ["lost"]


def test_an_unreadable_event_does_not_hold_up_the_sweep(scene: Scene) -> None:
    scene.standings = [standing("a")]
    scene.redis.events = [b"no event"]
    assert scene.swept() == ["a"]


def test_an_outcome_that_another_has_replaced_goes(scene: Scene) -> None:
    scene.standings = [standing("a", State.DONE)._replace(stale="failed/a.json")]
    scene.swept()
    assert scene.storage.deleted == ["failed/a.json"]


def test_one_sweep_at_a_time(scene: Scene) -> None:
    scene.standings = [standing("a")]
    scene.redis.the_lock.held = True
    assert scene.swept() == []


def test_the_lock_is_free_after_a_sweep_that_failed(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_storage: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(sweeper, "standings", broken)
    with pytest.raises(RuntimeError):
        scene.swept()
    assert not scene.redis.the_lock.held

from typing import Any

import pytest
from kombu.exceptions import OperationalError
from redis import RedisError

from config.settings import Settings
from workers import chains, dispatch, flight
from workers.dispatch import Dispatch
from workers.storage import ObjectRef

REFS = [ObjectRef(name, 1) for name in "abc"]


class Scene:
    """A queue of a given length, and what is sent and noted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.waiting = [0]
        self.sent: list[str] = []
        self.noted: list[str] = []
        self.stopping: list[bool] = []
        self.broker_is_away = self.redis_is_away = False
        monkeypatch.setattr(chains, "waiting_batches", self._length)
        monkeypatch.setattr(chains, "send", self._send)
        monkeypatch.setattr(flight, "queued", lambda _redis, keys: self.noted.extend(keys))
        monkeypatch.setattr(flight, "forget", lambda _redis, keys: self._forget(keys))
        monkeypatch.setattr(dispatch, "FULL_QUEUE_SECONDS", 0)
        monkeypatch.setattr(dispatch, "TROUBLE_SECONDS", 0)
        nothing: Any = None
        settings = Settings(batch_articles=2, queued_batches=5)
        self.dispatch = Dispatch(nothing, nothing, settings, self.stopping)

    def _length(self, _redis: object) -> int:
        return self.waiting.pop(0) if len(self.waiting) > 1 else self.waiting[0]

    def _send(self, _app: object, refs: list[ObjectRef], _bucket: str, suspect: bool) -> None:
        if self.broker_is_away:
            raise OperationalError("no answer")
        self.sent.append("".join(ref.key for ref in refs) + "?" * suspect)

    def _forget(self, keys: list[str]) -> None:
        if self.redis_is_away:
            raise RedisError("no answer")
        self.noted = [key for key in self.noted if key not in keys]


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    return Scene(monkeypatch)


def test_articles_leave_in_batches_and_are_noted(scene: Scene) -> None:
    scene.dispatch.queue(REFS)
    assert scene.sent == ["ab", "c"]
    assert scene.noted == ["a", "b", "c"]


def test_a_full_queue_is_waited_for(scene: Scene) -> None:
    scene.waiting = [5, 5, 4]
    waits: list[str] = []
    scene.dispatch.queue(REFS[:1], meanwhile=lambda: waits.append("waited"))
    assert scene.sent == ["a"]
    assert len(waits) == 2


def test_when_stopping_what_is_in_hand_is_queued_beyond_the_bound(scene: Scene) -> None:
    scene.waiting = [99]
    scene.stopping.append(True)
    scene.dispatch.queue(REFS)
    assert scene.sent == ["ab", "c"]


def test_what_is_not_wanted_any_more_stays_behind(scene: Scene) -> None:
    scene.dispatch.queue(REFS, still_wanted=lambda group: [ref for ref in group if ref.key != "a"])
    assert scene.sent == ["b", "c"]


def test_a_batch_with_a_suspect_says_so(scene: Scene) -> None:
    scene.dispatch.queue(REFS, suspect=lambda group: "c" in [ref.key for ref in group])
    assert scene.sent == ["ab", "c?"]


def test_what_could_not_be_sent_is_not_noted_as_under_way(scene: Scene) -> None:
    scene.broker_is_away = True
    with pytest.raises(OperationalError):
        scene.dispatch.queue(REFS)
    assert scene.noted == []


def test_what_could_not_be_sent_nor_forgotten_is_forgotten_before_the_next_sweep(
    scene: Scene,
) -> None:
    scene.broker_is_away = scene.redis_is_away = True
    with pytest.raises(OperationalError):
        scene.dispatch.queue(REFS)
    assert scene.noted == ["a", "b"]
    scene.broker_is_away = scene.redis_is_away = False
    sweep = (ref for ref in REFS if ref.key not in scene.noted)
    scene.dispatch.queue(sweep)
    assert scene.sent == ["ab", "c"]


def test_trouble_is_met_with_patience(scene: Scene) -> None:
    tries: list[int] = []

    def third_time_lucky() -> None:
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("no answer")

    scene.dispatch.patiently(third_time_lucky, lambda: None)
    assert len(tries) == 3


def test_when_stopping_one_try_is_enough(scene: Scene) -> None:
    def never() -> None:
        raise OperationalError("no answer")

    scene.stopping.append(True)
    scene.dispatch.patiently(never, lambda: None)
    assert scene.dispatch.stopping

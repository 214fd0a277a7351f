"""What intake makes of the events that wait, with Redis and the queue replaced."""

from typing import Any, Self

import pytest

from config.settings import Settings
from workers import chains, flight, intake
from workers.events import written_event
from workers.intake import Intake
from workers.storage import ObjectRef


class Waiting:
    """A Redis that holds events, and so many batches."""

    def __init__(self, count: int, batches: int) -> None:
        self._batches = batches
        self.events = [written_event(ObjectRef(f"{n}.txt", 100)) for n in range(count)]

    def pipeline(self, transaction: bool) -> Self:  # noqa: ARG002
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def llen(self, _name: str) -> int:
        return len(self.events)

    def execute(self) -> list[int]:
        """The events and the batches that wait."""
        return [len(self.events), self._batches]

    def delete(self, _name: str) -> None:
        self.events = []

    def blpop(self, names: list[str], timeout: float) -> tuple[str, bytes] | None:  # noqa: ARG002
        return (names[0], self.events.pop(0)) if self.events else None

    def lpop(self, _name: str, count: int) -> list[bytes]:
        taken, self.events = self.events[:count], self.events[count:]
        return taken


def batches(monkeypatch: pytest.MonkeyPatch, waiting: int, queued: int) -> list[int]:
    """The sizes of the batches that leave when so many events wait, and so many batches."""
    sizes: list[int] = []
    redis = Waiting(waiting, queued)

    def send(_app: object, refs: list[ObjectRef], _bucket: str, suspect: bool) -> None:  # noqa: ARG001
        sizes.append(len(refs))

    monkeypatch.setattr(chains, "send", send)
    monkeypatch.setattr(chains, "waiting_batches", lambda _redis: 0)  # room for more
    monkeypatch.setattr(flight, "connect", lambda _settings: redis)
    monkeypatch.setattr(flight, "queued", lambda *_: None)
    monkeypatch.setattr(intake, "GATHER_SECONDS", 0)
    app: Any = None
    monkeypatch.setattr(intake, "Storage", lambda _settings: None)
    monkeypatch.setattr(intake, "Sweeper", lambda *_: None)
    Intake(app, Settings())._take_events()
    return sizes


@pytest.mark.parametrize(
    ("waiting", "sizes"),
    [(1, [1]), (3, [3]), (20, [8, 8, 4]), (160, [20] * 8), (1000, [64] * 4 + [1])],
)
def test_idle_workers_share_what_waits(
    monkeypatch: pytest.MonkeyPatch, waiting: int, sizes: list[int]
) -> None:
    assert batches(monkeypatch, waiting, queued=0) == sizes


def test_while_batches_wait_the_next_ones_are_full(monkeypatch: pytest.MonkeyPatch) -> None:
    assert batches(monkeypatch, 100, queued=3) == [64, 36]


def test_a_flood_is_left_to_the_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENZHAI_WAITING_EVENTS", "1000")
    assert batches(monkeypatch, 1002, queued=3) == [1]

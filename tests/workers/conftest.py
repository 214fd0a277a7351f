"""The workers' world in memory."""

import pytest

from tests.rules import RULES
from tests.workers.memory import Memory
from workers import attempts, bench, flight


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Memory:
    """A bucket and a Redis that the workers' code uses instead of real ones."""
    memory = Memory()
    monkeypatch.setattr(bench, "Storage", lambda _settings: memory)
    monkeypatch.setattr(bench, "load_rules", lambda: RULES)
    monkeypatch.setattr(flight, "connect", lambda _settings: memory)
    monkeypatch.setattr(flight, "taken_up", lambda *_: None)
    monkeypatch.setattr(flight, "finished", lambda *_: None)
    monkeypatch.setattr(flight, "queued", lambda *_: None)
    monkeypatch.setattr(flight, "dropped", memory.dropped)
    monkeypatch.setattr(flight, "forget", memory.dropped)
    monkeypatch.setattr(flight, "note_outcomes", memory.note_outcomes)
    monkeypatch.setattr(
        attempts, "losses", lambda _redis, source, _stage: memory.losses[source.name]
    )
    monkeypatch.setattr(attempts, "watched", memory.watched)
    return memory

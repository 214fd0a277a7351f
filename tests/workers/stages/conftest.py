"""What the shell sends is noted."""

import pytest

from workers import stages
from workers.batch import Batch


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The batches that were queued: their articles, and the stage that they begin with."""
    batches: list[tuple[str, str]] = []

    def send_batch(_app: object, _batch: Batch, names: list[str], begin: str) -> None:
        batches.append((" ".join(names), begin))

    monkeypatch.setattr(stages, "send_batch", send_batch)
    return batches

"""A rolling upgrade: workers of two versions side by side, and the older ones stop."""

from collections import Counter
from pathlib import Path

import pytest

from tasks.document import Result
from tests.e2e.helpers import ANY_FREE_PORT, eventually, many_articles, outcome, put
from tests.e2e.versions import OTHER
from workers.embedded import Stack, running
from workers.storage import RESULTS, Storage

ARTICLES = 300
FEW = 20  # results of each version, so that both are at work side by side


def test_workers_of_two_versions_share_the_work_and_each_result_is_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENZHAI_BATCH_ARTICLES", "4")
    with running(tmp_path, ports=ANY_FREE_PORT, program="tests.e2e.versions") as stack:
        storage = Storage(stack.settings)
        for number, text in enumerate(many_articles(ARTICLES, seed=5)):
            put(storage, f"{number:03}.txt", text)
        eventually(lambda: done(storage) > FEW, 60, "the older worker does nothing")
        (older,) = (part for part in stack.parts if part.name.startswith("worker"))
        newer = start_newer(stack, monkeypatch)
        begin = done(storage)
        eventually(lambda: done(storage) > begin + 2 * FEW, 60, "two versions do nothing")
        stack.stop_part(older)
        results = [outcome(storage, f"{number:03}.txt", within=90) for number in range(ARTICLES)]
    assert all(isinstance(result, Result) for result in results)
    made = Counter(result.pipeline.fingerprint for result in results)
    assert len(made) == 2
    assert min(made.values()) >= FEW
    log = (stack.logs / f"{newer}.log").read_text("utf-8")
    log += (stack.logs / f"{older.name}.log").read_text("utf-8")
    assert "another version" in log, "neither ever met the other's messages"


def start_newer(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(OTHER, "1")
    return stack.start_worker().name


def done(storage: Storage) -> int:
    return sum(1 for _ in storage.listing(RESULTS))

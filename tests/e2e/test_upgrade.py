"""A rolling upgrade: workers of two versions side by side, and the older ones stop."""

from collections import Counter
from pathlib import Path

import pytest

from tasks.document import Result
from tests.e2e.helpers import ANY_FREE_PORT, eventually, many_articles, outcome, processed, put
from tests.e2e.versions import OTHER
from workers.embedded import Stack, running
from workers.storage import Storage

ARTICLES = 300
FEW = 20  # results of each version, so that both are at work side by side
ALONE = 2  # articles that come one at a time


def test_workers_of_two_versions_share_the_work_and_each_result_is_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENZHAI_BATCH_ARTICLES", "4")
    with running(tmp_path, ports=ANY_FREE_PORT, program="tests.e2e.versions") as stack:
        storage = Storage(stack.settings)
        keys = [f"{number:03}.txt" for number in range(ARTICLES)]
        texts = dict(zip(keys, many_articles(ARTICLES, seed=5), strict=True))
        (older,) = (part for part in stack.parts if part.name.startswith("worker"))
        newer = start_newer(stack, monkeypatch)
        for key in keys[:ALONE]:  # who is idle gets the next stage's message, of whatever version
            put(storage, key, texts[key])
            outcome(storage, key, within=60)  # ten hand-backs of two seconds at most, and anew
        for key in keys[ALONE:]:
            put(storage, key, texts[key])
        eventually(
            lambda: min(processed(stack, older.name), processed(stack, newer)) >= FEW,
            60,
            "two versions are not at work side by side",
        )
        stack.stop_part(older)
        results = [outcome(storage, key, within=90) for key in keys]
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

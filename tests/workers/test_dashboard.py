from typing import Any

import pytest

from config.settings import Settings
from workers import dashboard
from workers.dashboard import StageCount, report


def task(name: str, result: str) -> dict[str, Any]:
    return {"name": name, "state": "SUCCESS", "result": result, "runtime": 0.5}


@pytest.fixture
def flower(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, Any]]:
    tasks: dict[str, dict[str, Any]] = {}
    monkeypatch.setattr(dashboard, "ask_flower", lambda *_: tasks)
    return tasks


def test_articles_are_counted_from_the_results_people_see(
    flower: dict[str, dict[str, Any]],
) -> None:
    flower |= {
        "1": task("tasks.a", "3 done"),
        "2": task("tasks.a", "1 done, 2 failed"),
        "3": task("tasks.b", "3 done"),
        "4": {"name": "tasks.b", "state": "STARTED", "result": None},
    }
    seen = report(Settings(), ["tasks.a", "tasks.b"])
    assert seen == (StageCount("tasks.a", 2, 6, 0.5), StageCount("tasks.b", 1, 3, 0.5))


def test_before_the_first_task_nothing_counts(flower: dict[str, dict[str, Any]]) -> None:
    assert flower == {}
    assert report(Settings(), ["tasks.a"]) == (StageCount("tasks.a", 0, 0, 0.0),)

"""What Flower has seen: asked over its HTTP API, counted in tasks and in articles."""

import base64
import json
import re
import urllib.request
from collections.abc import Iterable
from typing import Any, NamedTuple

from config.settings import Settings

TIMEOUT = 10  # seconds
MOST_TASKS = 20_000  # as many as Flower keeps (config/flowerconfig.py)
OUTCOME = re.compile(r"(\d+) done(?:, (\d+) failed)?")  # batch.counted


class StageCount(NamedTuple):
    """One stage as Flower saw it; times in seconds."""

    task: str
    tasks: int
    articles: int
    mean_runtime: float


def flower_url(settings: Settings) -> str:
    """Flower's address, without credentials."""
    return f"http://{settings.flower_address}:{settings.flower_port}"


def ask_flower(settings: Settings, path: str, method: str = "GET") -> Any:
    """Ask one path of Flower's API; raises OSError when it does not answer."""
    password = settings.flower_password
    secret = password.get_secret_value() if password else ""
    token = base64.b64encode(f"{settings.flower_user}:{secret}".encode()).decode()
    request = urllib.request.Request(  # noqa: S310 - the deployment's own Flower
        flower_url(settings) + path, headers={"Authorization": f"Basic {token}"}, method=method
    )
    with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
        return json.load(answer)


def report(settings: Settings, stage_names: Iterable[str]) -> tuple[StageCount, ...]:
    """What Flower counted of these tasks, in the order given; raises OSError."""
    tasks = list(ask_flower(settings, f"/api/tasks?limit={MOST_TASKS}").values())
    succeeded = [task for task in tasks if task["state"] == "SUCCESS"]
    return tuple(
        _count(name, [task for task in succeeded if task["name"] == name]) for name in stage_names
    )


def _count(name: str, tasks: list[dict[str, Any]]) -> StageCount:
    articles = sum(
        int(done) + int(failed or 0)
        for task in tasks
        for done, failed in OUTCOME.findall(task["result"] or "")
    )
    runtime = sum(task["runtime"] or 0 for task in tasks)
    return StageCount(name, len(tasks), articles, runtime / len(tasks) if tasks else 0.0)

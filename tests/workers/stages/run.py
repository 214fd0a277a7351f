"""Runs batches through the registered tasks, with the servers replaced."""

from collections.abc import Callable
from typing import Any

from config.settings import Settings
from tasks.pipeline import PIPELINE, Stage, run_stage
from workers import stages
from workers.app import create_app
from workers.batch import Batch, new_articles, packed
from workers.storage import ObjectRef


class Run:
    """Runs a batch through the registered tasks, each message going through JSON."""

    def __init__(self, **settings: Any) -> None:
        self.app = create_app(Settings(**settings))
        stages.register(self.app, Settings(**settings))

    def stage(self, name: str, batch: Batch) -> Batch:
        made = self.app.tasks[f"tasks.{name}"](batch.__json__())
        assert isinstance(made, Batch)
        return made

    def all(self, *keys: str) -> str:
        batch = packed(new_articles([ObjectRef(key, 1) for key in keys], "wenzhai"))
        for stage in PIPELINE:
            batch = self.stage(stage.name, batch)
        return repr(batch)


def with_stage(name: str, run: Callable[..., Any]) -> Callable[..., Any]:
    """`run_stage`, with one stage's function replaced."""

    def replaced(stage: Stage, document: Any, rules: Any) -> Any:
        return run_stage(stage._replace(run=run) if stage.name == name else stage, document, rules)

    return replaced

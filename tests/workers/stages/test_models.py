"""A language model's summaries are saved with the results."""

from typing import Any

import pytest
from celery.exceptions import Retry

from config.settings import Settings
from tasks.document import Result
from tasks.pipeline import PIPELINE
from tests.rules import RULES
from tests.tasks.abstract.articles import MEETING
from tests.workers.memory import Memory
from tests.workers.stages.run import Run
from workers.abstract import Abstracts
from workers.batch import new_articles, packed
from workers.errors import StorageAway, StorageUnavailable
from workers.stages import LAST
from workers.storage import ObjectRef

FAITHFUL = "澄江市召开春季造林现场会，市委书记高望山出席。"


class FaithfulModel(Abstracts):
    """Answers every question with the same words."""

    asked = 0

    async def _answer(self, client: Any, result: Result) -> str:  # noqa: ARG002
        self.asked += 1
        return FAITHFUL


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> FaithfulModel:
    """A deployment that has a model."""
    settings = Settings(abstract_url="http://127.0.0.1:1/v1", abstract_model="test")
    model = FaithfulModel(settings, RULES)
    monkeypatch.setattr(Abstracts, "of", lambda *_: model)
    return model


def test_a_model_s_summaries_are_saved_with_the_results(
    memory: Memory, model: FaithfulModel
) -> None:
    memory.objects |= {
        "incoming/a": MEETING.encode(),
        "incoming/b": b"",
        "incoming/c": MEETING.encode(),
    }
    run = Run()
    assert run.all("a", "b", "c") == "2 done, 1 failed"
    assert memory.outcomes() == {"results/a.json", "failed/b.json", "results/c.json"}
    for name in ("a", "c"):
        result = Result.model_validate_json(memory.objects[f"results/{name}.json"])
        assert (result.source.key, result.summary.text) == (name, FAITHFUL)
    assert model.asked == 2


def test_the_same_bytes_give_the_same_result_without_asking_again(
    memory: Memory, model: FaithfulModel
) -> None:
    memory.objects["incoming/a"] = MEETING.encode()
    run = Run()
    run.all("a")
    before = memory.objects["results/a.json"]
    run.all("a")
    assert (memory.objects["results/a.json"], model.asked) == (before, 1)


def test_storage_that_is_away_costs_no_call(memory: Memory, model: FaithfulModel) -> None:
    memory.objects["incoming/a"] = MEETING.encode()
    run = Run()
    batch = packed(new_articles([ObjectRef("a", 1)], "wenzhai"))
    for stage in PIPELINE[:-1]:
        batch = run.stage(stage.name, batch)
    memory.trouble["results/"] = StorageAway("no answer")
    with pytest.raises((Retry, StorageUnavailable)):
        run.stage(LAST.name, batch)
    assert model.asked == 0

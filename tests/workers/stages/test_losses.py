"""Articles over which a worker was lost."""

import pytest

from tasks.document import Failure
from tasks.pipeline import PIPELINE
from tests.workers.memory import ARTICLE, Memory
from tests.workers.stages.run import Run
from workers import attempts, stages
from workers.batch import new_articles, packed
from workers.storage import ObjectRef


def after_a_loss(monkeypatch: pytest.MonkeyPatch, how: str | None = "signal 11 (SIGSEGV)") -> None:
    monkeypatch.setattr(attempts, "loss_before", lambda *_: how)


def test_an_article_over_which_a_worker_was_lost_goes_alone_and_its_mates_go_on(
    memory: Memory, sent: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    after_a_loss(monkeypatch)
    memory.objects |= {f"incoming/{key}": ARTICLE.encode() for key in "abc"}
    memory.losses["b"] = 1
    assert Run().all("a", "b", "c") == "2 done"
    assert sent == [("b", "normalize")]
    assert memory.outcomes() == {"results/a.json", "results/c.json"}
    assert memory.losses == {"a": 0, "b": 1, "c": 0}


def test_an_article_that_is_alone_is_watched_again(
    memory: Memory, sent: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    after_a_loss(monkeypatch)
    memory.objects["incoming/a"] = ARTICLE.encode()
    memory.losses["a"] = 1
    assert Run().all("a") == "1 done"
    assert sent == []
    assert memory.losses["a"] == 0


def test_an_article_that_has_cost_too_many_workers_is_given_up_without_being_run(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    after_a_loss(monkeypatch)
    monkeypatch.setattr(stages, "run_stage", lambda *_: pytest.fail("it was run"))
    memory.objects["incoming/a"] = ARTICLE.encode()
    memory.losses["a"] = attempts.WATCHED_LOSSES
    assert Run().all("a") == "0 done, 1 failed"
    failure = Failure.model_validate_json(memory.objects["failed/a.json"])
    assert (failure.stage, failure.error.type) == ("normalize", "StageKilled")
    assert failure.attempts == attempts.WATCHED_LOSSES + 1
    assert "signal 11 (SIGSEGV)" in failure.error.message


@pytest.mark.parametrize("suspect", [True, False])
def test_a_suspect_is_watched_to_the_end_and_nothing_else_is(memory: Memory, suspect: bool) -> None:
    memory.objects["incoming/a"] = ARTICLE.encode()
    run, batch = Run(), packed(new_articles([ObjectRef("a", 1)], "wenzhai"))
    batch = batch.model_copy(update={"suspect": suspect})
    for stage in PIPELINE:
        memory.losses.clear()
        batch = run.stage(stage.name, batch)
        assert ("a" in memory.losses) is suspect

"""Workers of two versions at one queue."""

import pytest
from celery.exceptions import Retry

from tasks.document import Failure
from tasks.pipeline import PIPELINE
from tests.workers.memory import ARTICLE, Memory
from tests.workers.stages.run import Run
from workers import attempts, stages
from workers.batch import FORMAT, Batch, new_articles, packed
from workers.stages import HAND_BACKS
from workers.storage import ObjectRef


def half_done(run: Run, memory: Memory) -> Batch:
    memory.objects["incoming/a"] = ARTICLE.encode()
    return run.stage("normalize", packed(new_articles([ObjectRef("a", 1)], "wenzhai")))


def test_what_another_version_began_is_left_to_its_workers(memory: Memory) -> None:
    run = Run()
    batch = half_done(run, memory).model_copy(update={"maker": "0123456789abcdef"})
    with pytest.raises(Retry):
        run.stage("strip_boilerplate", batch)
    assert memory.forgotten == []


@pytest.mark.parametrize("message_bytes", [262_144, 100])
def test_when_those_are_gone_its_articles_begin_anew(
    memory: Memory, monkeypatch: pytest.MonkeyPatch, message_bytes: int
) -> None:
    anew: list[ObjectRef] = []
    monkeypatch.setattr(stages, "send", lambda _app, refs, _bucket: anew.extend(refs))
    run = Run(message_bytes=message_bytes)
    other = {"maker": "0123456789abcdef", "handed_back": HAND_BACKS}
    left = run.stage("strip_boilerplate", half_done(run, memory).model_copy(update=other))
    assert repr(left) == "1 begun anew"
    assert anew == [ObjectRef("a", len(ARTICLE.encode()))]
    for stage in PIPELINE[2:]:
        left = run.stage(stage.name, left)
    assert not any(name.startswith("results/") for name in memory.objects)


def test_a_message_of_a_format_to_come_is_left_to_the_sweep(memory: Memory) -> None:
    run = Run()
    other = {"format": FORMAT + 1, "handed_back": HAND_BACKS}
    left = run.stage("strip_boilerplate", half_done(run, memory).model_copy(update=other))
    assert repr(left) == "left to the sweep"


def test_a_message_without_documents_is_for_any_version(memory: Memory) -> None:
    memory.objects["incoming/a"] = ARTICLE.encode()
    batch = packed(new_articles([ObjectRef("a", 1)], "wenzhai"))
    assert batch.maker == ""
    assert Run().stage("normalize", batch).maker != ""


def test_a_hand_back_is_no_attempt(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "loss_before", lambda *_: None)
    memory.objects["incoming/a"] = b""
    fresh = packed(new_articles([ObjectRef("a", 1)], "wenzhai"))
    run = Run()
    task = run.app.tasks["tasks.normalize"]
    task.push_request(retries=2)
    batch = task.run(fresh.model_copy(update={"handed_back": 2}).__json__())
    task.pop_request()
    for stage in PIPELINE[1:]:
        batch = run.stage(stage.name, batch)
    assert Failure.model_validate_json(memory.objects["failed/a.json"]).attempts == 1

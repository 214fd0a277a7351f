"""The Celery shell with the servers replaced: what is read, run, passed on and written."""

from typing import Any

import pytest
from celery.exceptions import Retry

from config.settings import Settings
from tasks.document import Failure, Result
from tasks.pipeline import PIPELINE, run_stage
from workers import flight, stages
from workers.app import create_app
from workers.batch import Batch, new_articles, packed
from workers.errors import StorageUnavailable
from workers.events import parse_event
from workers.stages import LAST
from workers.storage import INCOMING, WORK, Content, ObjectRef

ARTICLE = "澄江召开春季造林现场会\n3月11日，澄江市召开春季造林现场会，市长高望山出席并讲话。\n"


class Memory:
    """Storage and Redis in one, as far as the shell uses them."""

    bucket = "wenzhai"

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.events: list[bytes] = []
        self.away = False
        self.failed: set[str] = set()

    def read(self, name: str, limit: int | None = None) -> Content | None:  # noqa: ARG002
        if self.away:
            raise StorageUnavailable("no answer")
        data = self.objects.get(name)
        return None if data is None else Content(data, self.version(data), None)

    def write(self, name: str, data: bytes, content_type: str = "") -> None:  # noqa: ARG002
        if self.away:
            raise StorageUnavailable("no answer")
        self.objects[name] = data

    def etag(self, name: str) -> str | None:
        return self.version(self.objects[name]) if name in self.objects else None

    def delete(self, name: str) -> None:
        self.objects.pop(name, None)

    def note_outcomes(self, _redis: object, done: list[str], failed: list[str]) -> list[str]:
        mended = [key for key in done if key in self.failed]
        self.failed = self.failed - set(done) | set(failed)
        return mended

    def rpush(self, _list: str, event: bytes) -> None:
        self.events.append(event)

    @staticmethod
    def version(data: bytes) -> str:
        return str(hash(data))


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Memory:
    memory = Memory()
    monkeypatch.setattr(stages, "Storage", lambda _settings: memory)
    monkeypatch.setattr(flight, "connect", lambda _settings: memory)
    monkeypatch.setattr(flight, "taken_up", lambda *_: None)
    monkeypatch.setattr(flight, "finished", lambda *_: None)
    monkeypatch.setattr(flight, "note_outcomes", memory.note_outcomes)
    return memory


class Run:
    """Runs a batch through the registered tasks, each message going through JSON."""

    def __init__(self, **settings: Any) -> None:
        self.app = create_app(Settings(**settings))
        stages.register(self.app, Settings(**settings))

    def stage(self, name: str, batch: Batch) -> Batch:
        made = self.app.tasks[f"tasks.{name}"](batch.__json__())
        assert isinstance(made, Batch)
        return made

    def all(self, *keys: str) -> Batch:
        batch = packed(new_articles([ObjectRef(key, 1) for key in keys], "wenzhai"))
        for stage in PIPELINE:
            batch = self.stage(stage.name, batch)
        return batch


def test_an_article_becomes_a_result_in_the_bucket(memory: Memory) -> None:
    memory.objects["incoming/成都/a.txt"] = ARTICLE.encode()
    assert repr(Run().all("成都/a.txt")) == "1 done"
    result = Result.model_validate_json(memory.objects["results/成都/a.txt.json"])
    assert result.source.etag == memory.etag("incoming/成都/a.txt")


def test_one_bad_article_does_not_hold_up_its_mates(memory: Memory) -> None:
    memory.objects |= {
        "incoming/a": ARTICLE.encode(),
        "incoming/b": b"",
        "incoming/c": b"\x89PNG\r\n\x1a\n",
    }
    assert repr(Run().all("a", "b", "c")) == "1 done, 2 failed"
    assert "results/a.json" in memory.objects
    failure = Failure.model_validate_json(memory.objects["failed/b.json"])
    assert (failure.stage, failure.error.type, failure.attempts) == ("normalize", "EmptyArticle", 1)
    assert failure.replay == "wenzhai process --key b --out ."


def test_a_new_outcome_of_the_other_kind_replaces_the_old_one(memory: Memory) -> None:
    for content, there in ((b"", "failed/a.json"), (ARTICLE.encode(), "results/a.json")) * 2:
        memory.objects["incoming/a"] = content
        Run().all("a")
        assert {name for name in memory.objects if not name.startswith("incoming/")} == {there}


def test_a_deleted_article_drops_out(memory: Memory) -> None:
    memory.objects["incoming/a"] = ARTICLE.encode()
    assert repr(Run().all("a", "gone")) == "1 done"
    assert not [name for name in memory.objects if "gone" in name]


def test_a_source_that_changed_meanwhile_is_asked_for_again(memory: Memory) -> None:
    run = Run()
    memory.objects["incoming/a"] = ARTICLE.encode()
    batch = packed(new_articles([ObjectRef("a", 1)], "wenzhai"))
    for stage in PIPELINE[:-1]:
        batch = run.stage(stage.name, batch)
    memory.objects["incoming/a"] = b"a newer version"
    run.stage(LAST.name, batch)
    (event,) = memory.events
    assert [ref.key for ref in parse_event(event)] == ["a"]


def test_an_unchanged_source_is_left_in_peace(memory: Memory) -> None:
    memory.objects["incoming/a"] = ARTICLE.encode()
    Run().all("a")
    assert memory.events == []


def test_a_message_too_large_travels_as_a_reference(memory: Memory) -> None:
    memory.objects["incoming/a"] = ARTICLE.encode()
    run = Run(message_bytes=100)
    batch = run.stage("normalize", packed(new_articles([ObjectRef("a", 1)], "wenzhai")))
    assert batch.items == ()
    assert batch.parked is not None
    assert batch.parked.startswith(WORK)
    for stage in PIPELINE[1:]:
        batch = run.stage(stage.name, batch)
    assert "results/a.json" in memory.objects


def test_storage_that_is_away_is_no_fault_of_the_article(memory: Memory) -> None:
    memory.objects[INCOMING + "a"] = ARTICLE.encode()
    memory.away = True
    with pytest.raises((Retry, StorageUnavailable)):
        Run().all("a")
    memory.away = False
    assert not [name for name in memory.objects if name.startswith("failed/")]


def test_a_crash_of_ours_is_recorded_and_not_retried(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(stages, "run_stage", _failing_at("summarize", broken))
    memory.objects["incoming/a"] = ARTICLE.encode()
    assert repr(Run().all("a")) == "0 done, 1 failed"
    failure = Failure.model_validate_json(memory.objects["failed/a.json"])
    assert failure.error.type == "StageCrashed"
    assert "IndexError" in failure.error.message


def _failing_at(name: str, broken: Any) -> Any:
    def run(stage: Any, document: Any, rules: Any) -> Any:
        return run_stage(
            stage._replace(run=broken) if stage.name == name else stage, document, rules
        )

    return run

"""The Celery shell with the servers replaced: what is read, run, passed on and written."""

import itertools
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from celery.exceptions import Retry, SoftTimeLimitExceeded

from config.settings import Settings
from tasks.document import Failure, Result
from tasks.pipeline import PIPELINE, Stage, run_stage
from tests.rules import RULES
from tests.tasks.abstract.articles import MEETING
from tests.workers.memory import ARTICLE, Memory
from workers import attempts, stages
from workers.abstract import Abstracts
from workers.app import create_app
from workers.batch import FORMAT, Batch, new_articles, packed
from workers.errors import StorageAway, StorageRefused, StorageUnavailable
from workers.events import parse_event
from workers.stages import HAND_BACKS, LAST
from workers.storage import WORK, ObjectRef


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The batches that were queued: their articles, and the stage that they begin with."""
    batches: list[tuple[str, str]] = []

    def send_batch(_app: object, _batch: Batch, names: list[str], begin: Stage) -> None:
        batches.append((" ".join(names), begin.name))

    monkeypatch.setattr(stages, "send_batch", send_batch)
    return batches


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


def test_an_article_becomes_a_result_in_the_bucket(memory: Memory) -> None:
    memory.objects["incoming/成都/a.txt"] = ARTICLE.encode()
    assert Run().all("成都/a.txt") == "1 done"
    result = Result.model_validate_json(memory.objects["results/成都/a.txt.json"])
    assert result.source.etag == memory.etag("incoming/成都/a.txt")


def test_one_bad_article_does_not_hold_up_its_mates(memory: Memory) -> None:
    memory.objects |= {
        "incoming/a": ARTICLE.encode(),
        "incoming/b": b"",
        "incoming/c": b"\x89PNG\r\n\x1a\n",
    }
    assert Run().all("a", "b", "c") == "1 done, 2 failed"
    assert memory.outcomes() == {"results/a.json", "failed/b.json", "failed/c.json"}
    failure = Failure.model_validate_json(memory.objects["failed/b.json"])
    assert (failure.stage, failure.error.type, failure.attempts) == ("normalize", "EmptyArticle", 1)
    assert failure.replay == "wenzhai process --key b --out ."


def test_an_article_beyond_the_limit_fails_with_its_size_and_version(memory: Memory) -> None:
    memory.objects["incoming/a"] = b"x" * 2000
    assert Run(article_bytes=1000).all("a") == "0 done, 1 failed"
    failure = Failure.model_validate_json(memory.objects["failed/a.json"])
    assert failure.error.type == "TooLarge"
    assert "2,000 bytes; the limit is 1,000" in failure.error.message
    assert failure.source.size == 2000
    assert failure.source.etag == memory.etag("incoming/a")


def test_a_new_outcome_of_the_other_kind_replaces_the_old_one(memory: Memory) -> None:
    for content, there in ((b"", "failed/a.json"), (ARTICLE.encode(), "results/a.json")) * 2:
        memory.objects["incoming/a"] = content
        Run().all("a")
        assert memory.outcomes() == {there}


def test_a_deleted_article_drops_out(memory: Memory) -> None:
    memory.objects["incoming/a"] = ARTICLE.encode()
    assert Run().all("a", "gone") == "1 done"
    assert memory.outcomes() == {"results/a.json"}
    assert memory.forgotten == ["gone"]


def test_a_batch_of_deleted_articles_ends_quietly(memory: Memory) -> None:
    assert Run().all("gone", "too") == "0 done"
    assert memory.outcomes() == set()


@pytest.mark.parametrize("content", [ARTICLE.encode(), b""])
def test_a_source_that_changed_meanwhile_is_asked_for_again(memory: Memory, content: bytes) -> None:
    run = Run()
    memory.objects["incoming/a"] = content
    batch = packed(new_articles([ObjectRef("a", 1)], "wenzhai"))
    for stage in PIPELINE[:-1]:
        batch = run.stage(stage.name, batch)
    memory.objects["incoming/a"] = b"a newer version"
    run.stage(LAST.name, batch)
    (event,) = memory.events
    assert [ref.key for ref in parse_event(event).refs] == ["a"]
    assert memory.outcomes() == set(), "an outdated outcome stayed, and would count as done"


def test_an_outdated_outcome_goes_even_when_the_rest_of_the_batch_fails(memory: Memory) -> None:
    run = Run()
    memory.objects |= {"incoming/a": ARTICLE.encode(), "incoming/b": ARTICLE.encode()}
    batch = packed(new_articles([ObjectRef("a", 1), ObjectRef("b", 1)], "wenzhai"))
    for stage in PIPELINE[:-1]:
        batch = run.stage(stage.name, batch)
    memory.objects["incoming/a"] = b"a newer version"
    memory.trouble["results/b"] = StorageAway("no answer")
    with pytest.raises((Retry, StorageUnavailable)):
        run.stage(LAST.name, batch)
    assert memory.outcomes() == set()


def test_an_unchanged_source_is_left_in_peace(memory: Memory) -> None:
    memory.objects["incoming/a"] = ARTICLE.encode()
    Run().all("a")
    assert memory.events == []


def test_a_message_too_large_travels_as_a_reference(memory: Memory) -> None:
    memory.objects["incoming/a"] = ARTICLE.encode()
    run = Run(message_bytes=100)
    batch = run.stage("normalize", packed(new_articles([ObjectRef("a", 1)], "wenzhai")))
    assert batch.deflated == ""
    assert batch.parked is not None
    assert batch.parked.startswith(WORK)
    for stage in PIPELINE[1:]:
        batch = run.stage(stage.name, batch)
    assert "results/a.json" in memory.objects


@pytest.mark.parametrize("error", [StorageAway("no answer"), StorageRefused("503")])
def test_storage_that_is_away_is_no_fault_of_the_article(
    memory: Memory, error: StorageUnavailable
) -> None:
    memory.objects |= {"incoming/a": ARTICLE.encode(), "incoming/b": ARTICLE.encode()}
    memory.trouble["incoming/"] = error
    with pytest.raises((Retry, StorageUnavailable)):
        Run().all("a", "b")
    assert memory.outcomes() == set()


@pytest.mark.parametrize("where", ["incoming/b", "results/b"])
def test_one_article_that_storage_refuses_does_not_hold_up_its_mates(
    memory: Memory, where: str
) -> None:
    memory.objects |= {f"incoming/{key}": ARTICLE.encode() for key in "abc"}
    memory.trouble[where] = StorageRefused("500 for this one")
    Run().all("a", "b", "c")
    assert memory.outcomes() == {"results/a.json", "results/c.json"}


def test_a_crash_of_ours_is_recorded_and_not_retried(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(stages, "run_stage", with_stage("summarize", broken))
    memory.objects["incoming/a"] = ARTICLE.encode()
    assert Run().all("a") == "0 done, 1 failed"
    failure = Failure.model_validate_json(memory.objects["failed/a.json"])
    assert failure.error.type == "StageCrashed"
    assert "IndexError" in failure.error.message


def test_a_time_limit_in_a_batch_sends_the_rest_off_alone(
    memory: Memory, sent: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = itertools.count()

    def slow(document: Any, rules: Any) -> Any:
        if next(turns) == 1:
            raise SoftTimeLimitExceeded
        return PIPELINE[2].run(document, rules)

    monkeypatch.setattr(stages, "run_stage", with_stage("extract", slow))
    memory.objects |= {f"incoming/{key}": ARTICLE.encode() for key in "abc"}
    assert Run().all("a", "b", "c") == "1 done"
    assert sent == [("b", "extract"), ("c", "extract")]
    assert memory.outcomes() == {"results/a.json"}


def test_an_article_alone_that_exceeds_the_time_limit_has_timed_out(
    memory: Memory, sent: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object) -> None:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(stages, "run_stage", with_stage("extract", slow))
    memory.objects["incoming/a"] = ARTICLE.encode()
    assert Run().all("a") == "0 done, 1 failed"
    failure = Failure.model_validate_json(memory.objects["failed/a.json"])
    assert failure.error.type == "StageTimedOut"
    assert "extract was not done after 60 s" in failure.error.message
    assert sent == []


LONG = (
    ARTICLE + "市林业局每周通报一次造林进度，市财政局按时拨付补助资金，各县区都要抓好落实。\n" * 5
)
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


def test_an_article_that_needs_too_much_memory_fails_by_itself(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def greedy(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(stages, "run_stage", with_stage("normalize", greedy))
    memory.objects["incoming/a"] = ARTICLE.encode()
    assert Run().all("a") == "0 done, 1 failed"
    failure = Failure.model_validate_json(memory.objects["failed/a.json"])
    assert failure.error.type == "StageOutOfMemory"
    assert "2,147,483,648 bytes" in failure.error.message


def test_a_process_gets_no_more_memory_than_its_bound() -> None:
    code = (
        "from workers.stages import bound_memory\n"
        "bound_memory(1 << 30)\n"
        "bytearray(100 << 20)\n"
        "try: bytearray(1 << 30)\n"
        "except MemoryError: print('refused')"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "refused\n"


def test_an_error_message_never_holds_an_article_s_text() -> None:
    with pytest.raises(ValueError, match="validation error") as caught:
        Result.model_validate({"title": ARTICLE} | {"body": ARTICLE})
    assert "造林" not in str(caught.value)


def with_stage(name: str, run: Callable[..., Any]) -> Callable[..., Any]:
    """`run_stage`, with one stage's function replaced."""

    def replaced(stage: Stage, document: Any, rules: Any) -> Any:
        return run_stage(stage._replace(run=run) if stage.name == name else stage, document, rules)

    return replaced


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

"""The Celery shell: what is read, run, passed on and written."""

import pytest
from celery.exceptions import Retry

from tasks.document import Document, Failure, RawArticle, Result
from tasks.pipeline import PIPELINE
from tests.workers.memory import ARTICLE, Memory
from tests.workers.stages.run import Run
from workers import stages
from workers.batch import Article, Batch, new_articles, packed, unpacked
from workers.errors import StorageAway, StorageRefused, StorageUnavailable
from workers.events import parse_event
from workers.stages import LAST
from workers.storage import WORK, ObjectRef


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


def test_who_goes_on_with_what_it_has_sent_need_not_read_it_again(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.objects |= {"incoming/a": ARTICLE.encode(), "incoming/b": b""}
    read = []

    def noted(batch: Batch, made: type[Document] | None) -> tuple[Article, ...]:
        read.append(made)
        return unpacked(batch, made)

    monkeypatch.setattr(stages, "unpacked", noted)
    assert Run().all("a", "b") == "1 done, 1 failed"
    assert read == [RawArticle]
    by_one = dict(memory.objects)
    batch = packed(new_articles([ObjectRef("a", 1), ObjectRef("b", 1)], "wenzhai"))
    for stage in PIPELINE:
        batch = Run().stage(stage.name, batch)  # each another worker
    assert read[1:] == [stage.takes for stage in PIPELINE]
    assert memory.objects == by_one


def test_of_two_batches_each_goes_on_as_itself(memory: Memory) -> None:
    keys = ("a", "b")
    memory.objects |= {f"incoming/{key}": ARTICLE.encode() + key.encode() for key in keys}
    run = Run()
    batches = [packed(new_articles([ObjectRef(key, 1)], "wenzhai")) for key in keys]
    for stage in PIPELINE:
        batches = [run.stage(stage.name, batch) for batch in batches]
    for key in keys:
        result = Result.model_validate_json(memory.objects[f"results/{key}.json"])
        assert result.source.etag == memory.etag(f"incoming/{key}")


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


def test_an_error_message_never_holds_an_article_s_text() -> None:
    with pytest.raises(ValueError, match="validation error") as caught:
        Result.model_validate({"title": ARTICLE} | {"body": ARTICLE})
    assert "造林" not in str(caught.value)

from pathlib import Path

import pytest

from tasks.document import Failure, Manifest, Result
from tests.stories import body, failed, laid_out, printed
from tests.workers.memory import Memory
from workers.outcomes import AHEAD, Collection, Found, count, outcomes, result_of
from workers.storage import FAILED, RESULTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    laid_out(tmp_path, printed("乙/b.txt", body("c01")), printed("a.txt", body("c02")))
    laid_out(tmp_path, failed("c.txt"))
    (tmp_path / "other.json").write_text('{"name": "no outcome"}')
    (tmp_path / "later.json").write_text('{"schema_version":"9.0","surprise":1}')
    return tmp_path


def named(found: Found) -> tuple[str, type]:
    return found.article, type(found.outcome)


def test_a_folder_gives_its_outcomes_in_order_by_the_names_of_their_files(folder: Path) -> None:
    collection = Collection(folder, None)
    assert [named(found) for found in outcomes(collection)] == [
        ("a.txt", Result),
        ("c.txt", Failure),
        ("later", type(None)),
        ("乙/b.txt", Result),
    ]
    assert count(collection) == 4


def test_the_results_of_two_runs_keep_apart(tmp_path: Path) -> None:
    for run in ("甲", "乙"):
        laid_out(tmp_path / run, printed("a.txt", body("c01")))
    collection = Collection(tmp_path, None)
    assert [found.article for found in outcomes(collection)] == ["乙/a.txt", "甲/a.txt"]
    assert result_of(collection, "甲/a.txt") == printed("a.txt", body("c01"))


def test_a_prefix_leaves_the_others_out(folder: Path) -> None:
    collection = Collection(folder, None, "乙/")
    assert [found.article for found in outcomes(collection)] == ["乙/b.txt"]
    assert count(collection) == 1


def test_a_result_that_is_not_there_is_none(folder: Path) -> None:
    assert result_of(Collection(folder, None), "nowhere.txt") is None
    assert result_of(Collection(folder, None), "c.txt") is None  # it has failed


def test_a_bucket_gives_its_results_and_then_its_failures(memory: Memory) -> None:
    result = printed("a.txt", body("c01"))
    sources = [result.source.model_copy(update={"key": f"{n:03}.txt"}) for n in range(AHEAD + 5)]
    results = [result.model_copy(update={"source": source}) for source in sources]
    for result in results:
        memory.objects[f"{RESULTS}{result.source.key}.json"] = result.as_json()
        memory.objects[f"{RESULTS}{result.source.key}.html"] = b"<!doctype html>"
    memory.objects[f"{FAILED}x.txt.json"] = failed("x.txt").as_json()
    collection = Collection(None, memory)  # type: ignore[arg-type]
    found = list(outcomes(collection))
    assert [outcome for _, outcome in found] == [*results, failed("x.txt")]
    assert count(collection) == len(found)
    assert result_of(collection, "003.txt") == results[3]


def test_a_manifest_is_an_outcome(memory: Memory) -> None:
    source = printed("dump.jsonl", body("c01")).source
    manifest = Manifest(
        pipeline=printed("dump.jsonl", body("c01")).pipeline,
        source=source,
        folder="dump.jsonl",
        articles=2,
        failed=0,
    )
    memory.objects[f"{RESULTS}dump.jsonl.json"] = manifest.as_json()
    (found,) = outcomes(Collection(None, memory))  # type: ignore[arg-type]
    assert found.outcome == manifest

"""The service writes a page beside each result when it is told to, and takes both back together."""

import pytest

from tasks.pipeline import PIPELINE
from tests.workers.memory import ARTICLE, Memory
from tests.workers.stages.run import Run
from workers.batch import new_articles, packed
from workers.errors import StorageRefused
from workers.stages import LAST
from workers.storage import FAILED, RESULTS, ObjectRef, objects_of


def test_a_page_is_written_before_its_result(memory: Memory) -> None:
    memory.objects["incoming/成都/a.txt"] = ARTICLE.replace("，", ",").encode()
    assert Run(result_pages=True).all("成都/a.txt") == "1 done"
    page = memory.objects["results/成都/a.txt.html"].decode()
    assert "澄江召开春季造林现场会" in page
    assert "3月11日<span" in page, "the page does not show the source as it was scraped"
    written = memory.objects.written
    assert written["results/成都/a.txt.html"] < written["results/成都/a.txt.json"]


def test_without_the_setting_there_is_no_page(memory: Memory) -> None:
    memory.objects["incoming/a"] = ARTICLE.encode()
    Run().all("a")
    assert memory.outcomes() == {"results/a.json"}


def test_a_failed_article_has_no_page_and_loses_an_old_one(memory: Memory) -> None:
    run = Run(result_pages=True)
    memory.objects["incoming/a"] = ARTICLE.encode()
    run.all("a")
    assert memory.outcomes() == {"results/a.json", "results/a.html"}
    memory.objects["incoming/a"] = b""
    run.all("a")
    assert memory.outcomes() == {"failed/a.json"}


def test_an_outdated_page_is_taken_back_with_its_result(memory: Memory) -> None:
    run = Run(result_pages=True)
    memory.objects["incoming/a"] = ARTICLE.encode()
    batch = packed(new_articles([ObjectRef("a", 1)], "wenzhai"))
    for stage in PIPELINE[:-1]:
        batch = run.stage(stage.name, batch)
    memory.objects["incoming/a"] = b"a newer version"
    run.stage(LAST.name, batch)
    assert memory.outcomes() == set()


@pytest.mark.parametrize("refused", ["results/b.html", "results/b.json"])
def test_a_result_is_never_there_without_its_page(memory: Memory, refused: str) -> None:
    memory.objects |= {f"incoming/{key}": ARTICLE.encode() for key in "ab"}
    memory.trouble[refused] = StorageRefused("500 for this one")
    Run(result_pages=True).all("a", "b")
    assert "results/b.json" not in memory.objects
    assert {"results/a.json", "results/a.html"} <= memory.outcomes()


def test_a_page_goes_after_its_result() -> None:
    assert objects_of(f"{RESULTS}a.json") == ("results/a.json", "results/a.html")
    assert objects_of(f"{FAILED}a.json") == ("failed/a.json",)

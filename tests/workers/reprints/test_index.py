import csv
from pathlib import Path

import pytest

from tests.stories import body, laid_out, printed
from tests.workers.memory import Memory
from workers.outcomes import Collection, outcomes
from workers.reprints.index import (
    FILE,
    OBJECT,
    find_reprints,
    group_above,
    group_in_bucket,
    rebuild,
)
from workers.storage import INCOMING, RESULTS
from workers.tables.flatten import article_of
from workers.tables.store import add, temporary_store

FIRST = printed("甲/a.txt", body("c01"), "澄江日报", "2024-03-11 09:00")
LATER = printed("乙/b,\n.txt", body("c01"), "霁川晚报", "2024-03-12 09:00")
UNDATED = printed("丙/c.txt", body("c01"), "雁浦在线", None)
ALONE = printed("乙/d.txt", body("c02"))


@pytest.fixture
def bucket(memory: Memory) -> Collection:
    for result in (LATER, FIRST, UNDATED, ALONE):
        memory.objects[f"{INCOMING}{result.source.key}"] = b""
        memory.objects[f"{RESULTS}{result.source.key}.json"] = result.as_json()
    return Collection(None, memory)  # type: ignore[arg-type]


def test_the_index_in_the_bucket_tells_an_article_s_group(
    bucket: Collection, memory: Memory
) -> None:
    assert rebuild(bucket, outcomes(bucket)) == (1, 3)
    assert bucket.storage is not None
    for key in ("甲/a.txt", "乙/b,\n.txt"):
        group = group_in_bucket(key, bucket.storage)
        # The undated one was uploaded first: on 1 January, says the bucket.
        assert [row.article for row in group] == ["丙/c.txt", "甲/a.txt", "乙/b,\n.txt"]
    assert group_in_bucket("乙/d.txt", bucket.storage) == []
    assert OBJECT in memory.objects


def test_the_same_bucket_gives_the_same_index(bucket: Collection, memory: Memory) -> None:
    rebuild(bucket, outcomes(bucket))
    before = memory.objects[OBJECT]
    rebuild(bucket, outcomes(bucket))
    assert memory.objects[OBJECT] == before


def test_without_an_index_nothing_is_known(bucket: Collection) -> None:
    assert bucket.storage is not None
    assert group_in_bucket("甲/a.txt", bucket.storage) == []


def test_a_part_of_a_bucket_learns_from_the_index_what_came_first_elsewhere(
    bucket: Collection,
) -> None:
    rebuild(bucket, outcomes(bucket))
    part = bucket._replace(prefix="乙/")
    with temporary_store() as store:
        add(store, [article_of("乙/d.txt", ALONE), article_of("乙/b,\n.txt", LATER)])
        find_reprints(store, part)
        firsts = store.execute("SELECT first FROM reprints WHERE article LIKE '乙%'").fetchall()
    assert firsts == [("丙/c.txt",)]


def test_the_index_of_a_folder_lies_in_it(tmp_path: Path) -> None:
    results = [printed("a.txt", body("c01")), printed("b.txt", body("c01"), "霁川晚报")]
    laid_out(tmp_path / "甲", results[0])
    laid_out(tmp_path / "乙", results[1])
    collection = Collection(tmp_path, None)
    assert rebuild(collection, outcomes(collection)) == (1, 2)
    with (tmp_path / FILE).open(encoding="utf-8", newline="") as file:
        assert [row["article"] for row in csv.DictReader(file)] == ["乙/b.txt", "甲/a.txt"]
    group = group_above(tmp_path / "甲" / "a.txt.json")
    assert [row.outlet for row in group] == ["霁川晚报", "澄江日报"]
    assert group_above(tmp_path / "甲" / "z.txt.json") == []

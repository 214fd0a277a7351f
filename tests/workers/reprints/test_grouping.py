"""Which articles become a group, and which of them is the first."""

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.document import Result
from tests.stories import body, printed
from workers.reprints.grouping import group_reprints
from workers.storage import StoredObject
from workers.tables.flatten import article_of
from workers.tables.rows import Reprint
from workers.tables.store import add, temporary_store

STORIES = ("c01", "c02", "c07", "c10", "d01", "d08")


def reprints(results: Iterable[Result], uploads: Sequence[StoredObject] = ()) -> list[Reprint]:
    with temporary_store() as store:
        add(store, (article_of(result.source.name, result) for result in results))
        group_reprints(store, uploads)
        return [Reprint(*row) for row in store.execute("SELECT * FROM reprints")]


def order(results: Iterable[Result], uploads: Sequence[StoredObject] = ()) -> list[str]:
    return [row.article for row in reprints(results, uploads)]


def uploaded(key: str, hour: int) -> StoredObject:
    return StoredObject(key, "", 0, datetime(2024, 3, 12, hour, tzinfo=UTC))


def test_a_story_printed_by_three_outlets_is_one_group_and_the_others_are_none() -> None:
    text = body("c01")
    found = reprints(
        [
            printed("b.txt", text, "霁川晚报", "2024-03-12 18:00"),
            printed("alone.txt", body("c02")),
            printed("a.txt", text[: len(text) // 2], "雁浦在线", "2024-03-13 08:00"),
            printed("c.txt", "本报讯（记者 白杨）" + text, "澄江日报", "2024-03-12 07:15"),
        ]
    )
    assert [(row.article, row.place, row.first) for row in found] == [
        ("c.txt", 1, "c.txt"),
        ("b.txt", 2, "c.txt"),
        ("a.txt", 3, "c.txt"),
    ]
    assert [row.at for row in found] == [
        "2024-03-12T07:15:00+08:00",
        "2024-03-12T18:00:00+08:00",
        "2024-03-13T08:00:00+08:00",
    ]
    assert found[0].outlet == "澄江日报"
    assert all(row.shared > 0.85 for row in found)


def test_an_article_without_a_time_counts_from_its_upload() -> None:
    text = body("c01")
    results = [
        printed("a.txt", text, day=None),
        printed("b.txt", text, day="2024-03-12 18:30"),
        printed("c.txt", text, day=None),
    ]
    uploads = [uploaded("a.txt", 12), uploaded("c.txt", 9), uploaded("other.txt", 1)]
    assert order(results, uploads) == ["c.txt", "b.txt", "a.txt"]  # 17:00, 18:30, 20:00 in China


def test_without_any_time_known_an_article_comes_last() -> None:
    text = body("c01")
    results = [printed("a.txt", text, day=None), printed("b.txt", text)]
    assert order(results) == ["b.txt", "a.txt"]


def test_of_two_at_the_same_time_the_one_that_names_a_source_comes_later() -> None:
    one, other = printed("a.txt", body("c01")), printed("b.txt", body("c01"))
    credited = one.model_copy(update={"contributor": "新澄社"})
    assert order([credited, other]) == ["b.txt", "a.txt"]


def test_a_digest_does_not_join_the_stories_that_it_has_the_first_words_of() -> None:
    texts = [body(name) for name in STORIES]
    digest = "\n".join(text[:120] for text in texts)
    results = [printed(f"{n}.txt", text) for n, text in enumerate(texts)]
    assert reprints([*results, printed("digest.txt", digest)]) == []


def test_articles_without_a_signature_are_in_no_group() -> None:
    results = [printed(key, body("c01")) for key in ("a.txt", "b.txt")]
    old = [result.model_copy(update={"signature": None}) for result in results]
    odd = [result.model_copy(update={"signature": "other-9:AAAA"}) for result in results]
    assert reprints(old) == reprints(odd) == []


@pytest.mark.parametrize("iso", ["2024", "yesterday", "2024-13-45", ""])
def test_a_time_that_is_none_is_not_known(iso: str) -> None:
    one, other = printed("a.txt", body("c01")), printed("b.txt", body("c01"))
    assert one.published_at is not None
    odd = one.model_copy(update={"published_at": one.published_at.model_copy(update={"iso": iso})})
    assert [row.at for row in reprints([odd, other])][-1] is None


def test_an_empty_collection_has_no_groups() -> None:
    assert reprints([]) == []


@given(st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_the_order_of_arrival_does_not_matter(chance: random.Random) -> None:
    results = [
        printed(f"{name}-{n}.txt", body(name)[: int(share * len(body(name)))])
        for name in STORIES
        for n, share in enumerate((1, 0.7, 0.5))
    ]
    shuffled = list(results)
    chance.shuffle(shuffled)
    assert sorted(reprints(shuffled)) == sorted(reprints(results))
    assert len({row.first for row in reprints(shuffled)}) == len(STORIES)

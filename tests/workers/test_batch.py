import json
import zlib
from base64 import b64decode

from hypothesis import given
from hypothesis import strategies as st
from kombu.utils.json import dumps, loads

from tasks.document import Failure, FailureReason, Pipeline, Repair
from workers.batch import (
    Article,
    Batch,
    counted,
    grouped,
    label,
    new_articles,
    packed,
    sources,
    unpacked,
)
from workers.storage import ObjectRef

REFS = [ObjectRef("成都/a.txt", 10), ObjectRef("b.txt", 20)]


def failed(article: Article) -> Article:
    failure = Failure(
        pipeline=Pipeline(version="1", fingerprint="f"),
        source=article.source,
        stage="normalize",
        error=FailureReason(type="NotText", message="a PNG image"),
        attempts=1,
        replay="wenzhai process x",
    )
    return Article(article.source, failure)


def test_one_article_is_shown_by_its_key() -> None:
    assert label(["成都/a.txt"]) == "1 article: 成都/a.txt"


def test_several_articles_are_shown_by_number_and_first_key() -> None:
    assert label(["成都/a.txt", "b", "c"]) == "3 articles: 成都/a.txt, …"


def test_a_hostile_key_cannot_break_the_dashboard_line() -> None:
    shown = label(["new\nline\x1b[31m" + "长" * 500])
    assert "\n" not in shown
    assert "\x1b" not in shown
    assert len(shown) < 100


def test_an_outcome_counts_failures_apart() -> None:
    first, second = new_articles(REFS, "bucket")
    assert counted([first, second]) == "2 done"
    assert counted([first, failed(second)]) == "1 done, 1 failed"


def test_a_batch_shows_its_outcome_and_never_its_text() -> None:
    batch = packed(new_articles(REFS, "bucket"))
    assert repr(batch) == "2 done"


def test_articles_survive_the_trip_through_a_message() -> None:
    first, second = new_articles(REFS, "bucket")
    done = Article(
        first.source, Repair(kind="script", count=1, examples=("後 -> 后",), spans=((4, 5),))
    )
    sent = loads(dumps(packed([done, failed(second)])))
    assert unpacked(Batch.model_validate(sent), Repair) == (done, failed(second))


def test_a_message_is_plain_json() -> None:
    message = json.loads(dumps(packed(new_articles(REFS, "bucket"))))
    first, _ = json.loads(zlib.decompress(b64decode(message["deflated"])))
    assert (first["source"]["key"], first["document"]) == ("成都/a.txt", None)


def test_a_message_tells_which_articles_it_carries() -> None:
    carried = sources(packed(new_articles(REFS, "bucket")))
    assert [source.name for source in carried] == ["成都/a.txt", "b.txt"]
    assert sources(Batch(parked="work/a.json")) == []


refs = st.lists(st.builds(ObjectRef, st.text("abc", min_size=1, max_size=2), st.integers(0, 50)))


@given(refs, st.integers(1, 5), st.integers(1, 60))
def test_groups_keep_every_key_within_both_limits(
    given_refs: list[ObjectRef], articles: int, size: int
) -> None:
    groups = list(grouped(given_refs, articles, size))
    assert {ref.key for group in groups for ref in group} == {ref.key for ref in given_refs}
    for group in groups:
        assert len(group) <= articles
        assert len(group) == len({ref.key for ref in group})
        assert len(group) == 1 or sum(ref.size for ref in group) <= size


def test_a_key_that_comes_twice_travels_once() -> None:
    assert list(grouped([REFS[0], REFS[0]], 10, 100)) == [[REFS[0]]]

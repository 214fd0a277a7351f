import json
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tasks.document import Failure, Result
from tests.e2e.helpers import ARTICLE, REAL_ARTICLES, SAMPLES, eventually, outcome, outcomes, put
from workers import flight
from workers.embedded import Stack
from workers.events import written_event
from workers.files import article_files
from workers.storage import FAILED, INCOMING, RESULTS, ObjectRef, Storage, record_name

SCHEMA = Draft202012Validator(Result.model_json_schema())


def stored(bucket: Storage, key: str) -> bytes:
    content = bucket.read(record_name(RESULTS, key))
    assert content is not None
    assert content.data is not None
    return content.data


def failure(bucket: Storage, key: str, within: float = 20) -> Failure:
    record = outcome(bucket, key, within)
    assert isinstance(record, Failure)
    return record


@pytest.mark.alone
@pytest.mark.skipif(not REAL_ARTICLES.exists(), reason="the five real articles are not here")
def test_the_five_real_articles_come_back_within_two_seconds(bucket: Storage) -> None:
    files = article_files([REAL_ARTICLES]).articles
    for file in files:
        put(bucket, f"real/{file.name}", file.path.read_bytes())
    uploaded = time.monotonic()
    for file in files:
        assert isinstance(outcome(bucket, f"real/{file.name}"), Result)
    taken = time.monotonic() - uploaded
    for file in files:
        SCHEMA.validate(json.loads(stored(bucket, f"real/{file.name}")))
    assert taken < 2


def test_every_sample_becomes_a_valid_result(bucket: Storage) -> None:
    files = article_files([SAMPLES]).articles
    for file in files:
        put(bucket, f"samples/{file.name}", file.path.read_bytes())
    for file in files:
        for result in outcomes(bucket, f"samples/{file.name}"):
            assert isinstance(result, Result), result
            SCHEMA.validate(json.loads(stored(bucket, result.source.name)))


def test_a_result_says_where_its_article_came_from(bucket: Storage) -> None:
    put(bucket, "from/a.txt", ARTICLE)
    result = outcome(bucket, "from/a.txt")
    assert isinstance(result, Result)
    assert (result.source.bucket, result.source.key) == (bucket.bucket, "from/a.txt")
    assert result.source.etag == bucket.etag(INCOMING + "from/a.txt")
    assert result.source.size == len(ARTICLE.encode())


def test_the_same_article_uploaded_twice_gives_the_same_bytes(bucket: Storage) -> None:
    put(bucket, "twice/a.txt", ARTICLE)
    outcome(bucket, "twice/a.txt")
    first, written = stored(bucket, "twice/a.txt"), bucket.modified(f"{RESULTS}twice/a.txt.json")
    put(bucket, "twice/a.txt", ARTICLE)
    eventually(
        lambda: bucket.modified(f"{RESULTS}twice/a.txt.json") != written, 20, "not processed again"
    )
    assert stored(bucket, "twice/a.txt") == first


def test_the_last_of_many_overwrites_wins(bucket: Storage) -> None:
    for version in range(20):
        put(bucket, "over/a.txt", ARTICLE.replace("12万亩", f"{version + 100}万亩"))

    def last_is_done() -> bool:
        result = outcome(bucket, "over/a.txt")
        return isinstance(result, Result) and "119万亩" in result.body.text

    eventually(last_is_done, 20, "the last version did not win")
    time.sleep(2)  # nothing earlier comes after it
    assert last_is_done()


def test_a_bad_article_that_is_put_right_is_done(bucket: Storage) -> None:
    put(bucket, "mended/a.txt", b"")
    failure(bucket, "mended/a.txt")
    put(bucket, "mended/a.txt", ARTICLE)
    eventually(
        lambda: isinstance(outcome(bucket, "mended/a.txt"), Result), 20, "the failure still stands"
    )


@pytest.mark.parametrize(
    ("name", "content", "error", "words"),
    [
        ("empty.txt", b"", "EmptyArticle", ""),
        ("blank.txt", " \n\u3000\n\ufeff".encode(), "EmptyArticle", ""),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "NotText", "PNG"),
        ("noise.txt", bytes(range(256)) * 20, "NotText", ""),
    ],
)
def test_what_is_no_article_fails_with_a_clear_reason(
    bucket: Storage, name: str, content: bytes, error: str, words: str
) -> None:
    put(bucket, f"bad/{name}", content)
    record = failure(bucket, f"bad/{name}")
    assert record.error.type == error
    assert words in record.error.message
    assert len(record.error.message) > 10
    assert record.stage == "normalize"
    assert "wenzhai process --key" in record.replay


def test_fifty_megabytes_are_refused_by_size(bucket: Storage) -> None:
    put(bucket, "bad/huge.txt", "文".encode() * (50 * 1024 * 1024 // 3))
    record = failure(bucket, "bad/huge.txt")
    assert record.error.type == "TooLarge"
    assert "5,242,880" in record.error.message
    assert record.source.size > 50_000_000


def test_a_large_article_travels_beside_the_message(bucket: Storage) -> None:
    put(bucket, "large/a.txt", ARTICLE + "澄江的春天来得早，山上的树也绿得早。\n" * 12_000)
    result = outcome(bucket, "large/a.txt", within=120)
    assert isinstance(result, Result)
    assert result.title == "澄江召开春季造林现场会"


@pytest.mark.parametrize(
    "key",
    [
        "hostile/with space and + and %20.txt",
        "hostile/new\nline.txt",
        "hostile/😀 表情.txt",
        "hostile/..x/…txt",
        "hostile/quote'\"&<script>.txt",
        "hostile/" + "中" * 296,  # 896 bytes
        "hostile/no suffix",
    ],
)
def test_a_hostile_key_ends_in_its_result(bucket: Storage, key: str) -> None:
    put(bucket, key, ARTICLE)
    result = outcome(bucket, key)
    assert isinstance(result, Result)
    assert result.source.key == key


def test_a_key_that_no_object_can_have_is_recorded_under_its_digest(
    stack: Stack, bucket: Storage
) -> None:
    event = written_event(ObjectRef("x/../y.txt", 10))
    flight.connect(stack.settings).rpush(stack.settings.events_list, event)
    record = failure(bucket, "x/../y.txt")
    assert record.error.type == "InvalidKey"
    assert record.source.key == "x/../y.txt"


def test_an_article_whose_event_was_lost_is_found_by_the_sweep(
    stack: Stack, bucket: Storage
) -> None:
    (intake,) = [part for part in stack.parts if part.name == "intake"]
    stack.stop_part(intake)
    put(bucket, "lost/a.txt", ARTICLE)
    redis = flight.connect(stack.settings)
    eventually(lambda: redis.llen(stack.settings.events_list), 5, "no event came")
    redis.delete(stack.settings.events_list)
    stack.start_part(intake)
    assert isinstance(outcome(bucket, "lost/a.txt"), Result)


def test_a_failure_record_stands_in_the_bucket_as_json(bucket: Storage) -> None:
    put(bucket, "bad/again.txt", b"")
    failure(bucket, "bad/again.txt")
    content = bucket.read(record_name(FAILED, "bad/again.txt"))
    assert content is not None
    assert content.data is not None
    record = json.loads(content.data)
    assert set(record) >= {"source", "stage", "error", "attempts", "pipeline", "replay"}


def test_logs_hold_no_article_text(stack: Stack, bucket: Storage) -> None:
    put(bucket, "quiet/a.txt", ARTICLE)
    outcome(bucket, "quiet/a.txt")
    logs = "".join(file.read_text("utf-8") for file in Path(stack.logs).glob("*.log"))
    assert "tasks.normalize" in logs
    assert "春季造林" not in logs

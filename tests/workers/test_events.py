import json

import pytest

from workers.events import UnknownEvent, parse_event, written_event
from workers.storage import ObjectRef


def record(key: str, name: str = "s3:ObjectCreated:Put", size: int = 7) -> dict[str, object]:
    return {"eventName": name, "s3": {"object": {"key": key, "size": size}}}


def aws(*records: dict[str, object]) -> str:
    return json.dumps({"Records": list(records)})


def test_an_aws_event_names_the_object_without_its_prefix() -> None:
    assert parse_event(aws(record("incoming/a.txt"))) == (ObjectRef("a.txt", 7),)


def test_a_gateway_event_is_a_list_of_events() -> None:
    message = json.dumps(
        [{"Event": [record("incoming/a.txt")], "EventTime": "2026-01-01T00:00:00Z"}]
    )
    assert parse_event(message.encode()) == (ObjectRef("a.txt", 7),)


def test_chinese_keys_spaces_and_plus_signs_are_decoded() -> None:
    message = aws(record("incoming/%E6%88%90%E9%83%BD%2Fa+b%2Bc.txt"))
    assert parse_event(message) == (ObjectRef("成都/a b+c.txt", 7),)


def test_several_records_come_in_order() -> None:
    keys = [ref.key for ref in parse_event(aws(record("incoming/b"), record("incoming/a")))]
    assert keys == ["b", "a"]


@pytest.mark.parametrize(
    "message",
    [
        aws(record("results/a.txt.json")),
        aws(record("incoming/folder/")),
        aws(record("incoming/")),
        aws(record("incoming/a.txt", "s3:ObjectRemoved:Delete")),
        json.dumps({"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "b"}),
    ],
)
def test_events_that_bring_no_article_give_nothing(message: str) -> None:
    assert parse_event(message) == ()


@pytest.mark.parametrize("message", ["", "no json", "[]x", "5", "null", '{"a": 1}', b"\xff\xfe"])
def test_what_is_no_event_is_refused_by_name(message: bytes | str) -> None:
    with pytest.raises(UnknownEvent):
        parse_event(message)


@pytest.mark.parametrize("key", ["a.txt", "成都/一 二+三.txt", "new\nline", "😀", "100%"])
def test_what_we_write_ourselves_reads_back(key: str) -> None:
    assert parse_event(written_event(ObjectRef(key, 3))) == (ObjectRef(key, 3),)

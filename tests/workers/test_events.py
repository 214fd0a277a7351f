import json
from datetime import UTC, datetime

import pytest

from workers.events import UnknownEvent, parse_event, written_event
from workers.storage import ObjectRef


def record(key: str, name: str = "s3:ObjectCreated:Put", size: int = 7) -> dict[str, object]:
    return {"eventName": name, "s3": {"object": {"key": key, "size": size}}}


def aws(*records: dict[str, object]) -> str:
    return json.dumps({"Records": list(records)})


def test_an_aws_event_names_the_object_without_its_prefix() -> None:
    assert parse_event(aws(record("incoming/a.txt"))).refs == (ObjectRef("a.txt", 7),)


def test_a_gateway_event_is_a_list_of_events() -> None:
    message = json.dumps(
        [{"Event": [record("incoming/a.txt")], "EventTime": "2026-01-01T00:00:00Z"}]
    )
    assert parse_event(message.encode()).refs == (ObjectRef("a.txt", 7),)


def test_chinese_keys_spaces_and_plus_signs_are_decoded() -> None:
    message = aws(record("incoming/%E6%88%90%E9%83%BD%2Fa+b%2Bc.txt"))
    assert parse_event(message).refs == (ObjectRef("成都/a b+c.txt", 7),)


def test_several_records_come_in_order() -> None:
    keys = [ref.key for ref in parse_event(aws(record("incoming/b"), record("incoming/a"))).refs]
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
    assert parse_event(message).refs == ()


@pytest.mark.parametrize("message", ["", "no json", "[]x", "5", "null", '{"a": 1}', b"\xff\xfe"])
def test_what_is_no_event_is_refused_by_name(message: bytes | str) -> None:
    with pytest.raises(UnknownEvent):
        parse_event(message)


@pytest.mark.parametrize(
    "bad",
    [
        {"eventName": "s3:ObjectCreated:Put"},
        record("incoming/%ED%A0%80\ud800"),
        {"eventName": "s3:ObjectCreated:Put", "s3": {"object": {"key": "incoming/a", "size": "x"}}},
        "a text",
    ],
)
def test_one_bad_record_does_not_hold_up_the_others(bad: dict[str, object]) -> None:
    event = parse_event(aws(bad, record("incoming/a.txt")))
    assert event.refs == (ObjectRef("a.txt", 7),)
    assert event.unreadable == 1


def test_an_event_says_when_it_was_sent() -> None:
    sent = parse_event(aws(record("incoming/a") | {"eventTime": "2026-01-02T03:04:05.678Z"})).sent
    assert sent == datetime(2026, 1, 2, 3, 4, 5, 678000, tzinfo=UTC)
    assert parse_event(aws(record("incoming/a"))).sent is None


@pytest.mark.parametrize("key", ["a.txt", "成都/一 二+三.txt", "new\nline", "😀", "100%"])
def test_what_we_write_ourselves_reads_back(key: str) -> None:
    assert parse_event(written_event(ObjectRef(key, 3))).refs == (ObjectRef(key, 3),)

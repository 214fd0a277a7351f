"""Objects of many articles are cut apart; hostile ones cost little."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.document import RawArticle
from tasks.errors import CorruptArchive, NotARecord, TooLarge
from tasks.unpack import decompressed, may_hold_many, unpack

LIMIT = 10_000


def contents(key: str, content: bytes) -> list[bytes]:
    return [raw.content for raw in unpack(RawArticle(key=key, content=content), LIMIT)]


def test_lines_are_records_numbered_from_nought() -> None:
    raws = unpack(RawArticle(key="a.jsonl", content=b'{"a":1}\n\n  \n{"b":2}\r\n'), LIMIT)
    assert [(raw.record, json.loads(raw.content)) for raw in raws] == [(0, {"a": 1}), (1, {"b": 2})]


def test_elements_of_an_array_are_records() -> None:
    assert contents("a.json", ' [{"a": "望"}, 3] '.encode()) == [b'{"a": "\\u671b"}', b"3"]


@pytest.mark.parametrize("content", [b'{"a":\n{}}', b'{"a": 1}\n', b"", b"text", b'{"a": 1}x'])
def test_any_other_json_file_is_one_article(content: bytes) -> None:
    (raw,) = unpack(RawArticle(key="a.json", content=content), LIMIT)
    assert (raw.record, raw.content) == (None, content)


def test_a_json_file_of_lines_is_many() -> None:
    assert contents("export.json", b'\xef\xbb\xbf{"a": 1}\n{"a": 2}\n')[1:] == [b'{"a": 2}']


def test_gzip_is_a_wrapping_whatever_is_in_it() -> None:
    assert contents("a.jsonl.gz", gzip.compress(b'{"a":1}\n{"a":2}')) == [b'{"a":1}', b'{"a":2}']
    assert contents("a.html.GZ", gzip.compress(b"<p>")) == [b"<p>"]
    assert contents("dump.gz", gzip.compress(b'{"a":1}\n{"a":2}')) == [b'{"a":1}', b'{"a":2}']


def test_members_of_one_gzip_file_are_joined() -> None:
    assert (
        decompressed(gzip.compress(b"one") + gzip.compress(b"two") + b"\0" * 9, LIMIT) == b"onetwo"
    )


def test_a_gzip_bomb_is_refused_before_it_fills_memory() -> None:
    with pytest.raises(TooLarge, match="10,000 bytes once it is decompressed"):
        decompressed(gzip.compress(bytes(200_000_000)), LIMIT)


@pytest.mark.parametrize(
    "content",
    [gzip.compress(b"x" * 99)[:-1], b"\x1f\x8b", b"no gzip", gzip.compress(b"a") + b"b"],
    ids=["cut", "only its head", "none", "more behind it"],
)
def test_damaged_gzip_data_is_said_to_be(content: bytes) -> None:
    with pytest.raises(CorruptArchive):
        decompressed(content, LIMIT)


@pytest.mark.parametrize("content", [b"[1, 2", b"[" * 100_000])
def test_an_array_that_cannot_be_read_is_a_failure(content: bytes) -> None:
    with pytest.raises(NotARecord):
        contents("a.json", content)


@given(
    st.binary(max_size=300), st.sampled_from(["a.json", "a.jsonl", "a.gz", "a.json.gz", "a.txt"])
)
def test_nothing_but_the_expected_errors_comes_out(content: bytes, key: str) -> None:
    try:
        raws = unpack(RawArticle(key=key, content=content), LIMIT)
    except (CorruptArchive, NotARecord, TooLarge):
        return
    assert raws


@given(st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=9)), min_size=1))
def test_every_record_comes_out_once_in_order(records: list[dict[str, str]]) -> None:
    content = "\n".join(map(json.dumps, records)).encode()
    assert [
        json.loads(found) for found in contents("a.jsonl.gz", gzip.compress(content))
    ] == records


@pytest.mark.parametrize("key", ["a.jsonl", "a.NDJSON", "a.txt.gz", "a.json"])
def test_the_name_tells_what_may_hold_many(key: str) -> None:
    assert may_hold_many(key)


@pytest.mark.parametrize("key", ["a.txt", "a.html", "a", "jsonl", "甲.jsonl/a.txt"])
def test_any_other_name_is_that_of_one_article(key: str) -> None:
    assert not may_hold_many(key)

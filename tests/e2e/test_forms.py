"""HTML pages, JSON records and objects of many articles through the real service."""

import gzip
import json

from tasks.document import Failure, Form, Manifest, Result
from tests.e2e.helpers import ARTICLE, eventually, outcome, outcomes, put
from workers import flight
from workers.embedded import Stack
from workers.reading import NothingThere, find_key
from workers.status import status_of
from workers.storage import Storage

RECORDS = 100  # several batches, so that the object takes more than one turn


def test_a_page_becomes_a_result(bucket: Storage) -> None:
    lines = ARTICLE.strip().split("\n")
    body = "".join(f"<p>{line}</p>" for line in lines)
    put(bucket, "forms/a.html", f"<html><body><a>首页</a>{body}<a>关于我们</a></body></html>")
    result = outcome(bucket, "forms/a.html")
    assert isinstance(result, Result)
    assert result.source.form is Form.HTML
    assert (result.title, result.body.paragraphs) == (lines[0], tuple(lines[2:]))


def test_every_record_of_a_gzipped_dump_has_its_outcome(bucket: Storage, stack: Stack) -> None:
    records = [{"title": f"第{n}期", "text": ARTICLE, "date": "2024-03-12"} for n in range(RECORDS)]
    records[7] = {"title": "没有正文"}
    dump = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    put(bucket, "forms/dump.jsonl.gz", gzip.compress(dump.encode()))
    documents = outcomes(bucket, "forms/dump.jsonl.gz", within=60)
    assert [document.source.record for document in documents] == list(range(RECORDS))
    assert [n for n, document in enumerate(documents) if isinstance(document, Failure)] == [7]
    status = status_of(bucket, flight.connect(stack.settings))
    assert status.idle


def test_an_overwritten_dump_has_the_outcomes_of_its_last_version(bucket: Storage) -> None:
    for count in (60, 3):
        records = [{"text": ARTICLE.replace("12万亩", f"{count}万亩")} for _ in range(count)]
        put(bucket, "forms/again.json", json.dumps(records))

    def settled() -> bool:
        try:
            document = find_key("forms/again.json", bucket)
        except NothingThere:
            return False
        assert isinstance(document, Manifest)
        return document.articles == 3

    eventually(settled, 60, "the last version has no manifest")
    wanted = [f"{number:06}.json" for number in range(3)]

    def only_the_last_are_there() -> bool:
        return [e.key for e in bucket.listing("results/forms/again.json.d/")] == wanted

    eventually(only_the_last_are_there, 20, "outcomes of the first version stayed")
    for number in range(3):
        result = find_key(f"forms/again.json.d/{number:06}", bucket)
        assert isinstance(result, Result)
        assert "3万亩" in result.body.text

"""Results as tables in files, and as documents of schema.org."""

import csv
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from tests.stories import body, failed, laid_out, printed
from workers.errors import NotInstalled
from workers.outcomes import Collection, outcomes
from workers.tables.files import OPENERS, export, export_news_articles
from workers.tables.rows import TABLES, Article

HOSTILE = "澄江市市长高望山3月11日在会上表示，产量同比增长8.5%，达到2万吨，当晚主队以3:2取胜。\n=cmd|'/C calc'!A0，“引号”和逗号,也要原样写出，一个字都不能少，多一个字也不行。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    results = [printed("a.txt", body("c01")), printed("b.txt", body("c01"), day="2024-03-13 08:00")]
    return laid_out(tmp_path / "results", *results, printed("c.txt", HOSTILE), failed("d.txt"))


def tables(folder: Path, form: str) -> dict[str, list[dict[str, Any]]]:
    """Every table of an export, read back; lists as text, as CSV has them."""
    collection = Collection(folder, None)
    out = folder.parent / form
    counts = export(outcomes(collection), form, out, collection)
    read = {table: _read(out / f"{table}.{form}") for table in TABLES}
    assert {table: len(rows) for table, rows in read.items()} == counts
    return {table: [_as_csv(row) for row in rows] for table, rows in read.items()}


def _read(file: Path) -> list[dict[str, Any]]:
    match file.suffix:
        case ".csv":
            with file.open(encoding="utf-8", newline="") as lines:
                return list(csv.DictReader(lines))
        case ".jsonl":
            return [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        case _:
            rows: list[dict[str, Any]] = parquet.read_table(file).to_pylist()
            return rows


def _as_csv(row: dict[str, Any]) -> dict[str, str]:
    values = {name: "|".join(v) if isinstance(v, list) else v for name, v in row.items()}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def test_the_three_forms_say_the_same(folder: Path) -> None:
    of_csv, of_jsonl, of_parquet = (tables(folder, form) for form in OPENERS)
    assert of_csv == of_jsonl == of_parquet
    assert [row["article"] for row in of_csv["articles"]] == ["a.txt", "b.txt", "c.txt"]
    assert [row["article"] for row in of_csv["failures"]] == ["d.txt"]
    assert [row["first"] for row in of_csv["reprints"]] == ["a.txt", "a.txt"]
    (text,) = (row["body"] for row in of_csv["texts"] if row["article"] == "c.txt")
    assert text == printed("c.txt", HOSTILE).body.text


def test_every_row_leads_to_its_article(folder: Path) -> None:
    found = tables(folder, "csv")
    known = {row["article"] for table in ("articles", "failures") for row in found[table]}
    for rows in found.values():
        assert {row["article"] for row in rows} <= known


def test_figures_are_numbers_and_scores_are_scores(folder: Path) -> None:
    quantities = tables(folder, "parquet")["quantities"]
    told = {row["text"]: (row["value"], row["score"]) for row in quantities}
    assert told["2万吨"] == ("20000.0", "")
    assert told["3:2"] == ("", "3:2")


def test_without_any_result_there_are_empty_tables(tmp_path: Path) -> None:
    (tmp_path / "results").mkdir()
    for form in OPENERS:
        assert not any(tables(tmp_path / "results", form).values())
    header = (tmp_path / "csv" / "articles.csv").read_text("utf-8")
    assert header.strip().split(",") == list(Article._fields)


def test_parquet_says_what_it_needs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(NotInstalled, match=r"`make setup`"):
        tables(folder, "parquet")


def test_a_result_as_a_news_article(folder: Path) -> None:
    out = folder.parent / "schema-org"
    assert export_news_articles(outcomes(Collection(folder, None)), out) == 3
    lines = (out / "news-articles.jsonl").read_text("utf-8").splitlines()
    first, _, hostile = map(json.loads, lines)
    result = printed("a.txt", body("c01"))
    assert first["@context"] == "https://schema.org"
    assert first["@type"] == "NewsArticle"
    assert first["headline"] == result.title
    assert first["datePublished"] == "2024-03-12T09:30:00+08:00"
    assert first["publisher"] == {"@type": "Organization", "name": "澄江日报"}
    assert first["articleBody"] == result.body.text
    people = [thing for thing in first["mentions"] if thing["@type"] == "Person"]
    assert {"@type": "Person", "name": "艾民生", "jobTitle": ["副市长"]} in people
    assert "author" not in hostile, "what is not known is left out"
    assert not [name for name, value in hostile.items() if not value]

import pytest

from benchmarks.peers.articles import annotated_articles, gold_body, source_lines
from benchmarks.peers.figures import groups


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [("utf-8 with BOM, CRLF", "utf-8-sig"), ("gb18030, CRLF", "gb18030"), ("big5", "big5")],
)
def test_lines_are_those_that_the_annotation_counts(encoding: str, codec: str) -> None:
    assert source_lines("一\r\n\r\n二".encode(codec), encoding) == ("一", "", "二")


def test_the_body_is_what_is_left_of_its_lines() -> None:
    gold = {
        "normalized_text": "题目\n本报讯 下雨了。\n雨停了。\n编辑 某",
        "lines": [{"label": label} for label in ("title", "body", "body", "editor_line")],
        "inline_spans": [{"line": 1, "label": "dateline", "text": "本报讯 "}],
    }
    assert gold_body(gold) == "下雨了。\n雨停了。"


def test_every_annotated_article_is_there_once_and_line_for_line() -> None:
    articles = annotated_articles()
    assert len({article.name for article in articles}) == len(articles)
    assert groups(articles)[:7] == ["all", "c", "d", "e", "f", "g", "h"]
    for article in articles:
        assert len(article.lines) == len(article.gold["lines"]), article.name

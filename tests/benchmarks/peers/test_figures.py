import pytest

from benchmarks.peers.alignment import Survivor
from benchmarks.peers.articles import Article, annotated_articles
from benchmarks.peers.figures import (
    Errors,
    as_people,
    character_errors,
    kept_body_errors,
    kept_lines,
    scored,
)


@pytest.fixture(scope="module")
def article() -> Article:
    (article,) = (article for article in annotated_articles() if article.name == "d11")
    return article


def test_a_tool_that_gives_back_the_body_alone_scores_everything(article: Article) -> None:
    body = [
        line
        for line, entry in zip(article.lines, article.gold["lines"], strict=True)
        if entry["label"] == "body"
    ]
    result, _ = kept_lines(article, "\n".join(body))
    fields = scored([article], [result])["all"]["fields"]
    assert fields["body_lines"]["F1"] == 1.0
    assert fields["boilerplate_removed"]["acc"] == 1.0


def test_a_tool_that_keeps_every_line_removes_no_boilerplate(article: Article) -> None:
    result, _ = kept_lines(article, "\n".join(article.lines))
    fields = scored([article], [result])["all"]["fields"]
    assert fields["boilerplate_removed"]["hit"] == 0
    assert fields["body_lines"]["R"] == 1.0


def test_a_kept_title_is_no_wrong_body_line(article: Article) -> None:
    result, _ = kept_lines(article, "\n".join(article.lines))
    title = [entry["label"] for entry in article.gold["lines"]].index("title")
    assert result["lines"][title]["label"] == "title"


def test_each_set_has_its_own_report_and_real_articles_are_not_among_all(article: Article) -> None:
    real = article._replace(group="real")
    reports = scored([article, real], [{}, {}])
    assert list(reports) == ["all", "d", "real"]
    assert [report["docs"] for report in reports.values()] == [1, 1, 1]


def test_character_errors_are_edits_over_right_characters() -> None:
    assert character_errors([("县里修桥", "縣里修"), ("甲", "甲")]) == Errors(wrong=2, of=5)
    assert Errors(2, 5).rate == 0.4
    assert Errors(0, 0).rate == 0.0


def test_errors_are_counted_in_body_lines_that_were_kept_and_only_there() -> None:
    gold = {
        "normalized_text": "首页\n县里修桥\n村里修路",
        "lines": [{"label": "nav"}, {"label": "body"}, {"label": "body"}],
    }
    kept = [
        Survivor("首頁", kept=True),
        Survivor("縣里修桥", kept=True),
        Survivor("", kept=False),
    ]
    assert kept_body_errors(Article("x", "x", gold, b"", ()), kept) == Errors(wrong=1, of=4)


def test_a_name_counts_once() -> None:
    people = as_people(["方圆", "方圆", "任重"])["people"]
    assert [person["name"] for person in people] == ["方圆", "任重"]

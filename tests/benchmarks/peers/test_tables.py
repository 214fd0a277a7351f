from typing import Any

import pytest

from benchmarks.peers import tables
from benchmarks.peers.articles import Article
from benchmarks.peers.figures import Errors
from benchmarks.peers.tables import Row


def article(name: str, labels: list[dict[str, Any]]) -> Article:
    return Article(name, name[0], {"lines": labels}, b"", ("",) * len(labels))


def report(**found: float) -> dict[str, Any]:
    removed = {"boilerplate_removed": {"acc": 0.5, "hit": 1, "of": 2}}
    f1 = {name: {"F1": value, "P": value, "R": value, "tp": 1} for name, value in found.items()}
    return {"all": {"fields": f1 | removed}}


def test_the_best_cleaner_stands_first() -> None:
    rows = [
        Row("poor", report(body_lines=0.25)),
        Row("good", report(body_lines=0.75), 1.25, Errors(1, 200)),
    ]
    assert tables.cleaning(rows, []).splitlines()[2:] == [
        "| good | .750 | .750 | .750 | 1/2 | 0.50 % | 1.2 |",
        "| poor | .250 | .250 | .250 | 1/2 | – | – |",
    ]


def test_a_tagger_that_gives_no_posts_has_no_figure_for_them() -> None:
    row = Row("tagger", report(people_names=0.5, name_title_pairs=0.0), 3.0)
    assert tables.people([row], []).splitlines()[-1] == (
        "| tagger | .500 | .500 | .500 | – | – | – | 3.0 |"
    )


def test_harmful_labels_come_first_and_accepted_ones_count_as_right() -> None:
    gold: list[dict[str, Any]] = [
        {"label": "nav"},
        {"label": "nav", "alt": ["share"]},
        {"label": "body"},
    ]
    given = [{"label": "share"}, {"label": "share"}, {"label": "caption"}]
    assert tables.labels([article("x1", gold)], [{"lines": given}]).splitlines()[2:] == [
        "| body | 1 | 1 | 1 |",
        "| nav | 2 | 0 | 1 |",
    ]


@pytest.mark.parametrize("result", [{}, {"lines": None}])
def test_an_article_without_a_result_has_every_line_wrong(result: dict[str, Any]) -> None:
    rows = tables.labels([article("x1", [{"label": "body"}])], [result]).splitlines()[2:]
    assert rows == ["| body | 1 | 1 | 1 |"]


def test_articles_that_are_not_ours_are_not_among_our_lines() -> None:
    real = article("x1", [{"label": "body"}])._replace(group="real")
    assert tables.labels([real], [{}]).splitlines()[2:] == []

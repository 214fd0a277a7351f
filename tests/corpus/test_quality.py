"""The quality gate: a change that lowers a figure below its floor must say so.

`make score` prints the present figures; floors.toml holds the floors.
"""

import json
from pathlib import Path

import pytest

from benchmarks import score
from benchmarks.score import OWN, REAL, SCORER, SHARED, by_label, figures, floors, set_floors


@pytest.fixture(scope="module")
def own() -> dict[str, float]:
    return figures(OWN)


def test_every_figure_holds_its_floor(own: dict[str, float]) -> None:
    assert score.below(own) == []


def test_every_article_has_a_result_and_none_breaks_a_promise(own: dict[str, float]) -> None:
    assert own["results_found"] == own["docs"] == 72
    assert own["line_count_mismatch"] == 0
    assert own["summary_over_150"] == 0


def test_a_figure_below_its_floor_is_named(own: dict[str, float]) -> None:
    worse = own | {"body_lines": 0.5, "forbidden_people_taken": 99}
    assert [line.partition(":")[0] for line in score.below(worse)] == [
        "body_lines",
        "forbidden_people_taken",
    ]


def test_floors_go_down_only_when_asked_to(
    own: dict[str, float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "floors.toml"
    copy.write_text(score.FLOORS.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(score, "FLOORS", copy)
    before = floors()
    worse = own | {"body_lines": 0.5}
    set_floors(worse, lower=False)
    assert floors()["body_lines"] == before["body_lines"]
    set_floors(worse, lower=True)
    assert floors()["body_lines"] == 0.495
    assert copy.read_text("utf-8").startswith("#")


def test_labels_are_scored_by_class(tmp_path: Path) -> None:
    gold, results = tmp_path / "gold", tmp_path / "results"
    gold.mkdir()
    results.mkdir()
    wanted = [{"label": "body"}, {"label": "body"}, {"label": "nav", "alt": ["share"]}]
    given = [{"label": "body"}, {"label": "nav"}, {"label": "share"}]
    (gold / "a.json").write_text(json.dumps({"lines": wanted}))
    (results / "a.json").write_text(json.dumps({"lines": given}))
    scores = {s.label: s for s in by_label(OWN._replace(gold=gold), results)}
    assert (scores["body"].found, scores["body"].right) == (0.5, 1.0)
    assert (scores["nav"].found, scores["nav"].right) == (1.0, 0.5)


@pytest.mark.skipif(not REAL.gold.exists(), reason="the annotated real articles are not here")
def test_the_real_articles_keep_their_body() -> None:
    real = figures(REAL)
    assert real["body_lines"] >= 0.98
    assert real["people_names"] >= 0.98
    assert real["normalized_text"] >= 0.999


@pytest.mark.skipif(not SHARED.exists(), reason="the annotators' copy is not here")
def test_the_scorer_is_the_annotators_own() -> None:
    assert SCORER.read_bytes() == (SHARED / "score.py").read_bytes()

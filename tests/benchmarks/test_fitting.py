"""Fitting the weights of summaries."""

from pathlib import Path

import pytest

from benchmarks import fitting
from config.rules import DATA, load_rules
from config.rules.summarize import SummarizeRules

RULES = load_rules().summarize


def test_weights_go_out_and_in_again() -> None:
    weights = fitting.weights_of(RULES)
    assert fitting.with_weights(RULES, weights) == RULES
    doubled = fitting.with_weights(RULES, weights | {"things.figure": 2.0, "all.enough": 0.5})
    assert (doubled.things.figure, doubled.enough) == (2.0, 0.5)
    assert doubled.own == RULES.own


def test_weights_are_written_beside_their_comments(tmp_path: Path) -> None:
    for name in ("weights.toml", "words.toml"):
        (tmp_path / name).write_bytes((DATA / "summarize" / name).read_bytes())
    fitting.write(tmp_path / "weights.toml", {"own.lead": -0.25, "all.enough": 0.5})
    written = SummarizeRules.load(tmp_path)
    assert (written.own.lead, written.enough, written.own.late) == (-0.25, 0.5, RULES.own.late)
    before = (DATA / "summarize" / "weights.toml").read_text("utf-8").count("#")
    assert (tmp_path / "weights.toml").read_text("utf-8").count("#") == before


def test_a_fit_is_never_worse_on_what_it_was_fitted_to(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["own.lead", "things.figure"]
    every = fitting.weights_of
    monkeypatch.setattr(
        fitting, "weights_of", lambda rules: {name: every(rules)[name] for name in names}
    )
    numbers = [0, 4, 9]
    found = fitting.fitted(numbers, seed=1, share=1.0)
    assert fitting.objective(RULES, found, numbers) >= fitting.objective(RULES, {}, numbers)


def test_the_mean_of_fits_is_that_of_each_weight() -> None:
    assert fitting.mean([{"a": 1.0, "b": 0.0}, {"a": 3.0, "b": 0.5}]) == {"a": 2.0, "b": 0.25}

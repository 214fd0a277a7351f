"""Fitting what pairs of characters are worth to summaries."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import fitting
from config.rules import DATA, load_rules
from config.rules.summarize import SummarizeRules

RULES = load_rules().summarize

small = st.floats(-2, 2, allow_nan=False)


@given(
    st.lists(st.tuples(small, small, small), min_size=3, max_size=3), st.tuples(small, small, small)
)
def test_equations_are_solved(factors: list[tuple[float, ...]], right: tuple[float, ...]) -> None:
    matrix = [
        [sum(row[i] * row[j] for row in factors) + (i == j) for j in range(3)] for i in range(3)
    ]
    found = fitting.solved(matrix, right)
    for row, value in zip(matrix, right, strict=True):
        assert sum(a * b for a, b in zip(row, found, strict=True)) == pytest.approx(value, abs=1e-6)


def test_a_kind_that_summaries_tell_is_worth_more_than_one_they_do_not() -> None:
    told, untold = fitting.KINDS.index("title"), fitting.KINDS.index("again")
    counts = fitting.counts_of(fitting.examples()[0], RULES)
    size = len(fitting.KINDS)
    shared = [[0.5 if i == j else 0.0 for j in range(size)] for i in range(size)]
    worth = [0.5 if i == told else 0.0 for i in range(size)]
    weights = fitting.fitted([fitting.Counts(shared, worth)])
    assert weights["title"] > weights["again"] == 0
    assert counts.shared[told][untold] == counts.shared[untold][told] <= counts.shared[told][told]


def test_weights_are_written_beside_their_comments(tmp_path: Path) -> None:
    for name in ("weights.toml", "words.toml"):
        (tmp_path / name).write_bytes((DATA / "summarize" / name).read_bytes())
    fitting.write(tmp_path / "weights.toml", {"title": -25, "like_title": 5})
    written = SummarizeRules.load(tmp_path)
    assert (written.pairs.title, written.pairs.like_title) == (-25, 5)
    assert written.pairs.again == RULES.pairs.again
    before = (DATA / "summarize" / "weights.toml").read_text("utf-8").count("#")
    assert (tmp_path / "weights.toml").read_text("utf-8").count("#") == before


def test_no_set_that_is_kept_for_the_end_is_fitted_to() -> None:
    assert {"k", "p"}.isdisjoint(one.group for one in fitting.examples())

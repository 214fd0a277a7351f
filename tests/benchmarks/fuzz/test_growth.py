"""No text costs a stage much more than usual articles cost it, a character each.

`python -m benchmarks.fuzz.growth` holds them to ten times as much, of longer texts.
"""

from collections.abc import Sequence

import pytest

from benchmarks.fuzz.growth import costs, hostile, told, units, usual_costs
from tests.rules import RULES

LENGTH = 3_000  # characters
MOST = (
    20  # times: the worst cost 9, and a busy machine is no failure; quadratic work cost 30 to 200
)
EVERY = 2  # groups of texts, so that the cores share the work


@pytest.fixture(scope="module")
def usual() -> Sequence[float]:
    return usual_costs(RULES)


@pytest.mark.parametrize("group", range(EVERY))
def test_a_run_of_anything_costs_about_what_an_article_does(
    usual: Sequence[float], group: int
) -> None:
    slow = [
        told(cost)
        for unit in list(units())[group::EVERY]
        for cost in costs(repr(unit), hostile(unit, LENGTH), usual, RULES)
        if cost.times > MOST
    ]
    assert not slow


def test_many_short_lines_cost_no_more(usual: Sequence[float]) -> None:
    every = list(costs("short lines", "望\n" * 50_000, usual, RULES))
    assert max(cost.times for cost in every) <= MOST
    assert len(every) > 1

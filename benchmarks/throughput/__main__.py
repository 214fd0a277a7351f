"""Measure everything in one run, every round all systems in turn: `make bench`.

Prints tables and writes benchmarks/results.json and docs/throughput.svg.
"""

import argparse
import sys
from collections.abc import Callable
from typing import Any

from benchmarks import segmentation
from benchmarks.throughput import kernels, limit
from benchmarks.throughput.articles import recombined
from benchmarks.throughput.figures import Rounds, figures
from benchmarks.throughput.page import write
from benchmarks.throughput.running import run
from benchmarks.throughput.systems import NAIVE, OURS, QUEUES

ARTICLES, SINGLES, WARM_UP = 160, 20, 64  # of a round; each takes others
WORKERS = 2
LONG = 300  # articles that one after the other make the longest of kernels.SIZES


def main() -> None:
    """Take the number of rounds from the command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--articles", type=int, default=ARTICLES, help="of each round")
    options.add_argument("--queues", action=argparse.BooleanOptionalAction, default=True)
    chosen = options.parse_args()
    rounds = Rounds(chosen.articles, WORKERS)
    share = chosen.articles + SINGLES
    articles = recombined(chosen.rounds * share)
    warm_up = recombined(WARM_UP, seed=2)
    for number in range(chosen.rounds):
        ours = articles[number * share : (number + 1) * share]
        _round(rounds, ours[SINGLES:], ours[:SINGLES], warm_up, queues=chosen.queues)
    growth = kernels.growth("\n".join(recombined(LONG, seed=3)))
    words = segmentation.measured(chosen.rounds)
    write(figures(rounds, words, growth))


def _round(
    rounds: Rounds, articles: list[str], singles: list[str], warm_up: list[str], *, queues: bool
) -> None:
    """Each measurement once."""

    def add(name: str, measured: dict[Any, Any], measure: Callable[[], object]) -> None:
        sys.stderr.write(f"{name} ...\n")
        measured.setdefault(name, []).append(measure())

    for system in (OURS, NAIVE, *(QUEUES if queues else ())):
        add(
            system.name,
            rounds.runs,
            lambda system=system: run(system, articles, warm_up, singles, WORKERS),  # type: ignore[misc]
        )
    add("one worker", rounds.runs, lambda: run(OURS, articles, warm_up, workers=1))
    for processes in (1, WORKERS):
        name = f"{processes} in memory"
        add(name, rounds.limits, lambda: limit.in_memory(articles, warm_up, processes))  # noqa: B023
        name = f"{processes} with storage"
        add(name, rounds.limits, lambda: limit.with_storage(articles, warm_up, processes))  # noqa: B023
    sys.stderr.write("stages ...\n")
    rounds.stages.append(kernels.stage_costs(articles, warm_up))


if __name__ == "__main__":
    main()

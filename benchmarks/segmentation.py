"""How fast the segmenter is beside jieba.posseg, on newspaper text: `make bench`.

Every round takes other articles and gives them to both in turn, each time in a process of its own
that starts from the same state. Cold: a process that has segmented nothing before. Warm: one that
has segmented other articles. Again: the same articles a second time. CPU time of the process.
"""

import gc
import json
import multiprocessing
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from benchmarks.jieba_posseg import jieba_posseg
from benchmarks.newspaper import ARTICLE, articles, paragraphs
from benchmarks.score import ROOT
from tasks.segment import segmenter

ROUNDS = 7
MEASURED = 40  # articles a round; all rounds together must leave HISTORY of the 840
HISTORY = 400

Times = dict[str, list[float]]  # ms an article, one of each round


class Figures(NamedTuple):
    """What was measured; ratios are of medians."""

    times: Times
    loading: dict[str, dict[str, float]]  # of a fresh process: CPU seconds, MB, MB after `history`

    def ratio(self, name: str) -> float:
        """How many times as fast as jieba.posseg."""
        return statistics.median(self.times["jieba.posseg"]) / statistics.median(self.times[name])


def main() -> None:
    """Measure and print."""
    print_table(measured())


def measured(rounds: int = ROUNDS, size: int = MEASURED, history: int = HISTORY) -> Figures:
    """Both segmenters on `rounds` times `size` articles."""
    everything = shuffled_articles()
    seen, unseen = everything[:history], everything[history:]
    theirs, ours = jieba_posseg(), segmenter()
    theirs("预热")
    gc.freeze()  # else a child's garbage collector copies the tables it was forked with
    times: Times = {"jieba.posseg": [], "cold": [], "warm": [], "again": []}
    for start in range(0, rounds * size, size):
        texts = unseen[start : start + size]
        times["jieba.posseg"] += _in_a_child(theirs, [texts])
        times["cold"] += _in_a_child(ours, [texts])
        _, warm, again = _in_a_child(ours, [seen, texts, texts])
        times["warm"].append(warm)
        times["again"].append(again)
    gc.unfreeze()
    loading = {name: _loading(name, history) for name in ("jieba.posseg", "ours")}
    return Figures(times, loading)


def shuffled_articles() -> list[str]:
    """The newspaper's articles in an order that is the same at every run."""
    everything = list(articles(paragraphs()))
    random.Random(0).shuffle(everything)  # noqa: S311 - the same at every run
    return everything


def _in_a_child(segment: Callable[[str], Any], batches: Sequence[Sequence[str]]) -> list[float]:
    """Milliseconds an article of ARTICLE characters, for one batch after the other."""
    fork = multiprocessing.get_context("fork")
    receiving, sending = fork.Pipe(duplex=False)
    child = fork.Process(target=lambda: sending.send([_timed(segment, texts) for texts in batches]))
    child.start()
    times: list[float] = receiving.recv()
    child.join()
    return times


def _timed(segment: Callable[[str], Any], texts: Sequence[str]) -> float:
    started = time.process_time()
    for text in texts:
        segment(text)
    return (time.process_time() - started) * 1e3 / sum(map(len, texts)) * ARTICLE


def _loading(name: str, history: int) -> dict[str, float]:
    reply = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "benchmarks.loading", name, str(history)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout
    loading: dict[str, float] = json.loads(reply)
    return loading


def print_table(figures: Figures) -> None:
    """The table, on standard output."""
    lines = [f"{'':14}{'ms an article':>14}{'from':>8}{'to':>8}{'times as fast':>15}"]
    for name, times in figures.times.items():
        median = statistics.median(times)
        lines.append(
            f"{name:14}{median:14.2f}{min(times):8.2f}{max(times):8.2f}{figures.ratio(name):15.1f}"
        )
    for name, loading in figures.loading.items():
        lines.append(
            f"{name} loads in {loading['seconds']:.2f} s of CPU and takes {loading['megabytes']:.0f} MB, "
            f"after other articles {loading['megabytes_after']:.0f} MB"
        )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

"""From all rounds to the figures of benchmarks/results.json; every ratio is one of medians."""

import os
from statistics import median, quantiles
from typing import Any

from benchmarks.segmentation import Figures
from benchmarks.throughput.kernels import medians
from benchmarks.throughput.limit import Limit
from benchmarks.throughput.running import Run
from benchmarks.throughput.systems import NAIVE, OURS, QUEUES

DIGITS = 3


class Rounds:
    """What was measured, each list with one entry a round."""

    def __init__(self, articles: int, workers: int) -> None:
        self.articles = articles
        self.workers = workers
        self.runs: dict[str, list[Run]] = {}
        self.limits: dict[str, list[Limit]] = {}
        self.stages: list[dict[str, float]] = []


def figures(rounds: Rounds, words: Figures, growth: dict[str, float]) -> dict[str, Any]:
    """Everything, by name; `rounds` must have those of Wenzhai and of the naive pipeline."""
    pace = {name: median(run.pace for run in runs) for name, runs in rounds.runs.items()}
    costs = {name: medians([run.cost for run in runs]) for name, runs in rounds.runs.items()}
    queue = {name: median(run.queue for run in runs) for name, runs in rounds.runs.items()}
    total = {name: median(run.total for run in runs) for name, runs in rounds.runs.items()}
    limits = {
        name: Limit(*map(median, zip(*runs, strict=True))) for name, runs in rounds.limits.items()
    }
    limit = limits[f"{rounds.workers} with storage"]
    latency = {name: _latency(runs) for name, runs in rounds.runs.items() if runs[0].latencies}
    ours, naive = OURS.name, NAIVE.name
    peers = {system.name: pace[system.name] for system in QUEUES if system.name in pace}
    found: dict[str, Any] = _rounded(
        {
            "measured": {
                "rounds": len(rounds.stages),
                "articles_a_round": rounds.articles,
                "worker_processes": rounds.workers,
                "processors": os.cpu_count(),
                "load": os.getloadavg()[0],
            },
            "end_to_end": {
                "times_naive": pace[ours] / pace[naive],
                "times_naive_in_cpu": total[naive] / total[ours],
                "of_limit_with_s3": pace[ours] / limit.pace,
                "of_limit_with_s3_in_cpu": limit.cost / total[ours],
                "times_best_peer_queue": pace[ours] / max(peers.values()) if peers else None,
                "times_best_peer_queue_in_cpu": (
                    min(total[name] for name in peers) / total[ours] if peers else None
                ),
                "times_one_worker": pace[ours] / pace["one worker"],
            },
            "segmentation": {
                "times_jieba_posseg_unseen": words.ratio("cold"),
                "times_jieba_posseg_warm": words.ratio("warm"),
            },
            "queue_cpu": {"of_naive": queue[ours] / queue[naive], "ms_an_article": queue},
            "latency": {
                "of_naive": latency[ours]["p50"] / latency[naive]["p50"],
                "of_naive_p95": latency[ours]["p95"] / latency[naive]["p95"],
                "ms": latency,
            },
            "articles_a_second": pace,
            "cpu_ms_an_article": costs,
            "limits": {name: limit._asdict() for name, limit in limits.items()},
            "stages_cpu_ms_an_article": medians(rounds.stages),
            "cpu_ms_per_1000_characters_by_size": growth,
        }
    )
    return found


def _latency(runs: list[Run]) -> dict[str, float]:
    times = [ms for run in runs for ms in run.latencies]
    return {"p50": median(times), "p95": quantiles(times, n=20)[-1]}


def _rounded(value: Any) -> Any:
    """All numbers to so many digits that matter."""
    match value:
        case dict():
            return {name: _rounded(inner) for name, inner in value.items()}
        case float():
            return float(f"{value:.{DIGITS}g}")
        case _:
            return value

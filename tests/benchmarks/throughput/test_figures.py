import json

import vl_convert

from benchmarks.segmentation import Figures
from benchmarks.throughput.figures import Rounds, figures
from benchmarks.throughput.limit import Limit
from benchmarks.throughput.page import plot
from benchmarks.throughput.running import Run

WORDS = Figures({"jieba.posseg": [20.0], "cold": [4.0], "warm": [1.0], "again": [0.5]}, {})


def a_run(pace: float, ms: float, latencies: list[float] | None = None) -> Run:
    return Run(pace, {"redis": ms, "worker": ms, "pool": 10 * ms, "storage": ms}, latencies or [])


def three_rounds() -> Rounds:
    rounds = Rounds(articles=200, workers=2)
    rounds.runs = {
        "wenzhai": [a_run(pace, 1.0, [20.0, 30.0]) for pace in (80, 79, 5)],
        "naive": [a_run(pace, 4.0, [60.0, 90.0]) for pace in (10, 12, 10)],
        "huey": [a_run(pace, 2.0, [40.0, 50.0]) for pace in (40, 41, 39)],
        "rq": [a_run(pace, 3.0, [40.0, 50.0]) for pace in (4, 4, 4)],
        "one worker": [a_run(pace, 1.0) for pace in (40, 41, 39)],
    }
    rounds.limits = {"2 with storage": [Limit(90, 11.7), Limit(79, 10), Limit(60, 20)]}
    rounds.stages = [{"normalize": 0.5}] * 3
    return rounds


def test_ratios_are_of_medians() -> None:
    found = figures(three_rounds(), WORDS, {"500": 1.0})
    assert found["end_to_end"]["times_naive"] == 7.9
    assert found["end_to_end"]["of_limit_with_s3"] == 1.0
    assert found["end_to_end"]["of_limit_with_s3_in_cpu"] == 0.9
    assert found["end_to_end"]["times_best_peer_queue"] == 1.98
    assert found["segmentation"]["times_jieba_posseg_unseen"] == 5
    assert found["queue_cpu"]["of_naive"] == 0.25
    assert found["latency"]["of_naive"] == 0.333


def test_the_queue_is_what_carries_the_work_not_what_does_it() -> None:
    run = Run(
        1.0, {"redis": 1, "worker": 2, "intake": 4, "pool": 8, "storage": 16, "flower": 32}, []
    )
    assert run.queue == 7
    assert run.total == 63


def test_without_other_queues_there_is_no_best_one() -> None:
    rounds = three_rounds()
    del rounds.runs["huey"], rounds.runs["rq"]
    found = figures(rounds, WORDS, {})
    assert found["end_to_end"]["times_best_peer_queue"] is None
    json.dumps(found, allow_nan=False)


def test_the_plot_shows_every_pipeline() -> None:
    svg = vl_convert.vegalite_to_svg(plot(figures(three_rounds(), WORDS, {})))
    assert all(f">{name}</text>" in svg for name in ("wenzhai", "naive", "huey", "rq"))
    assert "one worker" not in svg

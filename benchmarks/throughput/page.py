"""The figures as results.json, as tables on the terminal, and as a plot."""

import json
import sys
from typing import Any

import vl_convert

from benchmarks.score import ROOT
from benchmarks.stages import print_table

RESULTS_FILE = ROOT / "benchmarks" / "results.json"
PLOT_FILE = ROOT / "docs" / "throughput.svg"
# Parts of a pipeline in the order of the plot, each as it is called there.
PARTS = {
    "pool": "worker processes (text, S3 client)",
    "worker": "workers' main processes",
    "redis": "Redis",
    "intake": "who takes the events",
    "listener": "who takes the events",
    "flower": "Flower",
    "storage": "S3 server",
}


def write(figures: dict[str, Any]) -> None:
    """Put them everywhere."""
    RESULTS_FILE.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    PLOT_FILE.write_text(vl_convert.vegalite_to_svg(plot(figures)), "utf-8")
    print_tables(figures)
    sys.stdout.write(f"\n{RESULTS_FILE.relative_to(ROOT)}, {PLOT_FILE.relative_to(ROOT)}\n")


def print_tables(figures: dict[str, Any]) -> None:
    """On standard output."""
    costs, latency = figures["cpu_ms_an_article"], figures["latency"]["ms"]
    pace = figures["articles_a_second"]
    print_table(
        "end to end: a backlog, CPU time and idle latency",
        ["", "articles/s", "CPU ms an article", "of it the queue", "latency p50", "p95"],
        [
            [
                name,
                f"{pace[name]:.1f}",
                f"{sum(parts.values()):.1f}",
                f"{figures['queue_cpu']['ms_an_article'][name]:.2f}",
                *(f"{latency[name][p]:.0f} ms" if name in latency else "" for p in ("p50", "p95")),
            ]
            for name, parts in costs.items()
        ],
    )
    print_table(
        "the text code without a queue",
        ["", "articles/s", "CPU ms an article"],
        [
            [name, f"{limit['pace']:.1f}", f"{limit['cost']:.1f}"]
            for name, limit in figures["limits"].items()
        ],
    )
    print_table(
        "text code, CPU ms an article",
        ["", "ms"],
        [[name, f"{ms:.2f}"] for name, ms in figures["stages_cpu_ms_an_article"].items()],
    )
    print_table(
        "size of an article: CPU ms per 1,000 characters",
        ["characters", "ms"],
        [
            [f"{int(size):,}", f"{ms:.2f}"]
            for size, ms in figures["cpu_ms_per_1000_characters_by_size"].items()
        ],
    )
    print_table(
        "ratios of medians",
        ["", ""],
        [
            [f"{group}.{name}", f"{value:.3g}"]
            for group in ("end_to_end", "segmentation", "queue_cpu", "latency")
            for name, value in figures[group].items()
            if isinstance(value, float)
        ],
    )


def plot(figures: dict[str, Any]) -> dict[str, Any]:
    """Bars of CPU time an article, by pipeline and part: what a machine's pace comes from."""
    parts = [*dict.fromkeys(PARTS.values())]
    values = [
        {"pipeline": name, "part": PARTS[part], "order": parts.index(PARTS[part]), "ms": ms}
        for name, cost in figures["cpu_ms_an_article"].items()
        if name != "one worker"
        for part, ms in cost.items()
    ]
    systems = [*dict.fromkeys(value["pipeline"] for value in values)]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "data": {"values": values},
        "width": 620,
        "height": {"step": 30},
        "mark": "bar",
        "encoding": {
            "x": {
                "field": "ms",
                "type": "quantitative",
                "aggregate": "sum",
                "title": "CPU milliseconds an article",
            },
            "y": {"field": "pipeline", "type": "nominal", "sort": systems, "title": None},
            "color": {
                "field": "part",
                "type": "nominal",
                "scale": {"domain": parts, "scheme": "tableau10"},
                "legend": {"title": None, "orient": "bottom", "columns": 3, "labelLimit": 300},
            },
            "order": {"field": "order"},
        },
        "config": {"background": "white", "font": "sans-serif"},
    }

"""What each stage costs: CPU time an article of 2,000 characters, and how it grows with length.

python -m benchmarks.stages
"""

import gc
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.peers.page import table
from benchmarks.score import ROOT, SHARED
from config.rules import Rules, load_rules
from tasks.document import RawArticle
from tasks.normalize import normalize
from tasks.pipeline import PIPELINE, Stage
from workers.files import article_files

PASSES = 7  # medians of so many
CHARACTERS = 2000  # of an article; news has 500 to 5,000
NEAR = range(1_500, 2_601)  # characters of normalized text: an article of about that length
SIZES = (5_000, 50_000, 500_000, 5_000_000)  # bytes of one object; the service's limit is 5 MiB
SIMPLE = PIPELINE[:2]  # the stages that must stay linear to the limit
FOLDERS = {
    "samples": ROOT / "samples",
    "tests/corpus": ROOT / "tests" / "corpus" / "articles",
    "../shared/articles": SHARED / "articles",  # real ones, where they are at hand
    "../shared/own": SHARED / "own",
}
GROWN = {"yanxia-essays": "plain", "鹿汀": "pinyin"}  # folders of samples, and what they show


def main() -> None:
    """Print both tables."""
    rules = load_rules()
    sets = {name: _texts(folder) for name, folder in FOLDERS.items() if folder.exists()}
    _pass(sets["samples"][:3], rules, PIPELINE)  # what is loaded at the first call
    gc.freeze()  # as a worker does, once it has loaded
    near = _near([text for texts in sets.values() for text in texts], rules)
    sets[f"the {len(near)} of {NEAR[0]:,} to {NEAR[-1]:,} characters"] = near
    costs = {name: _costs(texts, rules) for name, texts in sets.items()}
    print_table(
        f"ms CPU per {CHARACTERS:,} characters, median of {PASSES} passes",
        ["stage", *costs],
        [
            *(
                [stage.name, *(f"{cost[place]:.2f}" for cost in costs.values())]
                for place, stage in enumerate(PIPELINE)
            ),
            [
                " + ".join(stage.name for stage in SIMPLE),
                *(f"{sum(cost[: len(SIMPLE)]):.2f}" for cost in costs.values()),
            ],
        ],
    )
    kinds = {folder: _texts(ROOT / "samples" / folder)[0] for folder in GROWN}
    print_table(
        f"one sample over and over: ms CPU per {CHARACTERS:,} characters",
        ["bytes", *(f"{stage.name}, {what}" for what in GROWN.values() for stage in SIMPLE)],
        [
            [f"{size:,}", *(ms for text in kinds.values() for ms in _growth(text, size, rules))]
            for size in SIZES
        ],
    )


def print_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table with its title on the terminal."""
    sys.stdout.write(f"\n{title}\n\n{table(head, rows)}\n")


def _texts(folder: Path) -> list[bytes]:
    files = article_files([folder]).articles
    return [file.path.read_bytes() for file in files if file.path.suffix == ".txt"]


def _near(texts: Sequence[bytes], rules: Rules) -> list[bytes]:
    """Those whose own cost shows what an article of CHARACTERS costs, not a few short ones' sum."""
    articles = [normalize(RawArticle(key="a.txt", content=text), rules) for text in texts]
    return [t for t, each in zip(texts, articles, strict=True) if len(each.text) in NEAR]


def _costs(texts: Sequence[bytes], rules: Rules) -> list[float]:
    """For each stage, CPU milliseconds per CHARACTERS characters of normalized text."""
    passes = [_pass(texts, rules, PIPELINE) for _ in range(PASSES)]
    characters = passes[0][1]
    return [
        1000 * median(seconds[place] for seconds, _ in passes) * CHARACTERS / characters
        for place in range(len(PIPELINE))
    ]


def _pass(texts: Sequence[bytes], rules: Rules, stages: Sequence[Stage]) -> tuple[list[float], int]:
    """CPU seconds of each stage on all texts, and the characters of the normalized texts."""
    documents: list[Any] = [RawArticle(key="a.txt", content=text) for text in texts]
    spent, characters = [], 0
    for stage in stages:
        seconds, documents = _timed(partial(_all, stage, documents, rules))
        spent.append(seconds)
        if not characters:
            characters = sum(len(document.text) for document in documents)
    return spent, characters


def _growth(text: bytes, size: int, rules: Rules) -> list[str]:
    """CPU milliseconds per CHARACTERS characters of each simple stage on an object of `size` bytes."""
    content = (text * (size // len(text) + 1))[:size]
    repeats = PASSES if size < 1_000_000 else 1
    passes = [_pass([content], rules, SIMPLE) for _ in range(repeats)]
    characters = passes[0][1]
    return [
        f"{1000 * median(seconds[place] for seconds, _ in passes) * CHARACTERS / characters:.2f}"
        for place in range(len(SIMPLE))
    ]


def _all(stage: Stage, documents: Sequence[Any], rules: Rules) -> list[Any]:
    return [stage.run(document, rules) for document in documents]


def _timed(work: Callable[[], list[Any]]) -> tuple[float, list[Any]]:
    begun = time.process_time()
    made = work()
    return time.process_time() - begun, made


if __name__ == "__main__":
    main()

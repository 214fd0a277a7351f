"""What a report costs: time and peak memory over many generated results.

python -m benchmarks.report [RESULTS]
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from benchmarks.score import ROOT
from config.rules import load_rules
from tasks.document import PublishedAt, RawArticle, Result
from tasks.errors import EmptyArticle
from tasks.pipeline import process
from workers.files import article_files, inside

RESULTS = 10_000
STORY = 8  # paragraphs
PRINTED = (1, 1, 1, 1, 1, 2, 3, 5)  # times, each as likely
OUTLETS = ("澄江日报", "霁川晚报", "雁浦在线", "望溪发布", "海角日報", "砚川新报网", "南畴周刊")
DAYS = 40
COMMANDS = (
    ("report", "--format", "html", "--out", "report.html"),
    ("report", "--format", "csv", "--out", "csv"),
    ("report", "--format", "jsonl", "--out", "jsonl"),
    ("report", "--format", "parquet", "--out", "parquet"),
    ("report", "--format", "schema-org", "--out", "schema-org"),
    ("reprints",),
)


def main() -> None:
    """Print a line for each command, over a tenth of the results and over all of them."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else RESULTS
    for count in (most // 10, most):
        with tempfile.TemporaryDirectory() as folder:
            results = Path(folder, "results")
            with ProcessPoolExecutor(1) as other:  # a child's peak begins at its parent's size
                size = other.submit(write_results, results, count).result()
            sys.stdout.write(f"\n{count:,} results, {size / 2**20:,.0f} MiB\n")
            for command in COMMANDS:
                seconds, cpu, peak = measured(command, results, Path(folder))
                sys.stdout.write(
                    f"  {' '.join(command[:3]):28}{seconds:6.1f} s {cpu:6.1f} s CPU {peak:6.0f} MiB\n"
                )


def write_results(folder: Path, count: int) -> int:
    """Write so many results as `wenzhai process` does; returns their bytes."""
    size = 0
    for result in islice(generated(), count):
        file = inside(folder, f"{result.source.key}.json")
        file.parent.mkdir(parents=True, exist_ok=True)
        size += file.write_bytes(result.as_json())
    return size


def generated(seed: int = 3) -> Iterator[Result]:
    """Stories of recombined paragraphs, each printed by some outlets on one day or the next."""
    chance, rules, paragraphs = random.Random(seed), load_rules(), _paragraphs()  # noqa: S311 - repeatable, not secret
    number = 0
    while True:
        text = "\n".join(chance.sample(paragraphs, STORY))
        try:
            story = process(RawArticle(key="a.txt", content=text.encode()), rules)
        except EmptyArticle:  # a page of links and nothing else
            continue
        day = date(2024, 3, 1) + timedelta(days=chance.randrange(DAYS))
        for outlet in chance.sample(OUTLETS, chance.choice(PRINTED)):
            key = f"{day:%Y-%m-%d}/{number:06}.txt"
            hour = chance.randrange(6, 30)
            at = f"{day + timedelta(days=hour // 24)}T{hour % 24:02}:{chance.randrange(60):02}:00+08:00"
            yield _printed(story, key, outlet, at)
            number += 1


def _printed(story: Result, key: str, outlet: str, at: str) -> Result:
    return story.model_copy(
        update={
            "source": story.source.model_copy(update={"key": key}),
            "title": story.summary.text[:20],
            "outlet": outlet,
            "published_at": PublishedAt(iso=at, text=at, basis="metadata line"),
        }
    )


def _paragraphs() -> list[str]:
    files = article_files([ROOT / "samples", ROOT / "tests" / "corpus" / "articles"]).articles
    texts = (file.path.read_bytes().decode(errors="ignore") for file in files)
    lines = {line for text in texts for line in text.splitlines()}
    return sorted(line for line in lines if len(line) > 60 and "\0" not in line)  # no UTF-16


def measured(command: Sequence[str], results: Path, folder: Path) -> tuple[float, float, float]:
    """Seconds on the clock, seconds of CPU and MiB at most that a command takes."""
    verb, *options = command
    begun = time.monotonic()
    started = subprocess.Popen(  # noqa: S603 - our own command
        [Path(sys.executable).parent / "wenzhai", verb, str(results), *options],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(started.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    spent = usage.ru_utime + usage.ru_stime
    return time.monotonic() - begun, spent, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()

"""What storage that is far away costs: `make bench-distance`.

Workers reach the S3 server on a way that takes so many milliseconds there and back. Prints the
pace at each distance, medians of interleaved rounds.
"""

import argparse
import sys
from statistics import median
from typing import NamedTuple
from urllib.parse import urlsplit

from benchmarks.stages import print_table
from benchmarks.throughput.articles import recombined
from benchmarks.throughput.running import Run, run
from workers.embedded import Stack
from workers.ports import LOOPBACK, free_port
from workers.processes import Part

MILLISECONDS = 0, 5, 20, 50
ARTICLES, WARM_UP = 240, 64
WORKERS = 2
WAY = "benchmarks.throughput.delay"


class Distant(NamedTuple):
    """Wenzhai, its workers so many milliseconds from storage."""

    milliseconds: int

    def start(self, stack: Stack, workers: int) -> None:
        """As Startable."""
        near, server = free_port(), urlsplit(str(stack.settings.s3_endpoint)).port
        command = [sys.executable, "-m", WAY, str(near), str(server), str(self.milliseconds / 1000)]
        stack.start_part(Part("way", command, {}, lambda: True))
        for _ in range(workers):
            stack.start_worker(
                wait=False, environment={"WENZHAI_S3_ENDPOINT": f"http://{LOOPBACK}:{near}"}
            )


def main() -> None:
    """Take the number of rounds from the command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=3)
    rounds = options.parse_args().rounds
    articles, warm_up = recombined(rounds * ARTICLES), recombined(WARM_UP, seed=2)
    runs: dict[int, list[Run]] = {away: [] for away in MILLISECONDS}
    for number in range(rounds):
        ours = articles[number * ARTICLES : (number + 1) * ARTICLES]
        for away, done in runs.items():
            sys.stderr.write(f"{away} ms ...\n")
            done.append(run(Distant(away), ours, warm_up, workers=WORKERS))
    near = median(one.pace for one in runs[0])
    print_table(
        f"{WORKERS} workers that are so far from storage, medians of {rounds}",
        ["ms a request", "articles/s", "of those at 0 ms", "CPU ms of a worker"],
        [
            [
                str(away),
                f"{pace:.1f}",
                f"{pace / near:.2f}",
                f"{median(r.cost['pool'] for r in done):.1f}",
            ]
            for away, done in runs.items()
            for pace in [median(one.pace for one in done)]
        ],
    )


if __name__ == "__main__":
    main()

"""Look for input that breaks a stage: `make fuzz MINUTES=10 SEED=7`.

python -m benchmarks.fuzz --minutes 10 --seed 7 [FINDING…]

Two fuzzers run side by side, one on the first two stages, one on all four; each ends at what it
finds and leaves the input in build/fuzz. Named, such a file is only tried again. The last line is
`fuzz: inputs=… findings=…`.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import click

from benchmarks.fuzz.pieces import seeds
from benchmarks.score import ROOT
from tasks.pipeline import PIPELINE

FOLDER = ROOT / "build" / "fuzz"
RUNS = (2, len(PIPELINE))  # stages of each fuzzer
LONGEST = 3000  # bytes of an input
OPTIONS = (
    f"-max_len={LONGEST}",
    "-len_control=0",
    "-timeout=60",  # seconds; nearly everything meets the bound on CPU time before
    "-rss_limit_mb=2048",
    "-print_final_stats=1",
)
_INPUTS = re.compile(r"stat::number_of_executed_units: (\d+)")


@click.command()
@click.option("--minutes", default=10.0, show_default=True)
@click.option("--seed", default=7, show_default=True)
@click.argument("findings", nargs=-1, type=click.Path(exists=True))
def main(minutes: float, seed: int, findings: Sequence[str]) -> None:
    """Fuzz for so long, or try the inputs that were found before."""
    if findings:
        sys.exit(subprocess.run(_command(RUNS[-1], *findings), check=False).returncode)  # noqa: S603 - our own program
    corpus = FOLDER / "seeds"
    shutil.rmtree(FOLDER, ignore_errors=True)
    corpus.mkdir(parents=True)
    for content in seeds():
        (corpus / sha256(content).hexdigest()[:16]).write_bytes(content)
    limits = (f"-max_total_time={int(60 * minutes)}", f"-seed={seed}")
    runs = [_start(stages, *limits, str(corpus)) for stages in RUNS]
    broken = [run for run in runs if run.wait()]
    logs = [_log(stages).read_text("utf-8", "replace") for stages in RUNS]
    for run, log in zip(runs, logs, strict=True):
        if run in broken:
            click.echo(log[log.rfind("\n === ") :])
    inputs = sum(int(count) for log in logs for count in _INPUTS.findall(log))
    click.echo(f"fuzz: inputs={inputs} findings={len(broken)}")
    sys.exit(bool(broken))


def _start(stages: int, *options: str) -> "subprocess.Popen[bytes]":
    made = FOLDER / f"made-{stages}"  # the inputs that reached new code
    made.mkdir()
    command = _command(stages, *OPTIONS, f"-artifact_prefix={FOLDER}/", str(made), *options)
    with _log(stages).open("wb") as log:
        return subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603 - our own program


def _log(stages: int) -> Path:
    return FOLDER / f"{stages}-stages.log"


def _command(stages: int, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "benchmarks.fuzz.target", str(stages), *arguments]


if __name__ == "__main__":
    main()

"""The short version of `make chaos`: every fault at least once."""

import re
import subprocess
import sys

import pytest

from tests.e2e.helpers import ROOT


@pytest.mark.alone
@pytest.mark.timeout(600)
def test_whatever_is_killed_nothing_is_lost_doubled_or_changed() -> None:
    command = [sys.executable, "-m", "benchmarks.chaos", "--minutes=0.75", "--articles=250"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    said = ended.stdout + ended.stderr
    print(said)  # noqa: T201 - shown by pytest -rP
    assert ended.returncode == 0, said
    *_, last = ended.stdout.splitlines()
    assert re.fullmatch(
        r"ledger: uploaded=\d+ results=\d+ failures=\d+ "
        r"missing=0 duplicated=0 wrong_version=0 different=0 faults=\d+",
        last,
    )

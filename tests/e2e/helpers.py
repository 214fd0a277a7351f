"""Putting articles in, waiting for what comes out, and articles that no cache has seen."""

import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tasks.document import Failure, Manifest, Result
from workers.embedded import Stack
from workers.ports import Ports
from workers.reading import NothingThere, find_key
from workers.storage import INCOMING, Storage

T = TypeVar("T")

ANY_FREE_PORT = Ports(0, 0, 0)
ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "samples"
REAL_ARTICLES = ROOT.parent / "shared" / "articles"
WENZHAI = str(Path(sys.executable).parent / "wenzhai")

ARTICLE = """澄江召开春季造林现场会
2024-03-12 09:30 来源：澄江日报 编辑：林小满
3月11日，澄江市召开春季造林现场会，市长高望山出席并讲话。高望山强调，要抢抓时令，保质保量完成任务。
全市今年计划造林12万亩，目前已完成7.5万亩。
"""


def put(bucket: Storage, key: str, content: bytes | str) -> None:
    bucket.write(INCOMING + key, content.encode() if isinstance(content, str) else content)


def outcome(bucket: Storage, key: str, within: float = 20) -> Result | Failure:
    """The article's result or failure record, as soon as it is there."""
    (document,) = outcomes(bucket, key, within)
    return document


def outcomes(bucket: Storage, key: str, within: float = 20) -> list[Result | Failure]:
    """The same of every article of the object."""

    def found() -> Result | Failure | Manifest | None:
        try:
            return find_key(key, bucket)
        except NothingThere:
            return None

    document = eventually(found, within, f"no outcome for {key!r}")
    assert document is not None
    if isinstance(document, Manifest):
        numbers = range(document.articles)
        return [outcome(bucket, f"{document.folder}/{number:06}", 0) for number in numbers]
    return [document]


def eventually(look: Callable[[], T], within: float, otherwise: str) -> T:
    """The first true thing that `look` gives; fails with `otherwise` when time runs out."""
    deadline = time.monotonic() + within
    while not (found := look()):
        assert time.monotonic() < deadline, f"{otherwise} within {within:g} s"
        time.sleep(0.05)
    return found


_DONE = re.compile(r"tasks\.summarize\[\S+\] succeeded in \S+: .*?(\d+) done")


def processed(stack: Stack, worker: str = "worker-*") -> int:
    """Articles that went through the last stage, by the workers' logs."""
    logs = [file.read_text("utf-8") for file in stack.logs.glob(f"{worker}.log")]
    return sum(int(count) for log in logs for count in _DONE.findall(log))


def many_articles(count: int, seed: int, length: int = 12) -> list[str]:
    """Different articles, each some paragraphs of our samples in a new order."""
    chance = random.Random(seed)
    paragraphs = [
        line
        for file in sorted(SAMPLES.rglob("*.txt"))
        for line in file.read_bytes().decode("utf-8", errors="ignore").splitlines()
        if len(line) > 60
    ]
    return ["\n".join(chance.sample(paragraphs, length)) for _ in range(count)]


def second_process_gain(seconds: float = 1.0) -> float:
    """How much more two busy processes get done than one, on this machine just now: 0 to 1."""
    spin = (
        "import sys, time; end = time.monotonic() + float(sys.argv[1]); n = 0\n"
        "while time.monotonic() < end: n += 1\n"
        "print(n)"
    )

    def spun(processes: int) -> int:
        command = [sys.executable, "-c", spin, str(seconds)]
        started = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(processes)]
        return sum(int(process.communicate()[0]) for process in started)

    return min(1.0, max(0.0, spun(2) / spun(1) - 1))

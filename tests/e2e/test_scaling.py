import time
from collections import Counter
from pathlib import Path

import pytest

from tasks.document import Result
from tests.e2e.helpers import (
    ANY_FREE_PORT,
    many_articles,
    outcome,
    put,
    second_process_gain,
)
from workers.dashboard import ask_flower, report
from workers.embedded import Stack, running
from workers.storage import RESULTS, Storage

ARTICLES = 700  # more than 500 wait when the second worker starts
SHARE_OF_GAIN = 0.3  # at least this much of what the machine gives to any second process
PARAGRAPHS = 24  # of an article: long ones, so that the workers' own work is what limits the pace
WINDOW = 80  # articles per measurement


@pytest.mark.alone
def test_a_second_worker_takes_its_share_and_loses_nothing(tmp_path: Path) -> None:
    with running(tmp_path, workers=0, ports=ANY_FREE_PORT) as stack:
        storage = Storage(stack.settings)
        for number, text in enumerate(many_articles(ARTICLES, seed=3, length=PARAGRAPHS)):
            put(storage, f"{number:03}.txt", text)
        gain = second_process_gain()
        first = stack.start_worker()
        # Twice each, in turn: the machine may be busy with other things for a while.
        alone = together = 0.0
        for _ in range(2):
            alone += rate(storage)
            second = stack.start_worker()
            together += rate(storage)
            stack.stop_part(second)  # in the middle of its work
        for number in range(ARTICLES):
            assert isinstance(outcome(storage, f"{number:03}.txt", within=120), Result)
        assert processed(stack) <= 1.1 * ARTICLES  # the sweep does not do the events' work again
        assert shares(stack)[first.name] > 0
        assert shares(stack)[second.name] > 0
        # A machine that is busy with other things has little to give to a second worker.
        gain = (gain + second_process_gain()) / 2
        paces = (
            f"{alone / 2:.1f} articles/s alone, {together / 2:.1f} together; "
            f"a second process gains {gain:.0%} here"
        )
        print(paces)  # noqa: T201 - shown by pytest -rP
        assert together > (1 + SHARE_OF_GAIN * gain) * alone, paces


def rate(storage: Storage) -> float:
    """Articles per second over the next WINDOW results."""
    begin, started = done(storage), time.monotonic()
    while (more := done(storage) - begin) < WINDOW:
        assert time.monotonic() < started + 120, f"only {more} results in two minutes"
        time.sleep(1)  # counting is work for the storage server, which the workers need
    return more / (time.monotonic() - started)


def done(storage: Storage) -> int:
    return sum(1 for _ in storage.listing(RESULTS))


def processed(stack: Stack) -> int:
    """Articles that went through the last stage, by Flower's count."""
    time.sleep(1)
    return report(stack.settings, ["tasks.summarize"])[0].articles


def shares(stack: Stack) -> Counter[str]:
    tasks = ask_flower(stack.settings, "/api/tasks?limit=5000").values()
    return Counter(task["worker"].partition("@")[0] for task in tasks)

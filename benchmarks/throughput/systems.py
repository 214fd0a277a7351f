"""The pipelines that are compared, each as the processes that it runs in."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol

from workers.embedded import Stack
from workers.ports import free_port
from workers.processes import Part

LISTENERS = "intake", "listener"  # the parts that take the bucket's events
HERE = "benchmarks.throughput"

Commands = dict[str, list[str]]  # by name of the part


class Startable(Protocol):
    """A pipeline that can be measured."""

    def start(self, stack: Stack, workers: int) -> None:
        """Start so many workers on a stack whose servers run already."""


class System(NamedTuple):
    """One pipeline, and what starts so many workers of it; None: Wenzhai, as `wenzhai up` does."""

    name: str
    commands: Callable[[int], Commands] | None

    def start(self, stack: Stack, workers: int) -> None:
        """As Startable."""
        if self.commands is None:
            for _ in range(workers):
                stack.start_worker(wait=False)
            return
        stop_idle(stack)
        for name, (program, *arguments) in self.commands(workers).items():
            command = [str(Path(sys.executable).parent / program), *arguments]
            stack.start_part(Part(name, command, stack.settings.environment(), lambda: True))


def stop_idle(stack: Stack) -> None:
    """Leave Redis and the gateway alone on the stack."""
    for idle in [part for part in stack.parts if part.name in {"intake", "flower"}]:
        stack.stop_part(idle)


def listener(module: str) -> list[str]:
    """What hands the bucket's events to the pipeline of a module."""
    return ["python", "-m", f"{HERE}.arrivals", module]


def naive(workers: int) -> Commands:
    """Celery's defaults, with events on and a Flower of its own."""
    celery = ["celery", "-A", f"{HERE}.naive"]
    return {
        "listener": listener("naive"),
        "flower": [*celery, "flower", "--address=127.0.0.1", f"--port={free_port()}"],
        "worker": [*celery, "worker", "-E", f"--concurrency={workers}"],
    }


def huey(workers: int) -> Commands:
    """One consumer with so many processes."""
    options = ["-k", "process", "-w", str(workers)]
    return {
        "listener": listener("on_huey"),
        "worker": ["huey_consumer", f"{HERE}.on_huey.huey", *options],
    }


def dramatiq(workers: int) -> Commands:
    """One master with so many processes."""
    return {
        "listener": listener("on_dramatiq"),
        "worker": ["dramatiq", f"{HERE}.on_dramatiq", "--processes", str(workers)],
    }


def rq(workers: int) -> Commands:
    """So many workers, each of which forks for every job."""
    worker = ["python", "-m", f"{HERE}.on_rq"]
    return {"listener": listener("on_rq")} | {
        f"worker-{number}": worker for number in range(workers)
    }


def taskiq(workers: int) -> Commands:
    """One manager with so many processes."""
    options = ["--workers", str(workers)]
    return {
        "listener": listener("on_taskiq"),
        "worker": ["taskiq", "worker", f"{HERE}.on_taskiq:broker", *options],
    }


OURS, NAIVE = System("wenzhai", None), System("naive", naive)
QUEUES = (
    System("huey", huey),
    System("dramatiq", dramatiq),
    System("rq", rq),
    System("taskiq", taskiq),
)

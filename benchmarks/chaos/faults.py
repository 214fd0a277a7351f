"""What a chaos run breaks, and when: a seeded schedule of faults, each done to the running stack."""

import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.chaos.proxy import TROUBLES, Proxy
from workers.embedded import Stack
from workers.processes import Part

LOOK_SECONDS = 0.2
FAULT_SECONDS = 2.5  # between two faults, on average
SPELL_SECONDS = 4.0  # that storage's trouble lasts
STEP_SECONDS = 8.0  # that the clock is wrong
STEPS = (3600.0, -1800.0)  # by so much, in turn
ORPHAN_SECONDS = 2.0  # that a child works on when its worker's main process is gone


class Due(NamedTuple):
    """A fault and its time, in seconds from the beginning."""

    at: float
    fault: str


class Chaos:
    """Breaks parts of a stack one after the other, and sees that they are started again."""

    def __init__(self, stack: Stack, proxy: Proxy, clock: Path, seed: int) -> None:
        self._stack, self._proxy, self._clock = stack, proxy, clock
        self._chance = random.Random(seed)  # noqa: S311 - seeded chance, not secrets
        self._undo: list[tuple[float, Callable[[], object]]] = []  # when (monotonic), and what
        self._steps = 0
        self.done: list[tuple[float, str]] = []  # when (monotonic), and which fault
        self._faults: dict[str, Callable[[], None]] = {
            "child killed": self._kill_child,
            "worker killed": partial(self._kill, "worker-"),
            "worker killed, its child left": self._orphan,
            "intake killed": partial(self._kill, "intake"),
            "Flower killed": partial(self._kill, "flower"),
            "storage killed": partial(self._kill, "storage"),
            "Redis killed": partial(self._kill, "redis"),
            "Redis wiped": self._wipe,
            "clock step": self._step,
        }
        for trouble in TROUBLES:
            self._faults[f"storage: {trouble}"] = partial(self._spell, trouble)

    def schedule(self, seconds: float) -> list[Due]:
        """Every fault once in random order, then by weight; Redis is wiped just once."""
        weights = dict.fromkeys(self._faults, 1) | {"child killed": 8, "worker killed": 3}
        del weights["Redis wiped"]
        count = max(int(seconds / FAULT_SECONDS), len(self._faults))
        names = list(self._faults)
        names += self._chance.choices([*weights], [*weights.values()], k=count - len(names))
        self._chance.shuffle(names)
        step = seconds / count
        return [Due((n + self._chance.random()) * step, name) for n, name in enumerate(names)]

    def run(self, schedule: Sequence[Due]) -> None:
        """Do everything in its time; what has ended is started again all the while."""
        started = time.monotonic()
        for at, name in schedule:
            while time.monotonic() - started < at:
                self.tend()
                time.sleep(LOOK_SECONDS)
            self.done.append((time.monotonic(), name))
            self._faults[name]()
        while self._undo:
            self.tend()
            time.sleep(LOOK_SECONDS)

    def tend(self) -> None:
        """Start again what has ended, and put right what has been wrong long enough."""
        now = time.monotonic()
        for at, undo in [entry for entry in self._undo if entry[0] <= now]:
            undo()
            self._undo.remove((at, undo))
        self._stack.revive()

    @property
    def counts(self) -> Counter[str]:
        """How often each fault was done; of storage's troubles, the requests they harmed."""
        done = Counter(name for _, name in self.done if not name.startswith("storage: "))
        return done + Counter({f"storage: {t}": n for t, n in self._proxy.harmed.items()})

    def _part(self, name: str) -> Part:
        return self._chance.choice([p for p in self._stack.parts if p.name.startswith(name)])

    def _kill(self, name: str) -> None:
        kill_group(self._part(name))

    def _kill_child(self) -> None:
        part = self._part("worker-")
        for child in children_of(part)[:1]:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)

    def _orphan(self) -> None:
        part = self._part("worker-")
        if part.process is not None and part.ended is None:
            part.process.kill()
            time.sleep(ORPHAN_SECONDS)
            kill_group(part)

    def _wipe(self) -> None:
        self._kill("redis")
        for file in (self._stack.data / "redis").iterdir():
            if file.name != "redis.conf":
                shutil.rmtree(file) if file.is_dir() else file.unlink()

    def _step(self) -> None:
        step, self._steps = STEPS[self._steps % len(STEPS)], self._steps + 1
        self._clock.write_text(str(step), "ascii")
        self._later(STEP_SECONDS, partial(self._clock.write_text, "0", "ascii"))

    def _spell(self, trouble: str) -> None:
        self._proxy.trouble = trouble
        self._later(SPELL_SECONDS, partial(setattr, self._proxy, "trouble", None))

    def _later(self, seconds: float, undo: Callable[[], object]) -> None:
        self._undo.append((time.monotonic() + seconds, undo))


def kill_group(part: Part) -> None:
    """SIGKILL to a part and all its children, as when its container is ended; returns when it has."""
    if part.process is not None:
        with suppress(ProcessLookupError):
            os.killpg(part.process.pid, signal.SIGKILL)
        part.process.wait()


def children_of(part: Part) -> list[int]:
    """The processes that the part has forked."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            parent = int(stat.read_text("utf-8", "replace").rpartition(")")[2].split()[1])
            if part.process is not None and parent == part.process.pid:
                found.append(int(stat.parent.name))
    return found

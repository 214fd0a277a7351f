"""Starting, watching and ending the server processes of an embedded stack."""

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 60  # the slowest part, a worker reading its dictionary, needs about 3
STOP_SECONDS = 10  # beyond what a part asks for itself
LOOK_SECONDS = 0.05
LAST_LINES = 8  # of its log, shown when a part does not start


class CannotStart(Exception):
    """The stack cannot run here; the message says why and what to do about it."""


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

    def start(self, log: Path) -> None:
        """Start the process, its output going to the end of `log`."""
        if self.heartbeat is not None:
            self.heartbeat.unlink(missing_ok=True)
        with log.open("ab") as output:
            # A session of its own: Ctrl-C in the terminal reaches only us, and we stop the
            # parts in their order.
            self.process = subprocess.Popen(  # noqa: S603 - our own commands
                self.command,
                env=os.environ | self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self, log: Path) -> None:
        """Return when it answers; raises CannotStart when it ends or does not answer in time."""
        deadline = time.monotonic() + START_SECONDS
        while not _quietly(self.answers):
            if self.ended is not None or time.monotonic() > deadline:
                raise CannotStart(f"{self.name} did not start:\n{_last_words(log)}")
            time.sleep(LOOK_SECONDS)

    @property
    def ended(self) -> int | None:
        """Its exit code, or None while it runs."""
        return self.process.poll() if self.process else None

    def ask_to_end(self) -> None:
        """SIGTERM: it finishes what it is about."""
        if self.process is not None and self.ended is None:
            self.process.terminate()

    def end(self) -> None:
        """Ask it to end, and end it with all its children when it does not."""
        self.ask_to_end()
        if self.process is None:
            return
        try:
            self.process.wait(timeout=self.stop_seconds)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@contextlib.contextmanager
def sole_user(data: Path) -> Iterator[None]:
    """Only one stack may use a data folder; raises CannotStart for a second one."""
    with (data / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CannotStart(
                f"a stack is already running on {data}: `wenzhai status` shows it, --data names "
                "another folder"
            ) from error
        yield


def note_processes(data: Path, parts: list[Part]) -> None:
    """Remember the processes, for a start after this stack was killed."""
    pids = {part.name: part.process.pid for part in parts if part.process}
    _process_file(data).write_text(json.dumps(pids), "utf-8")


def end_leftovers(data: Path) -> None:
    """End the processes of a stack that was killed before it could end them."""
    file = _process_file(data)
    if not file.exists():
        return
    for pid in json.loads(file.read_text("utf-8")).values():
        command = _command_line(pid)
        if str(data.resolve()) in command:  # and not a later process of that number
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
    file.unlink()


def _process_file(data: Path) -> Path:
    return data / "processes.json"


def _command_line(pid: int) -> str:
    """What a process runs, or nothing when there is none."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace")
        except OSError:
            return ""
    command = ["ps", "-o", "args=", "-p", str(pid)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603


def _last_words(log: Path) -> str:
    lines = log.read_text("utf-8", errors="replace").splitlines()[-LAST_LINES:]
    return "\n".join(f"    {line}" for line in lines) + f"\n    (all of it: {log})"


def _quietly(answers: Callable[[], bool]) -> bool:
    try:
        return answers()
    except Exception:  # noqa: BLE001 - any error means: it does not answer yet
        return False

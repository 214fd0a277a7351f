import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import load_settings
from tasks.document import Result
from tests.e2e.helpers import (
    ANY_FREE_PORT,
    SAMPLES,
    WENZHAI,
    eventually,
    many_articles,
    outcome,
    put,
)
from workers import flight
from workers.embedded import running
from workers.processes import end_leftovers
from workers.storage import Storage
from workers.sweep import State, standings

Started = tuple["subprocess.Popen[str]", Path]


def start(data: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [WENZHAI, "up", "--data", str(data), "--s3-port", "0", "--flower-port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"COLUMNS": "200"},
    )


def said(process: "subprocess.Popen[str]", words: str) -> str:
    """What it printed up to the line with these words."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if words in line:
            return "".join(lines)
    raise AssertionError(f"{words!r} was not said, but: {''.join(lines)}")


def processes(data: Path) -> dict[int, str]:
    """Pid and command line of every process that belongs to this data folder."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            environment = (process / "environ").read_bytes()
            command = (process / "cmdline").read_bytes()
        except OSError:  # it has ended meanwhile
            continue
        if str(data).encode() in environment + command and int(process.name) != os.getpid():
            found[int(process.name)] = command.replace(b"\0", b" ").decode()
    return found


@pytest.fixture
def up(tmp_path: Path) -> Iterator[Started]:
    process = start(tmp_path, "--workers", "1")
    with process:
        yield process, tmp_path
        process.kill()
    end_leftovers(tmp_path)  # of a test that failed half-way


def test_it_tells_addresses_credentials_and_three_commands(up: Started) -> None:
    process, data = up
    text = said(process, "Ctrl-C stops everything")
    settings = load_settings(data)
    assert settings.s3_secret_key is not None
    assert settings.s3_secret_key.get_secret_value() in text
    assert f"http://127.0.0.1:{settings.flower_port}" in text
    assert len(re.findall(rf"^  \S*wenzhai .*--data {data}", text, re.MULTILINE)) == 3
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    assert processes(data) == {}


def test_ctrl_c_in_the_middle_loses_nothing(up: Started) -> None:
    process, data = up
    said(process, "Ctrl-C stops everything")
    storage = Storage(load_settings(data))
    articles = many_articles(120, seed=1)
    for number, text in enumerate(articles):
        put(storage, f"{number:03}.txt", text)
    eventually(
        lambda: any(s.state is State.DONE for s in standings(storage)), 30, "nothing was begun"
    )
    open_before = sum(s.state is State.WAITING for s in standings(storage))
    assert open_before > 0
    process.send_signal(signal.SIGINT)
    assert process.wait(90) == 0
    assert processes(data) == {}
    with running(data, workers=1, ports=ANY_FREE_PORT) as stack:
        storage = Storage(stack.settings)
        for number in range(len(articles)):
            assert isinstance(outcome(storage, f"{number:03}.txt", within=60), Result)
        assert flight.traffic(flight.connect(stack.settings)).running == 0


def test_after_a_kill_the_next_start_clears_up_and_goes_on(up: Started) -> None:
    process, data = up
    said(process, "Ctrl-C stops everything")
    put(Storage(load_settings(data)), "a.txt", next(SAMPLES.rglob("*flash*/*.txt")).read_bytes())
    process.kill()
    process.wait()
    assert processes(data)
    with start(data, "--workers", "1") as again:
        said(again, "Ctrl-C stops everything")
        assert isinstance(outcome(Storage(load_settings(data)), "a.txt"), Result)
        again.send_signal(signal.SIGTERM)
        assert again.wait(60) == 0
    assert processes(data) == {}


def test_a_part_that_dies_is_started_again(up: Started) -> None:
    process, data = up
    said(process, "Ctrl-C stops everything")
    os.kill(min(pid for pid, line in processes(data).items() if "worker-1" in line), signal.SIGKILL)
    assert "worker-1 ended" in said(process, "was started again")
    put(Storage(load_settings(data)), "a.txt", many_articles(1, seed=2)[0])
    assert isinstance(outcome(Storage(load_settings(data)), "a.txt", within=60), Result)


def test_a_taken_port_is_named_with_a_way_out(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = subprocess.run(
            [WENZHAI, "up", "--data", str(tmp_path), "--s3-port", str(port), "--flower-port", "0"],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
            env=os.environ | {"COLUMNS": "200"},
        )
    assert ended.returncode == 1
    assert f"port {port} (S3) is taken by another program" in ended.stdout
    assert "--s3-port" in ended.stdout
    assert processes(tmp_path) == {}


def test_one_data_folder_serves_one_stack(up: Started) -> None:
    process, data = up
    said(process, "Ctrl-C stops everything")
    with start(data) as second:
        assert "a stack is already running" in said(second, "already running")
        assert second.wait(30) == 1

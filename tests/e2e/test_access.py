"""Who may do what: by message, over the network, and in the bucket."""

import base64
import pickle
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from redis import AuthenticationError, Redis

from config.settings import Settings
from tasks.document import Result
from tests.e2e.helpers import ARTICLE, eventually, outcome, put
from workers import flight
from workers.app import INTAKE_QUEUE, create_app
from workers.dashboard import ask_flower, flower_url
from workers.embedded import Stack
from workers.storage import FAILED, INCOMING, RESULTS, WORK, Storage


def test_only_what_is_put_under_incoming_makes_an_event(stack: Stack, bucket: Storage) -> None:
    (intake,) = [part for part in stack.parts if part.name == "intake"]
    stack.stop_part(intake)
    redis, events = flight.connect(stack.settings), stack.settings.events_list
    redis.delete(events)
    for prefix in (RESULTS, FAILED, WORK, "reprints/", ""):
        bucket.write(f"{prefix}elsewhere.txt", ARTICLE.encode())
    put(bucket, "access/a.txt", ARTICLE)
    eventually(lambda: redis.llen(events), 5, "no event came")
    waiting = redis.lrange(events, 0, -1)
    assert [b"access" in event for event in waiting] == [True]
    for prefix in (RESULTS, FAILED, WORK, "reprints/", ""):
        bucket.delete(f"{prefix}elsewhere.txt")
    stack.start_part(intake)
    assert isinstance(outcome(bucket, "access/a.txt"), Result)


class Bomb:
    """Makes a file when it is unpickled."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Path.touch, (Path(self.file),)  # type: ignore[return-value]


def test_a_pickled_message_is_not_opened_and_holds_nothing_up(
    stack: Stack, bucket: Storage, tmp_path: Path
) -> None:
    made = tmp_path / "made"
    pickle.loads(pickle.dumps(Bomb(made)))  # noqa: S301 - so it would be
    assert made.exists()
    made.unlink()
    with create_app(stack.settings).connection_for_write() as connection:
        connection.SimpleQueue(INTAKE_QUEUE).producer.publish(
            pickle.dumps(((), {"message": Bomb(made)}, {})),
            content_type="application/x-python-serialize",
            content_encoding="binary",
            headers={"task": "tasks.normalize", "id": "0", "lang": "py"},
            routing_key=INTAKE_QUEUE,
            exchange=INTAKE_QUEUE,
        )
    put(bucket, "access/after.txt", ARTICLE)
    assert isinstance(outcome(bucket, "access/after.txt"), Result)
    assert not made.exists()


def test_redis_wants_its_password(stack: Stack) -> None:
    url = stack.settings.redis_url.get_secret_value()
    scheme, _, address = url.rpartition("@")
    assert scheme.startswith("redis://:")
    with pytest.raises(AuthenticationError):
        Redis.from_url(f"redis://{address}").ping()


@pytest.fixture
def behind_tls(stack: Stack, tmp_path: Path) -> Iterator[str]:
    """The address of the stack's Redis through TLS, and nothing else."""
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-keyout", key,
         "-out", certificate, "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = context.wrap_socket(socket.create_server(("127.0.0.1", 0)), server_side=True)
    login, _, address = stack.settings.redis_url.get_secret_value().rpartition("@")
    port = int(address.partition("/")[0].rpartition(":")[2])
    threading.Thread(target=_serve, args=(server, port), daemon=True).start()
    password = login.removeprefix("redis://")
    query = f"ssl_cert_reqs=required&ssl_ca_certs={certificate}"
    yield f"rediss://{password}@127.0.0.1:{server.getsockname()[1]}/0?{query}"
    server.close()


def _serve(server: ssl.SSLSocket, port: int) -> None:
    while True:
        try:
            client = server.accept()[0]
        except ssl.SSLError:
            continue  # a client that does not trust us
        except OSError:
            return
        redis = socket.create_connection(("127.0.0.1", port))
        for one, other in ((client, redis), (redis, client)):
            threading.Thread(target=_pass_on, args=(one, other), daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    finally:
        target.close()


def test_redis_is_reached_through_tls(behind_tls: str, stack: Stack) -> None:
    settings = stack.settings.model_copy(
        update={"redis_url": Settings(redis_url=behind_tls).redis_url}
    )
    assert flight.connect(settings).ping()
    with create_app(settings).connection_for_write() as connection:
        connection.ensure_connection(max_retries=1, timeout=5)
        queue = connection.SimpleQueue("tls-test")
        queue.put({"said": "望"}, serializer="json")
        message = queue.get(timeout=5)
        assert message.payload == {"said": "望"}
        message.ack()


def test_a_redis_that_is_not_trusted_is_not_talked_to(behind_tls: str) -> None:
    untrusted = behind_tls.partition("&ssl_ca_certs")[0]
    with pytest.raises(Exception, match=r"certificate verify failed|CERTIFICATE_VERIFY_FAILED"):
        Redis.from_url(untrusted).ping()


def test_the_notifications_of_the_bucket_are_for_incoming_alone(bucket: Storage) -> None:
    there = bucket._s3.get_bucket_notification_configuration(Bucket=bucket.bucket)
    (queue,) = there["QueueConfigurations"]
    (rule,) = queue["Filter"]["Key"]["FilterRules"]
    assert rule["Value"] == INCOMING


def test_logs_hold_no_secret(stack: Stack, bucket: Storage) -> None:
    put(bucket, "access/quiet.txt", ARTICLE)
    outcome(bucket, "access/quiet.txt")
    logs = "".join(file.read_text("utf-8") for file in Path(stack.logs).glob("*.log"))
    assert not [secret for secret in secrets_of(stack) if secret in logs]


def test_flower_shows_no_secret(stack: Stack, bucket: Storage) -> None:
    put(bucket, "access/shown.txt", ARTICLE)
    outcome(bucket, "access/shown.txt")
    workers = eventually(lambda: ask_flower(stack.settings, "/api/workers?refresh=1"), 10, "none")
    worker = next(iter(workers))
    pages = ["/workers", f"/worker/{worker}", "/broker", "/tasks", "/api/workers", "/metrics"]
    for page in pages:
        shown = page_of_flower(stack, page)
        assert [secret for secret in secrets_of(stack) if secret in shown] == [], page
    assert "broker_url" in page_of_flower(stack, f"/worker/{worker}"), "no configuration is shown"


def page_of_flower(stack: Stack, path: str) -> str:
    settings = stack.settings
    assert settings.flower_password
    login = f"{settings.flower_user}:{settings.flower_password.get_secret_value()}"
    token = base64.b64encode(login.encode()).decode()
    request = Request(flower_url(settings) + path, headers={"Authorization": f"Basic {token}"})  # noqa: S310
    with urlopen(request, timeout=10) as answer:  # noqa: S310 - loopback
        return str(answer.read(), "utf-8")


def secrets_of(stack: Stack) -> list[str]:
    """The passwords of Redis, storage and Flower."""
    settings = stack.settings
    login = settings.redis_url.get_secret_value().rpartition("@")[0]
    secrets = [login.rpartition(":")[2]]
    secrets += [
        each.get_secret_value()
        for each in (settings.s3_secret_key, settings.flower_password)
        if each
    ]
    assert len(secrets) == 3
    return secrets

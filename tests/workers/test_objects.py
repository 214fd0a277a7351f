"""One object at a time, against a server on loopback that answers as it is told."""

import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pydantic import SecretStr

from config.settings import Settings
from tasks.errors import InvalidKey
from workers.errors import StorageAway, StorageRefused
from workers.ports import free_port
from workers.storage import Storage

BODY = "澄江召开春季造林现场会".encode("gb18030")


class Server(ThreadingHTTPServer):
    """Holds one article under every name; `status` and `code` make it refuse."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status, self.code = 200, ""
        self.clients: Counter[str] = Counter()
        self.written: dict[str, bytes] = {}


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.answer(BODY)

    def do_HEAD(self) -> None:
        self.answer(BODY)

    def do_PUT(self) -> None:
        self.server.written[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(b"")

    def answer(self, body: bytes) -> None:
        self.server.clients[self.headers["User-Agent"].partition("/")[0]] += 1
        if self.server.status != 200:
            body = f"<Error><Code>{self.server.code}</Code></Error>".encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "text/plain; charset=gb2312")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"abc"')
        self.send_header("Last-Modified", "Tue, 12 Mar 2024 01:30:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def storage(port: int) -> Storage:
    return Storage(
        Settings(
            s3_endpoint=f"http://127.0.0.1:{port}",
            s3_access_key="key",
            s3_secret_key=SecretStr("secret"),
        )
    )


def test_an_object_comes_with_its_version_and_charset(server: Server) -> None:
    content = storage(server.server_port).read("incoming/成都/a.txt")
    assert content is not None
    assert content == (BODY, "abc", len(BODY), content.limit, "gb2312")


def test_an_object_beyond_the_limit_is_not_read(server: Server) -> None:
    content = storage(server.server_port).read("incoming/a.txt", limit=5)
    assert content is not None
    assert (content.data, content.size) == (None, len(BODY))


def test_what_succeeds_is_asked_for_once(server: Server) -> None:
    bucket = storage(server.server_port)
    bucket.read("incoming/a.txt")
    bucket.write("results/a.txt.json", b"{}")
    assert bucket.etag("incoming/a.txt") == "abc"
    assert server.clients.total() == 3
    assert "Boto3" not in server.clients
    assert server.written == {"/wenzhai/results/a.txt.json": b"{}"}


@pytest.mark.parametrize("key", ["a//b", "new\nline", "a/"])
def test_a_key_that_obstore_does_not_carry_goes_by_boto3(server: Server, key: str) -> None:
    content = storage(server.server_port).read(f"incoming/{key}")
    assert content is not None
    assert content.data == BODY
    assert server.clients == {"Boto3": 1}


def test_an_object_that_is_not_there_is_none(server: Server) -> None:
    server.status, server.code = 404, "NoSuchKey"
    bucket = storage(server.server_port)
    assert bucket.read("incoming/a.txt") is None
    assert bucket.etag("incoming/a.txt") is None


def test_a_refusal_is_told_from_silence(server: Server) -> None:
    server.status, server.code = 403, "AccessDenied"
    with pytest.raises(StorageRefused):
        storage(server.server_port).read("incoming/a.txt")
    with pytest.raises(StorageAway):
        storage(free_port()).write("results/a.txt.json", b"{}")


@pytest.mark.parametrize(
    ("status", "code"),
    [(507, "XMinioStorageFull"), (500, "InternalError"), (403, "AccessDenied")],
)
def test_a_server_that_takes_no_object_in_refuses_it(
    server: Server, status: int, code: str
) -> None:
    server.status, server.code = status, code
    with pytest.raises(StorageRefused, match=code):
        storage(server.server_port).write("results/a.txt.json", b"{}")


def test_a_name_that_the_server_refuses_is_an_invalid_key(server: Server) -> None:
    server.status, server.code = 400, "XMinioInvalidObjectName"
    with pytest.raises(InvalidKey):
        storage(server.server_port).write("results/a.txt.json", b"{}")

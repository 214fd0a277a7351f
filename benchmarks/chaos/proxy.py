"""A proxy before the S3 server that fails as networks and servers do, and sees every outcome."""

import asyncio
import random
import threading
import time
from collections import Counter
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

HARM = 0.4  # share of the requests that a trouble reaches
SLOW_SECONDS = (0.2, 1.5)
HANG_SECONDS = 15  # more than a client of ours waits for an answer
TROUBLES = ("slow", "errors", "resets", "hangs", "lost answers", "cut answers")
REFUSALS = ("500 Internal Server Error", "503 Slow Down")
HEAD_BYTES = 64 * 1024
OUTCOMES = ("/results/", "/failed/")


class Head(NamedTuple):
    """The head of a request or an answer, as it came and as far as it is read."""

    raw: bytes
    start: str
    fields: dict[str, str]

    @property
    def length(self) -> int:
        """Bytes of the body."""
        return int(self.fields.get("content-length", 0))


class Proxy:
    """Forwards to `target` (host:port) from a thread of its own, once `start` is called."""

    def __init__(self, target: str, port: int, seed: int) -> None:
        self._target, self._port = target, port
        self._chance = random.Random(seed)  # noqa: S311 - seeded chance, not secrets
        self._loop = asyncio.new_event_loop()
        self.trouble: str | None = None
        self.harmed = Counter[str]()  # requests by trouble
        self.written: list[tuple[float, str]] = []  # outcomes: when (monotonic), and the name

    def start(self) -> None:
        """Return when it listens."""
        threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True).start()
        serving = asyncio.start_server(self._serve, "127.0.0.1", self._port, limit=HEAD_BYTES)
        asyncio.run_coroutine_threadsafe(serving, self._loop).result(10)

    async def _serve(self, client: asyncio.StreamReader, answers: asyncio.StreamWriter) -> None:
        host, _, port = self._target.partition(":")
        server: asyncio.StreamWriter | None = None
        with suppress(OSError, EOFError, asyncio.LimitOverrunError):
            source, server = await asyncio.open_connection(host, int(port), limit=HEAD_BYTES)
            while await self._pass_on(client, answers, source, server):
                pass
        for writer in (answers, server):
            if writer is not None:
                writer.transport.abort()

    async def _pass_on(
        self,
        client: asyncio.StreamReader,
        answers: asyncio.StreamWriter,
        source: asyncio.StreamReader,
        server: asyncio.StreamWriter,
    ) -> bool:
        """One request and its answer; False when the connection is to be broken off."""
        request = await _head(client)
        trouble = self._trouble()
        if trouble == "resets":
            return False
        if trouble == "hangs":
            await asyncio.sleep(HANG_SECONDS)
            return False
        if trouble == "errors":
            answers.write(_refusal(self._chance.choice(REFUSALS)))
            await answers.drain()
            await asyncio.sleep(0.1)  # to be read before the connection ends
            return False
        if trouble == "slow":
            await asyncio.sleep(self._chance.uniform(*SLOW_SECONDS))
        server.write(request.raw)
        if request.fields.get("expect"):
            answers.write((await _head(source)).raw)  # 100 Continue
        server.write(await client.readexactly(request.length))
        answer = await _head(source)
        bare = request.start.startswith("HEAD ") or answer.start.split()[1] in {"204", "304"}
        body = b"" if bare else await _body(source, answer)
        self._note(request, answer)
        if trouble == "lost answers":
            return False
        if trouble == "cut answers":
            body = body[: len(body) // 2]
        answers.write(answer.raw + body)
        await answers.drain()
        return trouble != "cut answers"

    def _trouble(self) -> str | None:
        trouble = self.trouble
        if trouble is None or self._chance.random() > HARM:
            return None
        self.harmed[trouble] += 1
        return trouble

    def _note(self, request: Head, answer: Head) -> None:
        method, target, _ = request.start.split(" ", 2)
        path = unquote(urlsplit(target).path)
        if method == "PUT" and answer.start.split()[1] == "200":
            for prefix in OUTCOMES:
                if prefix in path:
                    self.written.append((time.monotonic(), path[path.index(prefix) + 1 :]))


async def _head(reader: asyncio.StreamReader) -> Head:
    raw = await reader.readuntil(b"\r\n\r\n")
    start, *lines = raw.decode("latin-1").split("\r\n")
    fields = (line.partition(":") for line in lines if line)
    return Head(raw, start, {name.lower(): value.strip() for name, _, value in fields})


async def _body(reader: asyncio.StreamReader, head: Head) -> bytes:
    if head.fields.get("transfer-encoding") != "chunked":
        return await reader.readexactly(head.length)
    whole = b""
    while True:
        size = await reader.readuntil(b"\r\n")
        chunk = await reader.readexactly(int(size, 16) + 2)
        whole += size + chunk
        if chunk == b"\r\n":
            return whole


def _refusal(status: str) -> bytes:
    code = "SlowDown" if status.startswith("503") else "InternalError"
    body = f"<Error><Code>{code}</Code><Message>chaos</Message></Error>".encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/xml\r\nContent-Length: {len(body)}"
    return f"{head}\r\nConnection: close\r\n\r\n".encode() + body

"""A way to a server that can be cut without anybody being told, as networks do."""

import asyncio
import threading
from contextlib import suppress

PIECE_BYTES = 64 * 1024


class Gate:
    """Forwards from one loopback port to another, from a thread of its own, once it is started.

    While it is closed it accepts connections, and nothing passes; on those of before and of
    meanwhile nothing ever passes again, and nobody ends them.
    """

    def __init__(self, port: int, target: int) -> None:
        self._port, self._target = port, target
        self._loop = asyncio.new_event_loop()
        self._cut = asyncio.Event()  # for the connections that are made now
        self._end = asyncio.Event()

    def start(self) -> None:
        """Return when it listens."""
        threading.Thread(target=self._loop.run_forever, name="gate", daemon=True).start()
        serving = asyncio.start_server(self._serve, "127.0.0.1", self._port)
        asyncio.run_coroutine_threadsafe(serving, self._loop).result(10)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._cut.set)

    def open(self) -> None:
        """Let new connections pass; the cut ones stay as they are."""
        self._cut = asyncio.Event()

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self._end.set)

    async def _serve(self, client: asyncio.StreamReader, answers: asyncio.StreamWriter) -> None:
        cut = self._cut
        source, server = await asyncio.open_connection("127.0.0.1", self._target)
        await asyncio.gather(
            self._pass_on(client, server, cut), self._pass_on(source, answers, cut)
        )

    async def _pass_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, cut: asyncio.Event
    ) -> None:
        with suppress(OSError):
            while (piece := await reader.read(PIECE_BYTES)) and not cut.is_set():
                writer.write(piece)
                await writer.drain()
        if cut.is_set():
            await self._end.wait()
        writer.close()

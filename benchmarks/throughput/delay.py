"""A way to a server that takes time: `python -m benchmarks.throughput.delay PORT SERVER SECONDS`.

Listens on PORT and passes on to the port SERVER, both on loopback. What a client sends arrives so
many seconds later, what the server answers at once.
"""

import asyncio
import sys
from asyncio import StreamReader, StreamWriter

from workers.ports import LOOPBACK

CHUNK_BYTES = 64 * 1024


async def passing_on(port: int, server: int, seconds: float) -> None:
    """Pass on for ever."""

    async def joined(client: StreamReader, answers: StreamWriter) -> None:
        source, requests = await asyncio.open_connection(LOOPBACK, server)
        await asyncio.gather(_passed(client, requests, seconds), _passed(source, answers, 0))

    listening = await asyncio.start_server(joined, LOOPBACK, port)
    await listening.serve_forever()


async def _passed(source: StreamReader, target: StreamWriter, seconds: float) -> None:
    loop = asyncio.get_running_loop()
    try:
        while chunk := await source.read(CHUNK_BYTES):
            loop.call_later(seconds, target.write, chunk)
    except ConnectionError:
        pass  # the same as an end
    loop.call_later(seconds, target.close)


if __name__ == "__main__":
    asyncio.run(passing_on(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))

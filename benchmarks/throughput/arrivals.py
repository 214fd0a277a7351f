"""The bucket's events, one key after the other: how an article reaches the other pipelines.

`python -m benchmarks.throughput.arrivals naive` hands each key to that module's `send`.
"""

import asyncio
import importlib
import inspect
import sys

from redis import Redis

from benchmarks.throughput.steps import settings
from workers.events import parse_event

LOOK_SECONDS = 1.0  # redis-py gives up a connection that is silent for longer than 5 s


async def arrivals(module: str) -> None:
    """Queue every article that is put into the bucket, for ever."""
    pipeline = importlib.import_module(f"benchmarks.throughput.{module}")
    if prepare := getattr(pipeline, "prepare_sender", None):
        await prepare()
    redis = Redis.from_url(settings.redis_url.get_secret_value())
    while True:
        if message := redis.blpop([settings.events_list], timeout=LOOK_SECONDS):
            for ref in parse_event(message[1]).refs:
                sent = pipeline.send(ref.key)
                if inspect.isawaitable(sent):  # taskiq's is
                    await sent


if __name__ == "__main__":
    asyncio.run(arrivals(sys.argv[1]))

"""The same steps on RQ: `python -m benchmarks.throughput.on_rq` is one worker.

RQ forks a process for every job; the worker loads rules and dictionaries and makes the S3 client
before, so that the forks share them.
"""

from redis import Redis
from rq import Queue, Worker

from benchmarks.throughput import steps

redis = Redis.from_url(steps.settings.redis_url.get_secret_value())
queue = Queue(connection=redis)


def normalize(key: str) -> None:
    """The first step; each queues the next with what it made."""
    queue.enqueue(strip_boilerplate, steps.normalize(key))


def strip_boilerplate(document: str) -> None:
    """The second step."""
    queue.enqueue(extract, steps.strip_boilerplate(document))


def extract(document: str) -> None:
    """The third step."""
    queue.enqueue(steps.summarize, steps.extract(document))


def send(key: str) -> None:
    """Queue one article."""
    queue.enqueue("benchmarks.throughput.on_rq.normalize", key)


if __name__ == "__main__":
    steps.warm_up()
    steps.s3()
    Worker([queue], connection=redis).work()

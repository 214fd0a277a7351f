"""The worker: Celery's, with a heartbeat of its own, and an end that keeps what it has at hand."""

import os
import signal
import threading
import time
from functools import partial
from pathlib import Path

from celery import signals
from celery.worker.consumer import Consumer
from celery.worker.request import Request
from kombu.transport.redis import Channel
from redis import Redis, RedisError

from config.settings import RETRY_SECONDS_MAX, Settings
from workers import flight
from workers.abstract import load_client
from workers.app import QUEUES, create_app
from workers.stages import register
from workers.storage import Storage
from workers.unacked import Unacked

HEARTBEAT_SECONDS = 5
LONGEST_WAIT_SECONDS = 2 * RETRY_SECONDS_MAX


def run_worker(settings: Settings, name: str, concurrency: int) -> None:
    """One Celery worker; on SIGTERM it finishes its batch, or puts it back when time is up."""
    load_client(settings)
    Channel.QoS = Unacked  # kombu has no setting for it
    Storage(settings)  # what is missing is said now, not in each child's log
    signals.worker_ready.connect(partial(_beat, settings), weak=False)
    signals.task_received.connect(start_overdue, weak=False)
    signals.worker_shutting_down.connect(partial(_hurry, settings.shutdown_seconds), weak=False)
    app = create_app(settings)
    register(app, settings)
    app.worker_main(
        [
            "worker",
            f"--hostname={name}@%h",
            f"--concurrency={concurrency}",
            f"--queues={','.join(QUEUES)}",
            "--loglevel=INFO",
            "--without-gossip",  # workers need not know one another
            "--without-mingle",
        ]
    )


def _beat(settings: Settings, sender: Consumer, **_: object) -> None:
    """Touch a file from the worker's own timer: `inspect ping` kills healthy workers."""
    heartbeat = settings.heartbeat_file
    if heartbeat is not None and sender.timer is not None:
        heartbeat.touch()
        sender.timer.call_repeatedly(HEARTBEAT_SECONDS, heartbeat.touch)
        beating = partial(_beat_without_redis, heartbeat, flight.connect(settings))
        threading.Thread(target=beating, name="heartbeat", daemon=True).start()


def _beat_without_redis(heartbeat: Path, redis: Redis) -> None:
    """Touch it while Redis is away: a worker that waits for it is healthy, but its timer stops."""
    while True:
        time.sleep(HEARTBEAT_SECONDS)
        try:
            redis.ping()
        except RedisError:
            heartbeat.touch()


def start_overdue(request: Request, **_: object) -> None:
    """Take up at once what claims to be due later than anything of ours ever is.

    Celery states by the sender's clock when a retry is due. From a clock that is ahead of this
    worker's, a few such retries would keep it from taking anything else (worker_eta_task_limit).
    """
    due = request.eta
    if due is not None and due.timestamp() - time.time() > LONGEST_WAIT_SECONDS:
        request._eta = None  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way


def _hurry(seconds: int, how: str, **_: object) -> None:
    """Turn a warm shutdown that takes too long into a cold one, which puts the batch back.

    Celery's own soft shutdown sleeps its whole time in a signal handler: it takes that long
    even when the batch is done at once, and then runs the batch again.
    """
    if how == "Warm":
        timer = threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGQUIT))
        timer.daemon = True
        timer.start()

"""How far the service is: counted from the bucket, with the pace of the last half minute."""

import contextlib
import json
import time
from collections import Counter
from typing import NamedTuple

from redis import Redis, RedisError
from rich.console import Console
from rich.live import Live
from rich.table import Table

from config.settings import Settings
from tasks.unpack import may_hold_many
from workers import flight
from workers.storage import Storage
from workers.sweep import State, standings

WATCH_SECONDS = 2.0


class Status(NamedTuple):
    """Articles by state; `per_second` is None until some were finished of late.

    An object of many articles counts as one, but while it is at work, so do its articles.
    """

    waiting: int
    running: int
    done: int
    failed: int
    per_second: float | None
    redis: bool = True  # whether it answers
    full: bool = False  # Redis, of all it may hold

    @property
    def eta_seconds(self) -> float | None:
        """Until nothing waits at the present pace; None when there is no pace to go by."""
        left = self.waiting + self.running
        return left / self.per_second if left and self.per_second else None

    @property
    def idle(self) -> bool:
        """True when every article has its outcome."""
        return self.waiting + self.running == 0


def watch_status(settings: Settings, out: Console, *, keep_on: bool) -> None:
    """Print the status once, or keep it fresh until Ctrl-C."""
    storage, redis = Storage(settings), flight.connect(settings)
    if not keep_on:
        out.print(status_table(status_of(storage, redis)))
        return
    with contextlib.suppress(KeyboardInterrupt), Live(console=out, auto_refresh=False) as live:
        while True:
            begun = time.monotonic()
            table = status_table(status_of(storage, redis))
            if out.is_terminal:
                live.update(table, refresh=True)
            else:
                out.print(table)
            # A large bucket takes a while to count: never spend more than a third of the time.
            time.sleep(max(WATCH_SECONDS, 2 * (time.monotonic() - begun)))


def json_status(settings: Settings) -> str:
    """One look as a JSON object: the fields of Status, and the seconds left."""
    status = status_of(Storage(settings), flight.connect(settings))
    return json.dumps(status._asdict() | {"seconds_left": status.eta_seconds})


def status_of(storage: Storage, redis: Redis) -> Status:
    """One look at the whole bucket; raises StorageUnavailable.

    Without Redis the figures of the bucket still hold; nothing then counts as running.
    """
    states, unpacking = Counter[State](), False
    for standing in standings(storage):
        states[standing.state] += 1
        unpacking |= standing.state is State.WAITING and may_hold_many(standing.ref.key)
    answers = True
    try:
        traffic = flight.traffic(redis)
    except RedisError:
        traffic, answers = flight.Traffic(0, 0, None), False
    open_articles = states[State.WAITING]
    if unpacking:
        open_articles = max(open_articles, traffic.queued + traffic.running)
    running = min(traffic.running, open_articles)
    return Status(
        waiting=open_articles - running,
        running=running,
        done=states[State.DONE],
        failed=states[State.FAILED],
        per_second=traffic.per_second,
        redis=answers,
        full=traffic.full,
    )


def status_table(status: Status) -> Table:
    """One line of figures, with an ETA only when there is a pace to base it on."""
    table = Table(box=None, padding=(0, 2), pad_edge=False)
    for column in ("waiting", "running", "done", "failed", "articles/s", "time left"):
        table.add_column(column, justify="right")
    pace = "-" if status.per_second is None else f"{status.per_second:.1f}"
    table.add_row(
        f"{status.waiting:,}",
        f"{status.running:,}",
        f"{status.done:,}",
        f"[red]{status.failed:,}[/]" if status.failed else "0",
        pace,
        _time_left(status),
    )
    return table


def _time_left(status: Status) -> str:
    if not status.redis:
        return "[red]Redis does not answer[/]"
    if status.full:
        return "[red]Redis is full[/]"
    if status.idle:
        return "nothing waits"
    seconds = status.eta_seconds
    if seconds is None:
        return "not known yet"
    if seconds < 90:
        return f"about {seconds:.0f} s"
    return f"about {seconds / 60:.0f} min" if seconds < 5400 else f"about {seconds / 3600:.1f} h"

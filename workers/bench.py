"""What a worker process has at hand."""

import functools
from collections.abc import Sequence

from celery import Celery
from redis import Redis

from config.rules import Rules, load_rules
from config.settings import Settings
from tasks.provenance import pipeline_of
from workers import attempts, flight
from workers.abstract import Abstracts
from workers.batch import Article
from workers.storage import Storage
from workers.transfers import Transfers


class Bench:
    """Rules, Redis and the bucket. Connections are made on first use, after the fork."""

    def __init__(self, app: Celery, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        # What this process has sent on last, and its message: it need not read that again when it
        # is the one that goes on with it.
        self.sent: tuple[str, Sequence[Article]] = "", ()

    @functools.cached_property
    def rules(self) -> Rules:
        """The rules of all stages."""
        return load_rules()

    @functools.cached_property
    def fingerprint(self) -> str:
        """Of the code and rules at work here."""
        return pipeline_of(self.rules).fingerprint

    @functools.cached_property
    def redis(self) -> Redis:
        """Where articles in flight are noted."""
        return flight.connect(self.settings)

    @functools.cached_property
    def storage(self) -> Storage:
        """The deployment's bucket."""
        return Storage(self.settings)

    @functools.cached_property
    def transfers(self) -> Transfers:
        """Reads and writes a batch's articles."""
        return Transfers(self.storage, self.redis, self.settings, self.rules)

    @functools.cached_property
    def abstracts(self) -> Abstracts | None:
        """Asks the deployment's language model, if it has one."""
        return Abstracts.of(self.settings, self.rules)

    def note_loss(self, task_id: str, error: Exception) -> None:
        """Remember how a task was lost, over a connection of its own: the main process calls it."""
        attempts.note_loss(flight.connect(self.settings), task_id, error)

"""Sending: articles on their way through the stages, objects of many articles to be unpacked."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from celery import Celery, Task, chain
from celery.exceptions import Reject, SoftTimeLimitExceeded
from kombu.exceptions import OperationalError
from kombu.transport.redis import Channel
from pydantic import BaseModel, ConfigDict
from redis import Redis

from config.settings import Settings
from tasks.stages import STAGES
from tasks.unpack import may_hold_many
from workers.app import AGAIN_QUEUE, INTAKE_QUEUE, QUEUES, create_app
from workers.batch import Article, Batch, label, new_articles, packed
from workers.errors import StorageAway, StorageUnavailable
from workers.storage import WORK, ObjectRef, Storage

if TYPE_CHECKING:
    from celery.canvas import Signature

UNPACK = "tasks.unpack"


# What a task ends with whose result could not be sent to the next one, or not in its time.
NOT_SENT = (OperationalError, SoftTimeLimitExceeded)


class BatchTask(Task[Any, Any]):
    """A task whose retries, too, show in Flower what they are about, and whose losses are noted.

    Celery calls the last two in the worker's main process, too, when it has lost a child.
    """

    # Given at registration
    note_loss: Callable[[str, Exception], None]  # task id, error
    not_sent: Callable[[dict[str, Any]], None]  # the message whose articles do not go on

    def signature_from_request(self, request: Any = None, *args: Any, **options: Any) -> Any:
        """As Celery's, keeping the arguments' text."""
        shown = getattr(self.request if request is None else request, "argsrepr", None)
        options = {"argsrepr": shown, "kwargsrepr": ""} | options
        return super().signature_from_request(request, *args, **options)

    def retry(self, *args: Any, **options: Any) -> Any:
        """As Celery's, which would drop a message that cannot be sent again."""
        message = self.request.args[0] if self.request.args else None
        try:
            return super().retry(*args, **options)
        except Reject:
            if message is not None:
                self.not_sent(message)
            raise

    def on_retry(self, exc: Exception, task_id: str, *_: Any) -> None:
        """A child died, and its message is sent again."""
        self.note_loss(task_id, exc)

    def on_failure(self, exc: Exception, task_id: str, args: Any, *_: Any) -> None:
        """A child was killed at the hard time limit, and its message is put back; or not sent."""
        self.note_loss(task_id, exc)
        if isinstance(exc, NOT_SENT):
            self.not_sent(args[0])


class Turn(BaseModel):
    """The message of `tasks.unpack`: which object, and from which record on.

    `missing` articles had no outcome at the last look, and `rounds` looks before it found as many.
    `suspect`: a worker may have been lost over it. `again`: also what has an outcome already, through the lane for that.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    size: int
    begin: int = 0
    missing: int = 0
    rounds: int = 0
    suspect: bool = False
    again: bool = False

    @property
    def queue(self) -> str:
        """Where the turn and the articles that it sends are queued."""
        return AGAIN_QUEUE if self.again else INTAKE_QUEUE


def sender(settings: Settings) -> Celery:
    """An app that sends articles and runs no stage: it need not load what reads them."""
    app = create_app(settings)
    for name in (UNPACK, *(f"tasks.{stage}" for stage in STAGES)):
        app.task(name=name, base=BatchTask, shared=False)(_of_workers)
    return app


def _of_workers(_message: dict[str, Any]) -> None:
    """Stands for a task that is only sent from here."""
    raise RuntimeError("only workers have this task's code")


def send(app: Celery, refs: Sequence[ObjectRef], bucket: str, *, suspect: bool = False) -> None:
    """Queue objects of the bucket: the articles as one batch, each that may hold many by itself."""
    for ref in refs:
        if may_hold_many(ref.key):
            send_turn(app, Turn(key=ref.key, size=ref.size, suspect=suspect))
    plain = [ref for ref in refs if not may_hold_many(ref.key)]
    if plain:
        batch = packed(new_articles(plain, bucket)).model_copy(update={"suspect": suspect})
        send_batch(app, batch, [ref.key for ref in plain])


def send_batch(
    app: Celery,
    batch: Batch,
    names: Sequence[str],
    begin: str = STAGES[0],
    queue: str | None = None,
) -> None:
    """Queue a batch as a chain of the stages from `begin` on; the first one in `queue`."""
    shown = label(names)
    stages = STAGES[STAGES.index(begin) :]
    links: list[Signature[Any]] = [app.tasks[f"tasks.{stage}"].s() for stage in stages]
    links[0] = links[0].clone(args=(batch,))
    for link in links:
        link.options.update(argsrepr=shown, kwargsrepr="")  # for Flower: no repr of documents
    if queue:
        links[0].options.update(queue=queue)
    chain(*links, app=app).apply_async()


def send_turn(app: Celery, turn: Turn, countdown: float | None = None) -> None:
    """Queue an object to be unpacked, or to be unpacked further."""
    message: Signature[Any] = app.tasks[UNPACK].s(turn.model_dump())
    message.options.update(
        argsrepr=label([turn.key]), kwargsrepr="", countdown=countdown, queue=turn.queue
    )
    message.apply_async()


def parked(storage: Storage, articles: Sequence[Article], limit: int, maker: str) -> Batch:
    """The message that carries the articles; one of more than `limit` bytes lies under work/."""
    batch = packed(articles).model_copy(update={"maker": maker})
    if len(batch.deflated) <= limit:
        return batch
    name = f"{WORK}{uuid4()}.json"
    try:
        storage.write(name, batch.model_dump_json().encode())
    except StorageUnavailable as error:
        raise StorageAway(str(error)) from error  # without it the batch cannot go on
    return Batch(parked=name, outcome=batch.outcome, maker=maker)


def waiting_batches(redis: Redis, queue: str = INTAKE_QUEUE) -> int:
    """Batches that no worker has taken up."""
    return redis.llen(queue)


def idle(redis: Redis) -> bool:
    """Whether no message waits in a queue and no worker has one unacknowledged."""
    return not redis.exists(*QUEUES, Channel.unacked_index_key)

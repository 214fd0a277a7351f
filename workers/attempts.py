"""Which article ends its workers: counted in Redis, outside the message, by version and stage.

Nothing is counted while all goes well. A message that comes back because its worker was lost, or
whose articles the sweep has queued before, is run with every article watched, at this stage and at
those that follow: a mark before the stage, taken away after it. A mark that is still there at the
next attempt is a worker lost over that article, whatever became of the message. That article then
goes alone, and is given up after WATCHED_LOSSES.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager

from celery.app.task import Context
from celery.exceptions import TimeLimitExceeded, WorkerLostError
from redis import Redis

from tasks.document import Source
from tasks.stages import STAGES
from workers.flight import best_effort

WATCHED_LOSSES = 2  # and the first one, which nobody watched: a poison costs three workers
UNPACKING = "unpack"
WATCHED = (*STAGES, UNPACKING)
MARK = "wenzhai:attempts:"  # + digest of stage and article version -> attempts that have not ended
LOST = "wenzhai:lost:"  # + id of a task -> how its worker was lost
KEPT_SECONDS = 24 * 3600
NOT_SEEN = "lost without a trace"  # with its whole worker: nobody was left to note how


def losses(redis: Redis, source: Source, stage: str) -> int:
    """How many workers were lost while this article was watched; raises RedisError."""
    return int(redis.get(_mark(source, stage)) or 0)


def all_losses(redis: Redis, source: Source) -> int:
    """The same at all stages together; raises RedisError."""
    return sum(int(count or 0) for count in redis.mget([_mark(source, stage) for stage in WATCHED]))


def forget(redis: Redis, source: Source) -> None:
    """Suspect this article no longer; raises RedisError."""
    redis.delete(*(_mark(source, stage) for stage in WATCHED))


@contextmanager
def watched(redis: Redis, source: Source, stage: str) -> Iterator[None]:
    """Mark the article at this stage for as long as the block runs; raises RedisError.

    The mark stays when the process ends in the block, politely (SystemExit) or not.
    """
    mark = _mark(source, stage)
    with redis.pipeline(transaction=False) as pipe:
        pipe.incr(mark)
        pipe.expire(mark, KEPT_SECONDS)
        pipe.execute()
    try:
        yield
    except Exception:
        redis.delete(mark)
        raise
    redis.delete(mark)


@best_effort
def note_loss(redis: Redis, task_id: str, error: Exception) -> None:
    """Remember how a task's worker was lost, if that is what the error says."""
    match error:
        case TimeLimitExceeded():
            how = f"hard time limit of {error.args[0]} s" if error.args else "hard time limit"
        case WorkerLostError():
            found = re.search(r"prematurely: (.*?)\.?(?: Job: .*)?$", str(error))
            how = found[1] if found else str(error)
        case _:
            return
    redis.set(f"{LOST}{task_id}", how, ex=KEPT_SECONDS)


def loss_before(redis: Redis, request: Context) -> str | None:
    """How the worker was lost that had this message before, or None when none was.

    Redis is asked only about a message that comes again. Raises RedisError.
    """
    redelivered = (request.delivery_info or {}).get("redelivered", False)
    if not request.retries and not redelivered:
        return None
    how = redis.get(f"{LOST}{request.id}")
    return how.decode() if isinstance(how, bytes) else NOT_SEEN if redelivered else None


def _mark(source: Source, stage: str) -> str:
    version = f"{stage}\0{source.name}\0{source.etag}"
    return MARK + hashlib.sha256(version.encode()).hexdigest()[:32]

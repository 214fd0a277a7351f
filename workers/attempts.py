"""Which article ends its workers: counted in Redis, outside the message, by article version.

Nothing is counted while all goes well. A message that comes back because its worker was lost is
run with every article watched: a mark before its stage, taken away after it. A mark that is still
there at the next attempt is a worker lost over that article, whatever became of the message. That
article then goes alone, and is given up after WATCHED_LOSSES.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager

from celery.app.task import Context
from celery.exceptions import TimeLimitExceeded, WorkerLostError
from redis import Redis

from tasks.document import Source
from workers.flight import best_effort

WATCHED_LOSSES = 2  # and the first one, which nobody watched: a poison costs three workers
MARK = "wenzhai:attempts:"  # + digest of an article version -> attempts that have not ended
LOST = "wenzhai:lost:"  # + id of a task -> how its worker was lost
KEPT_SECONDS = 24 * 3600
NOT_SEEN = "lost with its worker"  # nobody was left to note how


def losses(redis: Redis, source: Source) -> int:
    """How many workers were lost while this article was watched; raises RedisError."""
    return int(redis.get(_mark(source)) or 0)


def forget(redis: Redis, source: Source) -> None:
    """Suspect this article no longer; raises RedisError."""
    redis.delete(_mark(source))


@contextmanager
def watched(redis: Redis, source: Source) -> Iterator[None]:
    """Mark the article for as long as the block runs; raises RedisError.

    The mark stays when the process ends in the block, politely (SystemExit) or not.
    """
    mark = _mark(source)
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


def _mark(source: Source) -> str:
    version = f"{source.name}\0{source.etag}"
    return MARK + hashlib.sha256(version.encode()).hexdigest()[:32]

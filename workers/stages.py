"""Binds each stage of the pipeline to a Celery task `tasks.<stage>`: load, run, pass on.

The shell is written once, for all four stages. The first stage reads the articles from the
bucket, the last one writes their outcomes (transfers.py); in between the documents travel in the
message. Inside a batch every article goes its own way: done, failed, left to the sweep when
storage refuses it, or sent off alone when it holds the others up.
"""

import gc
import resource
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from celery import Celery, signals
from celery.exceptions import Reject, SoftTimeLimitExceeded
from celery.utils.log import get_task_logger
from redis import RedisError

from config.rules import Rules
from config.settings import RETRY_SECONDS_MAX, Settings
from tasks.document import RawArticle
from tasks.errors import ArticleError, StageCrashed, StageKilled, StageOutOfMemory, StageTimedOut
from tasks.pipeline import PIPELINE, Stage, process, run_stage
from workers import attempts, flight, unpacking
from workers.batch import FORMAT, Article, Batch, counted, failed, is_ours, sources, unpacked
from workers.bench import Bench
from workers.chains import UNPACK, BatchTask, Turn, parked, send, send_batch
from workers.errors import StorageRefused, StorageUnavailable
from workers.storage import ObjectRef

log = get_task_logger(__name__)

RETRIES = 8  # of a batch while storage is away: about three minutes, then the sweep has it
HAND_BACKS, HAND_BACK_SECONDS = 10, 2  # by when the last worker of another version has stopped
WARM_UP = "测试员今天上午把全部流程走了一遍，结果一切正常。"

FIRST, LAST = PIPELINE[0], PIPELINE[-1]


def register(app: Celery, settings: Settings) -> None:
    """Give the app its four tasks, and the one that unpacks."""
    bench = Bench(app, settings)
    work: dict[str, Callable[..., Any]] = {UNPACK: unpacking.task_of(bench)}
    work |= {f"tasks.{stage.name}": _task(stage, bench) for stage in PIPELINE}
    for name, task in work.items():
        app.task(
            name=name,
            bind=True,
            base=BatchTask,
            shared=False,
            note_loss=bench.note_loss,
            not_sent=partial(_left_to_sweep, bench),
        )(task)
    # Before the fork, so that rules and dictionary are read once and shared by the children.
    signals.worker_init.connect(lambda **_: warm_up(bench.rules), weak=False)
    # After it, so that the first batch does not wait for the S3 client, which takes 0.3 s to make.
    signals.worker_process_init.connect(lambda **_: bench.transfers, weak=False)
    bounded = partial(bound_memory, settings.memory_limit_bytes)
    signals.worker_process_init.connect(lambda **_: bounded(), weak=False)


def warm_up(rules: Rules) -> None:
    """Run the pipeline once, so that dictionaries are loaded, and stay as they are."""
    process(RawArticle(key="warm-up", content=WARM_UP.encode()), rules)
    gc.freeze()  # else each child's garbage collector makes it a copy of 20 MB of them


def bound_memory(limit: int) -> None:
    """Refuse this process more than `limit` bytes of its own: a MemoryError, not the whole host."""
    resource.setrlimit(resource.RLIMIT_DATA, (limit, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def _task(stage: Stage, bench: Bench) -> Callable[[BatchTask, dict[str, Any]], Batch]:
    def task(self: BatchTask, message: dict[str, Any]) -> Batch:
        if not is_ours(message, bench.fingerprint):
            return _handed_back(self, bench, message)
        batch = Batch.model_validate(message)
        attempt = self.request.retries + 1 - batch.handed_back
        try:
            lost = attempts.loss_before(bench.redis, self.request)
            lost = lost or (attempts.NOT_SEEN if batch.suspect else None)
            articles = _load(bench, stage, batch)
            done = _run(bench, stage, articles, attempt, lost)
            if stage is LAST:
                done = bench.transfers.in_other_words(done, bench.abstracts)
                bench.transfers.save(done)
                return Batch(outcome=counted(done))
            return _next(bench, done, suspect=lost is not None)
        except (StorageUnavailable, RedisError, SoftTimeLimitExceeded, MemoryError) as error:
            # The limits here are not a stage's (see _run_one): a transfer went beyond them.
            if attempt > RETRIES and not isinstance(error, StorageRefused):
                # Given up for no fault of theirs: the next sweep may queue them again.
                flight.dropped(bench.redis, [source.name for source in sources(batch)])
            pause = min(2 ** min(attempt, 10), RETRY_SECONDS_MAX)
            most = RETRIES + batch.handed_back
            raise self.retry(exc=error, countdown=pause, max_retries=most) from error

    task.__name__ = stage.name
    task.__doc__ = stage.run.__doc__
    return task


def _handed_back(task: BatchTask, bench: Bench, message: dict[str, Any]) -> Batch:
    """Leave what another version began to its workers, as long as there may be some.

    Then its articles begin anew; those of a message that says nothing here are left to the sweep.
    """
    times = message.get("handed_back", 0)
    if times < HAND_BACKS:
        log.info("handed back: begun by another version, whose workers go on with it")
        args = (message | {"handed_back": times + 1},)
        raise task.retry(args=args, countdown=HAND_BACK_SECONDS, max_retries=None)
    begun = (
        sources(_carried(bench, Batch.model_validate(message)))
        if message.get("format") == FORMAT
        else []
    )
    sizes = {source.key: source.size for source in begun}
    send(bench.app, [ObjectRef(*one) for one in sizes.items()], bench.settings.bucket)
    return Batch(outcome=f"{len(begun)} begun anew" if begun else "left to the sweep")


def _left_to_sweep(bench: Bench, message: dict[str, Any]) -> None:
    """Have the next sweep queue the articles of a message that cannot be sent on: Redis is full.

    When it is away, too, or storage is, celery.exceptions.Reject: the message itself comes back.
    """
    try:
        if "key" in message:
            names = [Turn.model_validate(message).key]
        else:
            names = [
                source.name for source in sources(_carried(bench, Batch.model_validate(message)))
            ]
        flight.forget(bench.redis, names)
    except (RedisError, StorageUnavailable) as error:
        raise Reject(error, requeue=True) from error


def _load(bench: Bench, stage: Stage, batch: Batch) -> Sequence[Article]:
    """The articles of a message, each with the document that the stage takes."""
    batch = _carried(bench, batch)
    if stage is FIRST:
        return bench.transfers.read(unpacked(batch, RawArticle))
    message, articles = bench.sent
    return articles if batch.deflated == message else unpacked(batch, stage.takes)


def _carried(bench: Bench, batch: Batch) -> Batch:
    """The batch with what lies under work/, if that is where its items are."""
    if batch.parked is None:
        return batch
    parked = bench.storage.read(batch.parked)
    if parked is None or parked.data is None:
        # The sweep clears work/ only long after it has queued such articles anew.
        log.error("%s is gone; the sweep queues its articles again", batch.parked)
        return Batch()
    return Batch.model_validate_json(parked.data)


def _run(
    bench: Bench, stage: Stage, articles: Sequence[Article], attempt: int, lost: str | None
) -> Sequence[Article]:
    """What the stage makes of the articles; `lost`: how a worker was lost over one of them.

    The time limit is for the whole task, so one that exceeds it may be innocent: it and those
    behind it go on from here each alone, and only an article that is alone has timed out.
    """
    done: list[Article] = []
    for number, article in enumerate(articles):
        try:
            if lost is None or article.failed:
                done.append(_run_one(bench, stage, article, attempt))
            elif (one := _run_watched(bench, stage, article, lost, len(articles) == 1)) is not None:
                done.append(one)
        except SoftTimeLimitExceeded:
            if len(articles) == 1:
                late = StageTimedOut(
                    f"{stage.name} was not done after {bench.settings.soft_time_limit} s"
                )
                return [failed(article.source, stage.name, late, attempt, bench.rules)]
            for other in articles[number:]:
                _send_alone(bench, stage, other, suspect=lost is not None)
            break
    return done


def _run_watched(
    bench: Bench, stage: Stage, article: Article, lost: str, alone: bool
) -> Article | None:
    """The same of one article that may have ended its worker; None when it was sent off alone."""
    source = article.source
    losses = attempts.losses(bench.redis, source, stage.name)
    if losses >= attempts.WATCHED_LOSSES:
        message = f"{stage.name} ended its worker process {losses + 1} times; the last: {lost}"
        return failed(source, stage.name, StageKilled(message), losses + 1, bench.rules)
    if losses and not alone:
        log.warning("%s goes on alone: a worker was lost over it", source.name)
        _send_alone(bench, stage, article, suspect=True)
        return None
    with attempts.watched(bench.redis, source, stage.name):
        return _run_one(bench, stage, article, losses + 1)


def _send_alone(bench: Bench, stage: Stage, article: Article, *, suspect: bool) -> None:
    batch, name = _next(bench, [article], suspect=suspect), article.source.name
    flight.queued(bench.redis, [name])
    send_batch(bench.app, batch, [name], begin=stage.name)


def _next(bench: Bench, articles: Sequence[Article], *, suspect: bool) -> Batch:
    """The message that carries the articles on."""
    batch = parked(bench.storage, articles, bench.settings.message_bytes, maker=bench.fingerprint)
    if batch.parked is None:
        bench.sent = batch.deflated, articles
    return batch.model_copy(update={"suspect": suspect})


def _run_one(bench: Bench, stage: Stage, article: Article, attempt: int) -> Article:
    """What the stage makes of one article; raises SoftTimeLimitExceeded."""
    if article.failed or article.document is None:
        return article
    try:
        return Article(article.source, run_stage(stage, article.document, bench.rules))
    except ArticleError as error:
        if isinstance(error.__cause__, SoftTimeLimitExceeded):
            raise SoftTimeLimitExceeded from error
        if isinstance(error.__cause__, MemoryError):
            bound = bench.settings.memory_limit_bytes
            error = StageOutOfMemory(f"{stage.name} needed more than {bound:,} bytes of memory")
        elif isinstance(error, StageCrashed):
            log.exception("%s crashed on %s", stage.name, article.source.name)
        return failed(article.source, stage.name, error, attempt, bench.rules)

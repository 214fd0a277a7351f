"""Binds each stage of the pipeline to a Celery task `tasks.<stage>`: load, run, pass on.

The shell is written once, for all four stages. The first stage reads the articles from the
bucket, the last one writes their outcomes (transfers.py); in between the documents travel in the
message. Inside a batch every article goes its own way: done, failed, or left to the sweep when
storage refuses it.
"""

import functools
import gc
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from celery import Celery, Task, chain, signals
from celery.exceptions import SoftTimeLimitExceeded
from celery.utils.log import get_task_logger
from redis import Redis, RedisError

from config.rules import Rules, load_rules
from config.settings import RETRY_SECONDS_MAX, Settings
from tasks.document import RawArticle
from tasks.errors import ArticleError, StageCrashed, StageTimedOut
from tasks.failure import failure_of
from tasks.pipeline import PIPELINE, Stage, process, run_stage
from workers import flight
from workers.app import INTAKE_QUEUE
from workers.batch import Article, Batch, counted, label, new_articles, packed, unpacked
from workers.errors import StorageAway, StorageRefused, StorageUnavailable
from workers.replay import replay_command
from workers.storage import WORK, ObjectRef, Storage
from workers.transfers import Transfers

if TYPE_CHECKING:
    from celery.canvas import Signature

log = get_task_logger(__name__)

RETRIES = 8  # of a batch while storage is away: about three minutes, then the sweep has it
WARM_UP = "测试员今天上午把全部流程走了一遍，结果一切正常。"

FIRST, LAST = PIPELINE[0], PIPELINE[-1]


class Bench:
    """What a worker process has at hand. Connections are made on first use, after the fork."""

    def __init__(self, app: Celery, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    @functools.cached_property
    def rules(self) -> Rules:
        """The rules of all stages."""
        return load_rules()

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


class BatchTask(Task[Any, Any]):
    """A task whose retries, too, show in Flower what they are about."""

    def signature_from_request(self, request: Any = None, *args: Any, **options: Any) -> Any:
        """As Celery's, keeping the arguments' text."""
        shown = getattr(self.request if request is None else request, "argsrepr", None)
        options = {"argsrepr": shown, "kwargsrepr": ""} | options
        return super().signature_from_request(request, *args, **options)


def register(app: Celery, settings: Settings) -> None:
    """Give the app its four tasks."""
    bench = Bench(app, settings)
    for stage in PIPELINE:
        name = f"tasks.{stage.name}"
        app.task(name=name, bind=True, base=BatchTask, shared=False)(_task(stage, bench))
    # Before the fork, so that rules and dictionary are read once and shared by the children.
    signals.worker_init.connect(lambda **_: warm_up(bench.rules), weak=False)
    # After it, so that the first batch does not wait for the S3 client, which takes 0.3 s to make.
    signals.worker_process_init.connect(lambda **_: bench.transfers, weak=False)


def warm_up(rules: Rules) -> None:
    """Run the pipeline once, so that dictionaries are loaded, and stay as they are."""
    process(RawArticle(key="warm-up", content=WARM_UP.encode()), rules)
    gc.freeze()  # else each child's garbage collector makes it a copy of 20 MB of them


def send(app: Celery, refs: Sequence[ObjectRef], bucket: str) -> None:
    """Queue one batch as a chain of the four tasks."""
    shown = label([ref.key for ref in refs])
    links: list[Signature[Any]] = [app.tasks[f"tasks.{stage.name}"].s() for stage in PIPELINE]
    links[0] = links[0].clone(args=(packed(new_articles(refs, bucket)),))
    for link in links:
        link.options.update(argsrepr=shown, kwargsrepr="")  # for Flower: no repr of documents
    chain(*links, app=app).apply_async()


def waiting_batches(redis: Redis) -> int:
    """Batches that no worker has taken up."""
    return redis.llen(INTAKE_QUEUE)


def _task(stage: Stage, bench: Bench) -> Callable[[BatchTask, dict[str, Any]], Batch]:
    def task(self: BatchTask, message: dict[str, Any]) -> Batch:
        attempt = self.request.retries + 1
        try:
            articles = _load(bench, stage, message)
            done = _run(bench, stage, articles, attempt)
            if stage is LAST:
                bench.transfers.save(done)
                return Batch(outcome=counted(done))
            return _pass_on(bench, done, name=str(self.request.id))
        except (StorageUnavailable, RedisError, SoftTimeLimitExceeded) as error:
            # The time limit here is not a stage's (see _run): a transfer took too long.
            if attempt > RETRIES and not isinstance(error, StorageRefused):
                # Given up for no fault of theirs: the next sweep may queue them again.
                flight.dropped(bench.redis, [item["source"]["key"] for item in message["items"]])
            pause = min(2 ** min(attempt, 10), RETRY_SECONDS_MAX)
            raise self.retry(exc=error, countdown=pause, max_retries=RETRIES) from error

    task.__name__ = stage.name
    task.__doc__ = stage.run.__doc__
    return task


def _load(bench: Bench, stage: Stage, message: dict[str, Any]) -> Sequence[Article]:
    """The articles of a message, each with the document that the stage takes."""
    batch = Batch.model_validate(message)
    if batch.parked is not None:
        parked = bench.storage.read(batch.parked)
        if parked is None or parked.data is None:
            # The sweep clears work/ only long after it has queued such articles anew.
            log.error("%s is gone; the sweep queues its articles again", batch.parked)
            return ()
        batch = Batch.model_validate_json(parked.data)
    if stage is not FIRST:
        return unpacked(batch, stage.takes)
    return bench.transfers.read(unpacked(batch, None))


def _run(
    bench: Bench, stage: Stage, articles: Sequence[Article], attempt: int
) -> Sequence[Article]:
    """What the stage makes of the articles.

    The time limit is for the whole task, so one that exceeds it may be innocent: it and those
    behind it go back to be run each alone, and only an article that is alone has timed out.
    """
    done: list[Article] = []
    for number, article in enumerate(articles):
        try:
            done.append(_run_one(bench, stage, article, attempt))
        except SoftTimeLimitExceeded:
            if len(articles) == 1:
                late = StageTimedOut(
                    f"{stage.name} was not done after {bench.settings.soft_time_limit} s"
                )
                return [_failed(bench, stage, article, late, attempt)]
            for other in articles[number:]:
                ref = ObjectRef(other.source.key, other.source.size)
                send(bench.app, [ref], bench.storage.bucket)
            break
    return done


def _run_one(bench: Bench, stage: Stage, article: Article, attempt: int) -> Article:
    """What the stage makes of one article; raises SoftTimeLimitExceeded."""
    if article.failed or article.document is None:
        return article
    try:
        return Article(article.source, run_stage(stage, article.document, bench.rules))
    except ArticleError as error:
        if isinstance(error.__cause__, SoftTimeLimitExceeded):
            raise SoftTimeLimitExceeded from error
        if isinstance(error, StageCrashed):
            log.exception("%s crashed on %s", stage.name, article.source.key)
        return _failed(bench, stage, article, error, attempt)


def _failed(
    bench: Bench, stage: Stage, article: Article, error: ArticleError, attempt: int
) -> Article:
    record = failure_of(
        error,
        stage=stage.name,
        source=article.source,
        attempts=attempt,
        replay=replay_command(article.source.key),
        rules=bench.rules,
    )
    return Article(article.source, record)


def _pass_on(bench: Bench, articles: Sequence[Article], name: str) -> Batch:
    """The message for the next stage; a large one is parked under work/."""
    batch = packed(articles)
    data = batch.model_dump_json().encode()
    if len(data) <= bench.settings.message_bytes:
        return batch
    parked = f"{WORK}{name}.json"
    try:
        bench.storage.write(parked, data)
    except StorageUnavailable as error:
        raise StorageAway(str(error)) from error  # without it the batch cannot go on
    return Batch(parked=parked, outcome=batch.outcome)

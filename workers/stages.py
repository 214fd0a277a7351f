"""Binds each stage of the pipeline to a Celery task `tasks.<stage>`: load, run, pass on.

The shell is written once, for all four stages. The first stage reads the articles from the
bucket, the last one writes their outcomes; in between the documents travel in the message.
"""

import functools
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from celery import Celery, Task, chain, signals
from celery.exceptions import SoftTimeLimitExceeded
from celery.utils.log import get_task_logger
from redis import Redis

from config.rules import Rules, load_rules
from config.settings import Settings
from tasks.document import Failure, RawArticle, Source
from tasks.errors import ArticleError, StageCrashed, StageTimedOut
from tasks.failure import failure_of
from tasks.pipeline import PIPELINE, Stage, process, run_stage
from workers import flight
from workers.app import INTAKE_QUEUE
from workers.batch import Article, Batch, counted, label, new_articles, packed, unpacked
from workers.errors import StorageUnavailable
from workers.events import written_event
from workers.replay import replay_command
from workers.storage import (
    FAILED,
    INCOMING,
    RESULTS,
    TRANSFERS,
    WORK,
    ObjectRef,
    Storage,
    record_name,
)

if TYPE_CHECKING:
    from celery.canvas import Signature

log = get_task_logger(__name__)

RETRY_FOREVER = 1_000_000  # the world is bad: an article is never given up for that
RETRY_SECONDS_MAX = 30  # a waiting retry is an unacknowledged message: below visibility_timeout

WARM_UP = "测试员今天上午把全部流程走了一遍，结果一切正常。"

FIRST, LAST = PIPELINE[0], PIPELINE[-1]


class Bench:
    """What a worker process has at hand. Connections are made on first use, after the fork."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @functools.cached_property
    def rules(self) -> Rules:
        """The rules of all stages."""
        return load_rules()

    @functools.cached_property
    def storage(self) -> Storage:
        """The deployment's bucket."""
        return Storage(self.settings)

    @functools.cached_property
    def redis(self) -> Redis:
        """Where articles in flight are noted."""
        return flight.connect(self.settings)

    @functools.cached_property
    def threads(self) -> ThreadPoolExecutor:
        """For the transfers of a batch."""
        return ThreadPoolExecutor(TRANSFERS, "transfer")


def register(app: Celery, settings: Settings) -> None:
    """Give the app its four tasks."""
    bench = Bench(settings)
    for stage in PIPELINE:
        app.task(name=f"tasks.{stage.name}", bind=True, shared=False)(_task(stage, bench))
    # Before the fork, so that rules and dictionary are read once and shared by the children.
    signals.worker_init.connect(lambda **_: warm_up(bench.rules), weak=False)


def warm_up(rules: Rules) -> None:
    """Run the pipeline once, so that dictionaries are loaded."""
    process(RawArticle(key="warm-up", content=WARM_UP.encode()), rules)


def send(app: Celery, refs: Sequence[ObjectRef], bucket: str) -> None:
    """Queue one batch as a chain of the four tasks."""
    shown = label([ref.key for ref in refs])
    links: list[Signature[Any]] = [app.tasks[f"tasks.{stage.name}"].s() for stage in PIPELINE]
    links[0] = links[0].clone(args=(packed(new_articles(refs, bucket)),))
    for link in links:
        link.options.update(argsrepr=shown, kwargsrepr="")  # else Flower shows the texts
    chain(*links, app=app).apply_async()


def waiting_batches(redis: Redis) -> int:
    """Batches that no worker has taken up."""
    return redis.llen(INTAKE_QUEUE)


def _task(stage: Stage, bench: Bench) -> Callable[[Task[Any, Any], dict[str, Any]], Batch]:
    def task(self: Task[Any, Any], message: dict[str, Any]) -> Batch:
        attempt = self.request.retries + 1
        try:
            articles = [
                _run(bench, stage, article, attempt) for article in _load(bench, stage, message)
            ]
            return _pass_on(bench, stage, articles, name=str(self.request.id))
        except StorageUnavailable as error:
            raise self.retry(
                exc=error,
                countdown=min(2**attempt, RETRY_SECONDS_MAX),
                max_retries=RETRY_FOREVER,
            ) from error

    task.__name__ = stage.name
    task.__doc__ = stage.run.__doc__
    return task


# --- load ---------------------------------------------------------------------------------


def _load(bench: Bench, stage: Stage, message: dict[str, Any]) -> Iterator[Article]:
    """The articles of a message, each with the document that the stage takes."""
    batch = Batch.model_validate(message)
    if batch.parked is not None:
        parked = bench.storage.read(batch.parked)
        if parked is None:
            # The sweep clears work/ only long after it has queued such articles anew.
            log.error("%s is gone; the sweep queues its articles again", batch.parked)
            return
        batch = Batch.model_validate_json(parked.data)
    if stage is not FIRST:
        yield from unpacked(batch, stage.takes)
        return
    articles = unpacked(batch, None)
    flight.taken_up(bench.redis, [article.source.key for article in articles])
    for article in bench.threads.map(functools.partial(_read, bench), articles):
        if article.document is None:
            log.info("%s was deleted before its turn", article.source.key)
            flight.finished(bench.redis, [article.source.key])
        else:
            yield article


def _read(bench: Bench, article: Article) -> Article:
    """The article with its bytes, or its failure, or no document when it is gone."""
    source = article.source
    try:
        content = bench.storage.read(INCOMING + source.key, limit=bench.settings.article_bytes)
    except ArticleError as error:
        return Article(source, _failure(bench, FIRST, source, error, attempt=1))
    if content is None:
        return article
    raw = RawArticle(
        bucket=source.bucket,
        key=source.key,
        content=content.data,
        etag=content.etag,
        declared_encoding=content.charset,
    )
    read = {"etag": content.etag, "size": len(content.data)}
    return Article(source.model_copy(update=read), raw)


# --- run ----------------------------------------------------------------------------------


def _run(bench: Bench, stage: Stage, article: Article, attempt: int) -> Article:
    """What the stage makes of one article; a failure concerns this article alone."""
    if article.failed or article.document is None:
        return article
    try:
        return Article(article.source, run_stage(stage, article.document, bench.rules))
    except ArticleError as error:
        if isinstance(error, StageCrashed):
            log.exception("%s crashed on %s", stage.name, article.source.key)
        if isinstance(error.__cause__, SoftTimeLimitExceeded):
            limit = bench.settings.soft_time_limit
            error = StageTimedOut(f"{stage.name} was not done after {limit} s")
        return Article(article.source, _failure(bench, stage, article.source, error, attempt))


def _failure(
    bench: Bench, stage: Stage, source: Source, error: ArticleError, attempt: int
) -> Failure:
    return failure_of(
        error,
        stage=stage.name,
        source=source,
        attempts=attempt,
        replay=replay_command(source.key),
        rules=bench.rules,
    )


# --- pass on ------------------------------------------------------------------------------


def _pass_on(bench: Bench, stage: Stage, articles: Sequence[Article], name: str) -> Batch:
    """The message for the next stage; after the last one the outcomes are in the bucket."""
    if stage is LAST:
        changed = list(bench.threads.map(functools.partial(_save, bench), articles))
        _remove_replaced(bench, articles)
        flight.finished(bench.redis, [article.source.key for article in articles])
        for ref in filter(None, changed):
            bench.redis.rpush(bench.settings.events_list, written_event(ref))
        return Batch(outcome=counted(articles))
    batch = packed(articles)
    data = batch.model_dump_json().encode()
    if len(data) <= bench.settings.message_bytes:
        return batch
    parked = f"{WORK}{name}.json"
    bench.storage.write(parked, data)
    return Batch(parked=parked, outcome=batch.outcome)


def _remove_replaced(bench: Bench, articles: Sequence[Article]) -> None:
    """Delete the old failure records of what is done now, and the old results of what failed.

    At once for what Redis remembers; the sweep does the rest.
    """
    done = [article.source.key for article in articles if not article.failed]
    failed = [article.source.key for article in articles if article.failed]
    mended = flight.note_outcomes(bench.redis, done, failed)
    stale = [record_name(FAILED, key) for key in mended]
    stale += [record_name(RESULTS, key) for key in failed]
    list(bench.threads.map(bench.storage.delete, stale))


def _save(bench: Bench, article: Article) -> ObjectRef | None:
    """Write one outcome; returns the article again when its source has changed meanwhile.

    Looking after the write, not before it, leaves no moment in which an older version could
    replace a newer one's outcome unnoticed: whoever writes last sees the change.
    """
    source, document = article
    if document is None:
        return None
    prefix = FAILED if isinstance(document, Failure) else RESULTS
    bench.storage.write(record_name(prefix, source.key), document.as_json())
    if source.etag is None:
        return None
    present = bench.storage.etag(INCOMING + source.key)
    return None if present in {source.etag, None} else ObjectRef(source.key, source.size)

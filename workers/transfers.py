"""Reading a batch's articles from the bucket and writing their outcomes, side by side.

Storage that refuses one article must not hold up its batch mates: that article is left out, and
the sweep finds it again. Storage that does not answer at all stops the batch: StorageAway.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

from redis import Redis, RedisError

from config.rules import Rules
from config.settings import Settings
from tasks.document import Failure
from tasks.errors import ArticleError, InvalidKey
from tasks.failure import failure_of
from tasks.pipeline import PIPELINE
from workers import flight
from workers.batch import Article
from workers.errors import StorageAway, StorageRefused
from workers.events import written_event
from workers.replay import raw_article, replay_command
from workers.storage import (
    FAILED,
    INCOMING,
    RESULTS,
    TRANSFERS,
    ObjectRef,
    Storage,
    digest_name,
    record_name,
)

log = logging.getLogger(__name__)

T = TypeVar("T")


class Transfers:
    """A batch's traffic with the bucket, several objects at a time. Not for use across a fork."""

    def __init__(self, storage: Storage, redis: Redis, settings: Settings, rules: Rules) -> None:
        self._storage = storage
        self._redis = redis
        self._settings = settings
        self._rules = rules
        self._threads = ThreadPoolExecutor(TRANSFERS, "transfer")

    def read(self, articles: Sequence[Article]) -> Sequence[Article]:
        """The articles with their bytes; deleted ones and refused ones drop out."""
        flight.taken_up(self._redis, [article.source.key for article in articles])
        read = self._side_by_side(self._read_one, articles)
        present = [article for article in read if article is not None]
        gone = [a.source.key for a in present if a.document is None]
        if gone:
            log.info("deleted before their turn: %d articles", len(gone))
            flight.dropped(self._redis, gone)
        return [article for article in present if article.document is not None]

    def save(self, articles: Sequence[Article]) -> None:
        """Write every outcome, and see to those whose source has changed meanwhile."""
        saved = self._side_by_side(self._save_one, articles)
        changed = [article for article, was in zip(articles, saved, strict=True) if was]
        for article in changed:
            self._ask_again(article)
        current = [article for article, was in zip(articles, saved, strict=True) if was is False]
        self._remove_replaced(current)
        flight.finished(self._redis, [article.source.key for article in current])

    def _side_by_side(
        self, action: Callable[[Article], T], articles: Sequence[Article]
    ) -> list[T | None]:
        """One answer per article, None where storage refused it.

        Raises StorageAway when storage does not answer, StorageRefused when it refuses them all;
        nothing of the batch is under way any more by then.
        """
        away: list[StorageAway] = []

        def guarded(article: Article) -> T | None:
            if away:
                return None
            try:
                return action(article)
            except StorageAway as error:
                away.append(error)
            except StorageRefused as error:
                log.warning("left to the sweep: %s", error)
            return None

        futures = [self._threads.submit(guarded, article) for article in articles]
        wait(futures)
        answers = [future.result() for future in futures]
        if away:
            raise away[0]
        if answers and all(answer is None for answer in answers):
            raise StorageRefused("storage refuses every article of the batch")
        return answers

    def _read_one(self, article: Article) -> Article:
        """The article with its bytes, or its failure, or no document when it is gone."""
        source = article.source
        try:
            content = self._storage.read(INCOMING + source.key, self._settings.article_bytes)
            if content is None:
                return article
            source = source.model_copy(update={"etag": content.etag, "size": content.size})
            return Article(source, raw_article(source, content))
        except ArticleError as error:
            return Article(source, self._failure(Article(source, None), error))

    def _save_one(self, article: Article) -> bool:
        """Write one outcome; True when the source has changed meanwhile and it was taken back.

        Looking after the write, not before it, leaves no moment in which an older version could
        replace a newer one's outcome unnoticed: whoever writes last sees the change. Without the
        outdated record the sweep finds the article, whatever becomes of the rest of the batch.
        """
        source, document = article
        if document is None:
            return False
        name = record_name(FAILED if article.failed else RESULTS, source.key)
        try:
            self._storage.write(name, document.as_json())
        except InvalidKey as error:
            # The article's own name was fine, but its record's is not.
            failure = self._failure(article, error)
            self._storage.write(digest_name(FAILED, source.key), failure.as_json())
            return False
        if source.etag is None:
            return False
        changed = self._storage.etag(INCOMING + source.key) not in {source.etag, None}
        if changed:
            self._storage.delete(name)
        return changed

    def _failure(self, article: Article, error: ArticleError) -> Failure:
        return failure_of(
            error,
            stage=PIPELINE[0].name,
            source=article.source,
            attempts=1,
            replay=replay_command(article.source.key),
            rules=self._rules,
        )

    def _ask_again(self, article: Article) -> None:
        """Queue the article's present version; should the event be lost, the sweep does."""
        key = article.source.key
        flight.dropped(self._redis, [key])
        try:
            event = written_event(ObjectRef(key, article.source.size))
            self._redis.rpush(self._settings.events_list, event)
        except RedisError as error:
            log.warning("left to the sweep: %s has changed (%s)", key, error)

    def _remove_replaced(self, articles: Sequence[Article]) -> None:
        """Delete the old failure records of what is done now, and old results of what failed.

        At once for what Redis remembers; the sweep does the rest.
        """
        done = [article.source.key for article in articles if not article.failed]
        failed = [article.source.key for article in articles if article.failed]
        mended = flight.note_outcomes(self._redis, done, failed)
        stale = [record_name(FAILED, key) for key in mended]
        stale += [record_name(RESULTS, key) for key in failed]
        for name in stale:
            self._storage.delete(name)

"""Reading a batch's articles from the bucket and writing their outcomes, side by side.

Storage that refuses one article must not hold up its batch mates: that article is left out, and
the sweep finds it again. Storage that does not answer at all stops the batch: StorageAway.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

from pydantic import ValidationError
from redis import Redis, RedisError

from config.rules import Rules
from config.settings import Settings
from tasks.document import Result, Source
from tasks.errors import ArticleError, InvalidKey
from tasks.stages import STAGES
from workers import flight
from workers.abstract import Abstracts
from workers.batch import Article, failed
from workers.errors import StorageAway, StorageRefused
from workers.events import written_event
from workers.page import page_of
from workers.reading import decoded_source
from workers.replay import raw_article
from workers.storage import (
    FAILED,
    INCOMING,
    RESULTS,
    TRANSFERS,
    ObjectRef,
    Storage,
    digest_name,
    objects_of,
    page_name,
    record_name,
)

PAGE_TYPE = "text/html; charset=utf-8"

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
        names = [article.source.name for article in articles]
        noted = self._threads.submit(flight.taken_up, self._redis, names)
        read = self._side_by_side(self._read_one, articles)
        noted.result()
        present = [article for article in read if article is not None]
        gone = [a.source.name for a in present if a.document is None]
        if gone:
            log.info("deleted before their turn: %d articles", len(gone))
            flight.dropped(self._redis, gone)
        return [article for article in present if article.document is not None]

    def in_other_words(
        self, articles: Sequence[Article], abstracts: Abstracts | None
    ) -> Sequence[Article]:
        """The articles with the summaries that a model makes of them, if there is one.

        Storage is read before the model is asked: a batch that cannot be saved costs nothing.
        """
        results = [a.document for a in articles if isinstance(a.document, Result)]
        if abstracts is None or not results:
            return articles
        there = self._side_by_side(self._as_it_is, [Article(r.source, r) for r in results])
        earlier = [a.document if a and isinstance(a.document, Result) else None for a in there]
        rewritten = iter(abstracts.rewritten(results, earlier))
        return [
            Article(a.source, next(rewritten)) if isinstance(a.document, Result) else a
            for a in articles
        ]

    def save(self, articles: Sequence[Article]) -> None:
        """Write every outcome, and see to those whose source has changed meanwhile."""
        saved = self._side_by_side(self._save_one, articles)
        changed = [article.source for article, was in zip(articles, saved, strict=True) if was]
        flight.dropped(self._redis, [source.name for source in changed])
        for ref in {ObjectRef(source.key, source.size) for source in changed}:
            self._ask_again(ref)
        current = [article for article, was in zip(articles, saved, strict=True) if was is False]
        self._remove_replaced(current)
        flight.finished(self._redis, [article.source.name for article in current])

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
        if article.document is not None:
            return article
        try:
            content = self._storage.read(INCOMING + source.key, self._settings.article_bytes)
            if content is None:
                return article
            source = source.model_copy(update={"etag": content.etag, "size": content.size})
            return Article(source, raw_article(source, content, self._settings))
        except ArticleError as error:
            return self._failed(source, error)

    def _as_it_is(self, article: Article) -> Article:
        """The article with the result that is in the bucket already, if any."""
        try:
            content = self._storage.read(record_name(RESULTS, article.source.name))
            there = Result.model_validate_json(content.data) if content and content.data else None
        except (InvalidKey, ValidationError):
            there = None
        return article._replace(document=there)

    def _save_one(self, article: Article) -> bool:
        """Write one outcome; True when the source has changed meanwhile and it was taken back.

        Looking after the write, not before it, leaves no moment in which an older version could
        replace a newer one's outcome unnoticed: whoever writes last sees the change. Without the
        outdated record the sweep finds the article, whatever becomes of the rest of the batch.
        """
        source, document = article
        if document is None:
            return False
        name = record_name(FAILED if article.failed else RESULTS, source.name)
        try:
            if isinstance(document, Result) and self._settings.result_pages:
                page = page_of(document, self._source_of(document))
                self._storage.write(page_name(name), page.encode(), PAGE_TYPE)
            self._storage.write(name, document.as_json())
        except InvalidKey as error:
            # The article's own name was fine, but its record's is not.
            refused = self._failed(source, error).document
            if refused is not None:
                self._storage.write(digest_name(FAILED, source.name), refused.as_json())
            return False
        if source.etag is None:
            return False
        changed = self._storage.etag(INCOMING + source.key) not in {source.etag, None}
        if changed:
            self._remove(name)
            if source.record is not None:  # the manifest may be that of the newer version already
                self._storage.delete(record_name(RESULTS, source.key))
        return changed

    def _failed(self, source: Source, error: ArticleError) -> Article:
        return failed(source, STAGES[0], error, attempts=1, rules=self._rules)

    def _ask_again(self, ref: ObjectRef) -> None:
        """Queue the object's present version; should the event be lost, the sweep does."""
        flight.dropped(self._redis, [ref.key])
        try:
            self._redis.rpush(self._settings.events_list, written_event(ref))
        except RedisError as error:
            log.warning("left to the sweep: %s has changed (%s)", ref.key, error)

    def _remove_replaced(self, articles: Sequence[Article]) -> None:
        """Delete the old failure records of what is done now, and old results of what failed.

        At once for what Redis remembers; the sweep does the rest.
        """
        done = [article.source.name for article in articles if not article.failed]
        failed = [article.source.name for article in articles if article.failed]
        mended = flight.note_outcomes(self._redis, done, failed)
        stale = [record_name(FAILED, key) for key in mended]
        stale += [record_name(RESULTS, key) for key in failed]
        for name in stale:
            self._remove(name)

    def _remove(self, record: str) -> None:
        for name in objects_of(record):
            self._storage.delete(name)

    def _source_of(self, result: Result) -> str | None:
        """The text that the result was made from, for its page; of an article among many, None.

        Those would each have the whole object read again.
        """
        if result.source.record is not None:
            return None
        content = self._storage.read(INCOMING + result.source.key, self._settings.article_bytes)
        if content is None or content.data is None:
            return None
        raw = raw_article(result.source, content, self._settings)
        return decoded_source(raw, result.id, self._rules)

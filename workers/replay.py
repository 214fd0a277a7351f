"""Processing one article of the bucket in this process, as a worker would."""

import shlex
from pathlib import Path

from config.rules import load_rules
from config.settings import Settings
from tasks.document import RawArticle, Source
from tasks.errors import ArticleError, TooLarge
from tasks.pipeline import PIPELINE
from workers.local import Outcome, failure, outcome_of, write_outcome
from workers.storage import INCOMING, Content, Storage


def replay_command(key: str) -> str:
    """The shell command that runs `process_key`."""
    return f"wenzhai process --key {shlex.quote(key)} --out ."


def process_key(key: str, settings: Settings, out: Path) -> Outcome | None:
    """Write the article's outcome below `out`; None when the bucket has no such article.

    The service's size limit holds here too. Raises StorageUnavailable.
    """
    storage, rules = Storage(settings), load_rules()
    source = Source.unread(storage.bucket, key, None, 0)
    try:
        content = storage.read(INCOMING + key, limit=settings.article_bytes)
        if content is None:
            return None
        source = Source.unread(storage.bucket, key, content.etag, content.size)
        raw = raw_article(source, content)
    except ArticleError as error:
        record = failure(error, PIPELINE[0].name, source, replay_command(key), rules)
        return write_outcome(record, out, key)
    return write_outcome(outcome_of(raw, rules, replay_command(key)), out, key)


def raw_article(source: Source, content: Content) -> RawArticle:
    """What the first stage takes; raises TooLarge when the bytes were left where they are."""
    if content.data is None:
        raise TooLarge(f"{content.size:,} bytes; the limit is {content.limit:,}")
    return RawArticle(
        bucket=source.bucket,
        key=source.key,
        content=content.data,
        etag=content.etag,
        declared_encoding=content.charset,
    )

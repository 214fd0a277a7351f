"""Processing one article of the bucket in this process, as a worker would."""

import shlex
from pathlib import Path

from config.rules import load_rules
from config.settings import Settings
from tasks.document import RawArticle
from tasks.errors import ArticleError
from tasks.pipeline import PIPELINE
from workers.local import Outcome, failure, outcome_of, source_of, write_outcome
from workers.storage import INCOMING, Storage


def replay_command(key: str) -> str:
    """The shell command that runs `process_key`."""
    return f"wenzhai process --key {shlex.quote(key)} --out ."


def process_key(key: str, settings: Settings, out: Path) -> Outcome | None:
    """Write the article's outcome below `out`; None when the bucket has no such article.

    The service's size limit holds here too. Raises StorageUnavailable.
    """
    storage, rules = Storage(settings), load_rules()
    raw = RawArticle(bucket=storage.bucket, key=key, content=b"")
    try:
        content = storage.read(INCOMING + key, limit=settings.article_bytes)
    except ArticleError as error:
        record = failure(error, PIPELINE[0].name, source_of(raw), replay_command(key), rules)
        return write_outcome(record, out, key)
    if content is None:
        return None
    raw = RawArticle(
        bucket=storage.bucket,
        key=key,
        content=content.data,
        etag=content.etag,
        declared_encoding=content.charset,
    )
    return write_outcome(outcome_of(raw, rules, replay_command(key)), out, key)

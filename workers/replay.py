"""Processing one article of the bucket in this process, as a worker would."""

from pathlib import Path

from config.rules import load_rules
from config.settings import Settings
from tasks.document import RawArticle, Source
from tasks.errors import ArticleError, TooLarge
from tasks.pipeline import PIPELINE
from tasks.unpack import may_hold_many, unpack
from workers.batch import replay_command
from workers.local import (
    Outcome,
    failure,
    in_other_words,
    model_of,
    outcome_of,
    process_object,
    write_outcome,
)
from workers.storage import INCOMING, Content, Storage


def process_key(
    key: str,
    settings: Settings,
    out: Path,
    record: int | None = None,
    *,
    ask_model: bool = False,
) -> list[Outcome] | None:
    """Write what becomes of the object below `out`; None when the bucket has no such article.

    Of an object of many, only the article `record` if that is given. The service's size limits
    hold here too. Raises StorageUnavailable.
    """
    storage, rules = Storage(settings), load_rules()
    abstracts = model_of(settings, rules) if ask_model else None
    source = Source.unread(storage.bucket, key, None, 0, record)
    limit = settings.bundle_bytes if may_hold_many(key) else settings.article_bytes
    try:
        content = storage.read(INCOMING + key, limit)
        if content is None:
            return None
        source = source.model_copy(update={"etag": content.etag, "size": content.size})
        raw = raw_article(source, content, settings)
        if record is None:
            return process_object(raw, rules, replay_command(source), out, abstracts)
        found = [each for each in unpack(raw, limit) if each.record == record]
    except ArticleError as error:
        record_of = failure(error, PIPELINE[0].name, source, replay_command(source), rules)
        return [write_outcome(record_of, out)]
    replay = replay_command(source)
    made = (in_other_words(outcome_of(each, rules, replay), abstracts) for each in found)
    return [write_outcome(outcome, out) for outcome in made] or None


def raw_article(source: Source, content: Content, settings: Settings) -> RawArticle:
    """What the first stage takes; raises TooLarge when the bytes were left where they are."""
    if content.data is None:
        raise TooLarge(f"{content.size:,} bytes; the limit is {content.limit:,}")
    return RawArticle(
        bucket=source.bucket,
        key=source.key,
        content=content.data,
        etag=content.etag,
        declared_encoding=content.charset,
        fields=settings.record_fields,
    )

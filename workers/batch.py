"""What travels from task to task: a few articles, each with its document or its failure.

Celery's main process and Redis handle a message several times without looking into it, so it is one
short text to them: JSON that is deflated to a fifth.
Inside a batch every article succeeds or fails alone. People see a batch in Flower as
`3 articles: 成都/a.txt, …` and its outcome as `2 done, 1 failed`, never its text.
"""

import shlex
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, TypeAdapter

from config.rules import Rules
from tasks.document import Document, Failure, Source
from tasks.errors import ArticleError
from tasks.failure import failure_of
from workers.storage import ObjectRef

LABEL_CHARACTERS = 60
FORMAT = 2  # of messages: another number for every change that another worker would misread
LEVEL = 1  # of zlib: 6 makes it a tenth smaller for twice the time


class Article(NamedTuple):
    """One article under way: where it lies, and what the last stage made of it.

    `document` is None before the first stage, and a Failure once the article has failed.
    """

    source: Source
    document: Document | None

    @property
    def failed(self) -> bool:
        """True when no later stage has anything to do for it."""
        return isinstance(self.document, Failure)


class Item(BaseModel):
    """An Article as a message carries it, its document as JSON."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    source: Source
    document: str | None = None
    failure: Failure | None = None


_ITEMS = TypeAdapter(tuple[Item, ...])


class Batch(BaseModel):
    """A message body: deflated items, or the name of an object under work/ that holds them instead.

    `maker`: fingerprint of the code and rules that made its documents, "" where it holds none.
    `suspect`: a worker may have been lost over one of its articles; they are watched (attempts.py).
    `handed_back`: how often workers of another version have left it to those of its own.
    """

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    format: int = FORMAT
    maker: str = ""
    deflated: str = ""
    parked: str | None = None
    outcome: str = ""
    suspect: bool = False
    handed_back: int = 0

    def __json__(self) -> dict[str, Any]:
        """How kombu's JSON serializer writes it."""
        return self.model_dump()

    def __repr__(self) -> str:
        """What Flower and the log show as the result of a task."""
        return self.outcome


def packed(articles: Sequence[Article]) -> Batch:
    """The message that carries these articles to the next stage."""
    items = _ITEMS.dump_json(tuple(map(_item, articles)))
    deflated = b64encode(zlib.compress(items, LEVEL)).decode()
    return Batch(deflated=deflated, outcome=counted(articles))


def unpacked(batch: Batch, made: type[Document] | None) -> tuple[Article, ...]:
    """The articles of a message; `made` is what the stage before made (None: the first stage)."""
    return tuple(
        Article(
            item.source,
            item.failure
            or (made.model_validate_json(item.document) if made and item.document else None),
        )
        for item in _items(batch)
    )


def is_ours(message: Mapping[str, Any], fingerprint: str) -> bool:
    """Whether these code and rules can go on with a message as those that made it would."""
    return message.get("format") == FORMAT and message.get("maker") in {"", fingerprint}


def sources(batch: Batch) -> list[Source]:
    """Of the articles that the message carries itself."""
    return [item.source for item in _items(batch)]


def new_articles(refs: Iterable[ObjectRef], bucket: str) -> tuple[Article, ...]:
    """Articles that no stage has seen yet."""
    return tuple(Article(Source.unread(bucket, ref.key, None, ref.size), None) for ref in refs)


def failed(source: Source, stage: str, error: ArticleError, attempts: int, rules: Rules) -> Article:
    """The article as a failure of the stage."""
    record = failure_of(
        error,
        stage=stage,
        source=source,
        attempts=attempts,
        replay=replay_command(source),
        rules=rules,
    )
    return Article(source, record)


def replay_command(source: Source) -> str:
    """The shell command that runs replay.process_key."""
    record = "" if source.record is None else f" --record {source.record}"
    return f"wenzhai process --key {shlex.quote(source.key)}{record} --out ."


def label(keys: Sequence[str]) -> str:
    """`3 articles: 成都/a.txt, …`: what Flower shows as the arguments of a task."""
    noun = "article" if len(keys) == 1 else "articles"
    name = "".join(c if c.isprintable() else "?" for c in keys[0])
    if len(name) > LABEL_CHARACTERS:
        name = name[:LABEL_CHARACTERS] + "…"
    return f"{len(keys)} {noun}: {name}" + (", …" if len(keys) > 1 else "")


def counted(articles: Sequence[Article]) -> str:
    """`2 done, 1 failed`."""
    failed = sum(article.failed for article in articles)
    done = len(articles) - failed
    return f"{done} done" + (f", {failed} failed" if failed else "")


def grouped(refs: Iterable[ObjectRef], articles: int, size: int) -> Iterator[list[ObjectRef]]:
    """Groups of at most `articles` objects and `size` bytes; one larger object goes alone.

    A key that comes twice in a group is kept once: both events mean the same present bytes.
    """
    group: dict[str, ObjectRef] = {}
    total = 0
    for ref in refs:
        if group and (len(group) >= articles or total + ref.size > size):
            yield list(group.values())
            group, total = {}, 0
        group[ref.key] = ref
        total += ref.size
    if group:
        yield list(group.values())


def _item(article: Article) -> Item:
    match article.document:
        case Failure() as failure:
            return Item(source=article.source, failure=failure)
        case None:
            return Item(source=article.source)
        case document:
            return Item(source=article.source, document=document.model_dump_json())


def _items(batch: Batch) -> tuple[Item, ...]:
    if not batch.deflated:
        return ()
    return _ITEMS.validate_json(zlib.decompress(b64decode(batch.deflated)))

"""Finding the document that a person names: a result file, an article file, or a bucket key."""

import hashlib
import json
import shlex
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from config.rules import Rules, load_rules
from tasks.document import Failure, Manifest, RawArticle, Result
from tasks.errors import ArticleError
from tasks.normalize import read_source
from tasks.unpack import unpack
from workers.files import is_own
from workers.local import ARTICLE_BYTES, Fields, outcome_of
from workers.page import page_of
from workers.storage import FAILED, INCOMING, RECORD, RESULTS, Storage, record_name

Shown = Result | Failure | Manifest


class NothingThere(Exception):
    """No such file, and no outcome of that key in the bucket; the message says what there is."""


def key_of(name: str) -> str:
    """The article's key, also from the name of its object, its result or its failure record."""
    for prefix in (RESULTS, FAILED):
        if name.startswith(prefix):
            return name.removeprefix(prefix).removesuffix(RECORD)
    return name.removeprefix(INCOMING)


def find_key(key: str, storage: Storage) -> Shown:
    """The outcome of an object of the bucket; raises NothingThere, StorageUnavailable."""
    names = [record_name(RESULTS, key), record_name(FAILED, key)]
    written = {name: when for name in names if (when := storage.modified(name))}
    if not written:
        there = storage.modified(INCOMING + key) is not None
        raise NothingThere(f"{key} is waiting" if there else f"no file and no article {key}")
    return read_outcome(storage, max(written, key=lambda name: written[name]))


def read_outcome(storage: Storage, name: str) -> Shown:
    """The outcome that an object holds; raises NothingThere, StorageUnavailable."""
    content = storage.read(name)
    if content is None or content.data is None:
        raise NothingThere(f"{name} is not there")
    return _parsed(content.data, name)


def find_file(file: Path, fields: Fields) -> Shown:
    """What a result file holds, or what becomes of an article file; raises NothingThere."""
    content = file.read_bytes()
    if is_own(file):
        return _parsed(content, str(file))
    replay = f"wenzhai process {shlex.quote(str(file))} --out ."
    raw = RawArticle(key=file.name, content=content, fields=fields)
    with suppress(ArticleError):
        records = unpack(raw, ARTICLE_BYTES)
        if len(records) > 1:
            raise NothingThere(
                f"{file} holds {len(records)} articles: process it, then show one of the results"
            )
        raw = records[0]
    return outcome_of(raw, load_rules(), replay)


def with_source(result: Result, what: str, storage: Storage | None, fields: Fields) -> str:
    """The source text of a result found by the same FILE or (with `storage`) KEY.

    Raises NothingThere when the source is not at hand or has changed since.
    """
    charset = None
    if storage is None:
        content: bytes | None = Path(what).read_bytes()
    else:
        stored = storage.read(INCOMING + result.source.key)
        content, charset = (stored.data, stored.charset) if stored else (None, None)
    raw = RawArticle(
        key=result.source.key, content=content or b"", declared_encoding=charset, fields=fields
    )
    text = decoded_source(raw, result.id, load_rules())
    if text is None:
        raise NothingThere(
            "the source is not here as it was processed: name the article's own file or its key"
        )
    return text


def page_for(document: Shown, what: str, storage: Storage | None, fields: Fields) -> str:
    """The page of a result, with its source where that is at hand; raises NothingThere."""
    if not isinstance(document, Result):
        raise NothingThere(f"{what} has no result of its own, and only a result has a page")
    source = None
    with suppress(NothingThere, ArticleError):
        source = with_source(document, what, storage, fields)
    return page_of(document, source)


def decoded_source(raw: RawArticle, article_id: str, rules: Rules) -> str | None:
    """The text of the article with this id among those of the object; None when it has changed."""
    for record in unpack(raw, ARTICLE_BYTES):
        if hashlib.sha256(record.content).hexdigest() == article_id:
            return read_source(record, rules.normalize)[1].text
    return None


def _parsed(content: bytes, name: str) -> Shown:
    try:
        fields = json.loads(content)
        kind = Failure if "error" in fields else Manifest if "folder" in fields else Result
        return kind.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise NothingThere(f"{name} is no result of Wenzhai ({where}: {first['msg']})") from error
    except (ValueError, TypeError) as error:
        raise NothingThere(f"{name} is no result of Wenzhai ({error})") from error

"""Finding the document that a person names: a result file, an article file, or a bucket key."""

import hashlib
import json
import shlex
from pathlib import Path

from pydantic import ValidationError

from config.rules import load_rules
from tasks.document import Failure, RawArticle, Result
from tasks.normalize.decode import decode
from workers.local import outcome_of
from workers.storage import FAILED, INCOMING, RESULTS, Storage, record_name


class NothingThere(Exception):
    """No such file, and no outcome of that key in the bucket; the message says what there is."""


def key_of(name: str) -> str:
    """The article's key, also from the name of its object, its result or its failure record."""
    for prefix in (RESULTS, FAILED):
        if name.startswith(prefix):
            return name.removeprefix(prefix).removesuffix(".json")
    return name.removeprefix(INCOMING)


def find_key(key: str, storage: Storage) -> Result | Failure:
    """The outcome of an article of the bucket; raises NothingThere, StorageUnavailable."""
    names = [record_name(RESULTS, key), record_name(FAILED, key)]
    written = {name: when for name in names if (when := storage.modified(name))}
    if not written:
        there = storage.modified(INCOMING + key) is not None
        raise NothingThere(f"{key} is waiting" if there else f"no file and no article {key}")
    newest = max(written, key=lambda name: written[name])
    content = storage.read(newest)
    if content is None or content.data is None:
        raise NothingThere(f"{newest} was deleted just now")
    return _parsed(content.data, newest)


def find_file(file: Path) -> Result | Failure:
    """What a result file holds, or what becomes of an article file; raises NothingThere."""
    content = file.read_bytes()
    if file.suffix == ".json":
        return _parsed(content, str(file))
    replay = f"wenzhai process {shlex.quote(str(file))} --out ."
    return outcome_of(RawArticle(key=file.name, content=content), load_rules(), replay)


def with_source(result: Result, what: str, storage: Storage | None) -> str:
    """The decoded source text of a result found by the same FILE or (with `storage`) KEY.

    Raises NothingThere when the source is not at hand or has changed since.
    """
    charset = None
    if storage is None:
        content: bytes | None = Path(what).read_bytes()
    else:
        stored = storage.read(INCOMING + result.source.key)
        content, charset = (stored.data, stored.charset) if stored else (None, None)
    if content is None or hashlib.sha256(content).hexdigest() != result.id:
        raise NothingThere(
            "the source is not here as it was processed: name the article's own file or its key"
        )
    return decode(content, charset, load_rules().normalize).text


def _parsed(content: bytes, name: str) -> Result | Failure:
    try:
        if "error" in json.loads(content):
            return Failure.model_validate_json(content)
        return Result.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise NothingThere(f"{name} is no result of Wenzhai ({where}: {first['msg']})") from error
    except (ValueError, TypeError) as error:
        raise NothingThere(f"{name} is no result of Wenzhai ({error})") from error

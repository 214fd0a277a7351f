"""Every outcome of the bucket or of a folder, one after the other: memory does not grow."""

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from tasks.document import Failure, Manifest, Result
from workers.files import is_own
from workers.storage import FAILED, MOST_BYTES, RECORD, RESULTS, TRANSFERS, Storage, record_name

Outcome = Result | Failure | Manifest

AHEAD = 4 * TRANSFERS  # objects that are asked for before their turn


class Collection(NamedTuple):
    """Where outcomes lie: a folder that `wenzhai process` wrote, or a bucket; one of the two.

    Only keys that begin with `prefix` count.
    """

    folder: Path | None
    storage: Storage | None
    prefix: str = ""


class Found(NamedTuple):
    """An outcome, or None where the object is none of ours, or of a later version.

    `article` is the article's name; of a file, what it is called within the folder.
    """

    article: str
    outcome: Outcome | None


def count(collection: Collection) -> int:
    """How many outcomes there are to read."""
    return sum(1 for _ in _files(collection)) + sum(1 for _ in _objects(collection))


def outcomes(collection: Collection) -> Iterator[Found]:
    """Every outcome in a fixed order. Raises StorageUnavailable, OSError."""
    for file in _files(collection):
        name = file.relative_to(collection.folder or file).as_posix()
        yield Found(_article(name), parsed(file.read_bytes()))
    if collection.storage:
        for name, content in _contents(collection.storage, _objects(collection)):
            if content is not None:  # else it was deleted since
                outcome = parsed(content)
                yield Found(outcome.source.name if outcome else name, outcome)


def result_of(collection: Collection, article: str) -> Result | None:
    """The result of the article of this name, or None when it has none."""
    content: bytes | None = None
    if collection.storage:
        content = _content(collection.storage, record_name(RESULTS, article))
    elif collection.folder and (file := collection.folder / (article + RECORD)).is_file():
        content = file.read_bytes()
    outcome = parsed(content) if content else None
    return outcome if isinstance(outcome, Result) else None


def parsed(content: bytes) -> Outcome | None:
    """The document that the bytes hold, or None."""
    for kind in (Result, Failure, Manifest):
        try:
            return kind.model_validate_json(content)
        except ValidationError:
            continue
    return None


def _files(collection: Collection) -> Iterator[Path]:
    """Every outcome below the folder, in the order of names, without holding them all."""
    folder = collection.folder
    for inner, folders, names in os.walk(folder) if folder else ():
        folders.sort()
        for name in sorted(names):
            file = Path(inner, name)
            article = _article(file.relative_to(folder or file).as_posix())
            wanted = name.endswith(RECORD) and article.startswith(collection.prefix)
            if wanted and is_own(file):
                yield file


def _objects(collection: Collection) -> Iterator[str]:
    for prefix in (RESULTS, FAILED) if collection.storage else ():
        for entry in (
            collection.storage.listing(prefix + collection.prefix) if collection.storage else ()
        ):
            if entry.key.endswith(RECORD):
                yield prefix + collection.prefix + entry.key


def _contents(storage: Storage, names: Iterator[str]) -> Iterator[tuple[str, bytes | None]]:
    """The objects in the order of their names, some asked for before their turn."""
    waiting: deque[tuple[str, Future[bytes | None]]] = deque()
    with ThreadPoolExecutor(TRANSFERS, "read") as threads:
        try:
            for name in names:
                waiting.append((name, threads.submit(_content, storage, name)))
                if len(waiting) == AHEAD:
                    first, content = waiting.popleft()
                    yield first, content.result()
            for name, content in waiting:
                yield name, content.result()
        finally:  # after an error or a Ctrl-C nothing more is fetched
            threads.shutdown(cancel_futures=True)


def _content(storage: Storage, name: str) -> bytes | None:
    """The object's bytes, none of one that is far too large for an outcome; None: it is gone."""
    content = storage.read(name, MOST_BYTES)
    return (content.data or b"") if content else None


def _article(file: str) -> str:
    return file.removesuffix(RECORD).removesuffix(".failed")

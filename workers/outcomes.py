"""Every outcome of the bucket or of a folder, one after the other: memory does not grow."""

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from tasks.document import Failure, Manifest, Result
from workers.files import inside, is_own
from workers.storage import FAILED, RECORD, RESULTS, TRANSFERS, Storage, record_name

Outcome = Result | Failure | Manifest

AHEAD = 4 * TRANSFERS  # objects that are asked for before their turn


class Collection(NamedTuple):
    """Where outcomes lie: a folder that `wenzhai process` wrote, or a bucket; one of the two.

    Only keys that begin with `prefix` count.
    """

    folder: Path | None
    storage: Storage | None
    prefix: str = ""


def count(collection: Collection) -> int:
    """How many outcomes there are to read."""
    return sum(1 for _ in _files(collection)) + sum(1 for _ in _objects(collection))


def outcomes(collection: Collection) -> Iterator[Outcome | None]:
    """Every outcome in a fixed order, None for one that is none of ours or of a later version.

    Raises StorageUnavailable, OSError.
    """
    for file in _files(collection):
        outcome = parsed(file.read_bytes())
        if outcome is None or outcome.source.name.startswith(collection.prefix):
            yield outcome
    if collection.storage:
        for content in _contents(collection.storage, _objects(collection)):
            if content is not None:  # else it was deleted since
                yield parsed(content)


def result_of(collection: Collection, name: str) -> Result | None:
    """The result of the article of this name, or None when it has none."""
    content: bytes | None = None
    if collection.storage:
        content = _content(collection.storage, record_name(RESULTS, name))
    elif collection.folder and (file := inside(collection.folder, name + RECORD)).is_file():
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
    for folder, folders, names in os.walk(collection.folder) if collection.folder else ():
        folders.sort()
        for name in sorted(names):
            file = Path(folder, name)
            if name.endswith(RECORD) and is_own(file):
                yield file


def _objects(collection: Collection) -> Iterator[str]:
    for prefix in (RESULTS, FAILED) if collection.storage else ():
        for entry in (
            collection.storage.listing(prefix + collection.prefix) if collection.storage else ()
        ):
            if entry.key.endswith(RECORD):
                yield prefix + collection.prefix + entry.key


def _contents(storage: Storage, names: Iterator[str]) -> Iterator[bytes | None]:
    """The objects in the order of their names, some asked for before their turn."""
    waiting: deque[Future[bytes | None]] = deque()
    with ThreadPoolExecutor(TRANSFERS, "read") as threads:
        try:
            for name in names:
                waiting.append(threads.submit(_content, storage, name))
                if len(waiting) == AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:  # after an error or a Ctrl-C nothing more is fetched
            threads.shutdown(cancel_futures=True)


def _content(storage: Storage, name: str) -> bytes | None:
    content = storage.read(name)
    return content.data if content else None

"""The guarantee: what lies in the bucket without an outcome for its present bytes.

The bucket is the truth. One merge of three sorted listings finds every article that is not done,
whatever was lost on the way, in constant memory.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from workers.storage import (
    FAILED,
    INCOMING,
    RECORD,
    RESULTS,
    ObjectRef,
    Storage,
    StoredObject,
    record_name,
)

NEVER = datetime.min.replace(tzinfo=UTC)


class State(StrEnum):
    """What the bucket says of one article."""

    DONE = "done"
    FAILED = "failed"
    WAITING = "waiting"


class Standing(NamedTuple):
    """One article, when its bytes were written, and its state.

    `stale` names an outcome object that a newer one of the other kind has replaced.
    """

    ref: ObjectRef
    modified: datetime
    state: State
    stale: str | None = None


def standings(storage: Storage) -> Iterator[Standing]:
    """Every article of the bucket, in key order; raises StorageUnavailable."""
    results = Outcomes(RESULTS, storage.listing(RESULTS), storage.modified)
    failures = Outcomes(FAILED, storage.listing(FAILED), storage.modified)
    for article in storage.listing(INCOMING):
        done, failed = results.of(article.key), failures.of(article.key)
        newest = FAILED if failed > done else RESULTS
        written = max(done, failed)
        current = written >= article.modified or (
            # The clock of the storage server may have been set back since.
            written is not NEVER and _etag_within(storage, newest, article.key) == article.etag
        )
        yield _standing(article, done, failed, current)


def _standing(article: StoredObject, done: datetime, failed: datetime, current: bool) -> Standing:
    ref = ObjectRef(article.key, article.size)
    if not current:
        return Standing(ref, article.modified, State.WAITING)
    both = NEVER not in {done, failed}
    state, other = (State.FAILED, RESULTS) if failed > done else (State.DONE, FAILED)
    stale = record_name(other, ref.key) if both else None
    return Standing(ref, article.modified, state, stale)


def _etag_within(storage: Storage, prefix: str, key: str) -> str | None:
    """The version that an outcome object was made from."""
    content = storage.read(record_name(prefix, key))
    if content is None or content.data is None:
        return None
    try:
        etag = json.loads(content.data)["source"]["etag"]
    except (ValueError, LookupError, TypeError):
        return None
    return etag if isinstance(etag, str) else None


class Outcomes:
    """The outcome objects of one prefix, asked for in key order: one pass over their listing.

    The listing is sorted by `<key>.json`, the questions by `<key>`; the orders differ only where
    one key begins another (`a` < `a-x`, but `a-x.json` < `a.json`). So a key that the merge does
    not meet is looked up on its own when the next outcome's key begins with it, and when its
    record has another name than the usual one.
    """

    def __init__(
        self,
        prefix: str,
        listing: Iterable[StoredObject],
        look_up: Callable[[str], datetime | None],
    ) -> None:
        self._prefix = prefix
        self._entries = (entry for entry in listing if entry.key.endswith(RECORD))
        self._look_up = look_up
        self._head = next(self._entries, None)

    def of(self, key: str) -> datetime:
        """When the key's outcome was written, or NEVER. Ask in ascending order of keys."""
        while self._head is not None and self._key(self._head) < key:
            self._head = next(self._entries, None)
        if self._head is not None and self._key(self._head) == key:
            return self._head.modified
        name = record_name(self._prefix, key)
        hidden = self._head is not None and self._head.key.startswith(key)
        if hidden or name != f"{self._prefix}{key}.json":
            return self._look_up(name) or NEVER
        return NEVER

    @staticmethod
    def _key(entry: StoredObject) -> str:
        return entry.key.removesuffix(RECORD)

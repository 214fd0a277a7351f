"""The guarantee: what lies in the bucket without an outcome for its present bytes.

The bucket is the truth. One merge of three sorted listings finds every article that is not done,
whatever was lost on the way, in constant memory.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from workers.storage import FAILED, INCOMING, RESULTS, ObjectRef, Storage, StoredObject, record_name

NEVER = datetime.min.replace(tzinfo=UTC)


class State(StrEnum):
    """What the bucket says of one article."""

    DONE = "done"
    FAILED = "failed"
    WAITING = "waiting"


class Standing(NamedTuple):
    """One article and its state; `stale` names an outcome object that a newer one replaced."""

    ref: ObjectRef
    state: State
    stale: str | None = None


def standings(storage: Storage) -> Iterator[Standing]:
    """Every article of the bucket, in key order."""
    results = Outcomes(RESULTS, storage.listing(RESULTS), storage.modified)
    failures = Outcomes(FAILED, storage.listing(FAILED), storage.modified)
    for article in storage.listing(INCOMING):
        yield _standing(article, results.of(article.key), failures.of(article.key))


def _standing(article: StoredObject, done: datetime, failed: datetime) -> Standing:
    """The newest outcome counts, and only when it is not older than the article's bytes."""
    ref = ObjectRef(article.key, article.size)
    if max(done, failed) < article.modified:
        return Standing(ref, State.WAITING)
    both = NEVER not in {done, failed}
    if done >= failed:
        return Standing(ref, State.DONE, record_name(FAILED, ref.key) if both else None)
    return Standing(ref, State.FAILED, record_name(RESULTS, ref.key) if both else None)


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
        self._entries = iter(listing)
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
        return entry.key.removesuffix(".json")

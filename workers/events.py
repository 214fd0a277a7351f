"""What a bucket notification says: the objects that were put under incoming/.

Events come at least once and in no order, so an event is only a hint that a key has news.
Shapes read: S3's {"Records": [...]} (AWS, Ceph, RustFS), and the list of {"Event": [...]} that
MinIO's and JuiceFS's gateways push onto a Redis list.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import quote_plus, unquote_plus

from workers.storage import INCOMING, ObjectRef


class UnknownEvent(ValueError):
    """The message is no bucket notification that this module knows."""


class Event(NamedTuple):
    """One message: the articles it names, how many records were unreadable, and when it was sent."""

    refs: tuple[ObjectRef, ...]
    unreadable: int
    sent: datetime | None


def parse_event(message: bytes | str) -> Event:
    """What an event names, keys decoded and without incoming/; raises UnknownEvent.

    S3's own `s3:TestEvent`, deletions, objects elsewhere and folder markers name nothing.
    """
    try:
        records = list(_records(json.loads(message)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnknownEvent(f"{type(error).__name__}: {error}") from error
    refs: list[ObjectRef] = []
    unreadable = 0
    for record in records:
        try:
            refs += _created(record)
        except (ValueError, KeyError, TypeError, AttributeError):
            unreadable += 1
    return Event(tuple(refs), unreadable, _sent(records))


def written_event(ref: ObjectRef) -> bytes:
    """The event that says this article is new: how a part of ours asks for it again."""
    entry = {"key": quote_plus(INCOMING + ref.key), "size": ref.size}
    record = {"eventName": "ObjectCreated:Again", "s3": {"object": entry}}
    return json.dumps({"Records": [record]}).encode()


def _records(payload: Any) -> Iterator[Any]:
    if isinstance(payload, list):
        for part in payload:
            yield from part["Event"]
    elif payload.get("Event") != "s3:TestEvent":
        yield from payload["Records"]


def _created(record: Any) -> Iterator[ObjectRef]:
    if "ObjectCreated" not in record["eventName"]:
        return
    entry = record["s3"]["object"]
    name = unquote_plus(entry["key"])  # AWS and MinIO write a space as "+"
    name.encode()  # a lone surrogate is no key; raises UnicodeEncodeError, a ValueError
    key = name.removeprefix(INCOMING)
    if name != key and key and not key.endswith("/"):
        yield ObjectRef(key, int(entry.get("size") or 0))


def _sent(records: list[Any]) -> datetime | None:
    try:
        sent = datetime.fromisoformat(records[0]["eventTime"])
    except (LookupError, TypeError, ValueError):
        return None
    return sent if sent.tzinfo else sent.replace(tzinfo=UTC)

"""What a bucket notification says: the objects that were put under incoming/.

Events come at least once and in no order, so an event is only a hint that a key has news.
Shapes read: S3's {"Records": [...]} (AWS, Ceph, RustFS), and the list of {"Event": [...]} that
MinIO's and JuiceFS's gateways push onto a Redis list.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote_plus, unquote_plus

from workers.storage import INCOMING, ObjectRef


class UnknownEvent(ValueError):
    """The message is no bucket notification that this module knows."""


def parse_event(message: bytes | str) -> tuple[ObjectRef, ...]:
    """The objects an event names, keys decoded and without incoming/; raises UnknownEvent.

    S3's own `s3:TestEvent`, deletions, objects elsewhere and folder markers give nothing.
    """
    try:
        return tuple(_created(json.loads(message)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnknownEvent(f"{type(error).__name__}: {error}") from error


def _created(payload: Any) -> Iterator[ObjectRef]:
    for record in _records(payload):
        if "ObjectCreated" not in record["eventName"]:
            continue
        entry = record["s3"]["object"]
        name = unquote_plus(entry["key"])  # AWS and MinIO write a space as "+"
        key = name.removeprefix(INCOMING)
        if name != key and key and not key.endswith("/"):
            yield ObjectRef(key, int(entry.get("size") or 0))


def _records(payload: Any) -> Iterator[dict[str, Any]]:
    if isinstance(payload, list):
        for part in payload:
            yield from part["Event"]
    elif payload.get("Event") != "s3:TestEvent":
        yield from payload["Records"]


def written_event(ref: ObjectRef) -> bytes:
    """The event that says this article is new: how a part of ours asks for it again."""
    entry = {"key": quote_plus(INCOMING + ref.key), "size": ref.size}
    record = {"eventName": "ObjectCreated:Again", "s3": {"object": entry}}
    return json.dumps({"Records": [record]}).encode()

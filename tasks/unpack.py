"""One object that holds many articles: JSON lines, a JSON array, either or anything else gzipped.

Records are only cut apart here; each is read, and fails, on its own in the first stage.
"""

import json
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from config.rules import Rules
from tasks.document import Manifest, RawArticle, Source, folder_of
from tasks.errors import CorruptArchive, NotARecord, TooLarge
from tasks.provenance import pipeline_of

COMPRESSED = ".gz"
LINES = frozenset({".jsonl", ".ndjson"})
MAY_HOLD_MANY = LINES | {".json", COMPRESSED}
GZIP = 16 + zlib.MAX_WBITS  # zlib's word for the gzip format
CHUNK = 1024 * 1024  # bytes


def may_hold_many(key: str) -> bool:
    """Whether an object of this name has to be unpacked."""
    return PurePosixPath(key.lower()).suffix in MAY_HOLD_MANY


def unpack(raw: RawArticle, limit: int) -> list[RawArticle]:
    """The articles of an object; one that is an article itself comes back alone, without a number.

    Raises CorruptArchive, TooLarge when more than `limit` bytes come out, NotARecord.
    """
    name = PurePosixPath(raw.key.lower())
    if name.suffix == COMPRESSED:
        raw = raw.model_copy(update={"content": decompressed(raw.content, limit)})
        name = name.with_suffix("")
    records = list(_records(raw.content, name.suffix))
    if not records:
        return [raw]
    return [
        raw.model_copy(update={"content": content, "record": number})
        for number, content in enumerate(records)
    ]


def decompressed(content: bytes, limit: int) -> bytes:
    """What gzip data holds, its members joined; raises CorruptArchive, TooLarge.

    Counted while it comes out, so that a small bomb fills no memory.
    """
    parts: list[bytes] = []
    size = 0
    while content:
        member = zlib.decompressobj(GZIP)
        while not member.eof:
            try:
                part = member.decompress(content, CHUNK)
            except zlib.error as error:
                raise CorruptArchive(f"the gzip data is damaged: {error}") from error
            content = member.unconsumed_tail
            if not part and not member.eof:
                raise CorruptArchive("the gzip data ends early")
            parts.append(part)
            size += len(part)
            if size > limit:
                raise TooLarge(f"more than {limit:,} bytes once it is decompressed")
        content = member.unused_data.lstrip(b"\0")  # tape archivers pad with NUL
    return b"".join(parts)


def manifest_of(source: Source, articles: int, failed: int, rules: Rules) -> Manifest:
    """The outcome of an object that holds many, once each of its articles has its own."""
    return Manifest(
        pipeline=pipeline_of(rules),
        source=source,
        folder=folder_of(source.key),
        articles=articles,
        failed=failed,
    )


def _records(content: bytes, suffix: str) -> Iterator[bytes]:
    """The records of JSON lines or of an array; none when the content is one article."""
    start = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if suffix in LINES or (suffix in {".json", ""} and start == b"{" and _is_lines(content)):
        yield from (line for line in content.splitlines() if line.strip())
    elif suffix == ".json" and start == b"[":
        yield from _elements(content)


def _is_lines(content: bytes) -> bool:
    """Whether the first line is a whole object and something follows it, as databases export."""
    first, _, rest = content.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    return first.rstrip().endswith(b"}") and rest.lstrip()[:1] == b"{" and _is_object(first)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _elements(content: bytes) -> Iterator[bytes]:
    try:
        elements = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NotARecord(f"the JSON array cannot be read: {error}") from error
    for element in elements:
        yield json.dumps(element).encode()

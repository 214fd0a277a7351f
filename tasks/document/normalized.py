"""Before and after normalize: the bytes, where they came from, and their clean characters."""

import base64
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer

from tasks.document.base import Document, Offset, Origins, Script, Span


def _bytes(content: bytes | str) -> bytes:
    """What a JSON message carries as base64."""
    return base64.b64decode(content) if isinstance(content, str) else content


class RawArticle(Document):
    """The bytes as they lie in the bucket or on disk, and where that is.

    One object may hold many articles: `record` then counts this one from 0, and `content` is its
    own bytes. `fields` names the fields of a JSON record that are not among the usual ones.
    """

    key: str
    content: Annotated[
        bytes,
        BeforeValidator(_bytes),
        PlainSerializer(lambda content: base64.b64encode(content).decode(), when_used="json"),
    ]
    bucket: str | None = None
    etag: str | None = None
    declared_encoding: str | None = None  # charset of the object's Content-Type, if it has one
    record: int | None = None
    fields: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Form(StrEnum):
    """What the text was wrapped in."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"


class Source(Document):
    """Where the article came from and how its bytes were read; `size` in bytes.

    `record` counts the articles of an object that holds many, from 0. `url` is the page's address
    where a page or a record states it.
    """

    bucket: str | None
    key: str
    etag: str | None
    size: int
    encoding: str | None
    encoding_confidence: float | None
    record: int | None = None
    form: Form = Form.TEXT
    url: str | None = None

    @property
    def name(self) -> str:
        """What the article's outcome is named after: its key, and its place among many."""
        return self.key if self.record is None else f"{folder_of(self.key)}/{self.record:06}"

    @classmethod
    def unread(
        cls, bucket: str | None, key: str, etag: str | None, size: int, record: int | None = None
    ) -> "Source":
        """The source of bytes whose encoding is not known yet."""
        return cls(
            bucket=bucket,
            key=key,
            etag=etag,
            size=size,
            encoding=None,
            encoding_confidence=None,
            record=record,
        )


def folder_of(key: str) -> str:
    """The folder of the outcomes of an object that holds many articles.

    `a.json/` would stand where the outcome of an article `a` belongs.
    """
    return f"{key}.d" if key.endswith(".json") else key


class Repair(Document):
    """One kind of damage that was mended: how often, with a few examples `before -> after`.

    `spans` says in the same order where the examples are: what was changed, without the characters
    shown around it, in characters of the decoded source.
    """

    kind: str
    count: int
    examples: tuple[str, ...]
    spans: tuple[Span, ...]


class Stated(Document):
    """What a page's metadata or a record's fields say beside the text; normalized, else as written.

    `published` is a time in any form, `page_title` that of the browser's window, which often has
    the site's name behind it.
    """

    title: str | None = None
    page_title: str | None = None
    published: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()


class NormalizedArticle(Document):
    """Clean characters: Simplified, NFC, one punctuation style; still every source line.

    The source of an HTML page is its visible lines; `linked` counts those that are only links.
    """

    id: str  # sha256 of the source bytes, hexadecimal
    source: Source
    script: Script
    repairs: tuple[Repair, ...]
    text: str  # as many lines as the source, joined by "\n"
    origins: Origins
    stated: Stated = Stated()
    linked: tuple[Offset, ...] = ()

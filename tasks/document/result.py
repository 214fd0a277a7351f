"""The public contract: what is written for an article, or for why there is no result."""

from tasks.document.base import Document, Label, Origins, Script
from tasks.document.clean import Body, InlineSpan
from tasks.document.extracted import (
    Dateline,
    Event,
    EventDate,
    Keyword,
    Measure,
    Mention,
    Person,
    PublishedAt,
    Quantity,
)
from tasks.document.normalized import Repair, Source
from tasks.document.summary import Summary

SCHEMA_VERSION = "1.0"


class Pipeline(Document):
    """Which code and rules made this."""

    version: str
    fingerprint: str  # changes when the code or the rules of any stage change


class Line(Document):
    """One source line, normalized, with what it is. `n` counts from 0."""

    n: int
    label: Label
    text: str


class Result(Document):
    """One article as structured, citable JSON. A released schema only grows.

    `signature` tells reprints without their texts: see signature.py.
    """

    schema_version: str = SCHEMA_VERSION
    pipeline: Pipeline
    id: str
    source: Source
    script: Script
    repairs: tuple[Repair, ...]
    normalized_text: str
    origins: Origins  # of the characters of normalized_text
    lines: tuple[Line, ...]
    inline_spans: tuple[InlineSpan, ...]
    body: Body
    title: str | None
    published_at: PublishedAt | None
    dateline: Dateline | None
    event_date: EventDate | None
    outlet: str | None
    contributor: str | None
    republisher: str | None
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    people: tuple[Person, ...]
    organisations: tuple[Mention, ...]
    places: tuple[Mention, ...]
    measures: tuple[Measure, ...]
    quantities: tuple[Quantity, ...]
    keywords: tuple[Keyword, ...]
    event: Event | None = None
    works: tuple[Mention, ...] = ()
    slogans: tuple[Mention, ...] = ()
    summary: Summary
    signature: str | None = None


class Manifest(Document):
    """What became of an object that holds many articles, once each has its outcome.

    They are `results/<folder>/000000.json` and so on, and under `failed/` the failed ones.
    """

    schema_version: str = SCHEMA_VERSION
    pipeline: Pipeline
    source: Source
    folder: str
    articles: int
    failed: int


class FailureReason(Document):
    """`type` is the name of an error in errors.py; `message` is for people."""

    type: str
    message: str


class Failure(Document):
    """Why an article has no result, and the command that shows the failure again."""

    schema_version: str = SCHEMA_VERSION
    pipeline: Pipeline
    source: Source
    stage: str
    error: FailureReason
    attempts: int
    replay: str

"""The documents: one frozen type per stage, each saying what is true by then.

RawArticle -> NormalizedArticle -> CleanArticle -> ExtractedArticle -> Result.
A later document holds the earlier one; `Result` is flat, because it is the public contract.
Every span is `(start, end)` in characters of `Body.text`, end excluded, unless it says otherwise.
Field names follow schema.org NewsArticle and IPTC ninjs where those have one.
"""

import base64
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

SCHEMA_VERSION = "1.0"

Offset = Annotated[int, Field(ge=0)]
Span = tuple[Offset, Offset]

# Where normalized characters came from: (start, source_start, source_length), see origins.py. The
# source counts characters of the decoded text, without a byte order mark, line ends as they are.
Origins = tuple[tuple[Offset, Offset, Offset], ...]


class Document(BaseModel):
    """A frozen value: stages make new ones, they never change one."""

    # An article's text has no place in an error message.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def as_json(self) -> bytes:
        """One line of UTF-8 JSON, as it stands in files and in the bucket."""
        return self.model_dump_json().encode() + b"\n"


class Script(StrEnum):
    """What the source was written in (ISO 15924 where it has a code)."""

    HANS = "Hans"
    HANT = "Hant"
    MIXED = "mixed"
    OTHER = "other"


class Label(StrEnum):
    """What a source line is; everything but `body` is removed from the body, with this reason."""

    BODY = "body"
    TITLE = "title"
    BLANK = "blank"
    NAV = "nav"
    SHARE = "share"
    METADATA = "metadata"
    BYLINE = "byline"
    DATELINE = "dateline"
    SOURCE_LINE = "source_line"
    EDITOR_LINE = "editor_line"
    COPYRIGHT = "copyright"
    RECOMMENDED_LINKS = "recommended_links"
    COMMENT_FORM = "comment_form"
    CONTACT = "contact"
    CAPTION = "caption"
    ADVERT = "advert"
    END_MARK = "end_mark"


class Role(StrEnum):
    """What part a person has in the article."""

    PRINCIPAL = "principal"  # chairs, gives the address, or is the main character
    SPEAKER = "speaker"  # words are reported
    ATTENDEE = "attendee"  # listed as present
    MENTIONED = "mentioned"
    AUTHOR = "author"
    EDITOR = "editor"


# --- before the first stage ---------------------------------------------------------------


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
    fields: dict[str, tuple[str, ...]] = {}


# --- after normalize ----------------------------------------------------------------------


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


# --- after strip_boilerplate --------------------------------------------------------------


class InlineSpan(Document):
    """Text lifted out of a body line: a dateline, a byline, an end mark. `line` counts from 0."""

    line: int
    label: Label
    text: str


class Body(Document):
    """The article's own words; `text` is the paragraphs joined by line feeds.

    Every paragraph is a slice of `normalized_text`; `starts` says for each at which of its
    characters it begins, so that every span of `text` leads back to the source.
    """

    text: str
    paragraphs: tuple[str, ...]
    starts: tuple[int, ...]


class CleanArticle(Document):
    """Every line labelled, and the body free of everything that is not the article's own."""

    normalized: NormalizedArticle
    labels: tuple[Label, ...]  # one per line of normalized.text
    inline_spans: tuple[InlineSpan, ...]
    body: Body


# --- after extract ------------------------------------------------------------------------


class PublishedAt(Document):
    """The stated time of publication. `iso`: 2021-06-11 or 2021-06-11T15:18+08:00."""

    iso: str
    text: str
    basis: str


class Dateline(Document):
    """What the dateline states; `iso` stays partial (--12-17) when no year is given."""

    iso: str | None
    text: str
    place: str | None


class EventDate(Document):
    """When it happened: `iso` as far as the text states it, `inferred` what other evidence adds."""

    iso: str | None
    text: str | None
    inferred: str | None
    basis: str


class Person(Document):
    """A person, every post the text gives them (exact substrings, one post each), and where."""

    name: str
    titles: tuple[str, ...]
    role: Role
    scope: str | None
    spans: tuple[Span, ...]


class Mention(Document):
    """An organisation or a place, and where the body names it.

    `chain`: of a place, the names from province to the place itself, as far as known;
    `abbreviations`: of an organisation, the short forms that the body uses for it.
    """

    name: str
    spans: tuple[Span, ...]
    chain: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()


class MeasureKind(StrEnum):
    """Whether something was asked for or settled."""

    DEMAND = "demand"
    DECISION = "decision"


class Event(Document):
    """What the article reports: `type` is 会议, 调研, 签约, 判决, 灾害, 比赛, 发布 and so on.

    `name` as the text gives it; `host` convened it; `participants` are people of the body who
    took part; `place` and `time` as the opening states them.
    """

    type: str
    name: str | None
    host: str | None
    participants: tuple[str, ...]
    place: str | None
    time: str | None


class Measure(Document):
    """A demand or decision; `speaker` is null when a meeting, not a person, makes it.

    `topic` is the phrase that heads it, where one does: 政治站位要再提高.
    """

    speaker: str | None
    text: str
    span: Span
    kind: MeasureKind = MeasureKind.DEMAND
    topic: str | None = None


class Change(StrEnum):
    """Which way a figure says that something went."""

    UP = "up"
    DOWN = "down"


class Quantity(Document):
    """A figure of the body: `2万吨` has value 20000 and unit 吨; `measure` says what it counts.

    A share is written as such (55 with unit %, 六成 is 0.6 with unit 比例), a score as a string
    (`3:2`). `value_max` is the upper end of a range, whose lower end is the value.
    """

    text: str
    value: float | str
    unit: str
    measure: str | None
    span: Span
    value_max: float | None = None
    change: Change | None = None


class Keyword(Document):
    """A topical term of the body; weights fall from 1."""

    term: str
    weight: float


class ExtractedArticle(Document):
    """Who, when, where, what."""

    clean: CleanArticle
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


# --- after summarize: the public contract -------------------------------------------------


class Pipeline(Document):
    """Which code and rules made this."""

    version: str
    fingerprint: str  # changes when the code or the rules of any stage change


class Line(Document):
    """One source line, normalized, with what it is. `n` counts from 0."""

    n: int
    label: Label
    text: str


class SummarySentence(Document):
    """A verbatim sentence or clause of the body."""

    text: str
    span: Span


class KeyPoint(Document):
    """One of the things a reader should know, verbatim; `speaker` is null where nobody is cited."""

    text: str
    span: Span
    speaker: str | None = None


class Statement(Document):
    """A sentence in a model's own words; `support` counts the summary's sentences from 0."""

    text: str
    support: tuple[Offset, ...]


class Refusal(StrEnum):
    """Why the text of a language model is not the summary."""

    NO_ANSWER = "no_answer"  # no connection, an error, or no completion
    TIME_LIMIT = "time_limit"
    PAUSED = "paused"  # not asked: it has failed too often just now
    INSTRUCTIONS = "instructions"  # not asked: the body has words for a model in it
    EMPTY = "empty"
    LENGTH = "length"
    FORM = "form"  # marks, letters or talk that are not the article's
    SCRIPT = "script"
    QUOTATION = "quotation"  # what follows is in its text and not in the body
    DATE = "date"
    NUMBER = "number"
    NAME = "name"
    POST = "post"
    SPEAKER = "speaker"  # words or deeds of somebody else
    DENIAL = "denial"
    SUPPORT = "support"  # a sentence that no sentence of the body supports
    UNCHECKED = "unchecked"  # the check itself failed, by a fault of ours


class Generation(Document):
    """A language model was asked for the summary; with a `reason` its text was not taken.

    `fingerprint`: of what it was told, by which options and up to which length. `detail`: the words
    at fault, or what came instead of an answer.
    """

    model: str
    fingerprint: str
    reason: Refusal | None = None
    detail: str | None = None


class Summary(Document):
    """A citable summary: verbatim sentences or clauses in the order of the body.

    `method`: extractive or abstractive. The `text` of an extractive one reads the sentences as one:
    where a sentence breaks off at a comma it has a full stop instead. That of an abstractive one is
    in a model's own words; the sentences are what its `statements` rest on.
    `points`: three to five where the body has as many, those of one speaker together.
    """

    text: str
    sentences: tuple[SummarySentence, ...]
    method: str
    points: tuple[KeyPoint, ...] = ()
    statements: tuple[Statement, ...] = ()
    generation: Generation | None = None


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

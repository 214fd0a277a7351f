"""After extract: who, when, where, what."""

from enum import StrEnum

from tasks.document.base import Document, Span
from tasks.document.clean import CleanArticle


class Role(StrEnum):
    """What part a person has in the article."""

    PRINCIPAL = "principal"  # chairs, gives the address, or is the main character
    SPEAKER = "speaker"  # words are reported
    ATTENDEE = "attendee"  # listed as present
    MENTIONED = "mentioned"
    AUTHOR = "author"
    EDITOR = "editor"


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

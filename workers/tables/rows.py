"""The tables: one named tuple each, whose annotations are the columns and their types.

`article` names the article in every table: its key, and its number in an object of many; in a folder
of results the name of its file, without `.json`.
"""

from typing import NamedTuple


class Article(NamedTuple):
    """What is known of an article as a whole; `published_at` as stated, `size` in bytes.

    `body_characters` and `removed_lines` say how much was kept and how much was not the article's.
    """

    article: str
    key: str
    record: int | None
    id: str
    url: str | None
    form: str
    size: int
    encoding: str | None
    encoding_confidence: float | None
    script: str
    title: str | None
    published_at: str | None
    published_basis: str | None
    dateline: str | None
    dateline_place: str | None
    event_date: str | None
    event_date_inferred: str | None
    event_type: str | None
    event_name: str | None
    event_host: str | None
    event_place: str | None
    outlet: str | None
    contributor: str | None
    republisher: str | None
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    keywords: tuple[str, ...]
    summary: str
    body_characters: int
    removed_lines: int
    signature: str | None
    pipeline_version: str
    pipeline_fingerprint: str


class Text(NamedTuple):
    """The article's own words."""

    article: str
    body: str


class Person(NamedTuple):
    """A person of an article; `mentions` counts where the body names them."""

    article: str
    name: str
    role: str
    titles: tuple[str, ...]
    scope: str | None
    mentions: int


class Organisation(NamedTuple):
    """An organisation of an article."""

    article: str
    name: str
    abbreviations: tuple[str, ...]
    mentions: int


class Place(NamedTuple):
    """A place of an article; `chain` leads from the province to it."""

    article: str
    name: str
    chain: tuple[str, ...]
    mentions: int


class Measure(NamedTuple):
    """A demand or a decision, with its span in the body."""

    article: str
    kind: str
    speaker: str | None
    topic: str | None
    text: str
    start: int
    end: int


class Quantity(NamedTuple):
    """A figure of the body: `value` in plain numbers, or a score like 3:2 in `score`."""

    article: str
    text: str
    value: float | None
    value_max: float | None
    score: str | None
    unit: str
    measure: str | None
    change: str | None
    start: int
    end: int


class Keyword(NamedTuple):
    """A topical term of the body."""

    article: str
    term: str
    weight: float


class Point(NamedTuple):
    """A key point of the summary."""

    article: str
    speaker: str | None
    text: str
    start: int
    end: int


class Work(NamedTuple):
    """A title in 《》."""

    article: str
    name: str
    mentions: int


class Repair(NamedTuple):
    """A kind of damage that was mended, how often, and one example."""

    article: str
    kind: str
    times: int
    example: str | None


class RemovedLines(NamedTuple):
    """How many lines of which kind are not body."""

    article: str
    label: str
    lines: int


class Failed(NamedTuple):
    """An article without a result, and why."""

    article: str
    key: str
    record: int | None
    size: int
    stage: str
    error: str
    message: str
    attempts: int
    replay: str


class Reprint(NamedTuple):
    """One article of a group of reprints; groups of one are left out.

    `first` names the article that came first, `place` counts from 1. `at` is when it came, in China's
    time: the stated time of publication, else the upload's. `shared`: how much of the shorter of the two
    stands in the longer, 0 to 1, as far as their signatures tell.
    """

    first: str
    place: int
    article: str
    at: str | None
    outlet: str | None
    title: str | None
    shared: float


Row = (
    Article
    | Text
    | Person
    | Organisation
    | Place
    | Measure
    | Quantity
    | Keyword
    | Point
    | Work
    | Repair
    | RemovedLines
    | Failed
    | Reprint
)

TABLES: dict[str, type[Row]] = {
    "articles": Article,
    "texts": Text,
    "people": Person,
    "organisations": Organisation,
    "places": Place,
    "measures": Measure,
    "quantities": Quantity,
    "keywords": Keyword,
    "points": Point,
    "works": Work,
    "repairs": Repair,
    "removed_lines": RemovedLines,
    "failures": Failed,
    "reprints": Reprint,
}

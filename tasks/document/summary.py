"""What summarize adds: a summary and its key points, each leading to its place in the body."""

from enum import StrEnum

from tasks.document.base import Document, Offset, Span


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

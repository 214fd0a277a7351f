"""The documents: one frozen type per stage, each saying what is true by then.

RawArticle -> NormalizedArticle -> CleanArticle -> ExtractedArticle -> Result.
A later document holds the earlier one; `Result` is flat, because it is the public contract.
Every span is `(start, end)` in characters of `Body.text`, end excluded, unless it says otherwise.
Field names follow schema.org NewsArticle and IPTC ninjs where those have one.
"""

from tasks.document.base import Document, Label, Offset, Origins, Script, Span
from tasks.document.clean import Body, CleanArticle, InlineSpan
from tasks.document.extracted import (
    Change,
    Dateline,
    Event,
    EventDate,
    ExtractedArticle,
    Keyword,
    Measure,
    MeasureKind,
    Mention,
    Person,
    PublishedAt,
    Quantity,
    Role,
)
from tasks.document.normalized import (
    Form,
    NormalizedArticle,
    RawArticle,
    Repair,
    Source,
    Stated,
    folder_of,
)
from tasks.document.result import (
    SCHEMA_VERSION,
    Failure,
    FailureReason,
    Line,
    Manifest,
    Pipeline,
    Result,
)
from tasks.document.summary import (
    Generation,
    KeyPoint,
    Refusal,
    Statement,
    Summary,
    SummarySentence,
)

__all__ = [
    "SCHEMA_VERSION",
    "Body",
    "Change",
    "CleanArticle",
    "Dateline",
    "Document",
    "Event",
    "EventDate",
    "ExtractedArticle",
    "Failure",
    "FailureReason",
    "Form",
    "Generation",
    "InlineSpan",
    "KeyPoint",
    "Keyword",
    "Label",
    "Line",
    "Manifest",
    "Measure",
    "MeasureKind",
    "Mention",
    "NormalizedArticle",
    "Offset",
    "Origins",
    "Person",
    "Pipeline",
    "PublishedAt",
    "Quantity",
    "RawArticle",
    "Refusal",
    "Repair",
    "Result",
    "Role",
    "Script",
    "Source",
    "Span",
    "Stated",
    "Statement",
    "Summary",
    "SummarySentence",
    "folder_of",
]

"""READ FIRST: the four stages, in order.

Every other file is a detail of one line here. `process` runs the stages in this process; the
workers run the same functions, one Celery task each.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from config.rules import Rules
from tasks.boilerplate import strip_boilerplate
from tasks.document import (
    CleanArticle,
    Document,
    ExtractedArticle,
    NormalizedArticle,
    RawArticle,
    Result,
)
from tasks.errors import ArticleError, StageCrashed
from tasks.extract import extract
from tasks.normalize import normalize
from tasks.summarize import summarize


class Stage(NamedTuple):
    """A pure function from one document to the next, and the types it takes and makes."""

    name: str
    run: Callable[[Any, Rules], Document]
    takes: type[Document]
    makes: type[Document]


PIPELINE = (
    Stage("normalize", normalize, RawArticle, NormalizedArticle),
    Stage("strip_boilerplate", strip_boilerplate, NormalizedArticle, CleanArticle),
    Stage("extract", extract, CleanArticle, ExtractedArticle),
    Stage("summarize", summarize, ExtractedArticle, Result),
)


def process(raw: RawArticle, rules: Rules) -> Result:
    """Run all four stages on one article; raises ArticleError when the article is bad."""
    return summarize(extract(strip_boilerplate(normalize(raw, rules), rules), rules), rules)


def run_stage(stage: Stage, document: Document, rules: Rules) -> Document:
    """One stage on one document; whatever goes wrong comes out as an ArticleError.

    A stage is deterministic, so an unexpected error would only come again on a retry: it is a
    StageCrashed with that error as its cause.
    """
    try:
        return stage.run(document, rules)
    except ArticleError:
        raise
    except Exception as error:
        raise StageCrashed(f"{type(error).__name__}: {error}") from error

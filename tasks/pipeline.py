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
from tasks.extract import extract
from tasks.normalize import normalize
from tasks.summarize import summarize


class Stage(NamedTuple):
    """A pure function from one document to the next, and the type of what it makes."""

    name: str
    run: Callable[[Any, Rules], Document]
    makes: type[Document]


PIPELINE = (
    Stage("normalize", normalize, NormalizedArticle),
    Stage("strip_boilerplate", strip_boilerplate, CleanArticle),
    Stage("extract", extract, ExtractedArticle),
    Stage("summarize", summarize, Result),
)


def process(raw: RawArticle, rules: Rules) -> Result:
    """Run all four stages on one article; raises ArticleError when the article is bad."""
    return summarize(extract(strip_boilerplate(normalize(raw, rules), rules), rules), rules)

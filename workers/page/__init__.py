"""A result as one self-contained HTML page: no script, nothing fetched, hostile text escaped.

The page is a pure function of the result and, where that is at hand, of the decoded source.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment

from tasks.document import Result
from workers.page.article import body_of, points_of, sentences_of, told_of
from workers.page.entries import entries_of
from workers.page.facts import facts_of
from workers.page.source import removed_counts, source_of
from workers.page.templates import templates
from workers.page.words import KINDS, LABELS, REPAIRS, link_of, refusal_of

__all__ = ["page_of"]


def page_of(result: Result, source: str | None = None) -> str:
    """The page of a result; without the source its left side shows the normalized lines."""
    entries = entries_of(result)
    return (
        _templates()
        .get_template("page.html")
        .render(
            result=result,
            facts=facts_of(result),
            link=link_of(result.source.url),
            entries=entries,
            sentences=sentences_of(result),
            told=told_of(result),
            refused=refusal_of(result),
            points=points_of(result),
            paragraphs=body_of(result, entries),
            lines=source_of(result, source),
            is_source=source is not None,
            removed=removed_counts(result),
            kinds=KINDS,
            labels=LABELS,
            repairs=REPAIRS,
        )
    )


@cache
def _templates() -> Environment:
    return templates(Path(__file__).parent)

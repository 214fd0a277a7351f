"""The page round the body: its lines with their labels, and the spans lifted out of the body."""

from collections.abc import Iterator
from typing import NamedTuple

from tasks.document import CleanArticle, Label


class Piece(NamedTuple):
    """A line outside of the body, or a span lifted out of it."""

    label: Label
    text: str


def pieces(article: CleanArticle, *labels: Label) -> Iterator[Piece]:
    """Lifted spans first, then lines, that carry one of the labels, in order."""
    for span in article.inline_spans:
        if span.label in labels:
            yield Piece(span.label, span.text.strip())
    for label, text in zip(article.labels, article.normalized.text.split("\n"), strict=False):
        if label in labels:
            yield Piece(label, text.strip())


# Lines that may state when, by whom and where the page was published.
IMPRINT = (
    Label.METADATA,
    Label.SOURCE_LINE,
    Label.BYLINE,
    Label.DATELINE,
    Label.EDITOR_LINE,
)
# Lines that speak of the page's owner, not of the article's writers.
FURNITURE = (
    Label.METADATA,
    Label.SOURCE_LINE,
    Label.DATELINE,
    Label.NAV,
    Label.SHARE,
    Label.ADVERT,
    Label.CONTACT,
    Label.COPYRIGHT,
)

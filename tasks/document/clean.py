"""After strip_boilerplate: every line labelled, and the article's own words."""

from tasks.document.base import Document, Label
from tasks.document.normalized import NormalizedArticle


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

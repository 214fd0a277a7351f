"""What a generated text claims: its sentences, its words, and what the extractor finds in it."""

from typing import NamedTuple

from config.rules import Rules
from tasks.document import (
    Body,
    CleanArticle,
    ExtractedArticle,
    Label,
    NormalizedArticle,
    Script,
    Source,
    Span,
)
from tasks.extract import extract
from tasks.segment import Word, segment
from tasks.summarize.clauses import PAUSES, STOPS, split_sentences


class Claim(NamedTuple):
    """A generated text, read as an article is read.

    `verbatim` are the sentences that stand in the body letter for letter.
    """

    text: str
    sentences: tuple[Span, ...]
    verbatim: tuple[Span, ...]
    words: tuple[Word, ...]
    told: ExtractedArticle

    def is_verbatim(self, start: int, end: int) -> bool:
        """Whether a stretch lies in a sentence that is the body's own."""
        return any(first <= start and end <= last for first, last in self.verbatim)


def read_claim(text: str, body: str, rules: Rules) -> Claim:
    """Read a normalized text of one line."""
    sentences = tuple((sentence.start, sentence.end) for sentence in split_sentences(text))
    own = tuple(span for span in sentences if stands_in(text[slice(*span)], body))
    return Claim(text, sentences, own, segment(text), extract(_as_article(text), rules))


def stands_in(sentence: str, body: str) -> bool:
    """Whether a sentence is one of the body, or whole clauses of one; its last mark may differ."""
    words = sentence.strip().rstrip(STOPS + PAUSES)
    at = body.find(words) if words else -1
    while at >= 0:
        before, after = body[at - 1 : at], body[at + len(words) : at + len(words) + 1]
        if before in _BEFORE and after in _AFTER:
            return True
        at = body.find(words, at + 1)
    return False


_BEFORE = frozenset(("", "\n", " ", "”", "’", "）", *STOPS))
_AFTER = frozenset(("", "\n", *STOPS, *PAUSES))


def _as_article(text: str) -> CleanArticle:
    source = Source.unread(bucket=None, key="", etag=None, size=0)
    return CleanArticle(
        normalized=NormalizedArticle(
            id="", source=source, script=Script.HANS, repairs=(), text=text, origins=()
        ),
        labels=(Label.BODY,),
        inline_spans=(),
        body=Body(text=text, paragraphs=(text,), starts=(0,)),
    )

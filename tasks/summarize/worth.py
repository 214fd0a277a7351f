"""What each piece of a body is worth to a summary: the pairs of characters that it tells."""

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from config.rules.summarize import SummarizeRules
from tasks.document import ExtractedArticle, Span
from tasks.summarize.clauses import Sentence
from tasks.summarize.pairs import pairs_of, worth_of_pairs
from tasks.summarize.pieces import Piece


class Worth(NamedTuple):
    """Per pair its weight; per piece the pairs it tells, and their weight."""

    weights: Mapping[str, int]
    told: Sequence[Set[str]]
    whole: Sequence[int]

    def of(self, pairs: Set[str]) -> int:
        """The weight of some of the pairs."""
        return sum(map(self.weights.__getitem__, pairs))


def weigh(
    article: ExtractedArticle,
    sentences: Sequence[Sentence],
    pieces: Sequence[Piece],
    asides: Sequence[Span],
    rules: SummarizeRules,
) -> Worth:
    """The worth of every piece of the article's body."""
    text = article.clean.body.text
    pairs = pairs_of(text)
    weights = worth_of_pairs(article, pairs, sentences, rules.signs, rules.pairs)
    for start, end in asides:  # not told
        first = max(0, start - 1)
        pairs[first:end] = [""] * len(pairs[first:end])
    worth = frozenset(weights)
    told = [
        set()
        if _is_idle(text, piece, rules)
        else worth.intersection(pairs[piece.span[0] : piece.span[1] - 1])
        for piece in pieces
    ]
    weight = weights.__getitem__
    return Worth(weights, told, [sum(map(weight, those)) for those in told])


def _is_idle(text: str, piece: Piece, rules: SummarizeRules) -> bool:
    """Whether it tells nothing: a question, a hot line, how a meeting was held, an aside in brackets."""
    start, end = piece.span
    if text[end - 1] in "？?":
        return True
    bracketed = text[start] == "（" and text.find("）", start, end) >= end - 2
    return piece.sentence > 0 and (
        bracketed or rules.clauses.idle.search(text, start, end) is not None
    )

"""Which sentences of the body a generated sentence rests on, by the pairs of characters they share."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tasks.abstract.claim import Claim, stands_in
from tasks.document import Span
from tasks.summarize.clauses import split_sentences

MOST = 3  # sentences that one generated sentence may draw together
GAIN = 0.1  # of its pairs, that a further sentence of the body must add
ENOUGH = 0.4  # of its pairs, below which a sentence rests on nothing


class Support(NamedTuple):
    """A generated sentence, the sentences of the body that it rests on, and whether they carry it."""

    span: Span
    sentences: tuple[Span, ...]
    enough: bool


def find_support(claim: Claim, body: str) -> list[Support]:
    """One for each sentence of the claim; the body's sentences in their order."""
    spans = [(sentence.start, sentence.end) for sentence in split_sentences(body)]
    pairs = [pairs_of(body[slice(*span)]) for span in spans]
    return [_support(claim, span, body, spans, pairs) for span in claim.sentences]


def pairs_of(text: str) -> frozenset[str]:
    """Neighbouring letters and digits, across marks."""
    return frozenset(map("".join, pairwise(char for char in text if char.isalnum())))


def wrong_denials(words: str, support: Support, body: str, denials: Sequence[str]) -> Iterator[str]:
    """Words that turn a sentence round, and that nothing it rests on has."""
    grounds = "".join(body[slice(*span)] for span in support.sentences)
    yield from (word for word in denials if word in words and word not in grounds)


def _support(
    claim: Claim, span: Span, body: str, spans: Sequence[Span], pairs: Sequence[frozenset[str]]
) -> Support:
    """The sentences that hold most of it, each adding to those before."""
    words = claim.text[slice(*span)]
    if span in claim.verbatim:
        own = [each for each in spans if stands_in(words, body[slice(*each)])]
        if own:
            return Support(span, (own[0],), enough=True)
    wanted = set(pairs_of(words))
    chosen: list[Span] = []
    missing = set(wanted)
    while len(chosen) < MOST:
        best = max(range(len(spans)), key=lambda n: len(missing & pairs[n]), default=None)
        if best is None or len(missing & pairs[best]) < max(1.0, GAIN * len(wanted)):
            break
        chosen.append(spans[best])
        missing -= pairs[best]
    held = len(wanted) - len(missing)
    return Support(
        span, tuple(sorted(chosen)), enough=bool(chosen) and held >= ENOUGH * len(wanted)
    )

"""From chosen pieces to the text of a summary: verbatim excerpts, each ending as a sentence does."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from tasks.document import Span
from tasks.summarize.clauses import CLOSERS, OPENERS, PAUSES, STOPS, Sentence
from tasks.summarize.pieces import Piece

ELLIPSIS = "……"


class Excerpt(NamedTuple):
    """A stretch of the body, and the mark to be read behind it where its own is left out."""

    span: Span
    mark: str = ""


def read(text: str, excerpts: Sequence[Excerpt]) -> str:
    """The excerpts as one text."""
    return "".join(text[slice(*excerpt.span)] + excerpt.mark for excerpt in excerpts)


def whole(text: str, sentences: Sequence[Sentence]) -> list[Excerpt]:
    """All sentences of a body."""
    return [_ended(text, (sentence.start, sentence.end)) for sentence in sentences]


def excerpts_of(text: str, pieces: Sequence[Piece], asides: Sequence[Span] = ()) -> list[Excerpt]:
    """Neighbours joined, asides left out; where a sentence breaks off it ends in a full stop."""
    return [part for one in _joined(text, pieces) for part in _without(text, one, asides)]


def _without(text: str, excerpt: Excerpt, asides: Sequence[Span]) -> Iterator[Excerpt]:
    """What is left of an excerpt between asides."""
    (start, end), mark = excerpt.span, excerpt.mark
    k = bisect_left(asides, (end - 1, 0)) - 1
    if k >= 0 and asides[k][1] == end - 1 and text[end - 1] == "。":
        end, mark = end - 1, "。"  # else an excerpt of nothing but a full stop
    for k in range(bisect_left(asides, (start, start)), len(asides)):
        if asides[k][0] >= end:
            break
        if asides[k][0] > start:
            yield Excerpt((start, asides[k][0]), mark if asides[k][1] >= end else "")
        start = asides[k][1]
    if start < end:
        yield Excerpt((start, end), mark)


def _joined(text: str, pieces: Sequence[Piece]) -> list[Excerpt]:
    """Neighbours as one; where a sentence breaks off its comma gives way to a full stop."""
    excerpts: list[Excerpt] = []
    for piece, follower in zip_longest(pieces, pieces[1:]):
        start, end = piece.span
        if excerpts and excerpts[-1].span[1] == start and not excerpts[-1].mark:
            start = excerpts.pop().span[0]
        if follower is None or (follower.sentence != piece.sentence and piece.whole):
            excerpts.append(_ended(text, (start, end)))
        elif piece.whole and text[end - 1] in "，," and "；" in text[end : follower.span[0]]:
            excerpts.append(Excerpt((start, end - 1), "；"))
        else:
            excerpts.append(Excerpt((start, end)))
    return excerpts


def _ended(text: str, span: Span) -> Excerpt:
    """With a full stop for the pause at its end, or for no mark at all."""
    start, end = span
    if text[end - 1] in PAUSES and end - start > 1:
        return Excerpt((start, end - 1), "。")
    if text[end - 1] in STOPS or (text[end - 1] in CLOSERS and text[end - 2 : end - 1] in STOPS):
        return Excerpt(span)
    return Excerpt(span, "。")


def opening(text: str, sentences: Sequence[Sentence], longest: int) -> list[Excerpt]:
    """What a body begins with, when no piece of it can stand: lines that fit, else a first half."""
    excerpts: list[Excerpt] = []
    room = longest
    for sentence in sentences:
        if sentence.end - sentence.start >= room:
            break
        excerpts.append(_ended(text, (sentence.start, sentence.end)))
        room -= sentence.end - sentence.start + 1
    return excerpts or [_broken_off(text, sentences[0], longest - len(ELLIPSIS))]


def _broken_off(text: str, sentence: Sentence, longest: int) -> Excerpt:
    """The beginning of a sentence, to a border of a clause or list item outside all brackets."""
    start, end = sentence.start, min(sentence.end, sentence.start + longest)
    for at in range(end, start + longest // 2, -1):
        if text[at - 1] in PAUSES + "、" and not _is_open(text[start:at]):
            return Excerpt((start, at - 1), ELLIPSIS)
    return Excerpt((start, end), ELLIPSIS)


def _is_open(text: str) -> bool:
    return any(text.count(opener) > text.count(closer) for opener, closer in OPENERS.items())

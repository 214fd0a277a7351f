"""Sentences and clauses of a body, as spans: no border inside quotes or brackets."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from config.rules.summarize import Grouped
from tasks.document import Span

STOPS = "。！？…!?"
PAUSES = "，；,;"
MARKS = PAUSES + STOPS + " "
OPENERS = dict(zip("“‘（(《〈【「『", "”’）)》〉】」』", strict=True))
CLOSERS = frozenset(OPENERS.values())
BULLETS = "◆■●○◇□▪·•★☆▲△※◎►▶✦➤❖ 　-–—*+"

_MARKS = re.compile(f"[{re.escape(STOPS + PAUSES + ''.join(OPENERS) + ''.join(CLOSERS))}]")
NUMBERED = re.compile(
    r"[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|\d{1,2}(?:[）)]|、(?!\d)|[.．](?!\d))"
    "|[一二三四五六七八九十]{1,3}(?:[）).．]|、(?![一二三四五六七八九十]))|[①-⑳]"
)  # not 3、4月, 一、二期工程


def begins(text: str, words: Grouped) -> bool:
    """Whether a text begins with one of the words."""
    found = words.get(text[:1])
    return found is not None and text.startswith(found)


def ends(text: str, words: Grouped) -> bool:
    """Whether a text ends with one of the words."""
    found = words.get(text[-1:])
    return found is not None and text.endswith(found)


class Sentence(NamedTuple):
    """Where a sentence stands in the body, and its clauses, each with the mark that closes it.

    `opens` a paragraph; `item`: that paragraph is one of a list (a bullet, a number, semicolons),
    and `numbered` so; `closed`: it ends in a full stop.
    """

    start: int
    end: int
    clauses: tuple[Span, ...]
    opens: bool
    item: bool
    numbered: bool
    closed: bool

    @property
    def span(self) -> Span:
        """Where it stands in the body."""
        return self.start, self.end


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of a body in order; none crosses a line."""
    sentences: list[Sentence] = []
    offset, listed = 0, False
    for paragraph in text.split("\n"):
        goes_on = paragraph.endswith("；")
        sentences.extend(_paragraph(paragraph, offset, listed=listed or goes_on))
        offset += len(paragraph) + 1
        listed = goes_on
    return sentences


def _paragraph(text: str, offset: int, *, listed: bool) -> Iterator[Sentence]:
    start = begun = first = len(text) - len(text.lstrip(BULLETS))
    numbered = NUMBERED.match(text, first) is not None
    item = listed or numbered or bool(text[:first].strip())
    clauses: list[Span] = []
    for end, stops in _borders(text, first):
        while text[start] in "  　" and start < end - 1:
            start += 1
        clauses.append((offset + start, offset + end))
        start = end
        if stops:
            yield _sentence(
                clauses, opens=begun == first, item=item, numbered=numbered, closed=True
            )
            clauses, begun = [], end
    if text[start:].strip():
        clauses.append((offset + start, offset + len(text.rstrip())))
    if clauses:
        yield _sentence(clauses, opens=begun == first, item=item, numbered=numbered, closed=False)


def _sentence(
    clauses: Sequence[Span], *, opens: bool, item: bool, numbered: bool, closed: bool
) -> Sentence:
    start, end = clauses[0][0], clauses[-1][1]
    return Sentence(start, end, tuple(clauses), opens, item, numbered, closed)


def _borders(text: str, begun: int) -> Iterator[tuple[int, bool]]:
    """Where clauses end, and whether the sentence does."""
    waiting: list[str] = []  # closers of what is open
    last: dict[str, int] = {}  # where each closer stands last
    for match in _MARKS.finditer(text, begun):
        i, mark = match.start(), match[0]
        if mark in OPENERS:
            closer = OPENERS[mark]
            if closer not in last:
                last[closer] = text.rfind(closer)
            if last[closer] > i:  # never closed is not open
                waiting.append(closer)
            continue
        if mark in waiting:
            del waiting[waiting.index(mark) :]
        if not waiting and _is_border(text, begun, i):
            stops = mark not in PAUSES
            yield i + 1, stops
            begun = i + 1 if stops else begun


def _is_border(text: str, begun: int, i: int) -> bool:
    """Whether a mark outside all quotes and brackets ends a clause or a sentence."""
    mark, following = text[i], text[i + 1 : i + 2]
    if mark in CLOSERS:
        return _ends_with_quotation(text, begun, i)
    if mark.isascii() and following.isascii() and following.isalnum():
        return False  # /m?code=6, c.517C>T;p.R173W
    if mark in PAUSES:
        return not (text[i - 1 : i].isdigit() and following.isdigit())
    return not following or following not in STOPS


def _ends_with_quotation(text: str, begun: int, i: int) -> bool:
    """他说：“…。” ends with its quotation; “…。”他说。 goes on behind it."""
    if (
        text[i] not in "”’"
        or text[begun:i].rstrip()[-1:] not in STOPS
        or text[i + 1 : i + 2] in CLOSERS
    ):
        return False
    return i + 1 == len(text) or text[begun : begun + 1] not in ("“", "‘")

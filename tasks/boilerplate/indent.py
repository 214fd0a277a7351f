"""What a page's indentation says: between indented paragraphs a short line that is not is a caption.

Normalizing removes the blanks in front of a line; where its characters came from still tells.
"""

from collections.abc import Sequence
from itertools import accumulate

from tasks.boilerplate.guess import CERTAIN, LIKELY, Guess
from tasks.boilerplate.shape import ends_in_full_stop
from tasks.document import Label, NormalizedArticle
from tasks.origins import source_span

LONGEST_CAPTION = 60  # characters; a longer paragraph tells whether the page indents at all
FEWEST_PARAGRAPHS = 3  # by which a page shows that it does
MOSTLY = 0.8  # share of its paragraphs
DEEP = 2  # blanks: one ideographic space is no indentation


def mark_unindented(
    page: Sequence[str], guesses: Sequence[Guess], article: NormalizedArticle
) -> list[Guess]:
    """The guesses for folded lines, one sentence alone out of line made a caption."""
    found = list(guesses)
    if len(article.origins) < FEWEST_PARAGRAPHS:
        return found  # nothing was removed in front of so many
    prose = [i for i, guess in enumerate(found) if guess == (Label.BODY, LIKELY)]
    short = [i for i in prose[1:] if _may_be_caption(page[i])]
    if not short:
        return found
    depths = _depths(article, prose)
    long = [i for i in prose if len(page[i]) > LONGEST_CAPTION]
    deep = sum(depths[i] >= DEEP for i in long)
    if deep < max(FEWEST_PARAGRAPHS, MOSTLY * len(long)):
        return found
    flush = frozenset(i for i in prose if not depths[i])
    lines = [i for i, text in enumerate(page) if text]
    beside = dict(zip(lines, zip([-1, *lines], [*lines[1:], -1], strict=False), strict=False))
    for i in flush.intersection(short):
        if flush.isdisjoint(beside[i]):
            found[i] = Guess(Label.CAPTION, CERTAIN)
    return found


def _may_be_caption(text: str) -> bool:
    """Whether it is one short sentence, and no one's words."""
    if len(text) > LONGEST_CAPTION or text[0] == "“" or not ends_in_full_stop(text):
        return False
    return sum(map(text.count, "。！？")) == 1


def _depths(article: NormalizedArticle, numbers: Sequence[int]) -> dict[int, int]:
    """For each of these lines how many characters were removed in front of it."""
    begins = {run[0] for run in article.origins}  # only there anything can have been removed
    starts = [0, *accumulate(len(line) + 1 for line in article.text.split("\n"))]
    return {i: _removed_before(article, starts[i]) if starts[i] in begins else 0 for i in numbers}


def _removed_before(article: NormalizedArticle, offset: int) -> int:
    """How many characters of the source were removed in front of a character."""
    ended = source_span(article.origins, offset - 1, offset)[1] if offset else 0
    return source_span(article.origins, offset, offset + 1)[0] - ended

"""Names of two characters that are typeset with a space between them: `副市长温 良、谈 溪`."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.document import Person, Span
from tasks.extract.passage import Passage, number_characters
from tasks.segment import Word

_SPACED = re.compile(r"([\u3400-\u9fff])[ \u3000]{1,3}([\u3400-\u9fff])")
_MARKS = frozenset("、，,：:；;。！？（()） \u3000\n")


class Closed(NamedTuple):
    """A passage without the spaces inside names, and where each character stood before."""

    passage: Passage
    starts: tuple[int, ...]


def close_names(passage: Passage, rules: ExtractRules) -> Closed | None:
    """The passage with spaced names closed, or None when it has none.

    The first character is a surname that a post or a mark precedes, and the second ends a list
    item or stands before what a person does; so 大 中 小 and 编辑 记者 keep their spaces. A word of
    a list is closed where a name is spaced alike: 岳 峰、安 宁为, but not 方 案.
    """
    text = passage.text
    spaced = list(_SPACED.finditer(text))
    sure = [m for m in spaced if _is_name(text, m, rules, words=False)]
    if not sure:
        return None
    gaps = [m for m in spaced if _is_name(text, m, rules, words=_between(sure[0]) == _between(m))]
    starts: list[int] = []
    cuts = [(0, 0), *((m.end(1), m.start(2)) for m in gaps), (len(text), len(text))]
    for (_, start), (end, _) in pairwise(cuts):
        starts += range(start, end)
    closed = "".join(text[i] for i in starts)
    words = tuple(_closed_words(passage, gaps))
    passage = Passage(closed, words, number_characters(words, len(closed)))
    return Closed(passage, (*starts, len(text)))


def _closed_words(passage: Passage, gaps: list[re.Match[str]]) -> Iterator[Word]:
    """The words of the passage, with every spaced name as one; a word that it cuts stays in part."""
    at = shift = 0
    for gap in [*gaps, None]:
        stop = gap.start() if gap else len(passage.text)
        for word in passage.words_of(at, stop) if at < stop else ():
            first, last = max(at, word.start), min(stop, word.start + len(word.text))
            yield Word(passage.text[first:last], word.tag, first - shift)
        if gap:
            yield Word(gap.group(1) + gap.group(2), "nr", gap.start() - shift)
            at = gap.end()
            shift += gap.start(2) - gap.end(1)


def _between(gap: re.Match[str]) -> str:
    return gap.group()[1:-1]


def _is_name(text: str, gap: re.Match[str], rules: ExtractRules, *, words: bool) -> bool:
    """Whether the two are a name; `words`: whether one that is a word may be, in a list."""
    start, end = gap.start(1), gap.end(2)
    if gap.group(1) not in rules.surnames.common or gap.group(2) in rules.names.never:
        return False
    before = text[start - 1] if start else "\n"
    listed = words and text[start - 1 : start] == "、"
    word = gap.group(1) + gap.group(2) in rules.lexicon.words and not listed  # 方 案
    follower = rules.patterns.follower.match(text, end)
    ends = end == len(text) or text[end] in _MARKS or follower
    told = any(text[max(0, start - n) : start] in rules.posts.addresses for n in range(2, 7))
    begins = told or (before in _MARKS and before not in " \u3000" and not word)
    return begins and bool(ends)


def reopened(person: Person, closed: Closed) -> Person:
    """The person with spans in the text as it was; the name keeps no space."""
    spans = tuple(reopened_span(span, closed) for span in person.spans)
    return person.model_copy(update={"spans": spans})


def reopened_span(span: Span, closed: Closed) -> Span:
    """Where a stretch of the closed text stood."""
    start, end = span
    last = closed.starts[end - 1] + 1 if end > start else closed.starts[end]
    return closed.starts[start], last

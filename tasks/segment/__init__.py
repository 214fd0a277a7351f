"""Words and tags: the one place that knows the segmenter.

The words and tags are those of jieba.posseg 0.42.1, made in a small part of its time: rjieba finds
the likeliest path through jieba's dictionary (`lexicon`), and what that path leaves as single
characters is read by jieba's hidden Markov model in an exact, sparse Viterbi search (`model`,
`runs`). tests/tasks/segment holds the words and tags to jieba's own.
"""

import functools
import re
from collections.abc import Callable
from itertools import accumulate
from typing import NamedTuple

from tasks.segment.lexicon import UNKNOWN, Lexicon, load_lexicon
from tasks.segment.model import load_model
from tasks.segment.runs import Cut, read_run

__all__ = ["Word", "segment", "segmenter"]

# Runs of single characters whose reading a process keeps, at most 7 MB of them, and how long they
# may be. A month of newspaper text has 27,000 different ones, and half of each day's are known.
KEPT_RUNS, LONGEST_KEPT = 16_384, 8

# What rjieba takes into a word's stretch and jieba.posseg does not, and what it cannot take at all.
_FOREIGN = re.compile(
    r"([-%\u3400-\u4dbf\u9fd6-\u9fff\ud800-\udfff\uf900-\ufaff\U00020000-\U0003ffff])"
)
_LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+#&._")


class Word(NamedTuple):
    """A word, its part of speech (ICTCLAS tags), and the character at which it starts."""

    text: str
    tag: str
    start: int


_word: Callable[[tuple[str, str, int]], Word] = functools.partial(tuple.__new__, Word)


def segment(text: str) -> tuple[Word, ...]:
    """Cut into words with tags; joined together the words are the text again."""
    return _default()(text)


def segmenter(user_dictionary: str = "") -> Callable[[str], tuple[Word, ...]]:
    """A `segment` that knows the words of a user dictionary, too.

    The dictionary is text in jieba's format: a line is a word, its frequency and its tag; both may
    be left out.
    """
    lexicon = load_lexicon(user_dictionary)
    load_model()  # now rather than with the first run that needs it
    kept = functools.lru_cache(KEPT_RUNS)(functools.partial(read_run, lexicon=lexicon))

    def read(run: str) -> Cut:
        return kept(run) if len(run) <= LONGEST_KEPT else read_run(run, lexicon)

    def segment(text: str) -> tuple[Word, ...]:
        words, tags = _cut(text, lexicon, read)
        starts = accumulate(map(len, words), initial=0)  # and the end of the text, to spare
        return tuple(map(_word, zip(words, tags, starts, strict=False)))

    return segment


_default = functools.cache(segmenter)


def _cut(text: str, lexicon: Lexicon, read: Callable[[str], Cut]) -> tuple[list[str], list[str]]:
    """The words of the likeliest path, and what its runs of single characters are read as."""
    words: list[str] = []
    tags: list[str] = []
    run = ""
    for piece, tag in _path(text, lexicon):
        if len(piece) == 1:
            if tag != UNKNOWN or "\u4e00" <= piece <= "\u9fd5" or piece in _LATIN:
                run += piece
                continue
        elif piece < "\x80" and _is_latin(piece) and piece not in lexicon.latin_words:
            run += piece
            continue
        if run:
            its_words, its_tags = read(run)
            words += its_words
            tags += its_tags
            run = ""
        words.append(piece)
        tags.append(tag)
    if run:
        its_words, its_tags = read(run)
        words += its_words
        tags += its_tags
    return words, tags


def _path(text: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    """The likeliest path; characters that rjieba would take otherwise than jieba stand alone."""
    if not _FOREIGN.search(text):
        return lexicon.tag(text, False)
    path: list[tuple[str, str]] = []
    for i, part in enumerate(_FOREIGN.split(text)):
        path += lexicon.tag(part, False) if i % 2 == 0 else [(part, UNKNOWN)]
    return path


def _is_latin(piece: str) -> bool:
    return piece.isascii() and piece.isalnum()

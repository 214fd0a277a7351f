"""jieba's dictionary, a user's words on top, and the likeliest path of a text through both.

rjieba brings jieba 0.42.1's dictionary and finds the path as jieba does, ties included: a path's
score is the sum of log(frequency) - log(total), added up from the right; of equal ones the longer
word wins.
"""

from collections.abc import Callable, Iterator
from math import log
from typing import NamedTuple

import rjieba

from tasks.segment.user_words import Counts, count_words

UNKNOWN = "x"  # the tag of what the dictionary does not hold
_CHARACTERS = frozenset((*map(chr, range(0x4E00, 0x9FD6)), *map(chr, range(0x21, 0x7F))))
_UNKNOWN_CHARACTER = "玒"
_NOWHERE = "\0"  # stands for what the total must count besides; no path leads through it


class Lexicon(NamedTuple):
    """What the segmenter asks of the dictionary."""

    # The likeliest path of a text as (word, tag); neighbouring ASCII letters and digits are joined.
    tag: Callable[[str, bool], list[tuple[str, str]]]
    has_word: Callable[[str], bool]
    characters: dict[str, str]  # the tags of words of one character
    # Words of ASCII letters and digits that the path prefers to their letters; jieba has none.
    latin_words: frozenset[str]


def load_lexicon(user_dictionary: str = "") -> Lexicon:
    """Jieba's dictionary with the words of `user_dictionary`, text in jieba's format."""
    if not user_dictionary.strip():
        return _lexicon(rjieba.tag, rjieba.has_word, frozenset())
    counts = count_words(user_dictionary)
    words = dictionary_of(counts)
    return _lexicon(words.tag, words.has_word, frozenset(_latin_words(counts)))


def dictionary_of(counts: Counts) -> rjieba.Jieba:
    """The counts as rjieba takes them; marks are left out: no path leads through them."""
    words: rjieba.Jieba = rjieba.Jieba.empty()  # type: ignore[no-untyped-call]
    counted = 0
    for word, frequency in counts.frequencies.items():
        if frequency and (len(word) > 1 or word in _CHARACTERS):
            words.add_word(word, frequency, counts.tags.get(word, UNKNOWN))
            counted += frequency
    words.add_word(_NOWHERE, counts.total - counted, UNKNOWN)
    return words


def _lexicon(
    tag: Callable[[str, bool], list[tuple[str, str]]],
    has_word: Callable[[str], bool],
    latin_words: frozenset[str],
) -> Lexicon:
    tag(_UNKNOWN_CHARACTER, False)  # the first of its kind takes rjieba 15 ms: it reads tables
    characters = {char: tag(char, False)[0][1] for char in _CHARACTERS if has_word(char)}
    return Lexicon(tag, has_word, characters, latin_words)


def _latin_words(counts: Counts) -> Iterator[str]:
    for word, frequency in counts.frequencies.items():
        if frequency and len(word) > 1 and word.isascii() and word.isalnum():
            letters = sum(log(counts.frequencies.get(letter) or 1) for letter in word)
            if log(frequency) >= letters - (len(word) - 1) * log(counts.total):
                yield word

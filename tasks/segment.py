"""Words and tags: the one place that knows the segmenter.

Every article is segmented exactly once. The seam is kept this small so that a faster segmenter
with the same words and tags can take the place of jieba.
"""

import functools
import logging
import warnings
from typing import NamedTuple

with warnings.catch_warnings():  # jieba 0.42.1 is older than the escapes it is warned for
    warnings.simplefilter("ignore")
    import jieba
    from jieba import posseg


class Word(NamedTuple):
    """A word, its part of speech (ICTCLAS tags), and the character at which it starts."""

    text: str
    tag: str
    start: int


def segment(text: str) -> tuple[Word, ...]:
    """Cut into words with tags; joined together the words are the text again."""
    words, start = [], 0
    for pair in _tagger().cut(text):
        words.append(Word(pair.word, pair.flag, start))
        start += len(pair.word)
    return tuple(words)


@functools.cache
def _tagger() -> posseg.POSTokenizer:
    """A tokenizer of our own, so that nobody's user dictionary changes our words.

    It is made from the package's dictionary, not from the cache that jieba keeps in the shared
    temporary folder.
    """
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return posseg.POSTokenizer(tokenizer)

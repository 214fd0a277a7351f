"""What jieba makes of a user dictionary: frequencies, tags and the total, as it counts them."""

import re
from collections.abc import Collection, Iterator
from math import log
from typing import NamedTuple

from config.jieba import jieba_folder

# A word, its frequency, its tag; both may be left out.
_LINE = re.compile(r"(.+?)( [0-9]+)?( [a-z]+)?")
# The stretches in which jieba.cut looks for words.
_STRETCH = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+|.", re.DOTALL)


class Counts(NamedTuple):
    """What is known of every word; a word that was taken out has frequency 0."""

    frequencies: dict[str, int]
    tags: dict[str, str]
    total: int  # also counts frequencies that a later line has replaced
    longest: int  # in characters


def count_words(user_dictionary: str) -> Counts:
    """The jieba package's dictionary, then every line added; a frequency of 0 takes a word out."""
    frequencies, tags, total, longest = _jieba_dictionary()
    beginnings = _beginnings(frequencies)
    for line in user_dictionary.split("\n"):
        match = _LINE.fullmatch(line.strip())
        if match is None:
            continue
        word, given, tag = match.groups()
        counts = Counts(frequencies, tags, total, longest)
        frequency = int(given) if given else _suggested(word, counts, beginnings)
        frequencies[word] = frequency
        total += frequency
        longest = max(longest, len(word))
        if tag:
            tags[word] = tag.strip()
        beginnings |= _beginnings([word])
    return Counts(frequencies, tags, total, longest)


def _jieba_dictionary() -> Counts:
    fields = (jieba_folder() / "dict.txt").read_text("utf-8").split()
    words, numbers, tags = fields[::3], [int(number) for number in fields[1::3]], fields[2::3]
    return Counts(
        dict(zip(words, numbers, strict=True)),
        dict(zip(words, tags, strict=True)),
        sum(numbers),
        max(map(len, words)),
    )


def _beginnings(words: Collection[str]) -> set[str]:
    """What jieba counts as 0 because words begin with it, of all that can be a piece of a word.

    A piece is a word, one character, or ASCII letters and digits.
    """
    beginnings = {word[0] for word in words}
    for word in words:
        if word[0] < "\x80":
            beginnings.update(word[:end] for end in range(1, len(word)) if word[:end].isascii())
    return beginnings


def _suggested(word: str, counts: Counts, beginnings: set[str]) -> int:
    """A frequency with which the word wins over its pieces; jieba's suggest_freq."""
    likelihood = 1.0
    for piece in _pieces(word, counts):
        unknown = 0 if piece in beginnings else 1
        likelihood *= counts.frequencies.get(piece, unknown) / counts.total
    return max(int(likelihood * counts.total) + 1, counts.frequencies.get(word, 1))


def _pieces(text: str, counts: Counts) -> Iterator[str]:
    """The likeliest path, neighbouring ASCII letters and digits joined."""
    letters = ""
    for stretch in _STRETCH.findall(text):
        for word in _path(stretch, counts):
            if len(word) == 1 and word.isascii() and word.isalnum():
                letters += word
                continue
            if letters:
                yield letters
            letters = ""
            yield word
    if letters:
        yield letters


def _path(stretch: str, counts: Counts) -> Iterator[str]:
    """The words of the likeliest path through one stretch; of equal ones the longer wins."""
    weight, log_total = counts.frequencies.get, log(counts.total)
    best = [(0.0, 0)] * (len(stretch) + 1)
    for start in reversed(range(len(stretch))):
        best[start] = max(
            (log(weight(stretch[start:end]) or 1) - log_total + best[end][0], end)
            for end in _word_ends(stretch, start, counts)
        )
    start = 0
    while start < len(stretch):
        end = best[start][1]
        yield stretch[start:end]
        start = end


def _word_ends(stretch: str, start: int, counts: Counts) -> list[int]:
    """Where words that begin at `start` end; a character that begins none is one itself."""
    furthest = min(start + counts.longest, len(stretch))
    ends = range(start + 1, furthest + 1)
    return [end for end in ends if counts.frequencies.get(stretch[start:end])] or [start + 1]

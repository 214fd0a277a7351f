"""How usual words and names are: costs (negative log probabilities) from the jieba dictionary."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from functools import cached_property
from pathlib import Path
from typing import Self

from config.jieba import jieba_folder
from config.rules.reading import RuleSet

# Longer words say nothing about where a name of two to four characters ends.
LONGEST_WORD = 4
# Words rarer than this in the dictionary's counts are noise.
SELDOM = 10
# Added to every count of a character, so that an unseen one is unusual and not impossible.
SMOOTHING = 2
# Given names are written with about so many characters.
CHARACTERS = 4000
PERSON_TAGS = frozenset(("nr", "nrfg", "nrt"))


class Lexicon(RuleSet):
    """Costs of words; words that can begin what a name does; places; given names by position."""

    words: dict[str, float]
    actions: frozenset[str]
    places: frozenset[str]
    surnames: dict[str, float]
    single: dict[str, float]
    first: dict[str, float]
    second: dict[str, float]
    unseen: float

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """What words of three characters and more begin with: two characters."""
        return frozenset(word[:2] for word in self.words if len(word) > 2)

    def divisions(self) -> frozenset[str]:
        """The provinces, cities, counties and districts of the places, with and without 市, 县."""
        full = {name for name in self.places if len(name) > 2 and name[-1] in "省市县区州旗"}
        bare = {name[:-1] for name in full if name[:-1] in self.places}
        return frozenset(full | bare)

    @classmethod
    def read(cls, dictionary: Path, surnames: Iterable[str], words: Set[str]) -> Self:
        """Count a dictionary of `word frequency tag` lines; names are its entries tagged nr.

        Those in `words` are ordinary words all the same: 荣誉.
        """
        # In columns: a list for each of the 350,000 lines takes thrice the time.
        fields = dictionary.read_text("utf-8").split()
        entries, counts, tags = fields[0::3], list(map(int, fields[1::3])), fields[2::3]
        total = math.log(sum(counts))
        costs = {count: total - math.log(max(count, 1)) for count in set(counts)}
        known = frozenset(surnames)
        names = [word for word, tag in zip(entries, tags, strict=True) if tag in PERSON_TAGS]
        usual = [
            (word, count, tag)
            for word, count, tag in zip(entries, counts, tags, strict=True)
            if len(word) <= LONGEST_WORD
            and (count >= SELDOM or len(word) == 1)
            and (tag not in PERSON_TAGS or len(word) == 1 or word[0] not in known or word in words)
        ]
        pairs = [name[1:] for name in names if len(name) == 3 and name[0] in known]
        ones = [name[1] for name in names if len(name) == 2 and name[0] in known]
        return cls(
            words={word: costs[count] for word, count, _ in usual},
            actions=frozenset(word for word, _, tag in usual if tag[0] in "vdpc" or tag == "ad"),
            places=frozenset(
                word
                for word, tag in zip(entries, tags, strict=True)
                if tag == "ns" and len(word) > 1
            ),
            surnames=_costs(name[0] for name in names if name[0] in known),
            single=_costs(_thrice(ones, pairs)),
            first=_costs(pair[0] for pair in pairs),
            second=_costs(pair[1] for pair in pairs),
            unseen=math.log((len(pairs) + SMOOTHING * CHARACTERS) / SMOOTHING),
        )


def inverse_document_frequencies() -> dict[str, float]:
    """The table in the jieba package: word -> idf."""
    fields = (jieba_folder() / "analyse" / "idf.txt").read_text("utf-8").split()
    pairs = zip(fields[0::2], map(float, fields[1::2]), strict=True)
    return {word: idf for word, idf in pairs if len(word) > 1}


def _costs(characters: Iterable[str]) -> dict[str, float]:
    counts = Counter(characters)
    total = math.log(counts.total() + SMOOTHING * CHARACTERS)
    return {char: total - math.log(count + SMOOTHING) for char, count in counts.items()}


def _thrice(ones: list[str], pairs: list[str]) -> Iterator[str]:
    """One-character given names are few in the dictionary: count them thrice, and the pairs too."""
    for one in ones:
        yield from one * 3
    for pair in pairs:
        yield from pair

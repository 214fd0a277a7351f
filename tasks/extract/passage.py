"""The body with its words: where words begin and end, and which word holds a character."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, compress, islice
from operator import itemgetter

from config.rules.extract import ExtractRules
from tasks.segment import Word, segment

MOST_PLACES = 100  # enough to judge by; all of them, for each of them, would take quadratic time


@dataclass(frozen=True, eq=False)
class Passage:
    """A text, its words, and for every character the number of the word that holds it.

    `usual` keeps what people.names has weighed at a position.
    """

    text: str
    words: tuple[Word, ...]
    word_numbers: tuple[int, ...]
    usual: dict[int, list[float]] = field(default_factory=dict, init=False, repr=False)
    _behind: dict[str, tuple[str | None, str | None]] = field(
        default_factory=dict, init=False, repr=False
    )

    @cached_property
    def pairs(self) -> tuple[dict[str, int], list[int], bytearray]:
        """Where any two neighbours stand last, and for each position where its own do before; -1.

        And for each position whether its own stand elsewhere, too. So what recurs is found without
        a search of the whole text.
        """
        text, last = self.text, dict[str, int]()
        before, recurring = [-1] * len(text), bytearray(len(text))
        for at in range(len(text) - 1):
            pair = text[at : at + 2]
            if pair in last:
                earlier = before[at] = last[pair]
                recurring[at] = recurring[earlier] = 1
            last[pair] = at
        return last, before, recurring

    def find_backwards(self, part: str, most: int = MOST_PLACES) -> Iterator[int]:
        """Where `part`, two characters or more, begins, from right to left.

        Of the places where its first two characters stand, the last `most` are looked at.
        """
        last, before, _ = self.pairs
        at = last.get(part[:2], -1)
        while at >= 0 and most:
            if self.text.startswith(part, at):
                yield at
            at, most = before[at], most - 1

    def recurs(self, part: str) -> bool:
        """Whether `part`, two characters or more, stands twice in the text."""
        last, before, _ = self.pairs
        at = last.get(part[:2], -1)
        if at < 0 or before[at] < 0:
            return False
        return len(list(islice(self.find_backwards(part), 2))) > 1

    def behind(self, part: str) -> tuple[str | None, str | None]:
        """The character behind a `part`, and another behind another; None where there is none.

        They are the same where `part` always goes on alike.
        """
        if part not in self._behind:
            first = other = None
            for start in self.find_backwards(part):
                after = self.char(start + len(part))
                first, other = (after, None) if first is None else (first, after)
                if other not in (None, first):
                    break
            self._behind[part] = first, other
        return self._behind[part]

    def find_all(self, part: str) -> list[int]:
        """Where `part` begins, from left to right, without overlaps."""
        if len(part) < 2:
            return [match.start() for match in re.finditer(re.escape(part), self.text)]
        found: list[int] = []
        end = 0
        for at in sorted(self.find_backwards(part, len(self.text))):
            if at >= end:
                found.append(at)
                end = at + len(part)
        return found

    def word_at(self, position: int) -> Word | None:
        """The word that holds the character at `position`; None outside of the text."""
        if 0 <= position < len(self.word_numbers):
            return self.words[self.word_numbers[position]]
        return None

    def is_boundary(self, position: int) -> bool:
        """Whether a word begins at `position` (both ends of the text count)."""
        inside = 0 < position < len(self.word_numbers)
        return not inside or self.word_numbers[position - 1] != self.word_numbers[position]

    def char(self, position: int) -> str:
        """The character at `position`, or the empty string outside of the text."""
        return self.text[position] if 0 <= position < len(self.text) else ""

    def words_ending(self, last: re.Pattern[str]) -> Iterator[Word]:
        """The words whose last character is one of those that the pattern finds, in order."""
        for match in last.finditer(self.text):
            word = self.words[self.word_numbers[match.start()]]
            if word.start + len(word.text) == match.end():
                yield word

    @cached_property
    def _tags(self) -> tuple[str, ...]:
        return tuple(map(itemgetter(1), self.words))

    def words_tagged(self, tag: str) -> Iterator[Word]:
        """The words with this tag, in order."""
        return compress(self.words, map(tag.__eq__, self._tags))

    def words_of(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that touch the stretch from `start` to `end`."""
        return self.words[self.word_numbers[start] : self.word_numbers[end - 1] + 1]


def read_passage(text: str) -> Passage:
    """Segment `text`, once."""
    words = segment(text)
    return Passage(text, words, number_characters(words, len(text)))


def number_characters(words: Sequence[Word], length: int) -> tuple[int, ...]:
    """For every character of the words the number of its word; they have `length` characters."""
    begins = bytearray(length)
    for start in map(itemgetter(2), words[1:]):
        begins[start] = 1
    return tuple(accumulate(begins))


def is_han(char: str) -> bool:
    """Whether `char` is one Chinese character (the empty string is not)."""
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff" or char == "〇"


# Longest title or body name that is looked for; the full name of a ministry or a firm fits.
PHRASE_LENGTH = 30
_NOUN_LIKE = frozenset(("n", "ns", "nt", "nz", "nr", "nrfg", "nrt", "ng", "vn", "j", "b", "l", "s"))
_ODD_BUT_INSIDE = frozenset(("an", "eng", "zg", "g", "h", "k", "q", "ag", "vg", "tg"))
_FUNCTION = frozenset(("p", "c", "r", "d", "m", "t", "y", "f", "u", "uj", "ul", "uz", "ug", "ud"))
_OF_SCHOOLS = ("主任", "副主任", "教授", "副教授", "讲师", "党总支", "书记")
_COUNTED = frozenset("天年月日次届轮期季")
_DISTRICT = frozenset("省市县区州旗镇乡村")


def phrase_start(
    passage: Passage, position: int, outside: frozenset[str], rules: ExtractRules
) -> int:
    """Where the noun phrase begins that ends at `position`.

    Leftwards over words that can stand inside a title or the name of a body; words in `outside`
    never do.
    """
    start = position
    while start > 0:
        word = passage.words[passage.word_numbers[start - 1]]
        if position - word.start > PHRASE_LENGTH or word.text in outside:
            break
        if word.text in _JOINING and joins(passage, word.start, rules):
            start = word.start
            continue
        if not _inside(passage, word, start, rules):
            break
        start = word.start
    return start


_JOINING = frozenset(("和", "与", "及"))
LONGEST_SUBJECTS = 14  # characters, with 市 before them


def joins(passage: Passage, at: int, rules: ExtractRules) -> bool:
    """Whether the 和 (与, 及) at a position stands inside the name of a body: 发展和改革委员会."""
    return _joins_subjects(passage, at, rules) or any(
        passage.text.startswith(joined, at - joined.find(passage.text[at]))
        for joined in rules.bodies.joined
        if passage.text[at] in joined and at >= joined.find(passage.text[at])
    )


def _joins_subjects(passage: Passage, at: int, rules: ExtractRules) -> bool:
    """云岭市园林|和|林业局: what the department of a place deals with stands on both sides.

    Those of Hong Kong, 劳工|及|福利局, need no place before them.
    """
    of_place, second = rules.patterns.first_subject, rules.patterns.second_subject
    first = rules.patterns.subjects_end if passage.text[at] == "及" else of_place
    return (
        second.match(passage.text, at + 1) is not None
        and first.search(passage.text, max(0, at - LONGEST_SUBJECTS), at) is not None
    )


def _inside(passage: Passage, word: Word, end: int, rules: ExtractRules) -> bool:
    """A word may stand inside when it is noun-like; before 市, 局, 公司 any word may."""
    if not is_han(word.text[0]):
        return word.tag == "eng"
    department = word.text == "系" and passage.text.startswith(_OF_SCHOOLS, end)
    if department or word.tag in _NOUN_LIKE or word.tag in _ODD_BUT_INSIDE:
        return True
    if word.tag == "m":
        return word.text[0] == "第" and word.text[-1] not in _COUNTED
    if word.tag in _FUNCTION or len(word.text) < 2:
        return False
    if passage.char(end) in _DISTRICT:
        return len(word.text) == 2
    return bool(rules.patterns.body_ending.match(passage.text, end))

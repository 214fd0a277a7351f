"""Rules of strip_boilerplate: what a whole line of each kind looks like."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property, partial
from typing import Annotated, NamedTuple

from ahocorasick_rs import AhoCorasick
from pydantic import BeforeValidator

from config.rules.needles import needles
from config.rules.reading import RuleSet

Search = Callable[[str], re.Match[str] | None]


class Way(NamedTuple):
    """One way in which a line may be of a kind, and words of which such a line holds at least one."""

    pattern: re.Pattern[str]
    words: frozenset[str]

    @property
    def search(self) -> Search:
        """What begins a line is tried there only."""
        opens = self.pattern.pattern.startswith("^")
        return self.pattern.match if opens else self.pattern.search


def _ways(patterns: list[str]) -> tuple[Way, ...]:
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    parts = [part for pattern in patterns for part in alternatives(pattern)]
    return tuple(Way(re.compile(part), needles(part)) for part in parts)


def alternatives(pattern: str) -> list[str]:
    """The parts between those | of a regular expression that stand in no brackets."""
    found, start, depth = [], 0, 0
    for match in re.finditer(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", pattern):
        depth += (match[0] == "(") - (match[0] == ")")
        if match[0] == "|" and not depth:
            found.append(pattern[start : match.start()])
            start = match.end()
    return [*found, pattern[start:]]


Patterns = Annotated[tuple[Way, ...], BeforeValidator(_ways)]


class Line(NamedTuple):
    """A folded line, the words in it that tell of any kind of line, and what they tell to try."""

    text: str
    words: frozenset[str]
    ways: Mapping[str, Mapping[str, tuple[Search, ...]]]  # of each kind, by their words

    def says(self, kind: str) -> bool:
        """Whether the line looks like that kind."""
        ways = self.ways[kind]
        for word in self.words:
            if word in ways:
                for search in ways[word]:
                    if search(self.text):
                        return True
        return False

    def part(self, text: str) -> "Line":
        """A part of the line, which holds no words that the line does not."""
        return self if text == self.text else Line(text, self.words, self.ways)


class Phrases(RuleSet):
    """What a whole line of each kind looks like; see phrases.toml.

    `_weak` needs neighbours; `_tail` holds only behind the article.
    """

    end_mark: Patterns
    ticker: Patterns
    nav: Patterns
    share: Patterns
    widget: Patterns
    poll: Patterns
    metadata: Patterns
    source_line: Patterns
    byline: Patterns
    caption: Patterns
    picture_and_text: Patterns
    roll: Patterns
    credit_of_both: Patterns
    offer: Patterns
    call: Patterns
    caption_weak: Patterns
    scene: Patterns
    picture_credit: Patterns
    copyright: Patterns
    copyright_weak: Patterns
    copyright_head: Patterns
    help_line: Patterns
    notice_opening: Patterns
    glued_link: Patterns
    recommended_links: Patterns
    media_link: Patterns
    recommended_head: Patterns
    comment_form: Patterns
    comment_head: Patterns
    contact: Patterns
    signature: Patterns
    advert: Patterns
    asks: Patterns
    recommended_tail: Patterns
    contact_tail: Patterns
    copyright_tail: Patterns
    share_tail: Patterns
    comment_form_tail: Patterns
    advert_tail: Patterns

    @cached_property
    def _ways(self) -> dict[str, dict[str, tuple[Search, ...]]]:
        """For each kind what may find it, by the words that tell of it."""
        told: dict[str, dict[str, tuple[Search, ...]]] = {}
        for kind, ways in self:
            found = told.setdefault(kind, {})
            for way in ways:
                for word in way.words:
                    found[word] = (*found.get(word, ()), way.search)
        return told

    @cached_property
    def _find(self) -> Callable[[str], list[str]]:
        """All such words and the line ends of a text, in their order, found in one pass."""
        told = {word for ways in self._ways.values() for word in ways}
        # Stored, else each find is a new string.
        words = AhoCorasick([*told, "\n"], store_patterns=True)
        return partial(words.find_matches_as_strings, overlapping=True)

    @cached_property
    def _words(self) -> Callable[[frozenset[str]], frozenset[str]]:
        return cache(lambda kinds: frozenset(word for kind in kinds for word in self._ways[kind]))

    def words(self, kinds: frozenset[str]) -> frozenset[str]:
        """The words of which a line holds one if it is of one of these kinds."""
        return self._words(kinds)

    def read(self, lines: Sequence[str]) -> list[Line]:
        """Folded lines, looked through for the words of all kinds at once."""
        words = self._find("\n".join([*lines, ""]))
        read: list[Line] = []
        start = 0
        for text in lines:
            end = words.index("\n", start)
            read.append(Line(text, frozenset(words[start:end]), self._ways))
            start = end + 1
        return read

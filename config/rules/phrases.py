"""Rules of strip_boilerplate: what a whole line of each kind looks like."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
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
        re.compile(pattern)  # so that an error names the one bad pattern
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
    """A folded line, and by kind the searches that may find something in it, by the words it holds."""

    text: str
    searches: Mapping[str, Collection[Search]]

    def says(self, kind: str) -> bool:
        """Whether the line looks like that kind."""
        found = self.searches.get(kind, ())
        return bool(found) and any(search(self.text) for search in found)

    def part(self, text: str) -> "Line":
        """A part of the line, which holds no words that the line does not."""
        return self if text == self.text else Line(text, self.searches)


class Phrases(RuleSet):
    """What a whole line of each kind looks like; see phrases.toml.

    `_weak` needs neighbours; `_tail` holds only behind the article.
    """

    end_mark: Patterns
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
    picture_credit: Patterns
    copyright: Patterns
    copyright_weak: Patterns
    copyright_head: Patterns
    help_line: Patterns
    notice_opening: Patterns
    glued_link: Patterns
    recommended_links: Patterns
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
    def _searches(self) -> list[tuple[tuple[str, Search], ...]]:
        """The kinds and searches that each of the words tells of."""
        return list(map(tuple, self._told.values()))

    @cached_property
    def _words(self) -> AhoCorasick:
        """All words at once; finds each by its place in `_searches`."""
        return AhoCorasick(self._told)

    @cached_property
    def _told(self) -> dict[str, list[tuple[str, Search]]]:
        told: dict[str, list[tuple[str, Search]]] = {}
        for kind, ways in self:
            for way in ways:
                for word in way.words:
                    told.setdefault(word, []).append((kind, way.search))
        return told

    def read(self, page: Sequence[str]) -> list[Line]:
        """The folded lines of a page, in one look at all of them."""
        found: list[dict[str, set[Search]]] = [defaultdict(set) for _ in page]
        number, end = -1, 0
        words = self._words.find_matches_as_indexes("\n".join(page), overlapping=True)
        for word, start, _ in words:
            while start >= end:
                number += 1
                end += len(page[number]) + 1
                searches = found[number]
            for kind, search in self._searches[word]:
                searches[kind].add(search)
        return list(map(Line, page, found))

    def line(self, text: str) -> Line:
        """A folded line by itself."""
        return self.read([text])[0]

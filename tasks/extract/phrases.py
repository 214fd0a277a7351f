"""Candidates for keywords: named places and bodies, and runs of words that a term can be made of."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.document import Mention
from tasks.extract.passage import Passage, is_han
from tasks.segment import Word

LONGEST_PHRASE = 4  # in words
LONGEST_TERM = 8  # in characters

PLACE, BODY = "place", "body"  # tags of named places and organisations
_UNITS = frozenset((PLACE, BODY))
_BREAK = Word("", "x", -1)
_NOUNS = frozenset(
    ("n", "nz", "vn", "nt", "j", "l", "an", "eng", "nrt", "nr", "ns", "nrfg", "ng", "x")
)
_PARTS = _NOUNS | {"v", "b", "a", "g", "vg", "ag", "k", "h", "zg", "i", "q", "s", "m"}
_NO_START = frozenset(("k", "i", "q", "m"))
_NO_END = frozenset(("h", "i", "b", "a", "v", "m"))
_NEVER_ALONE = frozenset(("b", "i", "a", "k", "h", "m", "q", "s"))


_QUOTED = re.compile(r"[“《]([\u4e00-\u9fff]{2,8})[”》]")


class Phrase(NamedTuple):
    """A candidate: its words where it stands first, and how often it stands in the body."""

    words: tuple[Word, ...]
    times: int


def find_phrases(
    passage: Passage,
    taken: frozenset[int],
    named: Sequence[Mention],
    title: str,
    rules: ExtractRules,
) -> dict[str, Phrase]:
    """Every candidate by its text; `named` are places, then organisations, as units."""
    lead_end = passage.text.find("\n") if "\n" in passage.text else len(passage.text)
    recurs = _recurring(passage, title, lead_end)
    counts: dict[str, int] = {}
    runs: dict[str, tuple[Word, ...]] = {}
    for stretch in _stretches(_with_units(passage, named), taken, recurs, rules):
        for run in _runs(stretch, recurs):
            text = passage.text[run[0].start : run[-1].start + len(run[-1].text)]
            counts[text] = counts.get(text, 0) + 1
            runs.setdefault(text, run)
    for word in _inside_bodies(passage, named, rules):
        counts[word.text] = counts.get(word.text, 0) + 1
        runs.setdefault(word.text, (word,))
    return {
        text: Phrase(run, counts[text])
        for text, run in runs.items()
        if _is_worth(text, run, counts[text], title, lead_end)
    }


def _recurring(passage: Passage, title: str, lead_end: int) -> Callable[[int], bool]:
    """Tells whether a term can hold the two characters that begin at a position.

    Behind the opening they must recur, or stand in the headline, as such a term must.
    """
    return lambda at: at < lead_end or passage.pair_recurs(at) or passage.text[at : at + 2] in title


def _inside_bodies(
    passage: Passage, named: Sequence[Mention], rules: ExtractRules
) -> Iterator[Word]:
    """图书馆 of 云岭市图书馆: what a body is may be the topic."""
    for mention in named:
        if not _is_place(mention):
            words = (word for span in mention.spans for word in passage.words_of(*span))
            yield from (w for w in words if w.tag in _NOUNS and _uses(w, rules) & ALONE)


def _is_place(mention: Mention) -> bool:
    return bool(mention.chain) or mention.name[-1] in "省市县区州镇乡村"


def _stretches(
    words: Iterable[Word],
    taken: frozenset[int],
    recurs: Callable[[int], bool],
    rules: ExtractRules,
) -> Iterator[list[tuple[Word, int]]]:
    """Maximal runs of words that can be part of a term, each with its uses.

    A word whose first two characters do not recur can not; a single one has no second of its own.
    """
    known: dict[str, int] = {}
    stretch: list[tuple[Word, int]] = []
    for word in words:
        uses = 0
        if (
            word.tag in _USES
            and word.start not in taken
            and (len(word.text) == 1 or recurs(word.start) or word.tag in _UNITS)
        ):
            found = known.get(word.text)
            uses = known[word.text] = _uses(word, rules) if found is None else found
        if uses:
            stretch.append((word, uses))
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


# What a word can be in a term, as bits: any use at all is PART.
PART, ALONE, START, END, NOUN, EVERYDAY = 1, 2, 4, 8, 16, 32
_USES = {
    tag: PART
    | ALONE * (tag not in _NEVER_ALONE)
    | START * (tag not in _NO_START)
    | END * (tag not in _NO_END)
    | NOUN * (tag in _NOUNS)
    for tag in _PARTS
} | dict.fromkeys(_UNITS, PART | ALONE)


def _uses(word: Word, rules: ExtractRules) -> int:
    """What the tag allows, less what the word itself forbids."""
    text, uses = word.text, _USES[word.tag]
    if uses == PART | ALONE:
        return uses
    if not is_han(text[:1]):
        if word.tag != "eng" or len(text) < 2:
            return 0
    elif text in rules.keywords.never or text in rules.bodies.outside:
        return 0
    if text in rules.stop_words:
        uses = uses & ~(ALONE | START) | EVERYDAY
    if text in rules.keywords.empty_heads or text in rules.posts.official:
        uses &= ~(ALONE | END)
    return uses & ~ALONE if len(text) < 2 or text in rules.bodies.generic else uses


def _runs(
    stretch: list[tuple[Word, int]], recurs: Callable[[int], bool]
) -> Iterator[tuple[Word, ...]]:
    """The single terms of a stretch, and its runs of two to four words that can be one."""
    for first, (word, uses) in enumerate(stretch):
        if uses & ALONE:
            yield (word,)
        if not uses & START:
            continue
        nouns, everyday = uses & NOUN, 0
        for last in range(first + 1, min(first + LONGEST_PHRASE, len(stretch))):
            other, its = stretch[last]
            if its == PART | ALONE or other.start + len(other.text) - word.start > LONGEST_TERM:
                break
            if not recurs(other.start - 1):
                break
            nouns |= its & NOUN
            everyday += bool(its & EVERYDAY)
            if its & END and nouns and everyday * 2 <= last - first + 1:
                yield tuple(w for w, _ in stretch[first : last + 1])


def _with_units(passage: Passage, named: Sequence[Mention]) -> list[Word]:
    """The words, but every named place, body or quoted term as one; a break where it cuts a word."""
    words, numbers = passage.words, passage.word_numbers
    found: list[Word] = []
    at = done = 0  # the next word, and up to where the text is done
    for start, (end, tag) in sorted(_units(passage, named).items()):
        if start < done:
            continue
        first = numbers[start]
        found += words[at:first]
        if words[first].start < start:
            found.append(_BREAK)
        found.append(Word(passage.text[start:end], tag, start))
        at, done = numbers[end - 1] + 1, end
        if at < len(words) and words[at].start > end:
            found.append(_BREAK)
    return found + list(words[at:])


def _units(passage: Passage, named: Sequence[Mention]) -> dict[int, tuple[int, str]]:
    """Where units begin, where they end, and their tags; the longest at each place."""
    units: dict[int, tuple[int, str]] = {}
    for mention in named:
        tag = PLACE if _is_place(mention) else BODY
        short = (
            (at, at + len(form)) for form in mention.abbreviations for at in passage.find_all(form)
        )
        for start, end in (*mention.spans, *short):
            if start not in units or units[start][0] < end:
                units[start] = end, tag
    for match in _QUOTED.finditer(passage.text):
        units.setdefault(match.start(1), (match.end(1), "nz"))
    return units


def _is_worth(text: str, run: tuple[Word, ...], times: int, title: str, lead_end: int) -> bool:
    """It recurs, stands in the headline or in the opening; there several words must be nouns."""
    if times > 1 or text in title:
        return True
    if run[0].start > lead_end:
        return False
    return len(run) == 1 or all(word.tag in _NOUNS and len(word.text) > 1 for word in run)

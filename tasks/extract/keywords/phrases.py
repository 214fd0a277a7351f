"""Candidates for keywords: named places and bodies, and runs of words that a term can be made of."""

import re
from collections.abc import Iterator, Sequence
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
    usable = _usable(passage, title, lead_end)
    words = _with_units(passage, named)
    uses = _all_uses(words, taken, usable, rules)
    counts: dict[str, int] = {}
    runs: dict[str, tuple[Word, ...]] = {}
    for first, last in _runs(words, uses, usable):
        text = passage.text[words[first].start : words[last].start + len(words[last].text)]
        if text in counts:
            counts[text] += 1
        else:
            counts[text] = 1
            runs[text] = tuple(words[first : last + 1])
    for word in _inside_bodies(passage, named, rules):
        counts[word.text] = counts.get(word.text, 0) + 1
        runs.setdefault(word.text, (word,))
    return {
        text: Phrase(run, counts[text])
        for text, run in runs.items()
        if _is_worth(text, run, counts[text], title, lead_end)
    }


def _usable(passage: Passage, title: str, lead_end: int) -> bytearray:
    """For each position whether a term can hold the two characters that begin there.

    Behind the opening they must recur, or stand in the headline, as such a term must.
    """
    usable = passage.pairs[2][:]
    usable[:lead_end] = b"\1" * lead_end
    for first in range(len(title) - 1):
        for at in passage.find_backwards(title[first : first + 2]):
            usable[at] = 1
    return usable


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


def _all_uses(
    words: Sequence[Word],
    taken: frozenset[int],
    usable: bytearray,
    rules: ExtractRules,
) -> list[int]:
    """The uses of each word; 0 for those that can be no part of a term.

    A word whose first two characters are not `usable` can not; nor can a single one that is
    usable neither with the one behind it nor with the one before.
    """
    known: dict[str, int] = {}
    uses = [0] * len(words)
    for number, (text, tag, start) in enumerate(words):
        if not usable[start] and tag not in _UNITS and (len(text) > 1 or not usable[start - 1]):
            continue
        if tag in _USES and start not in taken:
            found = known.get(text)
            if found is None:
                found = known[text] = _uses(words[number], rules)
            uses[number] = found
    return uses


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
    text, tag, _ = word
    uses = _USES[tag]
    if uses == PART | ALONE:
        return uses
    if text in rules.in_no_term or (not is_han(text[:1]) and (tag != "eng" or len(text) < 2)):
        return 0
    if text in rules.stop_words:
        uses = uses & ~(ALONE | START) | EVERYDAY
    if text in rules.ends_no_term:
        uses &= ~(ALONE | END)
    return uses & ~ALONE if len(text) < 2 or text in rules.bodies.generic else uses


def _runs(
    words: Sequence[Word], uses: Sequence[int], usable: bytearray
) -> Iterator[tuple[int, int]]:
    """First and last of each single term, and of each run of two to four words that can be one."""
    for first, its in enumerate(uses):
        if its & ALONE:
            yield first, first
        if not its & START:
            continue
        longest = words[first].start + LONGEST_TERM
        nouns, everyday = its & NOUN, 0
        for last in range(first + 1, min(first + LONGEST_PHRASE, len(uses))):
            other = uses[last]
            text, _, start = words[last]
            if not other or other == PART | ALONE or not usable[start - 1]:
                break
            if start + len(text) > longest:
                break
            nouns |= other & NOUN
            everyday += other & EVERYDAY > 0
            if other & END and nouns and everyday * 2 <= last - first + 1:
                yield first, last


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

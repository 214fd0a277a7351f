"""Places: what the tagger or the gazetteer knows, and names that end in 市, 县, 镇, 村."""

import re

from config.rules.extract import ExtractRules
from tasks.document import Mention, Span
from tasks.extract.passage import Passage, is_han

_GLOSSED = re.compile(r"[\u4e00-\u9fff]\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)[\u4e00-\u9fff]{1,3}")
LONGEST_STEM = 4


def find_places(
    passage: Passage, taken: frozenset[int], rules: ExtractRules
) -> tuple[Mention, ...]:
    """In order of appearance, with every span; none at the characters `taken` by people."""
    ended = _with_ending(passage, rules)
    stems = {passage.text[start : end - 1] for start, end in ended}
    spans: dict[str, list[Span]] = {}
    for start, end in sorted(set(ended + _tagged(passage, stems, rules))):
        name = passage.text[start:end]
        if taken.isdisjoint(range(start, end)) and name not in rules.places.not_places:
            spans.setdefault(name, []).append((start, end))
    return tuple(Mention(name=name, spans=tuple(found)) for name, found in spans.items())


def _tagged(passage: Passage, stems: set[str], rules: ExtractRules) -> list[Span]:
    """Words that are known places, or tagged as places and odd enough to be no other word."""
    found = []
    for word in passage.words:
        end = word.start + len(word.text)
        known = word.text in rules.gazetteer or word.text in stems
        if len(word.text) < 2 or not (known or word.tag == "ns"):
            continue
        odd = word.text not in rules.idf and passage.text.count(word.text) > 1
        if (known or odd) and not _followed_by_ending(passage, end, rules):
            found.append((word.start, end))
    return found


def _followed_by_ending(passage: Passage, end: int, rules: ExtractRules) -> bool:
    return rules.patterns.place_ending.match(passage.text, end) is not None


def _with_ending(passage: Passage, rules: ExtractRules) -> list[Span]:
    """A stem of two to four characters and an ending, from the start of a word."""
    found = []
    for match in rules.patterns.place_ending.finditer(passage.text):
        start = _stem_start(passage, match.start())
        if start is None:
            continue
        if passage.text[start : match.end()] not in rules.places.not_places:
            found.append((start, match.end()))
    glossed = (gloss.span() for gloss in _GLOSSED.finditer(passage.text))
    return found + [s for s in glossed if rules.patterns.place_ending.match(passage.text, s[1] - 1)]


def _stem_start(passage: Passage, ending: int) -> int | None:
    """Where the stem before an ending begins, when its words can be a place's name."""
    word = passage.word_at(ending - 1) if ending else None
    if word is None or not is_han(passage.char(ending - 1)):
        return None
    if word.start + len(word.text) > ending:
        # the ending belongs to the word: 安平市/ns is one, 城市/n is none
        inside = word.tag in {"ns", "nr", "nrt", "nz", "nt"} and ending - word.start >= 2
        return word.start if inside and word.text not in _ODD else None
    stem = passage.text[word.start : ending]
    if 2 <= len(stem) <= LONGEST_STEM and word.tag in {"ns", "nr", "nrt", "nz", "nrfg", "x"}:
        return word.start
    return None


_ODD = frozenset(("县市", "省市"))

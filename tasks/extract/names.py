"""How far a name reaches: candidates at a position, weighed by what stands in and after them."""

import re
from enum import IntEnum
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage, is_han
from tasks.segment import Word


class Trust(IntEnum):
    """How strongly the place before a name announces one."""

    NONE = 0  # nothing does
    OCCUPATION = 1  # an occupation, a status, a list of names
    POST = 2  # an official post


class Candidate(NamedTuple):
    """A stretch of the body that may be a name, and how much speaks for it."""

    start: int
    end: int
    score: float


# What each observation is worth, and what a name must reach. Set by hand, then checked on
# seventeen annotated articles of nine genres.
PAUSE, FOLLOWER, OTHER_WORD = 3.0, 3.0, 1.5
INSIDE_WORD, CUT_AT_START, GLUED, LEANING, SELDOM = -2.5, -1.5, -2.0, -4.0, -1.0
TAGGED, SPLIT_AS_NAME, USUAL_LENGTH, COMPOUND = 2.0, 1.0, 0.5, 1.5
VERB_AS_GIVEN = -3.0
KNOWN_WORD = {Trust.NONE: -6.0, Trust.OCCUPATION: -4.0, Trust.POST: -1.0}
RECURS, ALWAYS_GOES_ON = 1.0, -2.5
NEEDED = {Trust.NONE: 4.0, Trust.OCCUPATION: 2.5, Trust.POST: 1.5}

PERSON_TAGS = frozenset(("nr", "nrfg", "nrt"))
_VAGUE_TAGS = PERSON_TAGS | {"x", "zg", "g", "ns", "nz", "ag", "ng", "vg"}
_FOLLOWING_TAGS = frozenset(
    ("v", "vd", "vn", "p", "c", "d", "ad", "u", "uj", "r", "t", "m", "f", "zg")
)
_DOTTED = re.compile(r"[\u3400-\u9fffA-Z]{1,7}(?:[·•・][\u3400-\u9fffA-Z]{1,8}){1,4}")
_MASKED = re.compile(r"某[某甲乙丙丁]?[\u4e00-\u9fff]?")
LONGEST_GIVEN = 2


def name_at(passage: Passage, start: int, trust: Trust, rules: ExtractRules) -> Candidate | None:
    """The best name that begins at `start`, or None when too little speaks for any."""
    dotted = _DOTTED.match(passage.text, start)
    if dotted:
        return _dotted_name(passage, start, dotted.end(), rules)
    ends = _ends(passage, start, trust, rules)
    weighed = [Candidate(start, end, _weigh(passage, start, end, trust, rules)) for end in ends]
    best = max(weighed, key=lambda c: (c.score, c.end), default=None)
    if best is not None and best.score >= NEEDED[trust]:
        return best
    if trust is Trust.POST:
        return _unusual_name(passage, start, rules)
    return None


def _ends(passage: Passage, start: int, trust: Trust, rules: ExtractRules) -> list[int]:
    """Where a Chinese name that begins at `start` could end."""
    text, surnames = passage.text, rules.surnames
    ends = []
    if text[start : start + 2] in surnames.compound:
        ends += [start + 2 + given for given in (1, 2)]
    first = passage.char(start)
    if first in surnames.common or (trust > Trust.NONE and first in surnames.rare):
        masked = _MASKED.match(text, start + 1)
        if masked:
            return [start + 1 + n for n in range(1, masked.end() - start)]
        ends += [start + 1 + given for given in range(1, LONGEST_GIVEN + 1)]
    return [
        end
        for end in sorted(set(ends))
        if end <= len(text)
        and all(is_han(c) and c not in rules.names.never for c in text[start + 1 : end])
    ]


def _weigh(passage: Passage, start: int, end: int, trust: Trust, rules: ExtractRules) -> float:
    name = passage.text[start:end]
    if rules.patterns.speech.fullmatch(name):
        return KNOWN_WORD[Trust.NONE]  # 城乡建设局局长解释，…
    if trust < Trust.POST and (name in rules.names.not_names or name in rules.gazetteer):
        return KNOWN_WORD[Trust.NONE]
    score = _weigh_end(passage, end, rules) + _weigh_words(passage, start, end, trust, rules)
    score += USUAL_LENGTH if len(name) > 2 else 0.0
    score += COMPOUND if name[:2] in rules.surnames.compound and len(name) > 2 else 0.0
    score += SELDOM if any(c in rules.names.rare for c in name[1:]) else 0.0
    if len(name) > 2 and name[-1] in rules.names.glued:
        score += GLUED
    return score + _weigh_recurrence(passage.text, name)


def _weigh_end(passage: Passage, end: int, rules: ExtractRules) -> float:
    after = passage.char(end)
    if not is_han(after):
        return PAUSE
    if after in rules.names.leaning:
        return LEANING
    follower = rules.patterns.follower.match(passage.text, end)
    if follower and (passage.is_boundary(end) or passage.is_boundary(follower.end())):
        return FOLLOWER
    word = passage.word_at(end)
    if word is None or word.start != end:
        return INSIDE_WORD if word is not None and len(word.text) > 1 else 0.0
    return OTHER_WORD if word.tag in _FOLLOWING_TAGS else 0.0


def _weigh_words(
    passage: Passage, start: int, end: int, trust: Trust, rules: ExtractRules
) -> float:
    """What the segmenter made of the stretch: a name, a word, or a word cut in two."""
    words = passage.words_of(start, end)
    first, last = words[0], words[-1]
    if first.start != start:
        return CUT_AT_START if trust > Trust.NONE else INSIDE_WORD
    if last.start + len(last.text) != end:
        # the name ends inside a word: 成蹊|说 is one word to the segmenter
        follower = rules.patterns.follower.match(passage.text, end)
        speech = follower and rules.patterns.speech.match(passage.text, end)
        cut = not speech or speech.end() != last.start + len(last.text)
        return INSIDE_WORD if cut and last.tag not in _VAGUE_TAGS else 0.0
    if first.text[0] in rules.surnames.wordlike and first.tag not in PERSON_TAGS:
        conjunction = first.tag in {"p", "c"} and passage.char(start - 1) != "、"
        unlikely = trust is Trust.NONE or conjunction
        if trust < Trust.POST and unlikely:
            return KNOWN_WORD[Trust.NONE]
    if len(words) == 1:
        return TAGGED if first.tag in PERSON_TAGS else _known(first.tag, trust)
    return _weigh_given(words, trust, rules)


def _weigh_given(words: tuple[Word, ...], trust: Trust, rules: ExtractRules) -> float:
    """A surname and what follows it as separate words."""
    for word in words[1:]:
        if word.tag in _PARTICLES and (len(word.text) > 1 or word.tag != "c"):
            return INSIDE_WORD
        verb = len(word.text) > 1 and word.tag in {"v", "d", "r", "m", "vd"}
        if verb and trust < Trust.POST and words[0].tag not in PERSON_TAGS:
            return VERB_AS_GIVEN
    if (
        len(words[0].text) > 1
        and words[0].tag == "n"
        and words[0].text not in rules.surnames.compound
    ):
        return INSIDE_WORD
    return SPLIT_AS_NAME if len(words[0].text) <= 2 else 0.0


_PARTICLES = frozenset(("u", "uj", "ul", "uv", "uz", "p", "y", "c"))


def _known(tag: str, trust: Trust) -> float:
    return 0.0 if tag in _VAGUE_TAGS else KNOWN_WORD[trust]


def _weigh_recurrence(text: str, name: str) -> float:
    """A name that recurs stands before different things; half a name always goes on alike."""
    after = [text[i + len(name) : i + len(name) + 1] for i in _starts(text, name)]
    if len(after) < 2:
        return 0.0
    alike = len(set(after)) == 1 and is_han(after[0])
    return ALWAYS_GOES_ON if alike else RECURS


def _starts(text: str, part: str) -> list[int]:
    found, start = [], text.find(part)
    while start >= 0:
        found.append(start)
        start = text.find(part, start + 1)
    return found


def _dotted_name(passage: Passage, start: int, end: int, rules: ExtractRules) -> Candidate:
    """A name with a dot ends where its last part meets a word that is none of it."""
    last_part = max(passage.text.rfind(dot, start, end) for dot in "·•・") + 1
    for stop in range(last_part + 1, end):
        if (
            passage.char(stop) in rules.names.never
            or rules.patterns.follower.match(passage.text, stop)
        ) and passage.is_boundary(stop):
            return Candidate(start, stop, PAUSE)
    return Candidate(start, end, PAUSE)


def _unusual_name(passage: Passage, start: int, rules: ExtractRules) -> Candidate | None:
    """A name without a Han surname after an official post: 次仁旺姆, 特朗普."""
    foreign = start
    while foreign < len(passage.text) and passage.text[foreign] in rules.names.transliteration:
        foreign += 1
    for end in range(start + 2, min(start + 8, len(passage.text)) + 1):
        name = passage.text[start:end]
        if not all(is_han(char) and char not in rules.names.never for char in name):
            return None
        clear = _weigh_end(passage, end, rules) >= FOLLOWER or (
            end == foreign and end - start > 2 and passage.is_boundary(end)
        )
        if clear and (end <= foreign or end - start <= 4) and _no_words(passage, start, end):
            return Candidate(start, end, NEEDED[Trust.POST])
    return None


def _no_words(passage: Passage, start: int, end: int) -> bool:
    """Whether the stretch is made of names and odd characters only, not of everyday words."""
    words = passage.words_of(start, end)
    return (
        words[0].start == start
        and words[0].tag not in _PARTICLES | {"v", "d", "r"}
        and any(word.tag in PERSON_TAGS | {"ns", "nz", "x"} for word in words)
        and all(word.tag in _VAGUE_TAGS or len(word.text) == 1 for word in words)
    )

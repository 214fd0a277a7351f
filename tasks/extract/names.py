"""Names: which stretch at a place that announces one reads best as a name.

Every place has odds of its own: a post announces a name, the beginning of a clause hardly does.
There each possible end is weighed: how usual the characters are in names against how usual the
same text is as ordinary words, and whether what follows can follow a name.
"""

import re
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.extract.likeness import (
    NEVER,
    Trust,
    dotted_end,
    is_foreign,
    name_ends,
    name_starts,
    usual_costs,
    weigh_as_word,
)
from tasks.extract.passage import Passage, is_han


class Candidate(NamedTuple):
    """A stretch of the body that may be a name, and how much speaks for it."""

    start: int
    end: int
    score: float


# Natural logarithms of odds. Set by hand, then checked on some seventy annotated articles.
ODDS = {Trust.NONE: -3.0, Trust.NOUN: 0.0, Trust.OCCUPATION: 5.0, Trust.POST: 8.0, Trust.CUE: 11.0}
PAUSE, SPEECH, FOLLOWER, ACTION, NOTHING = 2.5, 3.0, 1.5, 0.7, -1.0
LEANING, PLACE_AFTER, BODY_AFTER = -8.0, -5.0, -15.0
WORDLIKE, GLUED, ORDINARY = -7.0, -3.0, -2.0
RECURS, GOES_ON = 1.5, -3.0
MOST_AFTER = SPEECH + RECURS  # all that can still speak for a name
# How much text is weighed, in characters.
WINDOW = 10

_FUNCTION = frozenset("pcdvrmfuqt")  # first letters of tags: such a word is hardly a surname
PERSON_TAGS = frozenset(("nr", "nrfg", "nrt"))
_DOTS = frozenset("·•・")
LONGEST_PART = 8
_DOTTED = re.compile(r"[\u3400-\u9fffA-Z]{1,8}(?:[·•・][\u3400-\u9fffA-Z]{1,8}){1,4}")
_LATIN = re.compile(r"[A-Z][a-z]+(?:[ .·-]{1,2}[A-Z][a-z]*){1,3}")
# What a name may do in one character at the end of a clause: 某某等，某某说：
_ALONE = frozenset("等说问答称")
_PLACE_AFTER = re.compile(
    r"[省市县区州旗镇乡村](?!长|委|主任|支书|党|政)|街道|大道|大街|街(?!上|边)|路(?!上|过|边|经)"
    r"|[河湖山桥港站](?!上|边|里|下)"
)
_BODY_AFTER = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:公司|集团|法院|检察院|大学|学院|中学|小学|医院|派出所|分局|管委会"
    r"|合作社|银行|支行|机场|电站|水库|公园|大桥|项目部)"
)


def name_at(passage: Passage, start: int, trust: Trust, rules: ExtractRules) -> Candidate | None:
    """The best name that begins at `start`, or None when too little speaks for any."""
    text = passage.text
    first = text[start : start + 1]
    if not first:
        return None
    if not _DOTS.isdisjoint(text[start + 1 : start + LONGEST_PART + 2]):
        dotted = _DOTTED.match(text, start)
        if dotted and (trust > Trust.NONE or is_foreign(_beginning(dotted.group()), rules)):
            return _dotted_name(passage, start, dotted.end(), trust, rules)
    latin = _LATIN.match(text, start) if trust >= Trust.OCCUPATION else None
    if latin:
        return Candidate(start, latin.end(), PAUSE)
    if not may_begin(text, start, trust, rules):
        return None
    window = _window(passage, start)
    usual = usual_costs(text[start:window], rules)
    best = None
    for end, cost in name_ends(text, start, window - start, trust, rules):
        score = ODDS[trust] + usual[0] - cost - usual[min(end, window) - start]
        if score + MOST_AFTER < 0:
            continue
        score += _weigh(passage, start, end, trust, rules)
        if score >= 0 and (best is None or score > best.score):
            best = Candidate(start, end, score)
    return best


def _beginning(dotted: str) -> str:
    """The first part of a dotted name and two characters of the second: enough to know it by."""
    dot = next(i for i, char in enumerate(dotted) if char in _DOTS)
    return dotted[: dot + 3]


def may_begin(text: str, start: int, trust: Trust, rules: ExtractRules) -> bool:
    """Whether a name can begin here at all: by its first character, or its first two."""
    first, surnames = text[start], rules.surnames
    return (
        first in surnames.common
        or (trust > Trust.NOUN and first in surnames.rare)
        or (trust >= Trust.OCCUPATION and first in rules.names.transliteration)
        or trust is Trust.POST
        or text[start : start + 2] in surnames.compound
    )


def name_before(passage: Passage, end: int, trust: Trust, rules: ExtractRules) -> Candidate | None:
    """The best name that ends at `end`: 某某|教授."""
    first = end
    while first > max(0, end - WINDOW) and is_han(passage.char(first - 1)):
        first -= 1
    text = passage.text[first:end]
    # costs of the text from its beginning: those of the mirrored text, from its end
    usual = usual_costs(text[::-1], rules, mirrored=True)[::-1]
    best = None
    for start, cost in name_starts(passage.text, first, end, trust, rules):
        score = ODDS[trust] + usual[-1] - cost - usual[start - first]
        score += weigh_as_word(passage.text[start:end], trust, rules)
        if score >= 0 and (best is None or score > best.score):
            best = Candidate(start, end, score)
    return best


def _window(passage: Passage, start: int) -> int:
    text, most = passage.text, min(start + WINDOW, len(passage.text))
    end = start
    while end < most and is_han(text[end]):
        end += 1
    return end


def _weigh(passage: Passage, start: int, end: int, trust: Trust, rules: ExtractRules) -> float:
    """What stands after the name, what the name is as a word, and how it recurs."""
    name = passage.text[start:end]
    after = _weigh_end(passage, end, trust, rules)
    score = after + _weigh_beginning(passage, start, trust, rules)
    if len(name) == 3 and name[-1] in rules.names.glued:
        score += GLUED if is_han(passage.char(end)) else GLUED / 3
    if trust is Trust.OCCUPATION and after < FOLLOWER and name in rules.lexicon.words:
        score += ORDINARY  # 国王|花园
    return score + weigh_as_word(name, trust, rules) + _weigh_recurrence(passage.text, name)


def _weigh_beginning(passage: Passage, start: int, trust: Trust, rules: ExtractRules) -> float:
    word = passage.words[passage.word_numbers[start]]
    if word.start != start or len(word.text) > 1 or word.text not in rules.surnames.wordlike:
        return 0.0
    if word.tag in PERSON_TAGS or passage.char(start - 1) == "、":
        return 0.0
    if word.tag == "c":
        return NEVER  # 县长|和县委书记
    certain = trust < Trust.POST and word.tag[0] in _FUNCTION
    return WORDLIKE if certain else WORDLIKE / 2


def _weigh_end(passage: Passage, end: int, trust: Trust, rules: ExtractRules) -> float:
    text, after = passage.text, passage.char(end)
    if not is_han(after):
        return 0.0 if after.isdigit() else PAUSE
    if rules.patterns.speech.match(text, end):
        return SPEECH
    forbidden = _weigh_forbidden(text, end, rules)
    if forbidden:
        return forbidden
    follower = rules.patterns.follower.match(text, end)
    if follower:
        short = len(follower.group()) == 1 and not is_han(passage.char(end + 1))
        return NOTHING if short and after not in _ALONE else FOLLOWER
    if trust < Trust.POST and _BODY_AFTER.match(text, end):
        return BODY_AFTER
    acts = any(text[end:stop] in rules.lexicon.actions for stop in (end + 2, end + 3, end + 1))
    return ACTION if acts else NOTHING


def _weigh_forbidden(text: str, end: int, rules: ExtractRules) -> float:
    """What can hardly follow a name: 了, 们, the rest of an honorific, what makes a place of it."""
    if text[end - 1 : end + 1] in rules.posts.honorific:
        return NEVER  # 相里女|士
    if text[end] in rules.names.leaning:
        return LEANING
    return PLACE_AFTER if _PLACE_AFTER.match(text, end) else 0.0


def _weigh_recurrence(text: str, name: str) -> float:
    """A name that recurs stands before different things; half a name always goes on alike."""
    after, start = [], text.find(name)
    while start >= 0:
        after.append(text[start + len(name) : start + len(name) + 1])
        start = text.find(name, start + 1)
    if len(after) < 2:
        return 0.0
    return GOES_ON if len(set(after)) == 1 and is_han(after[0]) else RECURS


def _dotted_name(
    passage: Passage, start: int, end: int, trust: Trust, rules: ExtractRules
) -> Candidate | None:
    """A name with dots ends where one of its parts meets a word that is none of it."""
    text = passage.text
    parts = [i + 1 for i in range(start, end) if text[i] in _DOTS]
    stop = end
    for part, following in zip(parts, [*(p - 1 for p in parts[1:]), end], strict=True):
        stop = dotted_end(text, part, following, rules)
        if stop < following:
            break
    if trust < Trust.OCCUPATION and not is_foreign(text[start:stop], rules):
        return None  # 中国·云岭
    return Candidate(start, stop, PAUSE)

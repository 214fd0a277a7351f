"""Where the name begins that ends in 市, 县, 镇: its stem is seldom a word the segmenter knows."""

import re
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage, is_han

LONGEST_STEM, LONGEST_AUTONOMOUS = 4, 10
# What speaks for a stem, and what it must reach; set by hand on the project's annotated articles.
LENGTH = {1: -2.0, 2: 1.5, 3: 1.0, 4: 0.0}
LENGTH_BEFORE_ZHOU = {1: 1.5, 2: 0.0, 3: -1.0, 4: -2.0}  # 台州, 亳州
LISTED, HINTED, RECURS = 10.0, 4.0, 1.0
# 和县, 南县: the end of a longer name rather than this county, unless that is a poor one.
LISTED_SHORT = 3.0
AFTER_PAUSE, AFTER_FUNCTION_WORD, AFTER_NOUN, INSIDE_WORD = 3.0, 2.0, 0.5, -1.5
EVERYDAY_STEM, KNOWN_PART, LONE_VERB, RARE_START = -3.5, -2.0, -1.0, -2.0
TRANSLITERATED, TAGGED = 2.5, 1.5
NEEDED = 2.5
# Below this idf a word is too common to be a place's name.
EVERYDAY_IDF = 8.5

_PLACE_TAGS = frozenset(("ns", "nr", "nrt", "nz", "nt", "x", "nrfg"))
_FUNCTION_TAGS = frozenset(
    ("p", "c", "v", "d", "r", "u", "uj", "ul", "f", "m", "t", "vd", "ad", "q")
)
_VERB_TAGS = frozenset(("v", "vn", "vd", "d", "p", "c", "r", "m", "q", "t", "f"))
_LISTING = frozenset("和与及至")
# What may go on in the same word after 市, 县, 村: 市委, 县长, 村支书; not 市场, 区域.
_OFFICE = re.compile(
    r"[委长属级]|政府|人民|政协|人大|纪委|监委|检察|法院|公安|党|支书|支部|两委|组织|领导|[内境]|部|局|"
    r"议|(?<=村)[口里头]|城区|民(?=[\u4e00-\u9fff]{2,3}(?:说|告诉|介绍))"
)


def ending_level(ending: str, rules: ExtractRules) -> int:
    """The row of `places.levels` that holds the ending."""
    return next(n for n, words in enumerate(rules.places.levels) if ending in words)


class Round(NamedTuple):
    """What stands round an ending: the text, the end of the place before, the page's hints."""

    passage: Passage
    before: int
    hints: frozenset[str]


def stem_start(around: Round, ending: re.Match[str], rules: ExtractRules) -> int | None:
    """The best beginning of a name that ends with `ending`, or None."""
    passage, before = around.passage, around.before
    if _is_everyday(passage, ending, rules):
        return None
    longest = LONGEST_AUTONOMOUS if len(ending.group()) > 2 else LONGEST_STEM
    best: tuple[float, int] | None = None
    for length in range(1, longest + 1):
        start = ending.start() - length
        if start < before or not is_han(passage.char(start)):
            break
        score = _weigh(around, start, ending, rules)
        if score is not None and score >= NEEDED and (best is None or score > best[0]):
            best = score, start
    return best[1] if best else None


def _is_everyday(passage: Passage, ending: re.Match[str], rules: ExtractRules) -> bool:
    """The ending belongs to a word that names no place: 城市, 超市, 市场, 区域."""
    word = passage.words[passage.word_numbers[ending.end() - 1]]
    end = word.start + len(word.text)
    if len(ending.group()) > 1 and word.text == ending.group():
        return False
    if word.text in rules.places.not_places and len(word.text) > 1:
        return True
    if word.text in rules.divisions.codes:
        return False
    if end > ending.end():
        return word.text in rules.idf and not _OFFICE.match(passage.text, ending.end())
    inside = word.start < ending.start() and word.text != "州市"  # 台|州市
    return inside and word.tag not in _PLACE_TAGS and word.text in rules.idf


def _weigh(around: Round, start: int, ending: re.Match[str], rules: ExtractRules) -> float | None:
    """How much speaks for a name that begins at `start`; None when it can be none."""
    passage = around.passage
    stem = passage.text[start : ending.start()]
    name = passage.text[start : ending.end()]
    after = passage.char(ending.end())
    if (stem[-1] in "副代" and after == "长") or (name[-1] == "州" and after and after in "省市"):
        return None  # 副县长, 台州市
    if name in rules.divisions.codes and name not in rules.places.not_places:
        return _weigh_listed(around, start, stem, rules)
    if _is_no_place(name, rules) or ending.group() == "地区":
        return None
    if len(name) > 2 and name in rules.gazetteer:
        return LISTED + len(name)
    if stem in around.hints:
        return HINTED + LENGTH[2]
    return _weigh_unknown(around, start, ending, rules)


def _weigh_listed(around: Round, start: int, stem: str, rules: ExtractRules) -> float | None:
    """The same for a name that the gazetteer holds; not 和县 in 中学和县职业教育中心."""
    left = _weigh_left(around.passage, start, around.before, rules)
    if stem in rules.places.worded and left < AFTER_PAUSE:
        return None
    return LISTED + len(stem) + 1 if len(stem) > 1 else LISTED_SHORT


def _weigh_unknown(
    around: Round, start: int, ending: re.Match[str], rules: ExtractRules
) -> float | None:
    """The same for a name that no list holds."""
    passage = around.passage
    stem = passage.text[start : ending.start()]
    if any(char in rules.places.never_inside for char in stem):
        return None
    lengths = LENGTH_BEFORE_ZHOU if ending.group() == "州" else LENGTH
    left = _weigh_left(passage, start, around.before, rules)
    score = left + lengths.get(len(stem), 0.0 if "族" in stem else -1.0)
    if stem[0] in rules.places.rarely_first and left < AFTER_PAUSE:
        score += RARE_START
    if len(stem) > 2 and all(char in rules.names.transliteration for char in stem):
        score += TRANSLITERATED
    if len(stem) > 1 and _recurs(passage.text, stem):
        score += RECURS
    word = passage.words[passage.word_numbers[start]]
    if word.start == start and word.tag == "ns" and start + len(word.text) == ending.end():
        score += TAGGED
    return score + _weigh_words(passage, start, ending.start(), rules)


def _recurs(text: str, stem: str) -> bool:
    return text.find(stem, text.find(stem) + 1) >= 0


def _is_no_place(name: str, rules: ExtractRules) -> bool:
    """示范村, 老城区: the name ends in one of the words that name no place."""
    return any(name[i:] in rules.places.not_places for i in range(len(name) - 1))


def _weigh_left(passage: Passage, start: int, before: int, rules: ExtractRules) -> float:
    """What stands before the name: a pause, another place, a preposition or verb, a noun."""
    if not is_han(passage.char(start - 1)) or start == before:
        return AFTER_PAUSE
    if start - 1 == before and passage.char(before) in _LISTING:
        return AFTER_PAUSE
    if not passage.is_boundary(start):
        after_function_word = passage.char(start - 1) in rules.places.never_inside
        return AFTER_FUNCTION_WORD if after_function_word else INSIDE_WORD
    previous = passage.word_at(start - 1)
    return AFTER_FUNCTION_WORD if previous and previous.tag in _FUNCTION_TAGS else AFTER_NOUN


def _weigh_words(passage: Passage, start: int, end: int, rules: ExtractRules) -> float:
    """Everyday words inside the stem speak against it."""
    score = 0.0
    for word in passage.words_of(start, end):
        whole = word.start == start and word.start + len(word.text) == end
        if word.tag in {"ns", "nr", "nz", "x"}:
            continue
        if len(word.text) < 2:
            score += LONE_VERB if word.tag in _VERB_TAGS else 0.0
        elif not whole:
            score += KNOWN_PART if word.text in rules.idf else 0.0
        elif word.tag in _VERB_TAGS or rules.idf.get(word.text, EVERYDAY_IDF) < EVERYDAY_IDF:
            score += EVERYDAY_STEM
    return score

"""Names: which stretch at a place that announces one reads best as a name.

Every place has odds of its own: a post announces a name, the beginning of a clause hardly does.
There each possible end is weighed: how usual the characters are in names against how usual the
same text is as ordinary words, and whether what follows can follow a name.
"""

import re
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage, is_han
from tasks.extract.people.agreement import CUTS, FUNCTION, PERSON_TAGS, named_so, weigh_tagged
from tasks.extract.people.foreign import is_foreign
from tasks.extract.people.likeness import (
    NEVER,
    Trust,
    dotted_end,
    ends_odd,
    is_word_rather,
    name_ends,
    name_starts,
    usual_costs,
    usual_costs_before,
    weigh_as_word,
)
from tasks.segment import Word


class Candidate(NamedTuple):
    """A stretch of the body that may be a name, and how much speaks for it."""

    start: int
    end: int
    score: float


# Natural logarithms of odds. Set by hand, then checked on some seventy annotated articles.
ODDS = {
    Trust.NONE: -3.0,
    Trust.NOUN: 0.0,
    Trust.OCCUPATION: 5.0,
    Trust.POST: 8.0,
    Trust.TITLE: 10.0,
    Trust.STACK: 13.0,
    Trust.CUE: 13.0,
}
PAUSE, SPEECH, FOLLOWER, SHORT_FOLLOWER, ACTION, NOTHING = 2.5, 3.0, 1.5, 1.2, 0.7, -1.0
LEANING, PLACE_AFTER, BODY_AFTER = -8.0, -5.0, -15.0
WORDLIKE, GLUED, ORDINARY, DEED_ALONE = -7.0, -3.0, -2.0, -4.0
RECURS, GOES_ON, FRAMED = 1.5, -3.0, 5.0
MOST_AFTER = SPEECH + RECURS + FRAMED  # all that can still speak for a name
# How much text is weighed, in characters.
WINDOW = 10
_HAN_RUN = re.compile(rf"[\u3400-\u9fff\U00020000-\U0003ffff〇]{{1,{WINDOW}}}")

_CONTENT = frozenset(("n", "v", "vn"))
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
    r"|研究院|研究所|学校|实验室|出版社|电视台|协会|学会|基金会|委员会|合作社|银行|支行|机场|电站|水库|公园|大桥|项目部)"
)

_OF_FIRMS = ("集团", "有限", "股份", "公司", "控股")


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
    window = _end_of_window(text, start)
    usual = usual_costs(text[start:window], rules)
    best: Candidate | None = None
    for end, cost in name_ends(text, start, window - start, trust, rules):
        score = ODDS[trust] + usual[0] - cost - usual[min(end, window) - start]
        if score + MOST_AFTER < (best.score if best else 0.0):
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
        or text[start : start + 2] in surnames.compound
        or (
            first in rules.names.element_firsts
            and rules.patterns.element.match(text, start) is not None
        )
        or (trust >= Trust.OCCUPATION and text[start : start + 2] in rules.names.japanese)
        or (Trust.POST <= trust <= Trust.STACK and _ends_soon(text, start, trust, rules))
        or (trust is Trust.CUE and is_han(first))
    )


def _ends_soon(text: str, start: int, trust: Trust, rules: ExtractRules) -> bool:
    """Whether a name without a known surname may end here: it speaks, or a comma follows."""
    return ends_odd(text, start + 2, trust, rules) or ends_odd(text, start + 3, trust, rules)


def name_before(passage: Passage, end: int, trust: Trust, rules: ExtractRules) -> Candidate | None:
    """The best name that ends at `end`: 某某|教授."""
    first = end
    while first > max(0, end - WINDOW) and is_han(passage.char(first - 1)):
        first -= 1
    text = passage.text[first:end]
    usual = usual_costs_before(text, rules)
    best = None
    for start, cost in name_starts(passage.text, first, end, trust, rules):
        score = ODDS[trust] + usual[-1] - cost - usual[start - first]
        score += weigh_as_word(passage.text[start:end], trust, rules)
        if passage.text[start] in _CONJUNCTIONS and end - start > 2:
            score += WORDLIKE  # 和|钱某某副总理
        if score >= 0 and (best is None or score > best.score):
            best = Candidate(start, end, score)
    return best


def _end_of_window(text: str, start: int) -> int:
    run = _HAN_RUN.match(text, start)
    return run.end() if run else start


def _weigh(passage: Passage, start: int, end: int, trust: Trust, rules: ExtractRules) -> float:
    """What stands after the name, what the name is as a word, and how it recurs."""
    name = passage.text[start:end]
    after = _weigh_end(passage, end, trust, rules)
    score = after + _weigh_beginning(passage, start, end, trust, rules)
    if len(name) == 3 and name[-1] in rules.names.glued and not named_so(passage, end):
        joins = is_han(passage.char(end)) and not (
            name[-1] in _PREPOSITIONS and passage.char(end) == "的"
        )  # 方大同|的
        score += GLUED if joins else GLUED / 3
    if name[-1] == "任" and _TAKES_OFFICE.match(passage.text, end - 1):
        score += CUTS
    word = passage.words[passage.word_numbers[start]]
    if trust is Trust.TITLE and word.tag == "v" and word.text == name and after == NOTHING:
        score += WORDLIKE  # 主任|安排工作人员
    known = name[0] in rules.surnames.common or name[0] in rules.surnames.rare
    if not known and word.tag[0] not in "nabjxlgiz" and word.tag != "eng":
        score += WORDLIKE  # 副总理|兼财政、
    if word.tag in PERSON_TAGS and len(name) > 2:
        score += weigh_tagged(passage, word, start, end, rules)
    framed = Trust.POST <= trust < Trust.TITLE and after == SPEECH and len(name) == 2
    if framed and word.text == name and word.tag in _CONTENT and name not in rules.names.adverbial:
        score += FRAMED  # 副县长|成果|通报了
    if trust is Trust.OCCUPATION and after < FOLLOWER and name in rules.lexicon.words:
        score += ORDINARY  # 国王|花园
    verb = name in rules.lexicon.actions or (word.tag in {"v", "vn"} and word.text == name)
    if trust is Trust.OCCUPATION and after == PAUSE and verb:
        score += DEED_ALONE  # 家属|安抚。
    return score + weigh_as_word(name, trust, rules) + _weigh_recurrence(passage, name)


_CONJUNCTIONS = frozenset("和与及")
_PREPOSITIONS = frozenset("与及和为向对从到将同跟以由于被至")
# 由县长某某|任指挥长
_TAKES_OFFICE = re.compile(
    r"任[\u4e00-\u9fff]{0,12}?(?:长|书记|主任|主席|委员|经理|总监|指挥|教练|顾问|编剧|导演)(?:[，。；、的）]|$)"
)


def _weigh_conjunction(
    passage: Passage, start: int, end: int, trust: Trust, rules: ExtractRules
) -> float:
    """书记|和县长: what speaks against the surname 和 (with 书记|和光、 it is one)."""
    text = passage.text
    known = text[start : start + 2] in rules.lexicon.words
    given = text[start + 1 : end]
    joins = len(given) == 2 and not known and is_word_rather(given, rules)
    if trust < Trust.TITLE or joins or _BODY_AFTER.match(text, end):
        return NEVER
    return 0.0 if known else WORDLIKE


def _weigh_beginning(
    passage: Passage, start: int, end: int, trust: Trust, rules: ExtractRules
) -> float:
    """What speaks against a surname that is a word of every day, where it may be that word."""
    word = passage.words[passage.word_numbers[start]]
    if trust > Trust.NOUN and passage.char(start) in _CONJUNCTIONS:
        alone = word.tag == "c" or trust >= Trust.TITLE
        return _weigh_conjunction(passage, start, end, trust, rules) if alone else 0.0
    if Trust.POST <= trust < Trust.STACK and _goes_with_verb(passage, word, start, end, rules):
        return WORDLIKE  # 总理|向全国, 主席|关于
    apart = word.start == start and len(word.text) == 1 and word.text in rules.surnames.wordlike
    if not apart or trust >= Trust.TITLE or word.tag in PERSON_TAGS:
        return 0.0
    if passage.char(start - 1) == "、" or _is_own_name(passage, start, end, rules):
        return 0.0
    certain = trust < Trust.POST and word.tag[0] in FUNCTION
    return WORDLIKE if certain else WORDLIKE / 2


def _goes_with_verb(
    passage: Passage, word: Word, start: int, end: int, rules: ExtractRules
) -> bool:
    """Whether an adverb or a preposition stands here, and what it goes with after it."""
    short = len(word.text) == 1
    if word.start != start or not (word.tag == "p" or (short and word.tag[0] in "cd")):
        return False
    if short and passage.text[start:end] in rules.lexicon.words:
        return False  # the tagger cut 向往
    speaks = rules.patterns.follower.match(passage.text, end)
    return is_han(passage.char(end)) and not speaks and passage.char(start - 1) != "、"


def _is_own_name(passage: Passage, start: int, end: int, rules: ExtractRules) -> bool:
    """种菜的|单某某说: after 的 there is no adverb; and three odd characters that recur are a name."""
    given = passage.text[start + 1 : end]
    if len(given) != 2 or given in rules.posts.status:
        return False
    if passage.char(start - 1) == "的":
        return True
    return given not in rules.lexicon.words and passage.recurs(passage.text[start:end])


def _weigh_end(passage: Passage, end: int, trust: Trust, rules: ExtractRules) -> float:
    text, after = passage.text, passage.char(end)
    if not is_han(after):
        return 0.0 if after.isdigit() else PAUSE
    if rules.patterns.does.match(text, end):
        return SPEECH
    against = CUTS if _cuts_deed(text, end, rules) else _weigh_forbidden(text, end, rules)
    if against:
        return against
    follower = rules.patterns.follower.match(text, end)
    if follower:
        return _weigh_follower(follower.group(), passage.char(end + 1))
    if text.startswith(_OF_FIRMS, end) or (trust < Trust.POST and _BODY_AFTER.match(text, end)):
        return BODY_AFTER  # 工|程集团|有限公司
    actions = rules.lexicon.actions
    acts = text[end : end + 2] in actions or text[end : end + 3] in actions or after in actions
    return ACTION if acts else NOTHING


def _weigh_follower(follower: str, after: str) -> float:
    """One character says less than a word, and at the end of a clause hardly anything."""
    if len(follower) > 1:
        return FOLLOWER
    if is_han(after) or after.isdigit():
        return SHORT_FOLLOWER
    return FOLLOWER if follower in _ALONE else NOTHING


def _cuts_deed(text: str, end: int, rules: ExtractRules) -> bool:
    """Whether the last character begins what the person does: 江流扑|出点球, 单于强|调."""
    deed = rules.patterns.deed.match(text, end - 1)
    if deed is not None and deed.end() > end:
        return True
    does = rules.patterns.follower.match(text, end - 1)
    return does is not None and does.end() > end


def _weigh_forbidden(text: str, end: int, rules: ExtractRules) -> float:
    """What can hardly follow a name: 了, 们, the rest of an honorific, what makes a place of it."""
    if text[end - 1 : end + 1] in rules.posts.honorific:
        return NEVER  # 相里女|士
    if text[end] in rules.names.leaning:
        return LEANING
    return PLACE_AFTER if _PLACE_AFTER.match(text, end) else 0.0


def _weigh_recurrence(passage: Passage, name: str) -> float:
    """A name that recurs stands before different things; half a name always goes on alike."""
    after, other = passage.behind(name)
    if after is None or other is None:
        return 0.0
    return GOES_ON if after == other and is_han(after) else RECURS


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

"""What speaks for and against a stretch as a name: what stands round it, and how it recurs."""

import re

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage, is_han
from tasks.extract.people.agreement import (
    AGREED,
    CUTS,
    FUNCTION,
    PERSON_TAGS,
    ends_before_deed,
    named_so,
    weigh_tagged,
)
from tasks.extract.people.likeness import NEVER, Trust, is_word_rather
from tasks.segment import Word

# Natural logarithms of odds, as in names.py.
PAUSE, SPEECH, FOLLOWER, SHORT_FOLLOWER, ACTION, NOTHING = 2.5, 3.0, 1.5, 1.2, 0.7, -1.0
LEANING, PLACE_AFTER, BODY_AFTER = -8.0, -5.0, -15.0
WORDLIKE, GLUED, ORDINARY, DEED_ALONE = -7.0, -3.0, -2.0, -4.0
RECURS, GOES_ON, FRAMED = 1.5, -3.0, 5.0
# All that weigh can say for a name: of two characters behind a post, of two, and of more.
MOST_FRAMED, MOST_OF_TWO, MOST = SPEECH + RECURS + FRAMED, SPEECH + RECURS, SPEECH + RECURS + AGREED
_CONTENT = frozenset(("n", "v", "vn"))
# What a name may do in one character at the end of a clause: 某某等，某某说：
_ALONE = frozenset("等说问答称")
_PLACE_AFTER = re.compile(
    r"[省市县区州旗镇乡村](?!长|委|主任|支书|党|政)|街道|大道|大街|街(?!上|边)|路(?!上|过|边|经)"
    r"|[河湖山桥港站](?!上|边|里|下)"
)
_BODY_AFTER = re.compile(
    r"(?:(?![了着过在是的到从把被给考送])[\u4e00-\u9fff]){0,8}?(?:公司|集团|法院|检察院|大学|学院|中学|小学|医院|派出所|分局|管委会"
    r"|研究院|研究所|学校|实验室|出版社|电视台|协会|学会|基金会|委员会|合作社|银行|支行|机场|电站|水库|公园|大桥|项目部)"
)

_OF_FIRMS = ("集团", "有限", "股份", "公司", "控股")


def most_for(length: int, trust: Trust) -> float:
    """How much `weigh` may say for a name of so many characters."""
    if length > 2:
        return MOST
    return MOST_FRAMED if trust is Trust.POST else MOST_OF_TWO


def weigh(
    passage: Passage, start: int, end: int, trust: Trust, rules: ExtractRules, *, as_word: float
) -> float:
    """What stands after the name, what the name is as a word (`as_word`), and how it recurs."""
    name = passage.text[start:end]
    after = _weigh_end(passage, end, trust, rules)
    score = after + _weigh_beginning(passage, start, end, trust, rules)
    score += _weigh_compound(passage, start, end, trust, rules)
    if len(name) == 3 and name[-1] in rules.names.glued and not named_so(passage, end, rules):
        joins = is_han(passage.char(end)) and not (
            name[-1] in _PREPOSITIONS and passage.char(end) == "的"
        )  # 方大同|的
        score += GLUED if joins else GLUED / 3
    if name[-1] == "任" and _TAKES_OFFICE.match(passage.text, end - 1):
        score += CUTS
    word = passage.words[passage.word_numbers[start]]
    tag, whole = word.tag, word.text == name
    if whole and trust is Trust.TITLE and tag == "v" and after == NOTHING:
        score += WORDLIKE  # 主任|安排工作人员
    odd = tag[0] not in "nabjxlgiz" and tag != "eng"
    if odd and not (name[0] in rules.surnames.common or name[0] in rules.surnames.rare):
        score += WORDLIKE  # 副总理|兼财政、
    if tag in PERSON_TAGS and len(name) > 2:
        tagged = weigh_tagged(passage, word, start, end, rules)
        speaks = after == SPEECH and name[-1] not in _HOW  # 陈子明|说, 王刚|常说
        score += max(tagged, 0.0) if speaks else tagged
    if tag[0] in "mtq" and 1 < len(word.text) < len(name) and word.text in rules.lexicon.words:
        score += WORDLIKE  # 女儿|周岁时
    framed = whole and trust is Trust.POST and after == SPEECH and len(name) == 2
    if framed and tag in _CONTENT and name not in rules.names.adverbial:
        score += FRAMED  # 副县长|成果|通报了
    if trust is Trust.OCCUPATION and after < FOLLOWER and name in rules.lexicon.words:
        score += ORDINARY  # 国王|花园
    alone = trust is Trust.OCCUPATION and after == PAUSE
    if alone and ((whole and tag in {"v", "vn"}) or name in rules.lexicon.actions):
        score += DEED_ALONE  # 家属|安抚。
    recurring = passage.pairs[2][start]
    return score + as_word + (_weigh_recurrence(passage, name) if recurring else 0.0)


def _weigh_compound(
    passage: Passage, start: int, end: int, trust: Trust, rules: ExtractRules
) -> float:
    """What speaks against a surname that ends a thing named by itself, too: 牙医车|上山, 牙医车，."""
    text = passage.text
    if trust is not Trust.OCCUPATION or text[start] not in rules.surnames.wordlike:
        return 0.0
    if start < 2 or not is_word_rather(text[start + 1 : end], rules):
        return 0.0
    things = passage.find_backwards(text[start - 2 : start + 1])
    alone = (not is_han(after := passage.char(at + 3)) or after == "的" for at in things)
    return 2 * WORDLIKE if any(alone) else 0.0


_HOW = frozenset("常直细再还又就老总都也曾却仍先才自各")
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
    first, word = passage.text[start], passage.words[passage.word_numbers[start]]
    if first == "由" and trust < Trust.TITLE and word.tag == "p":
        return 0.0 if passage.recurs(passage.text[start:end]) else NEVER  # 大户|由县里
    if first in _CONJUNCTIONS and trust > Trust.NOUN:
        alone = word.tag == "c" or trust >= Trust.TITLE
        return _weigh_conjunction(passage, start, end, trust, rules) if alone else 0.0
    if Trust.POST <= trust < Trust.STACK and _goes_with_verb(passage, word, start, end, rules):
        return WORDLIKE  # 总理|向全国, 主席|关于
    apart = len(word.text) == 1 and first in rules.surnames.wordlike
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
    cuts = _cuts_deed(text, end, rules) or ends_before_deed(passage, end + 1, rules)
    against = CUTS if cuts else _weigh_forbidden(text, end, rules)
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

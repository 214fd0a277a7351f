"""What the tagger's words say for and against a name."""

import re

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage
from tasks.segment import Word

PERSON_TAGS = frozenset(("nr", "nrfg", "nrt"))
FUNCTION = frozenset("pcdvrmfuqt")  # first letters of tags: such a word is hardly a surname
# Natural logarithms of odds, as in names.py.
AGREED, CUTS = 2.0, -6.0
_CONJUNCTIONS = frozenset("和与及")


def weigh_tagged(passage: Passage, word: Word, start: int, end: int, rules: ExtractRules) -> float:
    """How far the tagger agrees: one name, 骆|石绵 as two, or 白静|重测 with another word cut."""
    behind = word.start + len(word.text)
    if behind == end:
        return AGREED
    last = passage.words[passage.word_numbers[end - 1]]
    if last.start != behind or word.text in rules.surnames.compound:
        return 0.0
    if behind == start + 1:
        return AGREED if last.tag in PERSON_TAGS and behind + len(last.text) == end else 0.0
    return CUTS if behind + len(last.text) > end and last.tag[0] in FUNCTION else 0.0


# What cannot be done for somebody: 某某为|认为; and with it a mark, 为表示，.
_NO_PURPOSE = ("认为", "指出", "坦言", "直言", "告诉", "主持会议", "主持召开")
_AFTER_SPEECH = frozenset("，：“了道")
# What nobody has (有要求 and 有建议 are said), and what is said where somebody comes: 毛某来|汇报，.
_NOT_HAD = ("说", "表示", "认为", "指出", "强调", "介绍", "告诉", "坦言", "汇报", "透露", "回忆")
_QUOTES = frozenset("，：“")
_SENT = re.compile("[请由让派叫邀][^，。；、！？\n]*$")
LONGEST_SENT = 16
# 计某和|参加会议。 and 计某和|捐了三台。 but not 计某和|出席会议的同志
_OCCASION = re.compile(
    r"(?:[\u4e00-\u9fff]{0,8}?(?:会|会议|活动|式|调研|检查|座谈|讲话|发言))?(?:并|[，。；])"
)
_DONE = re.compile("了[^，。；、的]{0,16}[，。；]")
_WHO = ("人员", "人士", "代表", "干部", "同志", "老师", "记者")


def ends_before_deed(passage: Passage, end: int, rules: ExtractRules) -> bool:
    """Whether 为, 有, 来 or 和 before `end` belongs to a name, since its bearer speaks or acts.

    许可为|表示，, 林大有|说，, 毛某来|汇报，, 计某和|作了发言.
    """
    last = passage.char(end - 1)
    if last in _CONJUNCTIONS:
        return _acts_alone(passage, end, rules)
    if last == "为" and passage.text.startswith(_NO_PURPOSE, end):
        return True
    says = rules.patterns.says.match(passage.text, end) if last in _SPEAKERS_END else None
    if says is None:
        return False
    after = passage.char(says.end())
    if last == "来":
        sent = _SENT.search(passage.text, max(0, end - LONGEST_SENT), end)
        return after in _QUOTES and passage.char(end) != "说" and not sent  # 对陈某|来说，
    had = last == "有" and not says.group().startswith(_NOT_HAD)
    return after in _AFTER_SPEECH and not had


_SPEAKERS_END = frozenset("为有来")


def _acts_alone(passage: Passage, end: int, rules: ExtractRules) -> bool:
    """Whether a verb stands behind 和 that nobody's noun begins with: 和|捐了, 和|捐赠。, 和|参加会议。."""
    text, following = passage.text, passage.word_at(end)
    if following is None or following.start != end:
        return False
    occasion = rules.patterns.attending.match(text, end) or rules.patterns.leading.match(text, end)
    if occasion:
        return _OCCASION.match(text, occasion.end()) is not None
    if following.tag != "v" or following.text in rules.posts.occupation:
        return False
    stop = end + len(following.text)
    return _DONE.match(text, stop) is not None or (stop - end > 1 and passage.char(stop) in _STOPS)


_STOPS = frozenset("，。；")


def named_so(passage: Passage, end: int, rules: ExtractRules) -> bool:
    """Whether 和 or 为 at the end of a name goes with no noun, since a verb follows: 张永和|退税."""
    if ends_before_deed(passage, end, rules):
        return True
    following = passage.word_at(end)
    if following is None or following.start != end:
        return False
    last = passage.char(end - 1)
    if last in _CONJUNCTIONS:
        whose = passage.text.startswith(_WHO, end + len(following.text))  # 高某和|陪同人员
        return following.tag[0] == "v" and not whose
    return last == "来" and following.tag == "t"

"""What the tagger's words say for and against a name."""

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


def ends_in_for(passage: Passage, end: int, rules: ExtractRules) -> bool:
    """Whether 为 before `end` belongs to a name, since its bearer speaks: 许可为|表示，."""
    if passage.char(end - 1) != "为":
        return False
    if passage.text.startswith(_NO_PURPOSE, end):
        return True
    says = rules.patterns.says.match(passage.text, end)
    return says is not None and passage.char(says.end()) in _AFTER_SPEECH


def named_so(passage: Passage, end: int, rules: ExtractRules) -> bool:
    """Whether 和 or 为 at the end of a name goes with no noun, since a verb follows: 张永和|退税."""
    if ends_in_for(passage, end, rules):
        return True
    following = passage.word_at(end)
    if following is None or following.start != end:
        return False
    last = passage.char(end - 1)
    return (last in _CONJUNCTIONS and following.tag[0] == "v") or (
        last == "来" and following.tag == "t"
    )

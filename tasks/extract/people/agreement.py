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


def named_so(passage: Passage, end: int) -> bool:
    """Whether 和 at the end of a name can be no conjunction, since a verb follows: 张永和|退税."""
    following = passage.word_at(end)
    if following is None or following.start != end:
        return False
    last = passage.char(end - 1)
    return (last in _CONJUNCTIONS and following.tag[0] == "v") or (
        last == "来" and following.tag == "t"
    )

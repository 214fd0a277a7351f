"""Who does what: the mentions of people as doers of their clauses."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tasks.document import Span
from tasks.extract.passage import Passage, is_han


class Mention(NamedTuple):
    """A name in the body with what it begins (its titles count) and the reach of what it does."""

    name: str
    start: int
    first: int  # where its titles begin
    end: int
    turn: bool  # 某某： at the beginning of a line
    subject: bool  # it stands where the doer of the clause stands
    last: int  # the end of the last name of its row: 甲、乙和丙|表示
    clause: str  # what follows the row in its clause, without glosses
    clause_end: int
    reach: int  # the end of the sentence, or the next doer before that
    next_doer: int  # where the next one who does something is named


# How far behind a name the verb of its clause is looked for, in characters.
VERB_DISTANCE = 24
_CLAUSE_END = re.compile(r"[，。！？；：“\n]")
_GLOSS = re.compile(r"[(（][^()（）\n]{1,40}[)）]")
_TURN = re.compile(r"[：:](?!\n)")
_JOINED = frozenset("、和与及")
_ADVERBIAL = frozenset(("t", "d", "c", "f", "s", "m"))
# Before a name these end the description of a doer: 送奶的|某某, 接着|某某.
_DESCRIBING = frozenset("的")
_AGED = re.compile(r"(?:^|[，。！？；”\n])[0-9一二三四五六七八九十]{1,4}岁的?[^，。！？；\n]*$")
_PRAISED = re.compile(r"(?:著名|知名|资深|杰出)$")
# How far from a name 他说 is still its bearer's, in characters.
PRONOUN_DISTANCE = 300
SENTENCE_END = re.compile(r"[。！？\n]")


def read_mentions(
    passage: Passage, spans: Mapping[str, list[Span]], begins: Mapping[int, int]
) -> list[Mention]:
    """All mentions in order; names joined by 、 or 和 do together what the last of them does."""
    placed = sorted((start, end, name) for name, every in spans.items() for start, end in every)
    subjects: list[bool] = []
    for i, (start, _, _) in enumerate(placed):
        first = begins.get(start, start)
        joined = passage.char(first - 1) in _JOINED and i > 0 and placed[i - 1][1] == first - 1
        stacked = passage.char(first - 1) == "、"  # a post that was not recognised comes before
        before = placed[i - 1][1] if i > 0 else 0
        subjects.append(subjects[-1] if joined else stacked or _is_doer(passage, first, before))
    doers = _next_doers(placed, subjects, len(passage.text))
    mentions: list[Mention] = []
    for i in reversed(range(len(placed))):
        start, end, name = placed[i]
        first = begins.get(start, start)
        own = name, start, first, end, _is_turn(passage, start, end), subjects[i]
        following = mentions[-1] if mentions else None
        if following and passage.char(end) in _JOINED and following.first == end + 1:
            rest = following.clause, following.clause_end, following.reach, following.next_doer
            mentions.append(Mention(*own, following.last, *rest))
            continue
        # What lies behind the next mention has been looked through for that one.
        near = len(passage.text) if following is None else following.start
        clause_end = end_of(_CLAUSE_END, passage.text, end, near)
        if clause_end == near and following is not None:
            clause_end = following.clause_end
        clause = _clause(passage.text, end, clause_end)
        doer = max(end, min(doers[i], end + PRONOUN_DISTANCE))
        reach = max(end, end_of(SENTENCE_END, passage.text, end, doer))
        mentions.append(Mention(*own, end, clause, clause_end, reach, doer))
    return mentions[::-1]


def _next_doers(
    placed: Sequence[tuple[int, int, str]], subjects: Sequence[bool], last: int
) -> list[int]:
    """For each mention where the next doer of another name stands, or `last`."""
    found = [last] * len(placed)
    nearest = other = "", last  # the next doer, and the next with another name than that
    for i in reversed(range(len(placed))):
        start, _, name = placed[i]
        found[i] = other[1] if nearest[0] == name else nearest[1]
        if subjects[i]:
            other = other if nearest[0] == name else nearest
            nearest = name, start
    return found


def _is_doer(passage: Passage, first: int, named: int) -> bool:
    """Whether what begins at `first` stands at the beginning of a clause, or after an adverbial.

    `named`: where the name before it ends.
    """
    if _is_in_quotation(passage.text, first):
        return False
    before = passage.char(first - 1)
    if not before or not is_han(before) or before in _DESCRIBING:
        return before not in _JOINED
    if (
        before == "由"
        or passage.text[max(0, first - 2) : first] == "的是"
        or _AGED.search(passage.text[max(0, first - 14) : first])
    ):
        return True
    praise = _PRAISED.search(passage.text, max(0, first - 2), first)
    if praise:
        return _is_doer(passage, praise.start(), named)
    word = passage.word_at(first - 1)
    if word is not None and word.tag in _ADVERBIAL and before not in _JOINED:
        told_of = before == "是" and passage.char(word.start - 1) == "的"
        return not (told_of and _OF_THEIRS.match(passage.text, first))
    return _begins_clause(passage, first, named)


# 用的还是|某某做的秤: the clause is about somebody else.
_OF_THEIRS = re.compile(r"[^，。；：！？“”\n]{2,16}?的[\u4e00-\u9fff]")
# Characters before a name where an open quotation mark is looked for.
QUOTATION_LENGTH = 200


def _is_in_quotation(text: str, start: int) -> bool:
    """Whether somebody else's words name the one who stands at `start`."""
    far = max(0, start - QUOTATION_LENGTH, text.rfind("\n", 0, start))
    return text.rfind("“", far, start) > text.rfind("”", far, start)


# What may stand between the beginning of a clause and its doer: 另一名家长|某某, 辩方|某某.
_OF_DOERS = frozenset("namqbjltfsdzuigy")
# 该公司负责人|某某
_POINTING = frozenset("该这那其")
_NO_DOER = frozenset("和与及等")
DOER_LENGTH = 14


def _begins_clause(passage: Passage, first: int, named: int) -> bool:
    """Whether only a noun phrase, without a name, stands before `first` in its clause."""
    number = passage.word_numbers[first - 1]
    while number >= 0 and first - passage.words[number].start <= DOER_LENGTH:
        word = passage.words[number]
        if not is_han(word.text[0]) and word.tag not in ("m", "eng"):
            return True
        if word.start < named:
            return passage.char(named) == "的"  # 某某的太太|某某
        if word.text == "是":  # 一直|是妻子某某管
            return number > 0 and passage.words[number - 1].tag == "d"
        describes = word.tag[0] in _OF_DOERS or word.text[0] in _POINTING
        if not describes or word.text in _NO_DOER:
            return False
        number -= 1
    return number < 0


def end_of(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Where the pattern is found next before `end`, or that."""
    found = pattern.search(text, start, end)
    return found.start() if found else end


def _clause(text: str, begin: int, end: int) -> str:
    """What stands between, without glosses, as far as the verb may be."""
    clause = text[begin : min(end, begin + VERB_DISTANCE)]
    if "（" not in clause and "(" not in clause:
        return clause
    return _GLOSS.sub("", text[begin:end])[:VERB_DISTANCE]


def _is_turn(passage: Passage, start: int, end: int) -> bool:
    """`某某：` at the beginning of a line."""
    return passage.char(start - 1) in "\n \u3000" and _TURN.match(passage.text, end) is not None

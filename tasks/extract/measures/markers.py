"""Markers: the words that make a clause a demand, 要 among them only where it is that verb."""

import re
from bisect import bisect_left
from typing import NamedTuple

from config.rules.measures import MeasureRules
from tasks.extract.passage import Passage

BULLETS = "◆■●★▲◇□○•▪➤·—－-"
# What may stand before the first word of a clause.
OPENING = BULLETS + "“‘（( \u3000"
# What stands before a marker in its clause is read no further back, in characters.
LONGEST_HEAD = 60
_PAUSES = "，；：。！？—\n"
_CITED = "规定"  # 条例规定业主不得……: the law does, nobody here
# These few are spoken of as those who have to do something: 这9家要逐一回访.
_THESE = re.compile(
    r"(?:这|上述|其余|剩下的?)[0-9二两三四五六七八九十百]{1,4}[家户个所座处项条][^的]{0,5}"
)
_SHORT_QUOTE = re.compile(r"“[^“”，。；！？]{1,12}”")


class Marker(NamedTuple):
    """A word that makes its clause a demand.

    `plain`: nothing or an addressee stands before it (`addressed`); `strict`: it forbids or leaves
    no exception, whatever stands before it; `advice`: it is said to the public.
    """

    start: int
    clause: int
    plain: bool
    strict: bool
    addressed: bool
    advice: bool


class Markers(NamedTuple):
    """The markers of a passage in order."""

    starts: tuple[int, ...]
    every: tuple[Marker, ...]

    def between(self, start: int, end: int) -> tuple[Marker, ...]:
        """The markers that stand in the stretch."""
        return self.every[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def find_markers(passage: Passage, rules: MeasureRules) -> Markers:
    """Every 要, 必须, 不得 that marks a demand, but those in short quotations (“三管三必须”)."""
    text, words = passage.text, rules.markers
    quoted = {i for quote in _SHORT_QUOTE.finditer(text) for i in range(*quote.span())}
    found = []
    for match in rules.patterns.marker.finditer(text):
        if match[1] is None or match.start() in quoted:
            continue
        clause = _clause_start(text, match.start())
        head = text[clause : match.start()].lstrip(OPENING)
        if match.group() == "要" and not _is_modal(passage, match.start(), head, rules):
            continue
        subject = _subject(head, words.leading)
        addressed = subject.endswith(words.addressees) or _THESE.fullmatch(subject) is not None
        advice = subject.endswith(words.advised) or (
            subject.startswith(words.advised) and not addressed
        )
        plain = not subject or addressed
        strict = match.group() in words.strict and _CITED not in head
        found.append(Marker(match.start(), clause, plain, strict, addressed, advice))
    return Markers(tuple(marker.start for marker in found), tuple(found))


def _clause_start(text: str, position: int) -> int:
    """Where the clause of `position` begins; a long one where it is read from."""
    first = max(0, position - LONGEST_HEAD)
    while position > first and text[position - 1] not in _PAUSES:
        position -= 1
    return position


def _subject(head: str, leading: tuple[str, ...]) -> str:
    """What stands before the verb without 还, 一定, 同时 at either end."""
    while head.endswith(leading):
        head = head[: -max(len(word) for word in leading if head.endswith(word))]
    return "" if head in leading else head


def _is_modal(passage: Passage, position: int, head: str, rules: MeasureRules) -> bool:
    """Whether this 要 is the verb: not that of 主要, 可能要, 要不是 or 要花两天."""
    text, words = passage.text, rules.markers
    if text.startswith(words.after, position + 1) or text.startswith(words.never, position):
        return False
    if not head or head.endswith(words.addressees):
        return True
    word = passage.word_at(position)
    if word is None or head.endswith(words.before):
        return False
    return word.text in words.modal_words or (word.start == position and word.tag == "v")

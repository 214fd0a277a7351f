"""Sentences and clauses of a body, and the excerpts that may stand alone, as verbatim spans."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from config.rules.summarize import ClauseWords
from tasks.document import Span

STOPS = "。！？…!?"
PAUSES = "，；,;"
OPENERS = {
    "“": "”",
    "‘": "’",
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "「": "」",
    "『": "』",
}
CLOSERS = frozenset(OPENERS.values())
BULLETS = "◆■●○◇□▪·•★☆▲△※◎ 　-–—*"
LONGEST_SENTENCE = 30  # clauses; of a longer one only its first so many are cut up


class Sentence(NamedTuple):
    """A sentence as its clauses, each with the mark that closes it; `number` counts from 0."""

    number: int
    clauses: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where it begins in the body."""
        return self.clauses[0][0]

    @property
    def end(self) -> int:
        """Where it ends in the body."""
        return self.clauses[-1][1]


class Excerpt(NamedTuple):
    """Clauses of one sentence that read well together; `spans` in the order of the body."""

    sentence: int
    clauses: tuple[int, ...]
    spans: tuple[Span, ...]
    dangling: bool  # begins with 他, 这, 同时: needs the sentence before it

    @property
    def length(self) -> int:
        """Its characters."""
        return sum(end - start for start, end in self.spans)


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of a body; none crosses a line, and none ends inside quotes or brackets."""
    sentences: list[Sentence] = []
    offset = 0
    for paragraph in text.split("\n"):
        for clauses in _paragraph(paragraph, offset):
            sentences.append(Sentence(len(sentences), clauses))
        offset += len(paragraph) + 1
    return sentences


def _paragraph(text: str, offset: int) -> Iterator[tuple[Span, ...]]:
    """The clauses of each sentence of one paragraph."""
    clauses: list[Span] = []
    waiting: list[str] = []  # closers of what is open
    start = begun = len(text) - len(text.lstrip(BULLETS))
    last_closer = {closer: text.rfind(closer) for closer in CLOSERS}
    for i, char in enumerate(text):
        if i < begun:
            continue
        if last_closer.get(OPENERS.get(char, ""), -1) > i:
            waiting.append(OPENERS[char])
        elif char in waiting:
            del waiting[waiting.index(char) :]
        if waiting:
            continue
        if _ends_sentence(text, begun, i):
            clauses.append((offset + start, offset + i + 1))
            yield tuple(clauses)
            clauses, start = [], i + 1
            begun = start
        elif char in PAUSES and not _in_number(text, i):
            clauses.append((offset + start, offset + i + 1))
            start = i + 1
    if text[start:].strip():
        clauses.append((offset + start, offset + len(text)))
    if clauses:
        yield tuple(clauses)


def _ends_sentence(text: str, begun: int, i: int) -> bool:
    following = text[i + 1 : i + 2]
    if text[i] in STOPS:
        return following not in STOPS or not following
    if text[i] not in "”’" or i == 0 or text[i - 1] not in STOPS:
        return False
    # “…。”他说。 goes on behind its quotation; 他说：“…。” ends with it.
    return not following or text[begun] not in "“‘"


def _in_number(text: str, i: int) -> bool:
    return text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()


def excerpts(sentence: Sentence, text: str, words: ClauseWords, longest: int) -> Iterator[Excerpt]:
    """Every excerpt of a sentence of at most `longest` characters that can stand in a summary."""
    return (e for e in _excerpts(sentence, text, words) if e.length <= longest)


def _excerpts(sentence: Sentence, text: str, words: ClauseWords) -> Iterator[Excerpt]:
    """The whole sentence, its runs of clauses, and those with a jump behind `某某强调，`."""
    clauses = [text[start:end].strip(PAUSES + " ") for start, end in sentence.clauses]
    count = min(len(clauses), LONGEST_SENTENCE)
    dangling = clauses[0].startswith(words.dangling_starts)
    yield Excerpt(
        sentence.number, tuple(range(len(clauses))), ((sentence.start, sentence.end),), dangling
    )
    ends = [k for k in range(count) if k == len(clauses) - 1 or not _is_half(clauses[k], words)]
    for first in _starts(clauses[:count], sentence, text, words):
        hangs = clauses[first].startswith(words.dangling_starts)
        for last in ends:
            if last >= first and (first, last) != (0, len(clauses) - 1):
                yield _excerpt(sentence, range(first, last + 1), hangs)
    for head in range(count - 2):
        if not clauses[head].endswith(words.reporting_ends):
            continue
        for first in range(head + 2, count):
            if clauses[first].startswith(words.demand_starts):
                for last in ends:
                    if last >= first:
                        yield _excerpt(
                            sentence, [*range(head + 1), *range(first, last + 1)], dangling
                        )
        break


def _excerpt(sentence: Sentence, chosen: Sequence[int], dangling: bool) -> Excerpt:
    spans: list[Span] = []
    for k in chosen:
        start, end = sentence.clauses[k]
        if spans and spans[-1][1] == start:
            start = spans.pop()[0]
        spans.append((start, end))
    return Excerpt(sentence.number, tuple(chosen), tuple(spans), dangling)


def _starts(
    clauses: Sequence[str], sentence: Sentence, text: str, words: ClauseWords
) -> Iterator[int]:
    """Clauses with which an excerpt may begin."""
    yield 0
    loose = True  # so far nothing but connectives
    for k in range(1, len(clauses)):
        loose = loose and (clauses[k - 1] in words.connectives)
        after_semicolon = text[sentence.clauses[k - 1][1] - 1] in "；;"
        if loose or after_semicolon or clauses[k].startswith(("要", "必须", "严禁", "不得")):
            yield k


def _is_half(clause: str, words: ClauseWords) -> bool:
    """Whether a clause leaves the reader waiting: 强调, 如果…, …时, or almost nothing at all."""
    return (
        len(clause) < 5
        or clause.endswith((*words.reporting_ends, *words.half_ends, "：", "——"))
        or clause.startswith(words.half_starts)
    )

"""Lists of names that no post announces: 参加的还有某某、某某、某某等."""

import re
from collections.abc import Iterable, Iterator

from config.rules.extract import ExtractRules
from tasks.document import Span
from tasks.extract.passage import Passage, is_han
from tasks.extract.people.agreement import PERSON_TAGS
from tasks.extract.people.likeness import Trust
from tasks.extract.people.names import Candidate, name_at, name_before
from tasks.segment import Word

# A list without a post is believed from this many names on.
SHORTEST_LIST = 3
# Where so many are clearly names, what stands between them is one, too: 张某某、布赫、李某某.
SHORTEST_ROW = 5
_ITEM = r"[\u4e00-\u9fff]{2,4}+(?:·[\u4e00-\u9fff]{1,6}){0,3}"
_GLOSS = r"(?:[(（][^()（）\n]{1,12}[)）])?"
_LIST = re.compile(rf"{_ITEM}{_GLOSS}(?:、{_ITEM}{_GLOSS}){{1,60}}")
_ITEMS = re.compile(f"({_ITEM}){_GLOSS}")


def listed_names(passage: Passage, rules: ExtractRules) -> Iterator[tuple[str, int]]:
    """Names and where they stand, from lists in which no post announces them.

    Nearly every item reads like a name, and at least half are names to the tagger.
    """
    for match in _LIST.finditer(passage.text):
        if passage.text.count("、", *match.span()) < SHORTEST_LIST - 1:
            continue
        items = [item.span(1) for item in _ITEMS.finditer(passage.text, *match.span())]
        first, *between, last = items
        unlikely = sum(passage.text[start] not in rules.surnames.firsts for start, _ in items[1:])
        if unlikely > max(1, len(items) // SHORTEST_ROW) or len(items) < SHORTEST_LIST:
            continue
        if _OF_THINGS.match(passage.text, match.end()):
            continue
        found = [name_before(passage, first[1], Trust.NOUN, rules)]
        found += [_whole(passage, start, end, rules) for start, end in between]
        found.append(name_at(passage, last[0], Trust.NOUN, rules))
        if found[-1] is not None and not _ends_list(passage, found[-1].end, rules):
            continue
        named = [(passage.text[c.start : c.end], c.start) for c in found if c is not None]
        believed = [(name, start) for name, start in named if _is_person(name, rules)]
        tagged = sum(passage.words_of(s, s + len(n))[0].tag in PERSON_TAGS for n, s in believed)
        if 2 * tagged < len(believed) or len(believed) < SHORTEST_LIST:
            continue
        if len(believed) >= len(items) - 1 or 4 * len(believed) >= 3 * len(items):
            yield from believed
        if len(believed) >= SHORTEST_ROW and 4 * len(believed) >= 3 * len(items):
            yield from _in_row(passage, between, rules)


def _in_row(
    passage: Passage, between: list[Span], rules: ExtractRules
) -> Iterator[tuple[str, int]]:
    """The items of a long row of names that are no places, whatever words they may be."""
    for start, end in between:
        name = passage.text[start:end]
        if (name not in rules.place_names and end - start < 4) or "·" in name:
            yield name, start


# What joins two names, and what a name beside another must weigh: on newspaper text 19 of 20 are.
_JOINS = frozenset("、和")
BESIDE = 4.0


def names_beside(
    passage: Passage, found: Iterable[tuple[str, int]], rules: ExtractRules
) -> Iterator[tuple[str, int]]:
    """What the tagger takes for a name right beside one that was found: 李某某、|王某|、徐某某."""
    waiting = [(start, start + len(name)) for name, start in found]
    seen = {start for start, _ in waiting}
    while waiting:
        start, end = waiting.pop()
        before = passage.word_at(start - 2) if passage.char(start - 1) in _JOINS else None
        after = passage.word_at(end + 1) if passage.char(end) in _JOINS else None
        for word in (before, after):
            if word is None or word.start in seen or not _is_beside(passage, word, rules):
                continue
            joined = word.start + len(word.text) == start - 1 or word.start == end + 1
            if joined:
                seen.add(word.start)
                waiting.append((word.start, word.start + len(word.text)))
                yield word.text, word.start


def _is_beside(passage: Passage, word: Word, rules: ExtractRules) -> bool:
    """Whether a word of two or three characters reads like a name and like nothing else."""
    if word.tag not in PERSON_TAGS or not 1 < len(word.text) < 4:
        return False
    if word.text[0] not in rules.surnames.firsts or not _is_person(word.text, rules):
        return False
    end = word.start + len(word.text)
    whole = _whole(passage, word.start, end, rules)
    stands = passage.char(end) in _JOINS or _ends_list(passage, end, rules)
    return whole is not None and whole.score >= BESIDE and stands


# 某某、某某等品牌: a list of things.
_OF_THINGS = re.compile(
    r"等(?![，。；）\n]|人|同志|生前|亲|领导|嘉宾|专家|学者|[^，。；、\n]{0,4}(?:演员|选手|名将|球员|运动员|学生|老师|同学|作家|艺术家|烈士|干部|党员|委员|代表)|[一二三四五六七八九十两0-9]|[出参列陪到作分])"
)


def _ends_list(passage: Passage, end: int, rules: ExtractRules) -> bool:
    """Whether a list of people may end here: at a mark, at 等, or before what people do."""
    if _OF_THINGS.match(passage.text, end):
        return False
    after = passage.char(end)
    follows = rules.patterns.follower.match(passage.text, end) is not None
    return not is_han(after) or follows or passage.text[end : end + 2] in rules.lexicon.actions


def _whole(passage: Passage, start: int, end: int, rules: ExtractRules) -> Candidate | None:
    candidate = name_at(passage, start, Trust.NOUN, rules)
    return candidate if candidate is not None and candidate.end == end else None


def _is_person(name: str, rules: ExtractRules) -> bool:
    return name[-1] not in rules.names.place_ends and name not in rules.lexicon.words

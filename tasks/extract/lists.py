"""Lists of names that no post announces: 参加的还有某某、某某、某某等."""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from config.rules.extract import ExtractRules
from tasks.extract.likeness import Trust
from tasks.extract.names import PERSON_TAGS, Candidate, name_at, name_before
from tasks.extract.passage import Passage, is_han

# A list without a post is believed from this many names on.
SHORTEST_LIST = 3
_LIST = re.compile(r"[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}){1,40}")


def listed_names(passage: Passage, rules: ExtractRules) -> Iterator[tuple[str, int]]:
    """Names and where they stand, from lists in which no post announces them.

    Every item but one reads like a name, and at least half are names to the tagger.
    """
    for match in _LIST.finditer(passage.text):
        ends = accumulate(
            (len(item) + 1 for item in match.group().split("、")), initial=match.start()
        )
        items = [(start, end - 1) for start, end in pairwise(ends)]
        first, *between, last = items
        unlikely = sum(passage.text[start] not in rules.surnames.firsts for start, _ in items[1:])
        if unlikely > 1 or len(items) < SHORTEST_LIST:
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
        if len(believed) >= max(SHORTEST_LIST, len(items) - 1) and 2 * tagged >= len(believed):
            yield from believed


# 某某、某某等品牌: a list of things.
_OF_THINGS = re.compile(r"等(?![，。；）\n]|人|同志|[一二三四五六七八九十两0-9]|[出参列陪到作分])")


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

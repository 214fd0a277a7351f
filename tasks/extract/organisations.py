"""Organisations: full names that stand in the body by themselves, not only inside a title."""

import re
from collections.abc import Iterator, Sequence

from config.rules.extract import ExtractRules
from tasks.document import Mention, Span
from tasks.extract.bodies import (
    SHORT_OFFICE,
    Place,
    body_start,
    described_start,
    is_free,
    places_from,
)
from tasks.extract.outlets import is_medium
from tasks.extract.passage import Passage, is_han, occurrences

SHORTEST, LONGEST_SHORT = 3, 6
# A stem so rare is a firm's own name: 望舒医药.
RARE_IDF = 9.5
# （下称“云岭机电”）straight after the full name
_CALLED = re.compile(
    r"[(（][^()（）“”]{0,40}?(?:以下简称|下称|简称|以下统称)[：:为]?“?([^“”()（），、]{2,12})”?[^()（）]{0,20}[)）]"
)
_ONLY_DISTRICTS = re.compile(r"[省市县区州旗中全各级]+(?:委|政府|人大|政协)")


_VAGUE_START = re.compile(
    r"[各多该本某这那几两的]|[一二三四五六七八九十]+[大家]|大(?:银行|集团|公司|企业|医院|学校|中心)"
)
# 第三局 of a match, 市部署, 省交办
_NO_BODY = re.compile(
    r"(?:工伤|养老|医疗|失业|生育|社会|人身|财产|农业)保险$|[一二三四五六七八九十首末每本两几半]局$|部署$|[交查举承主创开协合筹]办$"
)


def find_organisations(
    passage: Passage,
    title_spans: tuple[Span, ...],
    people: frozenset[str],
    places: tuple[Mention, ...],
    rules: ExtractRules,
) -> tuple[Mention, ...]:
    """In order of appearance; a name that is part of a longer one counts only elsewhere."""
    stretches = [
        *_with_ending(passage, people, _places(places), rules),
        *_whole(passage, rules),
        *(m.span() for m in SHORT_OFFICE.finditer(passage.text) if passage.is_boundary(m.end())),
        *_firms(passage, rules),
    ]
    names = {
        passage.text[start:end]
        for start, end in stretches
        if is_free((start, end), title_spans) and _is_name(passage.text[start:end], rules)
    }
    short = _abbreviations(passage.text, names)
    taken: set[int] = set()
    mentions = []
    for name in sorted(names, key=lambda n: (-len(n), n)):
        spans = [s for s in occurrences(passage.text, name) if taken.isdisjoint(range(*s))]
        taken.update(i for span in spans for i in range(*span))
        if spans:
            mentions.append(
                Mention(name=name, spans=tuple(spans), abbreviations=short.get(name, ()))
            )
    return tuple(sorted(mentions, key=lambda m: m.spans[0]))


def _places(places: tuple[Mention, ...]) -> list[Place]:
    return sorted(
        Place(start, end, full=place.name[-1] in "省市县区州旗镇乡" or len(place.chain) > 1)
        for place in places
        for start, end in place.spans
    )


def _with_ending(
    passage: Passage, people: frozenset[str], places: Sequence[Place], rules: ExtractRules
) -> list[Span]:
    """Every stretch that reads like the name of a body, the longest at each place."""
    found: list[Span] = []
    for match in rules.patterns.organisation_ending.finditer(passage.text):
        end = match.end()
        if not passage.is_boundary(end) and is_han(passage.char(end)):
            continue
        last = passage.words[passage.word_numbers[end - 1]]
        verb = last.tag == "v" and len(last.text) > 1
        if last.tag in {"d", "a", "f"} or (verb and last.text != match.group()):
            continue
        if last.text in rules.organisations.not_bodies:
            continue
        head = min(last.start, match.start())
        placed = head < match.start() and bool(places_from(places, head, head + 1))
        start = head if placed else body_start(passage, head, match.group(), places, rules)
        if start is None and match.group() in rules.organisations.official and not verb:
            start = described_start(passage, head, rules)
        if start is None:
            continue
        if any(name in passage.text[start:end] for name in people):
            continue
        while found and found[-1][0] >= start:
            found.pop()
        if end - start > len(match.group()):
            found.append((start, end))
    return found


def _whole(passage: Passage, rules: ExtractRules) -> Iterator[Span]:
    """Names that are complete as they stand: 国务院, 交通局."""
    for match in rules.patterns.whole_body.finditer(passage.text):
        start, end = match.span()
        if passage.is_boundary(start) and passage.is_boundary(end):
            yield start, end


def _firms(passage: Passage, rules: ExtractRules) -> Iterator[Span]:
    """Short names of firms: a stem of their own and a trade, at the start of a clause."""
    for match in rules.patterns.trade.finditer(passage.text):
        end = match.end()
        if not passage.is_boundary(end):
            continue
        for length in (2, 3):
            start = match.start() - length
            if start >= 0 and _is_firm(passage, start, match.start(), end, rules):
                yield start, end
                break


def _is_firm(passage: Passage, start: int, stem_end: int, end: int, rules: ExtractRules) -> bool:
    """The stem is rare or unknown, begins after a pause, and the name recurs or has a code."""
    text, stem = passage.text, passage.text[start:stem_end]
    if is_han(passage.char(start - 1)) and not _after_function_word(passage, start):
        return False
    if any(char in rules.places.never_inside or not is_han(char) for char in stem):
        return False
    if rules.idf.get(stem, RARE_IDF + 1) <= RARE_IDF or any(
        len(word.text) > 1 and rules.idf.get(word.text, RARE_IDF + 1) <= RARE_IDF
        for word in passage.words_of(start, stem_end)
    ):
        return False
    coded = passage.char(end) in {"（", "("} or re.match(r"[\s　]*[0-9]", text[end : end + 3])
    after = passage.word_at(end)
    if rules.patterns.trade.match(text, end) or rules.patterns.organisation_ending.match(text, end):
        return False
    return bool(coded) or text.count(text[start:end]) > 1 or bool(after and after.tag == "v")


def _after_function_word(passage: Passage, start: int) -> bool:
    before = passage.word_at(start - 1)
    return passage.is_boundary(start) and before is not None and before.tag in {"p", "c", "v", "uj"}


def _is_name(name: str, rules: ExtractRules) -> bool:
    if name in rules.organisations.whole:
        return True
    if name in rules.bodies.generic or len(name) < SHORTEST or _ONLY_DISTRICTS.fullmatch(name):
        return False
    if name in rules.organisations.not_bodies or _NO_BODY.search(name):
        return False
    return not _VAGUE_START.match(name) and not _is_press(name, rules)


def _is_press(name: str, rules: ExtractRules) -> bool:
    return is_medium(name, rules) and not name.endswith(("公司", "集团", "合作社"))


def _abbreviations(text: str, names: set[str]) -> dict[str, tuple[str, ...]]:
    """Short forms by full name: those that the text defines, and 市环督办 for the name it is made of."""
    short: dict[str, list[str]] = {name: [] for name in names}
    for name in names:
        for _, end in occurrences(text, name):
            called = _CALLED.match(text, end)
            if called and called.group(1) not in short[name]:
                short[name].append(called.group(1))
    for name in sorted(names):
        if len(name) <= LONGEST_SHORT:
            full = [n for n in names if name not in n and _is_made_of(name, n)]
            if len(full) == 1 and name not in short[full[0]]:
                short[full[0]].append(name)
    return {name: tuple(forms) for name, forms in short.items() if forms}


def _is_made_of(short: str, full: str) -> bool:
    """Whether the characters of `short` stand in the same order in a name twice as long."""
    rest = iter(full)
    return len(full) >= 2 * len(short) and all(char in rest for char in short)

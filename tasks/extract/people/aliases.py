"""By what else an article names people: 老张, 许医生, the last part of 马可·波罗, a nickname."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from config.rules.extract import ExtractRules
from tasks.document import Span
from tasks.extract.passage import Passage, is_han

_FOREIGN = "·"
_FAMILIAR = frozenset("老小阿")
_LONGEST_ADDRESS = 4


# 贺老秤|大名|贺广田, 某某（本名|某某）
_REAL_NAME = re.compile("([大真本原])名[叫是为]?")
_ITS_OWN = frozenset("大真")
_MARKS = frozenset("，（")


def other_names(text: str, names: Sequence[str]) -> dict[str, str]:
    """For each nickname the bearer's own name, for the 本名 of an artist the one that is used more.

    Whoever has a 大名 or a 真名 goes by that: what stands before it is a nickname or false.
    """
    others: dict[str, str] = {}
    for cue in _REAL_NAME.finditer(text):
        end = cue.start() - (text[cue.start() - 1 : cue.start()] in _MARKS)
        called = next((name for name in names if text.endswith(name, 0, end)), None)
        real = next((name for name in names if text.startswith(name, cue.end())), None)
        if called and real and called != real:
            known = cue.group(1) not in _ITS_OWN and text.count(called) > text.count(real)
            others |= {real: called} if known else {called: real}
    return others


def with_aliases(
    passage: Passage, spans: Mapping[str, list[Span]], rules: ExtractRules
) -> dict[str, list[Span]]:
    """Every mention of each person, those by a short form that nobody else can have as well."""
    taken = {i for every in spans.values() for span in every for i in range(*span)}
    surnames = Counter(name[0] for name in spans)
    found = {name: list(every) for name, every in spans.items()}
    for name in spans:
        if _FOREIGN in name:
            short = _parts(passage, name)
        elif surnames[name[0]] == 1 and is_han(name[0]):
            short = _addressed(passage, name[0], rules)
        else:
            continue
        found[name] += (span for span in short if taken.isdisjoint(range(*span)))
    return found


def _parts(passage: Passage, name: str) -> Iterator[Span]:
    """The last part of a foreign name where it stands alone."""
    last = name.rpartition(_FOREIGN)[2]
    if len(last) < 2:
        return
    for start in passage.find_all(last):
        end = start + len(last)
        if _FOREIGN not in (passage.char(start - 1), passage.char(end)):
            yield start, end


def _addressed(passage: Passage, surname: str, rules: ExtractRules) -> Iterator[Span]:
    """The surname behind 老 or before 先生, 局长."""
    text = passage.text
    start = text.find(surname)
    while start >= 0:
        end = start + 1
        length = _address(text, end, rules)
        if length and (passage.is_boundary(start) or not is_han(passage.char(start - 1))):
            end += length
            yield start, end
        elif passage.char(start - 1) in _FAMILIAR and passage.is_boundary(start - 1):
            yield start - 1, end
        start = text.find(surname, end)


def _address(text: str, start: int, rules: ExtractRules) -> int:
    """How long the address is that begins here."""
    longest = rules.longest_address.get(text[start : start + 1], 0)
    for length in range(min(longest, _LONGEST_ADDRESS), 0, -1):
        address = text[start : start + length]
        if address in rules.posts.addresses or address in rules.roles.addresses:
            return length
    return 0

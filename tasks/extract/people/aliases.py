"""Short forms by which an article goes on naming people: 老张, 许医生, the last part of 马可·波罗."""

from collections import Counter
from collections.abc import Iterator, Mapping

from config.rules.extract import ExtractRules
from tasks.document import Span
from tasks.extract.passage import Passage, is_han

_FOREIGN = "·"
_FAMILIAR = frozenset("老小阿")
_LONGEST_ADDRESS = 4


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

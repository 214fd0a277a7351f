"""Organisations: full names that stand in the body by themselves, not only inside a title."""

from config.rules.extract import ExtractRules
from tasks.document import Mention, Span
from tasks.extract.outlets import is_medium
from tasks.extract.passage import Passage, is_han, occurrences, phrase_start

SHORTEST = 3


def find_organisations(
    passage: Passage, title_spans: tuple[Span, ...], people: frozenset[str], rules: ExtractRules
) -> tuple[Mention, ...]:
    """In order of appearance; a name that is part of a longer one counts only elsewhere."""
    names = {
        passage.text[start:end]
        for start, end in _stretches(passage, people, rules)
        if not any(s <= start and end <= e for s, e in title_spans)
    }
    taken: set[int] = set()
    mentions = []
    for name in sorted(names, key=lambda n: (-len(n), n)):
        spans = [s for s in occurrences(passage.text, name) if taken.isdisjoint(range(*s))]
        taken.update(i for span in spans for i in range(*span))
        if spans:
            mentions.append(Mention(name=name, spans=tuple(spans)))
    return tuple(sorted(mentions, key=lambda m: m.spans[0]))


def _stretches(passage: Passage, people: frozenset[str], rules: ExtractRules) -> list[Span]:
    """Every stretch that reads like the name of a body, the longest at each place."""
    found: list[Span] = []
    for match in rules.patterns.body_ending.finditer(passage.text):
        end = match.end()
        if not passage.is_boundary(end) and is_han(passage.char(end)):
            continue
        word = passage.words[passage.word_numbers[match.start()]]
        last = passage.words[passage.word_numbers[end - 1]].text
        if last.endswith(rules.bodies.not_bodies):
            continue
        start = phrase_start(passage, word.start, rules.bodies.outside, rules)
        start = _after_person(passage.text, start, end, people)
        while found and found[-1][0] >= start:
            found.pop()
        if _is_name(passage.text[start:end], match.group(), rules):
            found.append((start, end))
    return found


def _after_person(text: str, start: int, end: int, people: frozenset[str]) -> int:
    for name in people:
        at = text.find(name, start, end)
        if at >= 0:
            start = at + len(name)
    return start


def _is_name(name: str, ending: str, rules: ExtractRules) -> bool:
    if name in rules.bodies.whole:
        return True
    if name in rules.bodies.generic or len(name) < SHORTEST or is_medium(name, rules):
        return False
    return len(name) > len(ending) and name[0] not in "各多该本某"

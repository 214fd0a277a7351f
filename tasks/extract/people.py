"""People: names found by their posts, lists, honorifics and speech verbs, with every title."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.document import Person, Span
from tasks.extract.lists import listed_names
from tasks.extract.names import PERSON_TAGS, Candidate, Trust, name_at
from tasks.extract.passage import Passage, is_han, occurrences
from tasks.extract.posts import Post, find_posts, titles_before
from tasks.extract.roles import role_of
from tasks.extract.scopes import scope_of


class Found(NamedTuple):
    """A name where it was recognised, with the titles that stand there."""

    name: str
    start: int
    titles: tuple[str, ...]
    body: str | None = None


class Anchored(NamedTuple):
    """Names, where they stand, and the stretches of text that are titles."""

    found: tuple[Found, ...]
    title_spans: tuple[Span, ...]


# What may stand between two names of one list.
_LIST_SEPARATORS = frozenset("、和与及")
# 习近平新时代中国特色社会主义思想, 邓小平理论: a doctrine, not a person taking part.
_DOCTRINE = re.compile(r"[^，。；、！？\n]{0,16}?(?:思想|理论|主义)")
# Tags that the segmenter gives to pieces of names that it does not know.
_ODD_TAGS = frozenset(("ns", "nz", "x", "zg", "g", "l", "ng", "ag", "vg"))
_MASKED = re.compile(r"[\u4e00-\u9fff]某[某甲乙丙丁]?")
_SPACES = " \u3000"


def find_people(passage: Passage, rules: ExtractRules) -> tuple[tuple[Person, ...], Anchored]:
    """Everyone whom the body names, in order of appearance, and where their titles stand."""
    anchored = _anchored_names(passage, rules)
    found = [
        *anchored.found,
        *_honoured_names(passage, rules),
        *_spoken_names(passage, rules),
        *_masked_names(passage, rules),
        *(Found(name, start, ()) for name, start in listed_names(passage, rules)),
    ]
    spans = _mentions(passage, {f.name for f in found})
    titles = _titles(found, spans)
    people = tuple(
        Person(
            name=name,
            titles=titles.get(name, ()),
            role=role_of(passage, name, spans, rules),
            scope=_scope(name, titles.get(name, ()), found, rules),
            spans=tuple(spans[name]),
        )
        for name in sorted(spans, key=lambda name: spans[name][0])
    )
    return people, anchored


def _anchored_names(passage: Passage, rules: ExtractRules) -> Anchored:
    """Names straight after a post, and the names that go on in the same list."""
    posts = find_posts(passage, rules)
    found: list[Found] = []
    title_spans: list[Span] = []
    taken = 0
    for end in sorted(posts):
        start = end + 1 if passage.char(end) in _SPACES and passage.char(end) else end
        candidate = name_at(passage, start, posts[end].trust, rules)
        if candidate is None or start < taken or _is_post(posts, candidate):
            continue
        titles = titles_before(passage, posts[end], posts, rules)
        title_spans.append((titles.start, end))
        for member in _list_from(passage, candidate, posts, posts[end].trust, rules):
            name = passage.text[member.start : member.end]
            found.append(Found(name, member.start, titles.texts, titles.body))
            taken = member.end
    return Anchored(tuple(found), tuple(title_spans))


def _is_post(posts: dict[int, Post], candidate: Candidate) -> bool:
    """Whether the would-be name is itself the post of somebody else: 局长|助理."""
    post = posts.get(candidate.end)
    return post is not None and post.start <= candidate.start


def _list_from(
    passage: Passage, first: Candidate, posts: dict[int, Post], trust: Trust, rules: ExtractRules
) -> Iterator[Candidate]:
    """The name and those that follow it after 、 or 和, each ending where a list item ends."""
    current: Candidate | None = first
    while current is not None:
        yield current
        after = current.end
        if passage.char(after) == "(":
            after = passage.text.find(")", after) + 1 or after
        if passage.char(after) not in _LIST_SEPARATORS:
            return
        listed = trust if passage.char(after) == "、" else Trust.OCCUPATION
        current = name_at(passage, after + 1, listed, rules)
        if current is not None and (
            not _ends_item(passage, current.end, rules) or _is_post(posts, current)
        ):
            current = None


def _ends_item(passage: Passage, end: int, rules: ExtractRules) -> bool:
    after = passage.char(end)
    return (
        not is_han(after)
        or after in _LIST_SEPARATORS
        or rules.patterns.follower.match(passage.text, end) is not None
    )


def _honoured_names(passage: Passage, rules: ExtractRules) -> Iterator[Found]:
    """Names before an honorific: 某某同志, 某某市长; and a surname before 女士, 先生, 某."""
    for position, word in enumerate(passage.words):
        if word.text in rules.posts.honorific:
            yield from _name_before(passage, position, rules)
        if word.text in rules.posts.courtesy:
            yield from _courtesy_name(passage, word.start, word.text, rules)


def _name_before(passage: Passage, position: int, rules: ExtractRules) -> Iterator[Found]:
    word, before = passage.words[position], passage.words[position - 1]
    if position == 0 or before.tag not in PERSON_TAGS:
        return
    if 2 <= len(before.text) <= 3 and _has_surname(before.text, rules):
        titled = word.text in rules.posts.official | rules.posts.occupation
        yield Found(before.text, before.start, (word.text,) if titled else ())


def _courtesy_name(
    passage: Passage, end: int, courtesy: str, rules: ExtractRules
) -> Iterator[Found]:
    for length in (2, 1):
        surname = passage.text[max(0, end - length) : end]
        known = rules.surnames.compound if length == 2 else rules.surnames.common
        if surname in known and passage.is_boundary(end - length):
            yield Found(surname + courtesy, end - length, ())
            return


def _has_surname(name: str, rules: ExtractRules) -> bool:
    return name[:2] in rules.surnames.compound or name[0] in rules.surnames.common


def _spoken_names(passage: Passage, rules: ExtractRules) -> Iterator[Found]:
    """Names without a post: they begin a clause and speak, or recur, or the tagger knows them."""
    for word in passage.words:
        if not is_han(word.text[0]):
            continue
        tagged = word.tag in PERSON_TAGS and len(word.text) > 1
        odd = len(word.text) == 1 or word.tag in _ODD_TAGS
        if not tagged and not (
            odd and _has_surname(passage.text[word.start : word.start + 2], rules)
        ):
            continue
        candidate = name_at(passage, word.start, Trust.NONE, rules)
        if candidate is None:
            continue
        name = passage.text[candidate.start : candidate.end]
        if name[-1] not in rules.names.place_ends and _acts(passage, candidate, tagged, rules):
            yield Found(name, candidate.start, ())


def _acts(passage: Passage, candidate: Candidate, tagged: bool, rules: ExtractRules) -> bool:
    """Whether the candidate speaks or acts at the beginning of a clause, or recurs."""
    name = passage.text[candidate.start : candidate.end]
    begins = not is_han(passage.char(candidate.start - 1))
    if begins and rules.patterns.speech.match(passage.text, candidate.end):
        return True
    recurs = len(name) > 2 and passage.text.count(name) > 1
    if tagged:
        return recurs
    acts = rules.patterns.follower.match(passage.text, candidate.end) is not None
    return recurs and begins and acts and name not in rules.idf


def _masked_names(passage: Passage, rules: ExtractRules) -> Iterator[Found]:
    """Names that a court or the police mask: 某某 after a surname."""
    for match in _MASKED.finditer(passage.text):
        start = match.start()
        if match.group()[0] in rules.surnames.common:
            yield Found(match.group(), start, ())


def _mentions(passage: Passage, names: set[str]) -> dict[str, list[Span]]:
    """Every place of every name, longer names first, so that no half of a name is counted."""
    taken: set[int] = set()
    spans: dict[str, list[Span]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        for start, end in occurrences(passage.text, name):
            if taken.isdisjoint(range(start, end)) and not _DOCTRINE.match(passage.text, end):
                taken.update(range(start, end))
                spans.setdefault(name, []).append((start, end))
    return spans


def _titles(found: list[Found], spans: dict[str, list[Span]]) -> dict[str, tuple[str, ...]]:
    """All titles of each person in order, without those that only repeat the end of another."""
    titles: dict[str, list[str]] = {name: [] for name in spans}
    for item in sorted(found, key=lambda f: f.start):
        if item.name in spans and item.start in {start for start, _ in spans[item.name]}:
            titles[item.name] += item.titles
    return {
        name: tuple(
            t
            for i, t in enumerate(every)
            if t not in every[:i] and not any(o != t and o.endswith(t) for o in every)
        )
        for name, every in titles.items()
    }


def _scope(
    name: str, titles: tuple[str, ...], found: list[Found], rules: ExtractRules
) -> str | None:
    """What the first title that tells its place or body tells."""
    body = next((f.body for f in found if f.name == name and f.body), None)
    told = (scope_of(title, body, rules) for title in titles)
    return next((scope for scope in told if scope), body)

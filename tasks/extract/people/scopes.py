"""Scopes: the place or body that a post belongs to, where the text tells it, however far away."""

import re
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage

# What follows the name of a place in the title of its office-holders.
_OFFICE = re.compile(
    r"(?<=[省市县区州旗镇乡村])(?:委|政府|政协|人大|人民|纪委|监委|党|[副代]?[省市县区州旗镇乡村]?长)"
)
# 市委书记, 副市长, 县领导: an office of a place that the title does not name.
_RELATIVE = re.compile(
    r"(?:常务|原|前)?[副代]?([省市县区州旗镇乡])(?:长|委|政府|政协|人大|纪委|监委|领导|党)"
)
LEVELS = "省市县区州旗镇乡"
_LEVEL = re.compile(f"[{LEVELS}]")
_DEPUTY = re.compile("[副代]|常务")
_PARTY = "中共"
_TERM = re.compile(r"第[一二三四五六七八九十]{1,4}届")  # 政协第十届|苍阳县
SHORTEST_PLACE = 3
LONGEST_PLACE = 6


class Place(NamedTuple):
    """A named place, where the text names it, and whether it does so as somebody's office."""

    name: str
    start: int
    stated: bool


def scope_of(title: str, body: str | None, rules: ExtractRules) -> str | None:
    """The place or body that the title itself tells, or None.

    `body` where the text names one before the title; 某市委书记 -> 某市; 县水务局局长 -> 县水务局;
    市长, 市委书记 -> None.
    """
    if body:
        return body
    office = _OFFICE.search(title)
    place = title[: office.start()].removeprefix(_PARTY) if office else ""
    place = _TERM.split(place)[-1]
    if len(place) >= SHORTEST_PLACE and not _DEPUTY.search(place):
        return place
    prefix = _without_post(title, rules)
    ends = [match.end() for match in rules.patterns.body_ending.finditer(prefix)]
    named = prefix[: ends[-1]] if ends else ""
    return named if len(named) >= SHORTEST_PLACE and named not in rules.bodies.generic else None


def named_places(passage: Passage, stated: list[Place], rules: ExtractRules) -> list[Place]:
    """Provinces, cities, counties and so on, in order: those of titles, and those with a level."""
    places = list(stated)
    for word in passage.words_ending(_LEVEL):
        start, name = word.start, word.text
        if len(name) == 1 and start > 0:
            before = passage.words[passage.word_numbers[start - 1]]
            start, name = before.start, before.text + name
        if SHORTEST_PLACE <= len(name) <= LONGEST_PLACE and _is_named(passage, start, name, rules):
            places.append(Place(name, start, stated=False))
    return sorted(places, key=lambda place: place.start)


def _is_named(passage: Passage, start: int, name: str, rules: ExtractRules) -> bool:
    word = passage.word_at(start)
    known = name in rules.divisions.codes or (word is not None and word.tag in {"ns", "nr", "nz"})
    return known and name not in rules.places.not_places and name[:-1] not in _WHOLE


_WHOLE = frozenset(("全", "我", "本", "该", "各", "两", "多", "外"))


def level_left(scope: str | None, titles: tuple[str, ...]) -> str | None:
    """The level of the place that a post leaves unnamed: 市委书记 -> 市, 县水务局 -> 县."""
    if scope is not None:
        return scope[0] if scope and scope[0] in LEVELS else None
    relative = next((m for m in map(_RELATIVE.match, titles) if m), None)
    return relative.group(1) if relative else None


def resolved(
    scope: str | None, level: str | None, position: int, places: list[Place]
) -> str | None:
    """The scope with the place that its `level` stands for: 市委书记 -> 某市, 县水务局 -> 某县水务局.

    That is the last place of that level named before the person, or the first after; a place that
    the title of somebody names (某市委书记) goes before one that is only mentioned.
    """
    if level is None:
        return scope
    fitting = [place for place in places if place.name.endswith(level)]
    fitting = [place for place in fitting if place.stated] or fitting
    before = [place for place in fitting if place.start < position]
    place = before[-1].name if before else fitting[0].name if fitting else None
    if place is None:
        return scope
    return place + scope[1:] if scope else place


def _without_post(title: str, rules: ExtractRules) -> str:
    for start in range(len(title)):
        if title[start:] in rules.posts.addresses:
            return title[:start]
    return title

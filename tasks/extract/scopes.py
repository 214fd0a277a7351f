"""Scopes: the place or body that a post belongs to, where the text tells it."""

import re

from config.rules.extract import ExtractRules

# What follows the name of a place in the title of its office-holders.
_OFFICE = re.compile(
    r"(?<=[省市县区州旗镇乡村])(?:委|政府|政协|人大|人民|纪委|监委|党|[副代]?[省市县区州旗镇乡村]?长)"
)
_PARTY = "中共"
SHORTEST_PLACE = 3


def scope_of(title: str, body: str | None, rules: ExtractRules) -> str | None:
    """The place or body that the title tells, or None.

    `body` where the text names one before the title; 某市委书记 -> 某市; 县水务局局长 -> 县水务局;
    市长, 市委书记 -> None.
    """
    if body:
        return body
    office = _OFFICE.search(title)
    place = title[: office.start()].removeprefix(_PARTY) if office else ""
    if len(place) >= SHORTEST_PLACE:
        return place
    prefix = _without_post(title, rules)
    ends = [match.end() for match in rules.patterns.body_ending.finditer(prefix)]
    named = prefix[: ends[-1]] if ends else ""
    return named if len(named) >= SHORTEST_PLACE and named not in rules.bodies.generic else None


def _without_post(title: str, rules: ExtractRules) -> str:
    for start in range(len(title)):
        if title[start:] in rules.posts.official or title[start:] in rules.posts.occupation:
            return title[:start]
    return title

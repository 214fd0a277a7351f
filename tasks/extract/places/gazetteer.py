"""Chains: the province, city and district that a place lies in, from the text and the gazetteer."""

from collections.abc import Sequence
from typing import NamedTuple

from config.rules.extract import ExtractRules


class Place(NamedTuple):
    """One mention: where, and at which row of `places.levels`; None for a bare name."""

    start: int
    end: int
    level: int | None


Chain = tuple[str, ...]


def chains_of(text: str, places: Sequence[Place], rules: ExtractRules) -> dict[str, Chain]:
    """For each name its chain down to itself; a name of unknown whereabouts has none.

    The text goes before the gazetteer: in 沧北省乌垭县冷泉乡 each place lies within those before it.
    """
    names = {text[place.start : place.end] for place in places}
    chains: dict[str, Chain] = {}
    run: list[Place] = []
    for place in places:
        if not (run and run[-1].end == place.start and _is_wider(run[-1], place)):
            run = []
        run.append(place)
        if len(run) > 1:
            within = tuple(text[p.start : p.end] for p in run)
            above = _listed(within[0], names, rules)
            chains.setdefault(within[-1], (above[:-1] if above else ()) + within)
    for name in sorted(names - chains.keys()):
        listed = _listed(name, names, rules)
        if listed:
            chains[name] = listed
    return chains


def _is_wider(place: Place, other: Place) -> bool:
    return place.level is not None and other.level is not None and place.level < other.level


def _listed(name: str, names: set[str], rules: ExtractRules) -> Chain | None:
    """The chain of the gazetteer; of several places with the name the one that the text tells."""
    chains = [rules.divisions.chain(code) for code in rules.divisions.codes.get(name, ())]
    if len(chains) > 1:
        told = [c for c in chains if any(n in _forms(above) for above in c[:-1] for n in names)]
        widest = [c for c in chains if len(c) == min(map(len, chains))]
        chains = told or widest
    return chains[0] if len(chains) == 1 else None


def _forms(name: str) -> tuple[str, str]:
    return name, name[:-1]

"""China's administrative divisions: what code each name has, and what name each code has."""

import re
from pathlib import Path
from typing import Self

from config.rules.reading import RuleSet, read_words

# The last word of a division's full name; the longest first.
_KIND = re.compile(r"(?:特别行政区|自治[区州县旗]|林区|特区|地区|新区|矿区|[省市县区州旗盟])$")
SHORTEST_SHORT = 2  # 巢湖市 -> 巢湖; 忠县 has no short name
COUNTY_CODE = 6  # digits of the code of a county or a district; a city has four, a province two


class Gazetteer(RuleSet):
    """`names`: code -> full name; `codes`: full and short name -> every code that has it."""

    names: dict[str, str]
    codes: dict[str, tuple[str, ...]]

    @classmethod
    def load(cls, path: Path, peoples: frozenset[str]) -> Self:
        """Read `code name` lines; `peoples` are left out of short names (恩施土家族苗族自治州)."""
        names = dict(line.split(" ", 1) for line in read_words(path))
        codes: dict[str, list[str]] = {}
        for code, name in names.items():
            codes.setdefault(name, []).append(code)
            short = _short(name, peoples)
            if short and not (len(code) == COUNTY_CODE and name.endswith("区")):
                codes.setdefault(short, []).append(code)
        return cls(names=names, codes={name: tuple(found) for name, found in codes.items()})

    def short_names(self) -> tuple[str, ...]:
        """Provinces and cities without 省, 市: the names that articles use most."""
        short = set(self.codes) - set(self.names.values())
        return tuple(n for n in short if any(len(c) < COUNTY_CODE for c in self.codes[n]))

    def chain(self, code: str) -> tuple[str, ...]:
        """`510104` -> (四川省, 成都市, 锦江区): the names of all levels down to this one."""
        levels = (self.names.get(code[:end]) for end in (2, 4, 6) if end <= len(code))
        return tuple(name for name in levels if name)


def _short(name: str, peoples: frozenset[str]) -> str | None:
    """`巢湖市` -> 巢湖, `恩施土家族苗族自治州` -> 恩施; None when one character would be left."""
    kind = _KIND.search(name)
    stem = name[: kind.start()] if kind else name
    while people := next((p for p in peoples if stem.endswith(p) and stem != p), None):
        stem = stem.removesuffix(people)
    return stem if kind and len(stem) >= SHORTEST_SHORT else None

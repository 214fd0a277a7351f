"""Rules of events: the words that tell their types, and what stands round their names."""

import re
from pathlib import Path
from typing import Self

from config.rules.reading import RuleSet, read_toml
from config.rules.words import alternatives, one_of


class Events(RuleSet):
    """Patterns by type of event, and those of conveners, names and venues."""

    types: dict[str, re.Pattern[str]]
    names: dict[str, re.Pattern[str]]
    convening: re.Pattern[str]
    before_name: re.Pattern[str]
    venue: re.Pattern[str]
    slogan_head: re.Pattern[str]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read events.toml; raises KeyError when one of its lists is missing."""
        table = read_toml(path)
        words = {name: tuple(text.split()) for name, text in table["words"].items()}
        taking_place = alternatives(words["taking_place"])
        return cls(
            types={kind: one_of(tuple(text.split())) for kind, text in table["types"].items()},
            names={kind: one_of(tuple(text.split())) for kind, text in table["names"].items()},
            convening=one_of(words["convening"]),
            before_name=one_of(words["before_name"]),
            slogan_head=one_of(tuple(table["slogans"]["heads"].split())),
            venue=re.compile(f"在([^，。；：、在]{{2,24}}?)(?:{taking_place})"),
        )

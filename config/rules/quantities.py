"""Rules for quantities: units, counters, and what only looks like a figure."""

import re
from pathlib import Path
from typing import Self

from pydantic import model_validator

from config.rules.reading import RuleSet, read_toml
from config.rules.words import Characters, Words, WordSet, alternatives


class QuantityRules(RuleSet):
    """Everything that `tasks.extract.quantities` knows as data.

    `plain` says what a unit of everyday speech is in a plain one, and how much of it.
    """

    exact: WordSet
    counters: WordSet
    digits_only: WordSet
    above_ten: WordSet
    latin: WordSet
    people: Words
    abstract: Words
    never: WordSet
    up: Words
    down: Words
    steady: Words
    vague: WordSet
    verbal: WordSet
    scores: Words
    plain: dict[str, tuple[str, float]]
    money: dict[str, str]
    before: Characters  # the last characters of what may belong to a figure and stand before it
    score_near: re.Pattern[str]
    longest_unit: dict[str, int]  # by the first character

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read `path`; raises pydantic.ValidationError naming the bad value."""
        tables = read_toml(path)
        near = re.compile(alternatives(tuple(str(tables.get("scores", "")).split())))
        longest: dict[str, int] = {}
        for name in ("exact", "counters", "latin"):
            for unit in str(tables.get(name, "")).split():
                longest[unit[0]] = max(len(unit), longest.get(unit[0], 0))
        before = "".join(word[-1] for word in tables.get("money", {})) + "下-−"
        return cls(**tables, before=before, score_near=near, longest_unit=longest)

    @model_validator(mode="after")
    def _check(self) -> Self:
        known = self.exact | self.counters
        lost = (self.digits_only | self.above_ten | frozenset(self.plain)) - known
        if lost:
            raise ValueError(
                f"units without a place in exact or counters: {' '.join(sorted(lost))}"
            )
        return self

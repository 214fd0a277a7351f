"""What a Chinese name begins with: one list for bylines and for the people of the body."""

from functools import cached_property
from pathlib import Path
from typing import Self

from config.rules.reading import RuleSet, read_toml
from config.rules.words import Characters, WordSet


class Surnames(RuleSet):
    """What a Chinese name begins with."""

    common: Characters
    rare: Characters
    compound: WordSet
    wordlike: Characters

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read config/data/surnames.toml; raises pydantic.ValidationError naming the bad value."""
        return cls(**read_toml(path))

    @cached_property
    def firsts(self) -> frozenset[str]:
        """Characters that a name without a post may begin with."""
        return self.common | {surname[0] for surname in self.compound}

    @cached_property
    def bylines(self) -> frozenset[str]:
        """Surnames of names that stand by themselves: without the rare ones that are words too."""
        return self.common | self.compound | (self.rare - self.wordlike)

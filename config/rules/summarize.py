"""Rules of summarize: which words tell what happened, and what each thing said is worth."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import Field

from config.rules.reading import RuleSet, read_toml

Words = tuple[str, ...]


class ClauseWords(RuleSet):
    """Words by which sentences and clauses are judged; see words.toml."""

    dangling_starts: Words
    connectives: frozenset[str]
    reporting_ends: Words
    half_starts: Words
    half_ends: Words
    demand_starts: Words
    event_words: Words
    attendance_ends: Words
    formulas: Words


class SummarizeRules(RuleSet):
    """Weights are plain numbers on one scale; lengths are in characters. See weights.toml."""

    words: ClauseWords
    max_characters: Annotated[int, Field(ge=20)]
    enough: float
    core_characters: int
    length_power: Annotated[float, Field(ge=0, le=1)]
    keyword: float
    title_pair: float
    frequent_pair: float
    principal: float
    speaker: float
    other_person: float
    figure: float
    demand: float
    event: float
    lead: float
    jump: Annotated[float, Field(ge=0)]
    cut: Annotated[float, Field(ge=0)]
    formula: float
    attendance: float

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read config/data/summarize/; raises pydantic.ValidationError naming the bad value."""
        weights = read_toml(folder / "weights.toml")
        return cls.model_validate({**weights, "words": read_toml(folder / "words.toml")})

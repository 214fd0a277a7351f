"""Rules of summarize: which words tell what happened, and what each thing said is worth."""

import re
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field

from config.rules.reading import RuleSet, read_toml
from config.rules.words import Words, WordSet, alternatives


class AsideWords(RuleSet):
    """Words by which it is judged what inside a clause may be left out; see words.toml."""

    kept: WordSet
    joint: Words


class ClauseWords(RuleSet):
    """Words by which clauses are judged; see words.toml."""

    connectives: WordSet
    dangling: Words
    reporting: Words
    saying: Words
    announcing: Words
    not_reporting: Words
    object_starts: Words
    half_starts: Words
    half_ends: Words
    turning: Words
    modal: Words
    parallel: Words
    narrating: Words
    attendance: Words
    asking: WordSet


class Signs(RuleSet):
    """Words that make a piece worth more or less."""

    happening: Words
    deadlines: Words
    changes: Words
    plans: Words
    emphasis: Words
    totals: Words
    formulas: Words


class Things(RuleSet):
    """What a thing named is worth, once."""

    leader: float
    principal: float
    speaker: float
    other_person: float
    event_name: float
    event_time: float
    title: float
    title_figure: float
    keyword: float
    frequent_pair: float
    place: float
    organisation: float
    slogan: float
    figure: float
    main_figure: float


class Own(RuleSet):
    """What a piece is worth by itself."""

    character: float
    first_paragraph: float
    lead: float
    opening: float
    late: float
    demand: float
    demand_figure: float
    deadline: float
    change: float
    plan: float
    emphasis: float
    total: float
    happening: float
    formula: float
    attendance: float
    question: float
    first_person: float
    quotation: float
    item: float
    jump: Annotated[float, Field(ge=0)]
    cut: Annotated[float, Field(ge=0)]


class PointRules(RuleSet):
    """How many key points there are, and how long one may be."""

    fewest: int
    most: int
    longest: int
    enough: float
    new_speaker: float


class SummarizeRules(RuleSet):
    """Weights are plain numbers on one scale; lengths are in characters. See weights.toml.

    `sign` finds the words of `signs` in a text; the name of the group that matched says which.
    """

    clauses: ClauseWords
    asides: AsideWords
    sign: re.Pattern[str]
    things: Things
    own: Own
    max_characters: Annotated[int, Field(ge=20)]
    enough: float
    core_characters: int
    length_power: Annotated[float, Field(ge=0, le=1)]
    points: PointRules

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read config/data/summarize/; raises pydantic.ValidationError naming the bad value."""
        words = read_toml(folder / "words.toml")
        signs = Signs.model_validate(words.pop("signs"))
        words_of = {name: getattr(signs, name) for name in Signs.model_fields}
        named = (f"(?P<{name}>{alternatives(found)})" for name, found in words_of.items())
        # Looking for a first character only makes the search several times as fast.
        first = "".join({word[0] for found in words_of.values() for word in found})
        sign = re.compile(f"(?=[{re.escape(first)}])(?:{'|'.join(named)})")
        weights = read_toml(folder / "weights.toml")
        return cls.model_validate({**weights, **words, "sign": sign})

"""Rules of summarize: which words tell what happened, and what each thing said is worth."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Self

from pydantic import BeforeValidator, Field

from config.rules.reading import RuleSet, read_toml
from config.rules.words import Words, WordSet, alternatives, one_of


def _before_somebody(words: str) -> re.Pattern[str]:
    """The words with whom they are said to, at the end of a clause."""
    return re.compile(f"(?:{alternatives(tuple(words.split()))})[^：“”]{{1,8}}$")


def _before_colon(words: str) -> re.Pattern[str]:
    """The words with a colon, at the beginning of a line."""
    return re.compile(f"(?m)^(?:{alternatives(tuple(words.split()))})[：:][ 　]*")


def _by_first(words: str) -> dict[str, tuple[str, ...]]:
    return _grouped(words, 0)


def _by_last(words: str) -> dict[str, tuple[str, ...]]:
    return _grouped(words, -1)


def _grouped(words: str, place: int) -> dict[str, tuple[str, ...]]:
    """Words by one of their characters: most clauses are ruled out by a look at theirs."""
    groups: dict[str, tuple[str, ...]] = {}
    for word in dict.fromkeys(words.split()):
        groups[word[place]] = (*groups.get(word[place], ()), word)
    return groups


Grouped = Mapping[str, tuple[str, ...]]
Beginnings = Annotated[Grouped, BeforeValidator(_by_first), Field(min_length=1)]
Endings = Annotated[Grouped, BeforeValidator(_by_last), Field(min_length=1)]
Persuading = Annotated[re.Pattern[str], BeforeValidator(_before_somebody)]
Anywhere = Annotated[re.Pattern[str], BeforeValidator(lambda words: one_of(tuple(words.split())))]
Labels = Annotated[re.Pattern[str], BeforeValidator(_before_colon)]


class AsideWords(RuleSet):
    """Words by which it is judged what inside a clause may be left out; see words.toml."""

    kept: WordSet
    labels: Labels
    joint: Words


class ClauseWords(RuleSet):
    """Words by which clauses are judged; see words.toml."""

    connectives: WordSet
    lead_ins: Beginnings
    dangling: Beginnings
    reporting: Endings
    saying: Endings
    persuading: Persuading
    announcing: Endings
    not_reporting: Endings
    object_starts: Words
    half_starts: Beginnings
    half_ends: Endings
    conditions: Anywhere
    turning: Beginnings
    modal: Beginnings
    parallel: Beginnings
    comparing: Beginnings
    narrating: Beginnings
    asking: WordSet
    answering: WordSet
    courtesies: Anywhere
    idle: Anywhere


class Signs(RuleSet):
    """Words that make a clause worth more."""

    outcome: Anywhere
    deadline: Anywhere


class PairWeights(RuleSet):
    """What a pair of neighbouring characters is worth by each thing that holds for it.

    One of which nothing holds is worth nothing, so that most pairs need no look.
    """

    every: Annotated[int, Field(le=0)]
    first_sentences: int
    again: int
    again_in_long_text: int
    short_text: int
    title: int
    like_title: int
    digits_early: int
    digits_of_demand: int
    with_figure: int
    main_figure: int
    deadline: int
    outcome: int
    keyword: int
    first_place: int
    principal: int
    speaker: int


class PointRules(RuleSet):
    """How many key points there are, and how long one may be."""

    fewest: int
    most: int
    longest: int
    enough: int
    new_speaker: int


class SummarizeRules(RuleSet):
    """Weights are plain numbers on one scale; lengths are in characters. See weights.toml."""

    clauses: ClauseWords
    asides: AsideWords
    signs: Signs
    pairs: PairWeights
    max_characters: Annotated[int, Field(ge=20)]
    points: PointRules

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read config/data/summarize/; raises pydantic.ValidationError naming the bad value."""
        return cls.model_validate(
            read_toml(folder / "weights.toml") | read_toml(folder / "words.toml")
        )

"""Rules of the summaries in a model's own words: what it is told, and how its text is checked."""

import re
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field

from config.rules.reading import RuleSet, read_toml
from config.rules.words import Words, WordSet, one_of


def _groups(value: Any) -> Any:
    """`"今天 今日 | 昨天"` is two groups."""
    return tuple(group.split() for group in value.split("|")) if isinstance(value, str) else value


def _phrases(value: Any) -> Any:
    """`"请输出 | system prompt"` is two phrases."""
    return tuple(p.strip() for p in value.split("|")) if isinstance(value, str) else value


Phrases = Annotated[tuple[str, ...], BeforeValidator(_phrases), Field(min_length=1)]
Groups = Annotated[tuple[frozenset[str], ...], BeforeValidator(_groups), Field(min_length=1)]


class Prompt(RuleSet):
    """What the model is told: templates of str.format; see prompt.toml."""

    system: str
    user: str
    body_characters: Annotated[int, Field(gt=0)]


class AbstractRules(RuleSet):
    """The prompt, and the words by which an answer is checked; see words.toml.

    `saying` finds the verbs behind which somebody's words stand.
    """

    prompt: Prompt
    days: Groups
    no_figures: WordSet
    denials: Words
    deeds: Words
    talk: Words
    same_units: Groups
    instructions: Phrases
    saying: re.Pattern[str]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read config/data/abstract/; raises pydantic.ValidationError naming the bad value."""
        words = read_toml(folder / "words.toml")
        saying = one_of(tuple(str(words.get("saying", "")).split()))
        prompt = read_toml(folder / "prompt.toml")
        return cls.model_validate({**words, "saying": saying, "prompt": prompt})

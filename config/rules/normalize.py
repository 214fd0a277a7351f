"""Rules of the normalize stage: characters, pinyin, Traditional to Simplified, lost bytes."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from config.rules.reading import RuleSet, read_toml, read_words
from config.rules.surnames import Surnames

Char = Annotated[str, StringConstraints(min_length=1, max_length=1)]
Word = Annotated[str, StringConstraints(min_length=1)]
CodePoints = Annotated[str, StringConstraints(pattern=r"^[0-9A-F]{4,5}-[0-9A-F]{4,5}$")]


class ZhuRules(RuleSet):
    """Words in which 著 stays (`kept`), and longer ones in which it is 着 after all."""

    kept: tuple[Annotated[Word, StringConstraints(pattern="著")], ...]
    particle: tuple[Annotated[Word, StringConstraints(pattern="著")], ...]


class JieRules(RuleSet):
    """Words in which 藉 stays; elsewhere it becomes 借."""

    kept: tuple[Annotated[Word, StringConstraints(pattern="藉")], ...]


class QianRules(RuleSet):
    """Characters next to which 乾 means dry and becomes 干; elsewhere it is a name and stays."""

    dry_after: str
    dry_before: str


class ScriptRules(RuleSet):
    """What OpenCC's Traditional to Simplified conversion leaves or gets wrong.

    `replace` changes characters, never their number, so that they can be traced back one by one.
    """

    replace: dict[Word, Word]
    zhu: ZhuRules
    jie: JieRules
    qian: QianRules

    @field_validator("replace")
    @classmethod
    def _keeps_the_length(cls, replace: dict[str, str]) -> dict[str, str]:
        for before, after in replace.items():
            if before == after or len(before) != len(after):
                raise ValueError(f"{before} and {after} are not two words of one length")
        return replace


class WhitespaceRules(RuleSet):
    """`units` are the characters that a number is written together with."""

    units: str


class CharacterRules(RuleSet):
    """Invisible code points, HTML entities, and the one form of each punctuation mark.

    `name_dots` are written for the middle dot of foreign names, `transliterating` are the
    characters that such names are written with.
    """

    invisible: tuple[CodePoints, ...]
    entities: dict[Word, Char]
    punctuation: dict[Char, Char]
    name_dots: str = Field(min_length=1)
    transliterating: str = Field(min_length=100)
    radicals: dict[Char, Char]
    whitespace: WhitespaceRules


FACTS = frozenset({"title", "published", "outlet", "authors", "url"})


class PageRules(RuleSet):
    """What metadata of pages (`meta`) and fields of records (`fields`) are called, by kind.

    `hidden` elements show no text, `blocks` break lines.
    """

    meta: dict[str, tuple[Word, ...]]
    fields: dict[str, tuple[Word, ...]]
    hidden: frozenset[Word]
    blocks: frozenset[Word]

    @model_validator(mode="after")
    def _names_every_kind(self) -> Self:
        if self.meta.keys() != FACTS or self.fields.keys() != FACTS | {"text"}:
            raise ValueError(f"[meta] has names for {sorted(FACTS)}, [fields] for text as well")
        return self


class NormalizeRules(RuleSet):
    """Everything the normalize stage reads from config/data/normalize/."""

    common_characters: frozenset[Char] = Field(min_length=2000)
    readings: dict[Word, str] = Field(min_length=400)  # syllable -> common characters, maybe none
    characters: CharacterRules
    script: ScriptRules
    page: PageRules
    shift_words: tuple[Word, ...]
    surnames: frozenset[Word]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read and validate the folder; raises OSError, TOMLDecodeError or ValidationError."""
        return cls.model_validate(
            {
                "common_characters": frozenset(
                    "".join(read_words(folder / "common_characters.txt"))
                ),
                "readings": dict(
                    line.partition(" ")[::2] for line in read_words(folder / "pinyin.txt")
                ),
                "characters": read_toml(folder / "characters.toml"),
                "script": read_toml(folder / "script.toml"),
                "page": read_toml(folder / "page.toml"),
                "shift_words": read_words(folder / "shift_words.txt"),
                "surnames": Surnames.load(folder.parent / "surnames.toml").bylines,
            }
        )

    def __hash__(self) -> int:
        """Hash by identity, so that what is compiled from the rules can be kept per rule set."""
        return id(self)

"""Rules of strip_boilerplate: what the lines of a page that are no article look like."""

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Annotated, Self

from pydantic import BeforeValidator

from config.rules.reading import RuleSet, read_toml, read_words


def any_of(words: Iterable[str]) -> str:
    """An alternation that prefers the longest of the words, each taken literally."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def _join(patterns: list[str]) -> re.Pattern[str]:
    for pattern in patterns:
        re.compile(pattern)  # so that an error names the one bad pattern
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)")


Patterns = Annotated[re.Pattern[str], BeforeValidator(_join)]
Words = tuple[str, ...]


class Fields(RuleSet):
    """Keys of `key：value` page facts, by the label that they give; see fields.toml."""

    source_line: Words
    editor_line: Words
    byline: Words
    caption: Words
    metadata: Words
    metadata_open: Words
    contact: Words

    @cached_property
    def label_of(self) -> dict[str, str]:
        """The name of the label that each key gives."""
        labels = {"metadata_open": "metadata"}
        return {key: labels.get(name, name) for name, keys in self for key in keys}

    @cached_property
    def key(self) -> re.Pattern[str]:
        """A key with its colon, where a field may begin."""
        # Between two Han characters a key needs its longest form: 责任编辑, never the 编辑 in it.
        edge = r"(?:^|(?<=[\s｜/·•（【】）○◎□■◆●。]))"
        return re.compile(rf"{edge}({any_of(self.label_of)})\s{{0,3}}[：｜/丨∣]\s?")

    @cached_property
    def bare_key(self) -> re.Pattern[str]:
        """A credit without a colon: `责编 某某`; only keys of two characters or more."""
        keys = [key for key in (*self.editor_line, *self.byline) if len(key) > 1]
        return re.compile(rf"(?:^|(?<=[\s｜（【]))({any_of(keys)})\s{{1,3}}")


class Widgets(RuleSet):
    """Words on buttons and menus, by label; see widgets.toml."""

    nav: Words
    share: Words
    comment_form: Words
    breadcrumb_ends: Words
    site_ends: Words

    @cached_property
    def label_of(self) -> dict[str, str]:
        """The name of the label that each word speaks for; the first list wins."""
        lists = {"comment_form": self.comment_form, "share": self.share, "nav": self.nav}
        labels: dict[str, str] = {}
        for name, words in lists.items():
            for word in words:
                labels.setdefault(word, name)
        return labels

    @cached_property
    def word(self) -> re.Pattern[str]:
        """Any button or menu word, longest first."""
        return re.compile(any_of(self.label_of))


class Heads(RuleSet):
    """Lines that open a part of the page, by the label of that part; see heads.toml."""

    recommended_links: Words
    copyright: Words
    comment_form: Words
    contact: Words

    @cached_property
    def label_of(self) -> dict[str, str]:
        """The name of the label of the part that each head opens."""
        return {head: name for name, heads in self for head in heads}


class Phrases(RuleSet):
    """What a whole line of each kind looks like; see phrases.toml. `_weak` needs neighbours."""

    end_mark: Patterns
    nav: Patterns
    share: Patterns
    metadata: Patterns
    source_line: Patterns
    byline: Patterns
    caption: Patterns
    caption_weak: Patterns
    copyright: Patterns
    copyright_weak: Patterns
    notice_opening: Patterns
    recommended_links: Patterns
    comment_form: Patterns
    contact: Patterns
    signature: Patterns
    advert: Patterns


class Datelines(RuleSet):
    """What opens and closes a dateline; see datelines.toml."""

    agencies: Words
    outlet_ends: Words
    closers: Words
    not_before_closer: str
    not_after_closer: str

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """A dateline at the start of a line, up to and with its closer (group `closer`)."""
        day = r"\s?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:晚|上午|下午|凌晨|早间|晚间)?\s?"
        closer = (
            rf"(?<![{self.not_before_closer}])(?P<closer>{any_of(self.closers)})"
            rf"(?![{self.not_after_closer}])"
        )
        outlet = r"[^，。：；！？“”《》（）【】\d]{1,24}"
        return re.compile(
            # With a day the outlet reaches up to it, so that 某某财讯8月2日电 does not end in 财讯.
            rf"[（【]?(?P<outlet>{outlet}(?=\s?\d)|{outlet}?)(?P<day>(?<=[^\d]){day})?{closer}"
        )

    @cached_property
    def agency(self) -> re.Pattern[str]:
        """A name that opens a dateline by itself."""
        return re.compile(any_of(self.agencies))


class BoilerplateRules(RuleSet):
    """Everything that strip_boilerplate knows about pages; patterns see `fold`ed lines."""

    fields: Fields
    widgets: Widgets
    heads: Heads
    phrases: Phrases
    datelines: Datelines
    surnames: frozenset[str]
    names_not: frozenset[str]  # words like 左一 that begin like a name

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read config/data/boilerplate/; raises pydantic.ValidationError naming the bad value."""
        return cls.model_validate(
            {
                **{
                    name: read_toml(folder / f"{name}.toml")
                    for name in ("fields", "widgets", "heads", "phrases", "datelines")
                },
                "surnames": read_words(folder / "surnames.txt"),
                "names_not": read_words(folder / "names_not.txt"),
            }
        )

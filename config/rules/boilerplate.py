"""Rules of strip_boilerplate: what the lines of a page that are no article look like."""

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, Self

from config.rules.phrases import Phrases
from config.rules.reading import RuleSet, read_toml, read_words
from config.rules.surnames import Surnames


def any_of(words: Iterable[str]) -> str:
    """An expression for the longest of the words, each taken literally; what they share comes once."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branches(tree)


def _branches(node: dict[str, Any]) -> str:
    ways = [re.escape(char) + _branches(rest) for char, rest in sorted(node.items()) if char]
    if not ways:
        return ""
    return f"(?:{'|'.join(ways)})" + ("?" if "" in node else "")


Words = tuple[str, ...]


class Fields(RuleSet):
    """Keys of `key：value` page facts, by the label that they give; see fields.toml."""

    source_line: Words
    supplier: Words
    editor_line: Words
    byline: Words
    caption: Words
    metadata: Words
    metadata_event: Words
    metadata_open: Words
    contact: Words
    share: Words
    ends: dict[
        Literal["editor_line", "byline", "metadata", "metadata_open"], Words
    ]  # how longer keys end, by the name of the list they belong to

    @cached_property
    def list_of(self) -> dict[str, str]:
        """The name of the list that each key stands in."""
        lists = (name for name in type(self).model_fields if name != "ends")
        return {key: name for name in lists for key in getattr(self, name)}

    def label(self, key: str) -> str:
        """The name of the label that a key gives; of several joined by 、 the first decides."""
        return self._label_of[self._list(key)]

    def is_supplier(self, key: str) -> bool:
        """Whether the key names who handed the article in, not where it was published."""
        return self._list(key) == "supplier"

    def is_of_event(self, key: str) -> bool:
        """Whether an article's own list may have the key: 时间, 地点, 主办单位."""
        return self._list(key) == "metadata_event"

    def is_open(self, key: str) -> bool:
        """Whether anything that follows the key is a page fact, however long."""
        return self._list(key) == "metadata_open"

    @cached_property
    def _label_of(self) -> dict[str, str]:
        """The label that the keys of each list give."""
        lists = (name for name in type(self).model_fields if name != "ends")
        labels = {name: name.removesuffix("_open").removesuffix("_event") for name in lists}
        return labels | {"supplier": "source_line"}

    def _list(self, key: str) -> str:
        if name := self.list_of.get(key):
            return name
        first = re.split("[、&与和及]", key, maxsplit=1)[0]
        lists = self.list_of  # 本版美编 is a 美编
        name = lists.get(first) or lists.get(first[2:])
        return name or next(
            name
            for part in (first, key)  # 鲜和责任编辑 is no 鲜 and something else
            for name, ends in self.ends.items()
            if part.endswith(ends)
        )

    @cached_property
    def key(self) -> re.Pattern[str]:
        """A key with its colon, where a field may begin."""
        # Between two Han characters a key needs its longest form: 责任编辑, never the 编辑 in it.
        edge = r"(?:^|(?<=[\s｜/·•（【】）○◎□■◆●。]))"
        one = any_of(self.list_of)
        longer = rf"[\u4e00-\u9fff]{{1,6}}?(?:{any_of(word for ends in self.ends.values() for word in ends)})"
        return re.compile(
            rf"{edge}((?:{one})(?:[、&与和及](?:{one})){{0,3}}|{longer})\s{{0,3}}(?:[：｜]|/(?!图|文|摄|片))\s?"
        )

    @cached_property
    def bare_key(self) -> re.Pattern[str]:
        """A credit without a colon: `本版责编 某某`; only keys of two characters or more."""
        keys = [key for key in (*self.editor_line, *self.byline) if len(key) > 1]
        return re.compile(rf"(?:^|(?<=[\s｜（【]))((?:本[版期文])?(?:{any_of(keys)}))\s{{1,3}}")


class Widgets(RuleSet):
    """Words on buttons and menus, by label; see widgets.toml."""

    nav: Words
    share: Words
    comment_form: Words
    homes: Words
    breadcrumb_ends: Words
    site_ends: Words
    offices: Words
    body_ends: Words
    account_ends: Words
    account_starts: Words
    columns: Words
    column_ends: Words

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

    @cached_property
    def long_word(self) -> re.Pattern[str]:
        """Any button or menu word of two characters or more."""
        return re.compile(any_of(word for word in self.label_of if len(word) > 1))


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


class Datelines(RuleSet):
    """What opens and closes a dateline; see datelines.toml."""

    agencies: Words
    outlet_ends: Words
    not_outlet_ends: Words
    closers: Words
    not_before_closer: str
    not_after_closer: str

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """A dateline at the start of a line, up to and with its closer (group `closer`)."""
        day = r"\s?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:晚|上午|下午|凌晨|早间|晚间)?\s?"
        place = r"[\u4e00-\u9fff]{2,4}(?=[讯电][（）】])"  # 某某报5月8日某地讯（记者…）
        outlet = r"[^，。：；！？“”《》（）【】\d]{1,24}"
        return re.compile(
            # With a day the outlet reaches up to it, so that 某某财讯8月2日电 does not end in 财讯.
            rf"[（【]?(?P<outlet>{outlet}(?=\s?\d)|{outlet}?)(?P<day>(?<=[^\d]){day}(?:{place})?)?"
            rf"(?P<closer>{self.closer.pattern})"
        )

    @cached_property
    def closer(self) -> re.Pattern[str]:
        """A word that closes a dateline, not as a part of another word."""
        return re.compile(
            rf"(?<![{self.not_before_closer}])(?:{any_of(self.closers)})(?![{self.not_after_closer}])"
        )

    @cached_property
    def closing(self) -> re.Pattern[str]:
        """Such a word, perhaps as a part of another, which is fast to look for."""
        return re.compile(any_of(self.closers))

    def is_outlet(self, name: str) -> bool:
        """Whether a name is, or ends like, that of a medium."""
        if name.endswith(self.not_outlet_ends):
            return False
        return name.endswith(self.outlet_ends) or self.agency.search(name) is not None

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
                "surnames": Surnames.load(folder.parent / "surnames.toml").bylines,
                "names_not": read_words(folder / "names_not.txt"),
            }
        )

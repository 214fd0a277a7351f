"""The words that lost bytes are read against, and the ways to find them by the bytes they show."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from config.rules.normalize import NormalizeRules
from tasks.normalize.script import simplified_forms

A1, A3 = 0xA1, 0xA3
BYTE_BITS = 6.5  # what agreement with one byte of a character is worth


class Slot(NamedTuple):
    """A lost character: the bytes of it that are known."""

    lead: int | None
    trail: int | None

    def bits(self) -> float:
        """Give what agreement with this slot is worth."""
        return BYTE_BITS * ((self.lead is not None) + (self.trail is not None))


class Lexicon(NamedTuple):
    """The words by rank, the forms of each character, and two ways to find words."""

    rank: dict[str, int]
    forms: dict[str, tuple[tuple[str, bytes], ...]]  # character -> (form, GBK bytes)
    # What stands before a character in A3, and the lead byte of what follows it -> words.
    by_prefix: dict[tuple[str, int | None], list[str]]
    # (0 lead or 1 trail, byte) of the first character -> second character -> words beginning so.
    by_byte: dict[tuple[int, int], dict[str, list[str]]]


@lru_cache(maxsize=4)
def lexicon_of(rules: NormalizeRules) -> Lexicon:
    """Index the words of the rules."""
    rank = {word: place for place, word in enumerate(rules.shift_words)}
    every: dict[str, list[str]] = {char: [char] for word in rank for char in word}
    for form, simplified in simplified_forms().items():
        if simplified in every:
            every[simplified].append(form)
    encoded = {
        char: [(form, form.encode("gbk", errors="ignore")) for form in forms]
        for char, forms in every.items()
    }
    forms = {
        char: tuple((form, code) for form, code in pairs if len(code) == 2)
        for char, pairs in encoded.items()
    }
    by_prefix: dict[tuple[str, int | None], list[str]] = {}
    by_byte: dict[tuple[int, int], dict[str, list[str]]] = {}
    for word in rank:
        for place, char in enumerate(word):
            after = word[place + 1 : place + 2]
            trails = {code[1] for _, code in forms[char]}
            leads = {code[0] for _, code in forms[after]} if after else {None}
            # The two bytes between two characters that are taken for a form of their own.
            if A3 in trails or (A1 in trails and A3 in leads):
                for lead in leads:
                    by_prefix.setdefault((word[:place], lead), []).append(word)
        for key in {(side, code[side]) for _, code in forms[word[0]] for side in (0, 1)}:
            by_byte.setdefault(key, {}).setdefault(word[1:2], []).append(word)
    return Lexicon(rank, forms, by_prefix, by_byte)


def beginning(prefix: str, lead: int | None, lexicon: Lexicon) -> list[str]:
    """List the words that begin with the context and hold the first one or two lost characters."""
    ending = lexicon.by_prefix.get((prefix, None), [])
    return ending + lexicon.by_prefix.get((prefix, lead), [])


def fitting(slot: Slot, following: str | Slot | None, lexicon: Lexicon) -> Iterator[str]:
    """List the words whose first character fits the slot, and the second what follows."""
    side = 0 if slot.lead is not None else 1
    byte = slot.trail if slot.lead is None else slot.lead
    if byte is None:
        return
    by_second = lexicon.by_byte.get((side, byte), {})
    if isinstance(following, str):
        yield from by_second.get("", [])
        yield from by_second.get(following, [])
        return
    for second, words in by_second.items():
        if not second or following is None or fitting_form(second, following, lexicon) is not None:
            yield from words


def goes_on(cells: list[str | Slot], lexicon: Lexicon) -> bool:
    """Tell whether the text after a reading begins with a word, and not with more of the garble."""
    following = "".join(cell for cell in cells if isinstance(cell, str))
    return not following or any(following[:length] in lexicon.rank for length in (1, 2, 3))


def fitting_form(char: str, slot: Slot, lexicon: Lexicon) -> str | None:
    """Give the form of a character, Simplified first, whose bytes fit the slot."""
    for form, (lead, trail) in lexicon.forms.get(char, ()):
        if slot.lead in {None, lead} and slot.trail in {None, trail}:
            return form
    return None

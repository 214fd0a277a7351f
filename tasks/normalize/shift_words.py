"""The words that lost bytes are read against, and the ways to find them by the bytes they show."""

from functools import lru_cache
from typing import NamedTuple

from config.rules.normalize import NormalizeRules
from tasks.normalize.script import simplified_forms

A1, A3 = 0xA1, 0xA3
BYTE_BITS = 6.5  # what agreement with one byte of a character is worth
READING_BITS = 7.0  # with its reading: a syllable has some forty of five thousand characters
LEAD, TRAIL, READING = range(3)  # the fields of a slot


class Slot(NamedTuple):
    """A lost character: the bytes of it that are known, and its reading if that stands behind it."""

    lead: int | None
    trail: int | None
    reading: str | None = None

    def bits(self) -> float:
        """Give what agreement with this slot is worth."""
        read = READING_BITS if self.reading else 0.0
        return read + BYTE_BITS * ((self.lead is not None) + (self.trail is not None))

    def tells_one(self) -> bool:
        """Tell whether enough is known to name a character without a word round it."""
        return self.count(None) <= 1


class Lexicon(NamedTuple):
    """The words by rank, the forms of each character, and two ways to find words."""

    rank: dict[str, int]
    forms: dict[str, tuple[tuple[str, bytes], ...]]  # character -> (form, GBK bytes)
    # What stands before a character in A3, and the lead byte of what follows it -> words.
    by_prefix: dict[tuple[str, int | None], list[str]]
    # What is known of the first character -> second character -> words beginning so.
    by_first: dict[tuple[int, int | str], dict[str, list[str]]]
    readings: dict[str, frozenset[str]]  # syllable -> forms of characters
    simplified: dict[str, str]  # form -> common character

    def __hash__(self) -> int:
        """Hash by identity, so that what is looked up in it can be kept."""
        return id(self)


@lru_cache(maxsize=4)
def lexicon_of(rules: NormalizeRules) -> Lexicon:
    """Index the words of the rules."""
    rank = {word: place for place, word in enumerate(rules.shift_words)}
    converted = simplified_forms()
    common = rules.common_characters - converted.keys()
    every: dict[str, list[str]] = {char: [char] for char in common.union(*rank)}
    for form, simplified in converted.items():
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
    by_first: dict[tuple[int, int | str], dict[str, list[str]]] = {}
    readings = {syllable: frozenset(chars) for syllable, chars in rules.readings.items()}
    heard: dict[str, list[str]] = {}
    for syllable, read_so in readings.items():
        for char in read_so:
            heard.setdefault(converted.get(char, char), []).append(syllable)
    for word in rank:
        for place, char in enumerate(word):
            after = word[place + 1 : place + 2]
            trails = {code[1] for _, code in forms[char]}
            leads = {code[0] for _, code in forms[after]} if after else {None}
            # The two bytes between two characters that are taken for a form of their own.
            if A3 in trails or (A1 in trails and A3 in leads):
                for lead in leads:
                    by_prefix.setdefault((word[:place], lead), []).append(word)
        keys: set[tuple[int, int | str]] = {(READING, each) for each in heard.get(word[0], ())}
        keys.update((side, code[side]) for _, code in forms[word[0]] for side in (LEAD, TRAIL))
        for key in keys:
            by_first.setdefault(key, {}).setdefault(word[1:2], []).append(word)
    back = {form: char for char, pairs in forms.items() for form, _ in pairs}
    return Lexicon(rank, forms, by_prefix, by_first, readings, back)


def beginning(prefix: str, lead: int | None, lexicon: Lexicon) -> list[str]:
    """List the words that begin with the context and hold the first one or two lost characters."""
    ending = lexicon.by_prefix.get((prefix, None), [])
    return ending + lexicon.by_prefix.get((prefix, lead), [])


@lru_cache(maxsize=4096)
def fitting(slot: Slot, following: str | Slot | None, lexicon: Lexicon) -> tuple[str, ...]:
    """List the words whose first character fits the slot, and the second what follows."""
    key = next(((side, known) for side, known in enumerate(slot) if known is not None), None)
    if key is None:
        return ()
    found = _single(slot, lexicon) if slot.tells_one() else set()
    by_second = lexicon.by_first.get(key, {})
    for second in (following,) if isinstance(following, str) else by_second:
        if not isinstance(following, Slot) or fitting_form(second, following, lexicon):
            found.update(by_second.get(second, ()))
    return tuple(sorted(word for word in found if fitting_form(word[0], slot, lexicon)))


def _single(slot: Slot, lexicon: Lexicon) -> set[str]:
    """List the common characters that fit a slot of which enough is known."""
    if slot.lead is None or slot.trail is None:
        forms = lexicon.readings.get(slot.reading or "", frozenset())
    else:
        forms = frozenset(bytes((slot.lead, slot.trail)).decode("gbk", errors="ignore"))
    return {lexicon.simplified[form] for form in forms if form in lexicon.simplified}


def fitting_form(char: str, slot: Slot, lexicon: Lexicon) -> str | None:
    """Give the form of a character, Simplified first, that fits the slot.

    What a reading stands behind was converted to Traditional.
    """
    for form, (lead, trail) in lexicon.forms.get(char, ()):
        if slot.lead in {None, lead} and slot.trail in {None, trail}:
            if slot.reading is None:
                return form
            read_so = lexicon.readings.get(slot.reading, frozenset())
            if form != char and (form in read_so or char in read_so):
                return form
    return None

"""Realign GBK bytes that slipped by one: 规?；l展 -> 规模化发展.

Somewhere on its way the first byte of a character whose second byte is A3 was lost to "?". The A3
took the next byte for its partner and became a full-width form (BB: ；), and the bytes after it
paired up wrongly until a second byte below 80 was back in step as an ASCII letter (發 = B0 6C: l),
or until the run of Han characters ended and a last byte stood alone. Pairs that mean nothing were
dropped. So of every lost character one byte is known or none, and dictionary words that fit the
known bytes and the characters on both sides tell the rest. A reading is taken only if what it has
to agree with (in bits) clearly outweighs what a chance hit among so many words would explain.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from math import log2
from typing import NamedTuple

from config.rules.normalize import NormalizeRules
from tasks.normalize.mending import HAN, Mended, substitute
from tasks.normalize.script import simplified_forms

A3 = 0xA3
FIRST_LEAD = 0x81  # bytes from here on begin a pair
# "?", the full-width form of A3 and the next byte, then what the following bytes turned into. A
# letter that is back in step may still carry its pinyin.
GARBLE = re.compile(
    r"\?(?P<form>[＊-～￣])(?P<rest>[^\x00-\x7f]{0,2}[@-~]?)(?P<pinyin>\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6} ?\))?"
)
HAN_AT_END = re.compile(rf"[{HAN}]+\Z")
HAN_AT_START = re.compile(rf"\A[{HAN}]+")
REACH = 3  # characters before a garble that a word may share
AHEAD = 5  # characters after it: those a word may share, and the beginning of the next word
LOST = (2, 3, 4)  # characters in a garble; longer ones leave too much open
MOST_SITES = 50  # garbles tried in one text, which keeps the time linear
BYTE_BITS = 6.5  # what agreement with one byte of a character is worth
CHAR_BITS = 10.0  # what agreement with a character of the context is worth
WORD_GAIN = 4.0  # bits by which each single word must exceed chance
LEAST_GAIN = (
    8.5  # bits by which agreement must exceed chance: in trials, wrong readings stayed below
)
LEAST_LEAD = 3.0  # bits by which the best reading must exceed the next


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
    by_byte: dict[tuple[int, int], list[str]]  # (0 lead or 1 trail, byte) -> words beginning so


class Reading(NamedTuple):
    """What the lost characters may have been, and by how many bits it convinces."""

    text: str  # Simplified
    form: str  # as the source had it, perhaps Traditional
    gain: float


def realign_bytes(text: str, rules: NormalizeRules) -> Mended:
    """Replace garbles that have one convincing reading; leave the others as they are."""
    if "?" not in text or not GARBLE.search(text):
        return Mended(text)
    sites = 0

    def realign(match: re.Match[str]) -> str:
        nonlocal sites
        sites += 1
        if sites > MOST_SITES:
            return match[0]
        return _realigned(match, _lexicon(rules))

    return substitute("byte_shift", GARBLE, realign, text)


def _realigned(match: re.Match[str], lexicon: Lexicon) -> str:
    before = match.string[max(0, match.start() - REACH) : match.start()]
    following = match.string[match.end() : match.end() + AHEAD]
    left = _simplified("".join(HAN_AT_END.findall(before)))
    found: dict[str, float] = {}
    for slots, used in _alignments(match["form"], match["rest"]):
        # Pinyin belongs to the letter before it, so it goes only if that letter does.
        tail = match["rest"][used:]
        tail += match["pinyin"] or "" if tail else ""
        right = _simplified("".join(HAN_AT_START.findall(tail + following)))[:AHEAD]
        for reading in _readings(slots, left, right, lexicon):
            if _garbled(reading.form) != match["form"] + match["rest"][:used]:
                continue
            mended = reading.text + tail
            found[mended] = max(reading.gain, found.get(mended, 0.0))
    return _convincing(found) or match[0]


def _garbled(text: str) -> str:
    """Do the damage again: lose the first byte and leave out pairs that mean nothing."""
    stream = text.encode("gbk", errors="ignore")[1:]
    garbled, at = "", 0
    while at < len(stream):
        width = 2 if stream[at] >= FIRST_LEAD else 1
        garbled += stream[at : at + width].decode("gbk", errors="ignore")
        at += width
    return garbled


def _convincing(found: dict[str, float]) -> str | None:
    """Give the reading with the highest gain if that is high enough and no other comes near."""
    ranked = sorted(found, key=lambda reading: -found[reading])
    if not ranked or found[ranked[0]] < LEAST_GAIN:
        return None
    if len(ranked) > 1 and found[ranked[0]] - found[ranked[1]] < LEAST_LEAD:
        return None
    return ranked[0]


def _alignments(form: str, rest: str) -> Iterator[tuple[list[Slot], int]]:
    """List the ways the bytes may have paired, each with the number of characters of `rest` used."""
    second = form.encode("gbk")[1]
    for count in LOST:
        for shown in range(min(count - 2, len(rest)) + 1):
            for places in _choose(count - 2, shown):
                pairs = _pairs(rest[:shown], places, count - 2)
                if pairs is None:
                    continue
                in_step = rest[shown : shown + 1]
                if in_step and in_step.isascii():
                    yield _slots(second, pairs, ord(in_step)), shown + 1
                else:
                    yield _slots(second, pairs, None), shown


def _choose(length: int, shown: int) -> Iterator[tuple[bool, ...]]:
    """List which of `length` pairs are shown, `shown` in all; the others were dropped."""
    for bits in range(1 << length):
        if bits.bit_count() == shown:
            yield tuple(bool(bits >> place & 1) for place in range(length))


def _pairs(chars: str, places: tuple[bool, ...], count: int) -> list[bytes | None] | None:
    """Give the two bytes of each pair, None where it was dropped."""
    encoded = [char.encode("gbk", errors="ignore") for char in chars]
    if any(len(pair) != 2 or pair[1] < FIRST_LEAD for pair in encoded):
        return None
    shown = iter(encoded)
    return [next(shown) if places[at] else None for at in range(count)]


def _slots(second: int, pairs: list[bytes | None], last: int | None) -> list[Slot]:
    """Shift the pairs back by one byte; `last` is the trail byte that is back in step."""
    leads = [None, second, *(pair[1] if pair else None for pair in pairs)]
    trails = [A3, *(pair[0] if pair else None for pair in pairs), last]
    return [Slot(lead, trail) for lead, trail in zip(leads, trails, strict=True)]


def _readings(slots: list[Slot], left: str, right: str, lexicon: Lexicon) -> Iterator[Reading]:
    """Cover all slots with words, the first of which may begin in the context before them."""
    cells: list[str | Slot] = [*left, *slots, *right]
    first, last = len(left), len(left) + len(slots)
    for start in range(first + 1):
        for word in _beginning(left[start:], slots[1].lead, lexicon):
            gain = _gain(word, cells[start:], lexicon)
            if gain is not None:
                read = word[first - start :]
                for more, total in _continued(cells, start + len(word), last, gain, lexicon):
                    if not _goes_on(cells[start + len(word) + len(more) :], lexicon):
                        continue
                    characters = (read + more)[: len(slots)]
                    yield Reading(characters, _in_form(characters, slots, lexicon), total)


def _beginning(prefix: str, lead: int | None, lexicon: Lexicon) -> list[str]:
    """List the words that begin with the context and hold the first one or two lost characters."""
    ending = lexicon.by_prefix.get((prefix, None), [])
    return ending + lexicon.by_prefix.get((prefix, lead), [])


def _goes_on(cells: list[str | Slot], lexicon: Lexicon) -> bool:
    """Tell whether the text after a reading begins with a word, and not with more of the garble."""
    following = "".join(cell for cell in cells if isinstance(cell, str))
    return not following or any(following[:length] in lexicon.rank for length in (1, 2, 3))


def _continued(
    cells: list[str | Slot], at: int, last: int, gain: float, lexicon: Lexicon
) -> Iterator[tuple[str, float]]:
    """Cover the slots from `at` to `last` with further words."""
    if at >= last:
        yield "", gain
        return
    slot = cells[at]
    if isinstance(slot, str):
        return
    if slot.lead is not None:
        words = lexicon.by_byte.get((0, slot.lead), [])
    elif slot.trail is not None:
        words = lexicon.by_byte.get((1, slot.trail), [])
    else:
        return
    for word in words:
        more = _gain(word, cells[at:], lexicon)
        if more is not None:
            for rest, total in _continued(cells, at + len(word), last, gain + more, lexicon):
                yield word + rest, total


def _gain(word: str, cells: list[str | Slot], lexicon: Lexicon) -> float | None:
    """Give the bits by which a word agrees with the cells, less its rank; None if chance has it."""
    if len(word) > len(cells) or (len(word) == 1 and None in cells[0]):
        return None
    gain = -log2(lexicon.rank[word] + 2)
    for char, cell in zip(word, cells, strict=False):
        if isinstance(cell, str):
            if char != cell:
                return None
            gain += CHAR_BITS
        else:
            if _form(char, cell, lexicon) is None:
                return None
            gain += cell.bits()
    return gain if gain > WORD_GAIN else None


def _form(char: str, slot: Slot, lexicon: Lexicon) -> str | None:
    """Give the form of a character, Simplified first, whose bytes fit the slot."""
    for form, (lead, trail) in lexicon.forms.get(char, ()):
        if slot.lead in {None, lead} and slot.trail in {None, trail}:
            return form
    return None


def _in_form(characters: str, slots: list[Slot], lexicon: Lexicon) -> str:
    pairs = zip(characters, slots, strict=True)
    return "".join(_form(char, slot, lexicon) or char for char, slot in pairs)


def _simplified(text: str) -> str:
    forms = simplified_forms()
    return "".join(forms.get(char, char) for char in text)


@lru_cache(maxsize=4)
def _lexicon(rules: NormalizeRules) -> Lexicon:
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
    by_byte: dict[tuple[int, int], list[str]] = {}
    for word in rank:
        for place, char in enumerate(word):
            if any(code[1] == A3 for _, code in forms[char]):
                after = word[place + 1 : place + 2]
                for lead in {code[0] for _, code in forms[after]} if after else {None}:
                    by_prefix.setdefault((word[:place], lead), []).append(word)
        for key in {(side, code[side]) for _, code in forms[word[0]] for side in (0, 1)}:
            by_byte.setdefault(key, []).append(word)
    return Lexicon(rank, forms, by_prefix, by_byte)

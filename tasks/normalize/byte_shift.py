"""Realign GBK bytes that slipped by one: 规?；l展 -> 规模化发展.

Somewhere on its way the first byte of a character whose second byte is A3 was lost to "?". The A3
took the next byte for its partner and became a full-width form (BB: ；), and the bytes after it
paired up wrongly until a second byte below 80 was back in step as an ASCII letter (發 = B0 6C: l),
or until the run of Han characters ended and a last byte stood alone. Pairs that mean nothing were
dropped. The same happens where A1 stands before the A3 of a full-width mark: 省（區 became ?。▍^.

So of every lost character one byte is known or none, and dictionary words that fit the known bytes
and the characters on both sides tell the rest. A reading is taken only if what it has to agree with
(in bits) clearly outweighs what a chance hit among so many words would explain.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from math import log2
from typing import NamedTuple

from config.rules.normalize import NormalizeRules
from tasks.document import Script
from tasks.normalize.garbles import GARBLE, is_honest
from tasks.normalize.mending import HAN, Mended, substitute
from tasks.normalize.script import to_simplified
from tasks.normalize.shift_words import (
    Lexicon,
    Slot,
    beginning,
    fitting,
    fitting_form,
    goes_on,
    lexicon_of,
)

FIRST_LEAD = 0x81  # bytes from here on begin a pair
HAN_AT_END = re.compile(rf"[{HAN}]+\Z")
HAN_AT_START = re.compile(rf"\A[{HAN}]+")
REACH = 3  # characters before a garble that a word may share
AHEAD = 5  # characters after it: those a word may share, and the beginning of the next word
LOST = (2, 3, 4, 5)  # characters in a garble; longer ones leave too much open
MOST_DROPPED = 2  # pairs of them; of five none, because three are shown at most
MOST_SITES = 50  # garbles tried in one text, which keeps the time linear
CHAR_BITS = 10.0  # what agreement with a character of the context is worth
WORD_GAIN = 4.0  # bits by which each single word must exceed chance
# Bits by which agreement must exceed chance: in trials, wrong readings stayed below. A letter or a
# digit after "?" is honest more often than a second mark, so it takes more.
LEAST_GAIN_OF_MARK = 8.5
LEAST_GAIN_OF_LETTER = 11.0
ALONE = 10.0  # bits that a reading lacks of which no word reaches into the context
LEAST_LEAD = 3.5  # bits by which the best reading must exceed the next


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
        return _realigned(match, rules)

    return substitute("byte_shift", GARBLE, realign, text)


def _realigned(match: re.Match[str], rules: NormalizeRules) -> str:
    before = match.string[max(0, match.start() - REACH) : match.start()]
    following = match.string[match.end() : match.end() + AHEAD]
    parts = (match["form"], match["rest"], match["pinyin"] or "")
    return _read(parts, before, following, rules) or match[0]


@lru_cache(maxsize=1024)
def _read(
    parts: tuple[str, str, str], before: str, following: str, rules: NormalizeRules
) -> str | None:
    """Give what a garble between two contexts was, if one reading convinces."""
    lexicon = lexicon_of(rules)
    form, rest, pinyin = parts
    left = _simplified("".join(HAN_AT_END.findall(before)), rules)
    found: dict[str, float] = {}
    for slots, used in _alignments(form, rest):
        # Pinyin belongs to the letter before it, so it goes only if that letter does.
        tail = rest[used:]
        if tail and not is_honest(tail[0], rules):
            continue
        tail += pinyin if tail else ""
        right = _simplified("".join(HAN_AT_START.findall(tail + following)), rules)[:AHEAD]
        for reading in _readings(slots, left, right, lexicon):
            if _garbled(reading.form) != form + rest[:used]:
                continue
            mended = reading.text + tail
            found[mended] = max(reading.gain, found.get(mended, 0.0))
    return _convincing(found, LEAST_GAIN_OF_LETTER if form.isalnum() else LEAST_GAIN_OF_MARK)


def _garbled(text: str) -> str:
    """Do the damage again: lose the first byte and leave out pairs that mean nothing."""
    stream = text.encode("gbk", errors="ignore")[1:]
    garbled, at = "", 0
    while at < len(stream):
        width = 2 if stream[at] >= FIRST_LEAD else 1
        garbled += stream[at : at + width].decode("gbk", errors="ignore")
        at += width
    return garbled


def _convincing(found: dict[str, float], least: float) -> str | None:
    """Give the reading with the highest gain if that is high enough and no other comes near."""
    ranked = sorted(found, key=lambda reading: -found[reading])
    if not ranked or found[ranked[0]] < least:
        return None
    if len(ranked) > 1 and found[ranked[0]] - found[ranked[1]] < LEAST_LEAD:
        return None
    return ranked[0]


def _alignments(form: str, rest: str) -> Iterator[tuple[list[Slot], int]]:
    """List the ways the bytes may have paired, each with the number of characters of `rest` used."""
    first = form.encode("gbk")
    for count in LOST:
        for shown in range(max(0, count - 2 - MOST_DROPPED), min(count - 2, len(rest)) + 1):
            if count == LOST[-1] and shown < count - 2:
                continue
            for places in _choose(count - 2, shown):
                pairs = _pairs(rest[:shown], places, count - 2)
                if pairs is None:
                    continue
                in_step = rest[shown : shown + 1]
                if in_step and in_step.isascii():
                    yield _slots(first, pairs, ord(in_step)), shown + 1
                else:
                    yield _slots(first, pairs, None), shown


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


def _slots(first: bytes, pairs: list[bytes | None], last: int | None) -> list[Slot]:
    """Shift the pairs back by one byte; `last` is the trail byte that is back in step."""
    leads = [None, first[1], *(pair[1] if pair else None for pair in pairs)]
    trails = [first[0], *(pair[0] if pair else None for pair in pairs), last]
    return [Slot(lead, trail) for lead, trail in zip(leads, trails, strict=True)]


def _readings(slots: list[Slot], left: str, right: str, lexicon: Lexicon) -> Iterator[Reading]:
    """Cover all slots with words, the first of which may begin in the context before them."""
    cells: list[str | Slot] = [*left, *slots, *right]
    first, last = len(left), len(left) + len(slots)
    for start in range(first + 1):
        for word in beginning(left[start:], slots[1].lead, lexicon):
            gain = _gain(word, cells[start:], lexicon)
            if gain is not None:
                read = word[first - start :]
                for more, total in _continued(cells, start + len(word), last, gain, lexicon):
                    end = start + len(word) + len(more)
                    in_step = slots[-1].trail is not None  # then no garble can follow
                    if not in_step and not goes_on(cells[end:], lexicon):
                        continue
                    less = 0.0 if start < first or end > last else ALONE
                    characters = (read + more)[: len(slots)]
                    yield Reading(characters, _in_form(characters, slots, lexicon), total - less)


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
    following = cells[at + 1] if at + 1 < len(cells) else None
    for word in fitting(slot, following, lexicon):
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
            if fitting_form(char, cell, lexicon) is None:
                return None
            gain += cell.bits()
    return gain if gain > WORD_GAIN else None


def _in_form(characters: str, slots: list[Slot], lexicon: Lexicon) -> str:
    pairs = zip(characters, slots, strict=True)
    return "".join(fitting_form(char, slot, lexicon) or char for char, slot in pairs)


def _simplified(text: str, rules: NormalizeRules) -> str:
    return to_simplified(text, Script.HANT, rules).text

"""Realign GBK bytes that slipped by one: 规?；l展 -> 规模化发展.

Somewhere on its way the first byte of a character whose second byte is A3 was lost to "?". The A3
took the next byte for its partner and became a full-width form (BB: ；), and the bytes after it
paired up wrongly until a second byte below 80 was back in step as an ASCII letter (發 = B0 6C: l),
or until the run of Han characters ended and a last byte stood alone. Pairs that mean nothing were
dropped. The same happens where A1 stands before the A3 of a full-width mark: 省（區 became ?。▍^.

So of every lost character both bytes are known, one or none, and of the last its pinyin where the
page has that: 買(mǎi) became I(mǎi), 經(jīng) became ?jīng). Dictionary words that fit all of this and the
characters on both sides tell the rest. A reading is taken only if it explains (in bits) much more
than characters that nobody could name would, and than the next best reading.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from math import log2
from typing import NamedTuple

from config.rules.normalize import NormalizeRules
from tasks.document import Script
from tasks.normalize.garbles import GARBLE, HONEST, is_honest
from tasks.normalize.mending import HAN, Mended, substitute
from tasks.normalize.pinyin import syllable_of
from tasks.normalize.script import to_simplified
from tasks.normalize.shift_words import (
    Lexicon,
    Slot,
    beginning,
    fitting,
    fitting_form,
    lexicon_of,
)

FIRST_LEAD = 0x81  # bytes from here on begin a pair
HAN_AT_END = re.compile(rf"[{HAN}]+\Z")
HAN_AT_START = re.compile(rf"\A[{HAN}]+")
REACH = 4  # characters before a garble that words may share
AHEAD = 5  # characters after it
LOST = range(2, 7)  # characters in a garble; longer ones leave too much open
MOST_DROPPED = 2  # pairs of them
MOST_SITES = 50  # garbles tried in one text, which keeps the time linear
MOST_READINGS = 4  # of each beginning that are followed up
LONGEST_WORD = 5  # characters
UNNAMED = "\ufffd"  # stands for some character that fits

# Bits, by trials on newspaper text damaged in this way: among new garbles one reading in twenty was
# wrong, and most of those in a garble that goes on further than it seems.
CHAR_BITS = 10.0  # what agreement with a character of the context is worth
RANK_OF_OTHERS = 4000  # of a common character that is no word in the list
UNNAMED_BITS = -3.0
RARE_BITS = -8.0  # the same where both bytes are known: then it is no common character
DROPPED_BITS = -3.5  # of a pair that was dropped; one in twelve means nothing
HONEST_BITS = 3.0  # of a character that is shown and was not lost
MARK_BITS = 9.0  # of a mark
LEAST_IN_STEP = 14.0  # by which the words must exceed those of the context alone
LEAST_OTHERWISE = 15.0
LEAST_LEAD = 4.5  # by which the best reading must exceed the next
LEAST_LEAD_OF_NAMED = 5.0  # and one with a character that nobody could name


class Reading(NamedTuple):
    """What a garble may have been, by how many bits it is likely, and how much the words tell."""

    gain: float
    text: str  # Simplified
    evidence: float  # what the words have beyond the least


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
    reading = syllable_of(pinyin) or None
    left = _simplified("".join(HAN_AT_END.findall(before)), rules)
    found: dict[str, Reading] = {}
    for slots, used in _alignments(form, rest, reading):
        tail = rest[used:]
        if tail and (reading or not all(is_honest(char, rules) for char in tail)):
            continue  # a reading belongs to the last of the lost characters
        right = _simplified("".join(HAN_AT_START.findall(tail + following)), rules)
        shown = form + rest[:used].rstrip("?")
        for text, gain, evidence in _weighed(slots, left, right, len(shown), lexicon):
            if UNNAMED in text or _garbled(_in_form(text, slots, lexicon)) == shown:
                honest = sum(MARK_BITS if char in HONEST else HONEST_BITS for char in tail)
                each = Reading(gain + honest, text + tail, evidence)
                found[each.text] = max(each, found.get(each.text, each))
    return _convincing(sorted(found.values(), reverse=True))


def _weighed(
    slots: list[Slot], left: str, right: str, shown: int, lexicon: Lexicon
) -> Iterator[tuple[str, float, float]]:
    """Give the best readings of one alignment of `shown` characters, with gain and evidence."""
    last = slots[-1]
    in_step = last.trail is not None or last.reading is not None
    dropped = DROPPED_BITS * (len(slots) - 1 - shown + (last.trail is not None))
    least = LEAST_IN_STEP if in_step else LEAST_OTHERWISE
    least += _best(left, lexicon) + _best(right, lexicon)
    for text, gain in _readings(slots, left, right, in_step, lexicon).items():
        yield text, gain + dropped, gain + dropped - least


def _best(context: str, lexicon: Lexicon) -> float:
    """Give what the words of the context alone are worth."""
    return max(_readings([], context, "", True, lexicon).values())


def _garbled(text: str) -> str:
    """Do the damage again: lose the first byte and leave out pairs that mean nothing."""
    stream = text.encode("gbk", errors="ignore")[1:]
    garbled, at = "", 0
    while at < len(stream):
        width = 2 if stream[at] >= FIRST_LEAD else 1
        garbled += stream[at : at + width].decode("gbk", errors="ignore")
        at += width
    return garbled


def _convincing(ranked: list[Reading]) -> str | None:
    """Give the best reading if there is enough evidence for it and no other comes near."""
    if not ranked or UNNAMED in ranked[0].text or ranked[0].evidence < 0:
        return None
    for other in ranked[1:]:
        lead = LEAST_LEAD_OF_NAMED if UNNAMED in other.text else LEAST_LEAD
        if ranked[0].gain - other.gain < lead:
            return None
    return ranked[0].text


def _alignments(form: str, rest: str, reading: str | None) -> Iterator[tuple[list[Slot], int]]:
    """List the ways the bytes may have paired, each with the number of characters of `rest` used."""
    first = form.encode("gbk")
    for count in LOST:
        for shown in range(max(0, count - 2 - MOST_DROPPED), min(count - 2, len(rest)) + 1):
            for places in _choose(count - 2, shown):
                pairs = _pairs(rest[:shown], places, count - 2)
                if pairs is None:
                    continue
                in_step = rest[shown : shown + 1]
                if in_step and in_step.isascii():
                    letter = None if in_step == "?" else ord(in_step)
                    yield _slots(first, pairs, letter, reading), shown + 1
                else:
                    yield _slots(first, pairs, None, None), shown


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


def _slots(
    first: bytes, pairs: list[bytes | None], last: int | None, reading: str | None
) -> list[Slot]:
    """Shift the pairs back by one byte; `last` is the trail byte that is back in step."""
    leads = [None, first[1], *(pair[1] if pair else None for pair in pairs)]
    trails = [first[0], *(pair[0] if pair else None for pair in pairs), last]
    slots = [Slot(lead, trail) for lead, trail in zip(leads, trails, strict=True)]
    slots[-1] = slots[-1]._replace(reading=reading)
    return slots


def _readings(
    slots: list[Slot], left: str, right: str, in_step: bool, lexicon: Lexicon
) -> dict[str, float]:
    """Cover the slots and their context with words: the best readings, each with its gain.

    A character of the context that is in no word neither gains nor loses; but what follows a garble
    that is not back in step must be in a word, or the garble goes on.
    """
    cells: list[str | Slot] = [*left, *slots, *right]
    behind = len(left) + len(slots)
    best: list[dict[str, float]] = [{} for _ in range(len(cells) + 1)]
    best[0][""] = 0.0
    for at, cell in enumerate(cells):
        begun = _highest(best[at])
        steps = [(word, gain) for word, gain in _words(cells, at, slots, lexicon) if begun]
        if isinstance(cell, Slot):
            steps.append((UNNAMED, _unnamed(cell)))
        elif in_step or at != behind:
            steps.append((cell, 0.0))
        for word, more in steps:
            read = word[max(0, len(left) - at) : max(0, behind - at)]
            reached = best[at + len(word)]
            for text, gain in begun.items():
                reached[text + read] = max(gain + more, reached.get(text + read, gain + more))
    return _highest(best[-1])


def _highest(readings: dict[str, float]) -> dict[str, float]:
    return dict(sorted(readings.items(), key=lambda each: -each[1])[:MOST_READINGS])


def _words(
    cells: list[str | Slot], at: int, slots: list[Slot], lexicon: Lexicon
) -> Iterator[tuple[str, float]]:
    """List the words that may begin at a cell, with their gain."""
    words: list[str] = []
    context = ""
    for cell in cells[at : at + LONGEST_WORD]:
        if isinstance(cell, Slot):
            following = cells[at + 1] if at + 1 < len(cells) else None
            inside = fitting(cell, following, lexicon)
            words += beginning(context, slots[1].lead, lexicon) if context else inside
            break
        context += cell
        if context in lexicon.rank:
            words.append(context)
    for word in words:
        gain = _gain(word, cells[at:], lexicon)
        if gain is not None:
            yield word, gain


def _gain(word: str, cells: list[str | Slot], lexicon: Lexicon) -> float | None:
    """Give the bits by which a word agrees with the cells, less its rank; None if it does not."""
    if len(word) > len(cells) or (len(word) == 1 and not _tells_one(cells[0])):
        return None
    gain = -log2(lexicon.rank.get(word, RANK_OF_OTHERS) + 2)
    for char, cell in zip(word, cells, strict=False):
        if isinstance(cell, str):
            if char != cell:
                return None
            gain += CHAR_BITS
        elif fitting_form(char, cell, lexicon) is None:
            return None
        else:
            gain += cell.bits()
    return gain if gain > 0 else None


def _unnamed(slot: Slot) -> float:
    """Give what a character that nobody could name is worth."""
    return RARE_BITS if slot.lead is not None and slot.trail is not None else UNNAMED_BITS


def _tells_one(cell: str | Slot) -> bool:
    return isinstance(cell, str) or cell.tells_one()


def _in_form(characters: str, slots: list[Slot], lexicon: Lexicon) -> str:
    pairs = zip(characters, slots, strict=True)
    return "".join(fitting_form(char, slot, lexicon) or char for char, slot in pairs)


def _simplified(text: str, rules: NormalizeRules) -> str:
    return to_simplified(text, Script.HANT, rules).text

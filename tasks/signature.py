"""The signature of a body: which articles are reprints of one another, without their texts.

MinHash (Broder 1997) over the body's runs of eight letters, by rensa, one byte a slot (b-bit
minwise hashing, Li and König 2010). Sizes and threshold: docs/adr/0005.
"""

import base64
import binascii
import re
from struct import Struct

from rensa import RMinHash

METHOD = "minhash-1"  # signatures made otherwise have another name: they cannot be compared
RUN = 8  # letters; shorter runs are shared by stories of one kind
SLOTS = 256  # two signatures tell the likeness of two texts to 0.03
SEED = 1
LEAST_LETTERS = 30  # shorter bodies are captions and notices, which many articles share
SHARED = 0.75  # of the shorter body, when one of two articles is a reprint of the other,
ALIKE = 0.3  # and so much of both: a digest that has a flash of each day's stories reprints none
CHANCE = 1 / 256  # two slots of a byte are equal by chance

_NO_LETTERS = re.compile(r"[\W_]+")


def signature_of(text: str) -> str | None:
    """`minhash-1:<256 bytes in base64>`, or None when the text is too short to tell.

    Headline, punctuation, spaces and paragraphs do not count, nor which script it was printed in.
    """
    letters = _NO_LETTERS.sub("", text)
    if len(letters) < LEAST_LETTERS:
        return None
    hashes = RMinHash(SLOTS, SEED)
    hashes.update(_runs(letters))
    slots = bytes(value & 0xFF for value in hashes.digest())
    return f"{METHOD}:{base64.b64encode(slots).decode()}"


def _runs(letters: str) -> list[bytes]:
    """Every run of letters; bytes are hashed in three quarters of a string's time."""
    units, size = letters.encode("utf-16-le"), 2 * RUN
    runs: list[bytes] = []
    for first in range(0, size, 2):  # those a whole run apart are cut at once
        count = (len(units) - first) // size
        runs += Struct(f"{size}s" * count).unpack_from(units, first)
    return runs


def slots_of(signature: str | None) -> bytes | None:
    """The slots of a signature; None when it was made in another way, or is none."""
    method, _, encoded = (signature or "").partition(":")
    try:
        slots = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        return None
    return slots if method == METHOD and len(slots) == SLOTS else None


def is_reprint(one: bytes, one_length: int, other: bytes, other_length: int) -> bool:
    """Whether two articles are one story, whichever came first; lengths in characters."""
    common = shared(one, one_length, other, other_length)
    return common >= SHARED and likeness(one, other) >= ALIKE


def likeness(one: bytes, other: bytes) -> float:
    """The Jaccard similarity of two texts, 0 to 1, as their slots tell it."""
    differing = int.from_bytes(one) ^ int.from_bytes(other)
    equal = differing.to_bytes(SLOTS).count(0) / SLOTS
    return max(0.0, (equal - CHANCE) / (1 - CHANCE))


def shared(one: bytes, one_length: int, other: bytes, other_length: int) -> float:
    """How much of the shorter text stands in the longer one, 0 to 1; lengths in characters.

    Unlike the similarity it stays at 1 when a reprint leaves out the tail.
    """
    jaccard = likeness(one, other)
    common = jaccard * (one_length + other_length) / (1 + jaccard)
    return min(1.0, common / max(1, min(one_length, other_length)))

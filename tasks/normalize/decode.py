"""Bytes to text: which encoding, how sure, and how many bytes could not be read.

Detectors take GBK for Thai and GB2312 for Big5, and gb18030 reads Big5 without complaint, so the
order is: byte order mark, strict UTF-8, what was declared, then gb18030 against big5hkscs by how
common the characters are, and a detector last. Strict UTF-8 stands before the declaration because
Chinese text in another encoding is never valid UTF-8, while declarations are often wrong.
"""

import codecs
import re
from typing import NamedTuple

import charset_normalizer

from config.rules.normalize import NormalizeRules
from tasks.errors import EmptyArticle, NotText, UndecodableText
from tasks.normalize.binary import seems_to_be
from tasks.normalize.plausible import is_foreign, is_plausible, judged, plausibility

# The longer marks first: UTF-32 LE begins with the mark of UTF-16 LE.
MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
)
SUPERSETS = {  # what pages mean by the names they declare
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "cp936", "936", "x-gbk", "euc-cn"), "gb18030"),
    **dict.fromkeys(("big5", "cp950", "big5-hkscs", "x-x-big5"), "big5hkscs"),
}
MOST_UNREADABLE = 0.02  # share of bytes; a cut character is one or two, more is another encoding
LEAST_PLAUSIBLE = 0.6  # see plausibility(): halfway between poor Chinese and a wrong encoding
SURELY_PLAUSIBLE = 0.85  # a declaration is believed when it gives good Chinese
SHORTEST_TO_JUDGE = 16  # Han or strange characters; a line of rare names may be all there is
REPLACEMENT = "\ufffd"
BLANK = re.compile(r"[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x1f]*")


class Decoded(NamedTuple):
    """The text, the encoding by its lower-case name, 0 to 1 how sure, and bytes left unread."""

    text: str
    encoding: str
    confidence: float
    undecodable: int


def decode(content: bytes, declared: str | None, rules: NormalizeRules) -> Decoded:
    """Read `content` as text.

    Raises NotText for binary data, UndecodableText when no encoding gives plausible Chinese, and
    EmptyArticle when nothing visible is left.
    """
    kind = seems_to_be(content)
    if kind is not None:
        raise NotText(f"not text: the content seems to be {kind}")
    decoded = _by_mark(content) or _by_trial(content, declared, rules)
    if decoded is None:
        raise UndecodableText(_complaint(decoded))
    check(decoded, rules)
    return decoded


def check(decoded: Decoded, rules: NormalizeRules) -> None:
    """Raise UndecodableText when the text is garbled, EmptyArticle when nothing in it is visible."""
    if _is_garbled(decoded.text, rules):
        raise UndecodableText(_complaint(decoded))
    if BLANK.fullmatch(decoded.text):
        raise EmptyArticle("no visible character: only white space and invisible characters")


def _by_mark(content: bytes) -> Decoded | None:
    for mark, codec, name in MARKS:
        if content.startswith(mark):
            body = content if codec in {"utf-16", "utf-32"} else content[len(mark) :]
            return _read(body, codec, name, 1.0)
    return None


def _by_trial(content: bytes, declared: str | None, rules: NormalizeRules) -> Decoded | None:
    utf8 = _read(content, "utf-8", "utf-8", 1.0)
    if utf8 is not None and not utf8.undecodable:
        return utf8
    candidates = [utf8] if utf8 is not None else []
    codec = _codec(declared)
    if codec is not None and codec != "utf-8":
        as_declared = _read(content, codec, codec, 0.98)
        if as_declared is not None and _score(as_declared, rules) >= SURELY_PLAUSIBLE:
            return as_declared
    for name in ("gb18030", "big5hkscs"):
        read = _read(content, name, name, 0.9)
        candidates += [read] if read is not None else []
    return _best(candidates, rules) or _by_detector(content, rules)


def _best(candidates: list[Decoded], rules: NormalizeRules) -> Decoded | None:
    """Take the most plausible candidate; the confidence is its lead over the next."""
    ranked = sorted(((_score(each, rules), each) for each in candidates), key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] < LEAST_PLAUSIBLE:
        return None
    runner_up = max(0.0, ranked[1][0]) if len(ranked) > 1 else 0.0
    confidence = min(0.99, 0.5 + (ranked[0][0] - runner_up) / 2)
    return ranked[0][1]._replace(confidence=round(confidence, 2))


def _by_detector(content: bytes, rules: NormalizeRules) -> Decoded | None:
    guess = charset_normalizer.from_bytes(content[:50_000]).best()
    if guess is None:
        return None
    read = _read(content, guess.encoding, guess.encoding.replace("_", "-"), 0.3)
    if read is None or (not _is_ascii_mostly(content) and _score(read, rules) < LEAST_PLAUSIBLE):
        return None
    return read


def _read(content: bytes, codec: str, name: str, confidence: float) -> Decoded | None:
    """Decode, leaving out what cannot be read; None when that is too much."""
    try:
        return Decoded(content.decode(codec), name, confidence, 0)
    except UnicodeError:
        pass
    try:
        text = content.decode(codec, errors="replace")
    except (UnicodeError, LookupError):
        return None
    # Characters that the source itself holds are not ours to count.
    genuine = content.count(REPLACEMENT.encode("utf-8")) if codec == "utf-8" else 0
    unread = max(1, text.count(REPLACEMENT) - genuine)
    # At the end, a character was cut in two: its half is dropped. Elsewhere the mark stays.
    text = text.removesuffix(REPLACEMENT)
    if unread > 1 + MOST_UNREADABLE * len(content):
        return None
    return Decoded(text, name, confidence * 0.95, unread)


def _score(read: Decoded, rules: NormalizeRules) -> float:
    """Plausibility, less what every unread byte says against the encoding."""
    return plausibility(read.text, rules.common_characters) - 10 * read.undecodable / max(
        100, len(read.text)
    )


def _codec(declared: str | None) -> str | None:
    """Give the codec for a declared charset; None for unknown ones and for Latin-1, which says nothing."""
    name = (declared or "").strip().strip("\"'").lower()
    name = SUPERSETS.get(name, name)
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    codec = SUPERSETS.get(codec, codec)
    return None if codec in {"iso8859-1", "cp1252", "ascii"} else codec


def _is_ascii_mostly(content: bytes) -> bool:
    return sum(byte >= 0x80 for byte in content[:50_000]) < 0.05 * min(len(content), 50_000)


def _is_garbled(text: str, rules: NormalizeRules) -> bool:
    """Tell whether well-formed text was garbled before it reached us."""
    if text.count(REPLACEMENT) > 0.05 * len(text) or text.count("锟斤拷") > 0.01 * len(text):
        return True
    if is_plausible(text, rules.common_characters, LEAST_PLAUSIBLE):
        return False
    if is_foreign(text):
        return _hides_chinese(text, rules)
    return len(judged(text)) > SHORTEST_TO_JUDGE


def _hides_chinese(text: str, rules: NormalizeRules) -> bool:
    """Tell whether Latin letters with accents are Chinese bytes read as Latin-1 or cp1252."""
    sample = text[:5000]
    accented = sum("\x80" <= char <= "\u02ff" or "\u2010" <= char <= "\u2122" for char in sample)
    if not 0.3 * len(sample) <= accented <= 0.5 * len(sample):
        # Vietnamese has a quarter of such letters, no language has half.
        return accented > 0.5 * len(sample)
    content = b"".join(_latin_byte(char) for char in sample)
    reads = (_read(content, codec, codec, 0.0) for codec in ("utf-8", "gb18030", "big5hkscs"))
    return any(
        read is not None and not is_foreign(read.text) and _score(read, rules) >= LEAST_PLAUSIBLE
        for read in reads
    )


def _latin_byte(char: str) -> bytes:
    return char.encode("cp1252", "ignore") or char.encode("latin-1", "ignore")


def _complaint(decoded: Decoded | None) -> str:
    if decoded is None:
        return "no known encoding (UTF-8, UTF-16, GB18030, Big5) reads these bytes as Chinese"
    return f"garbled before it was stored: read as {decoded.encoding} it is not plausible Chinese"

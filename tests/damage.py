"""Damage clean Chinese text the way page converters and scrapers do, so that tests know the truth.

Every function is pure: the same text and seed give the same damage.
"""

import random
import re
from collections.abc import Callable
from functools import lru_cache

from opencc import OpenCC

HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")

# Page converters work character by character. Where OpenCC must choose among several Traditional
# characters they leave the Simplified one standing (于, 后, 里) or choose differently (净 -> 凈).
LEFT_BY_CONVERTERS = frozenset("丑于伙余凶占后吁咨夸岩干并征愿昵朴杠杰棱泄涌淀游熏范辟郁采里雇霉斗")
CHOSEN_BY_CONVERTERS = dict(zip("净着钟签冲闲湿碱", "凈著鐘簽沖閑濕堿", strict=True))

HALF_WIDTH = str.maketrans("，：；？！（）", ",:;?!()")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
CORNER = str.maketrans("“”‘’", "「」『』")
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"

SPACED = 0.4  # of the annotated characters: `會(huì )` rather than `環(huán)`
LONGEST_SHIFT = 4  # characters; longer garbles are not repairable and make a poor test


Damage = Callable[[str], str]


def annotate_pinyin(text: str, seed: int, share: float = 0.6) -> str:
    """Write Traditional text where a share of the converted characters carry pinyin: 環(huán)."""
    # Slow to load, and no other damage needs it.
    from pypinyin import Style, pinyin  # noqa: PLC0415

    def annotated(char: str) -> str:
        # On real pages a character is annotated everywhere or nowhere, and followed by a space
        # always or never: so both are drawn once for each distinct character.
        draw = random.Random(f"{seed}:{char}")
        if not _is_converted(char) or draw.random() >= share:
            return char
        reading = pinyin(char, style=Style.TONE, heteronym=False)[0][0]
        return f"{char}({reading}{' ' if draw.random() < SPACED else ''})"

    return "".join(annotated(char) for char in to_traditional(text))


def to_traditional(text: str) -> str:
    """Convert character by character, as page converters do: 环境 changes, 以后 and 公里 stay."""
    return "".join(_to_traditional_char(char) for char in text)


def half_width_punctuation(text: str) -> str:
    """Make commas, colons and their like half-width; full stops and quotation marks stay."""
    return text.translate(HALF_WIDTH)


def full_width_digits(text: str) -> str:
    """Write the digits 0-9 as full-width forms."""
    return text.translate(FULL_WIDTH)


def corner_quotes(text: str) -> str:
    """Write curly quotation marks as the corner brackets of Taiwan and Hong Kong."""
    return text.translate(CORNER)


def zero_width(text: str, seed: int, share: float = 0.02) -> str:
    """Put an invisible character after about `share` of the characters, never at a line's end."""
    draw = random.Random(seed)
    out: list[str] = []
    for here, after in zip(text, [*text[1:], "\n"], strict=True):
        out.append(here)
        if "\n" not in (here, after) and draw.random() < share:
            out.append(draw.choice(INVISIBLE))
    return "".join(out)


def shift_bytes(text: str, seed: int, count: int) -> str:
    """Lose the first GBK byte of up to `count` characters like 模, as in `規(guī)?；瘧(yīng)用`."""
    sites = [
        (run.start() + offset, run.start() + offset + length)
        for run in HAN_RUN.finditer(text)
        for offset in range(len(run[0]) - 1)
        if (length := _shifted_length(run[0][offset:])) is not None
    ]
    chosen = random.Random(seed).sample(sites, min(count, len(sites)))
    whole_from = len(text)  # of two places that overlap only the later one is damaged
    for start, end in sorted(chosen, reverse=True):
        if end <= whole_from:
            text = text[:start] + _shifted(text[start:end]) + text[end:]
            whole_from = start
    return text


def _is_converted(char: str) -> bool:
    return char == "著" or (HAN_RUN.fullmatch(char) is not None and _t2s().convert(char) != char)


@lru_cache(maxsize=8192)
def _to_traditional_char(char: str) -> str:
    if char in LEFT_BY_CONVERTERS or not HAN_RUN.fullmatch(char):
        return char
    return CHOSEN_BY_CONVERTERS.get(char) or _s2tw().convert(char)


@lru_cache(maxsize=1)
def _s2tw() -> OpenCC:
    return OpenCC("s2tw")


@lru_cache(maxsize=1)
def _t2s() -> OpenCC:
    return OpenCC("t2s")


def _shifted_length(run: str) -> int | None:
    """Count the characters spoilt when `run` loses its first byte, or None where none is lost."""
    # Only 0xA3 makes full-width forms such as ；, and only together with a byte above 0xA0.
    if not _gbk(run[0]).endswith(b"\xa3") or _gbk(run[1]) < b"\xa1":
        return None
    # The bytes pair up wrongly until the run ends or a second byte below 0x80 is back in step.
    for length, char in enumerate(run[1:LONGEST_SHIFT], start=2):
        second = _gbk(char)[1:]
        if not second:
            return None
        if second < b"\x80" or length == len(run):
            return length
    return None


def _shifted(chars: str) -> str:
    """Read the GBK bytes of `chars` with the first one lost, dropping pairs that mean nothing."""
    stream = b"".join(_gbk(char) for char in chars)[1:]
    out = "?"
    at = 0
    while at < len(stream):
        width = 2 if stream[at] >= 0x80 else 1
        out += stream[at : at + width].decode("gbk", errors="ignore")
        at += width
    return out


def _gbk(char: str) -> bytes:
    return char.encode("gbk", errors="ignore")

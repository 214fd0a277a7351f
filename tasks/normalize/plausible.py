"""Whether characters look like text that people write, or like bytes read in a wrong encoding."""

import re
from functools import lru_cache

from tasks.normalize.mending import HAN

OPENING = 500  # characters of the sample
SAMPLE = 2_000  # characters that are judged, a thousand from the start and as many from the middle
HAN_RUN = re.compile(f"[{HAN}]+")
LETTERS = re.compile(r"[^\W\d_]+")
# What reading Chinese bytes wrongly makes beside rare Han characters. Letters of pinyin, circled
# numbers, box drawing and kana are left out: they stand in honest text.
STRANGE = re.compile(
    "[\u0080-\u00a6\u00aa-\u00af\u00b2-\u00b6\u00b8-\u00d6\u00d8-\u00df\u00e2-\u00e7\u00eb\u00ee-\u00f1"
    "\u00f4-\u00f6\u00f8\u00fb\u00fd-\u0100\u0102-\u0112\u0250-\u02af\u0370-\u1fff\u3100-\u312f\u31a0-\u31bf"
    "\uac00-\ud7af\ue000-\uf8ff\uff61-\uffdc\ufffd]"
)


def plausibility(text: str, common: frozenset[str]) -> float:
    """Give the share of characters beyond ASCII that are common Han characters, from 0 to 1.

    News in either script gives 0.97 or more, the worst Chinese text (lists of names and rare
    characters) about 0.8; GB18030 read as Big5 or the reverse, or UTF-8 read as GBK, gives less
    than 0.5. A text without such characters gives 1.
    """
    sample = _sample(text)
    return _share(sample, common, _count_uncommon(sample, common))


def is_plausible(text: str, common: frozenset[str], least: float) -> bool:
    """Whether the plausibility is at least so high; the opening of most texts shows it."""
    sample = _sample(text)
    uncommon = _count_uncommon(sample, common)
    return any(_share(part, common, uncommon) >= least for part in (sample[:OPENING], sample))


def _share(text: str, common: frozenset[str], uncommon: int) -> float:
    """Give the share of common characters, those of the text, beside so many others."""
    if not uncommon:
        return 1.0
    known = sum(map(len, _runs(common).findall(text)))
    return known / (known + uncommon)


def _count_uncommon(text: str, common: frozenset[str]) -> int:
    """Count the characters that are judged and not common."""
    return len(_telling("".join(_others(common).findall(text))))


def judged(text: str) -> str:
    """Give the characters that tell, Han and strange ones, of a sample of the text."""
    return _telling(_sample(text))


def _telling(text: str) -> str:
    return "".join([*HAN_RUN.findall(text), *STRANGE.findall(text)])


@lru_cache(maxsize=4)
def _others(common: frozenset[str]) -> re.Pattern[str]:
    """Match the few characters that are neither common nor plainly not judged."""
    return re.compile(f"[^{''.join(map(re.escape, common))}\0-\x7f，。、；：！？“”（）《》]")


@lru_cache(maxsize=4)
def _runs(characters: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(re.escape, characters))}]+")


def is_foreign(text: str) -> bool:
    """Tell whether the letters are mostly of another language, for which Han says nothing."""
    sample = _sample(text)
    letters = sum(map(len, LETTERS.findall(sample)))
    return sum(map(len, HAN_RUN.findall(sample))) < 0.1 * letters


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    middle = len(text) // 2
    return text[: SAMPLE // 2] + text[middle : middle + SAMPLE // 2]

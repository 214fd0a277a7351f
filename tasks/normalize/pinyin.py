"""Remove the pinyin that converters write after characters: 環(huán)境 -> 環境.

Honest glosses must stay: 郫(pí)都区. So the document decides first, by density: a converter annotates
a large share of the Traditional characters, a writer a few rare ones. Then each match is judged by
the character before it.
"""

import re
import unicodedata
from functools import lru_cache

from config.rules.normalize import NormalizeRules
from tasks.normalize.mending import HAN, Mended, substitute
from tasks.normalize.script import count_scripts, is_converted, simplified_forms

LETTERS = "a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹḿɑɡ\u0300\u0301\u0304\u030c"
# At the end of a text that was cut off the closing bracket may be missing.
ANNOTATION = rf"[(（][ \u00a0]{{0,3}}[{LETTERS}]{{1,8}}[ \u00a0]{{0,3}}(?:[)）]|\Z)"
ANNOTATED = re.compile(f"([{HAN}])((?:{ANNOTATION})+)")
ONE = re.compile(ANNOTATION)
SPELLING = str.maketrans("ɑɡ", "ag")

# Share of the Traditional characters that carry pinyin. Damaged pages: 0.2 to 1; a Taiwanese page
# that explains a few readings: under 0.02.
DENSE = 0.05
LEAST_TRADITIONAL = 0.1  # of the characters that tell the scripts apart; below, it is Simplified


def remove_pinyin(text: str, rules: NormalizeRules) -> Mended:
    """Delete annotations if the document is full of them, keeping glosses of rare characters."""

    def kept(annotation: re.Match[str]) -> str:
        return "" if _is_syllable(annotation[0], rules) else annotation[0]

    def strip(match: re.Match[str]) -> str:
        if is_converted(match[1]) or match[1] in rules.common_characters:
            return match[1] + ONE.sub(kept, match[2])
        return match[0]

    bases = [match[1] for match in ANNOTATED.finditer(text) if not ONE.sub(kept, match[2])]
    if not bases or not _is_dense(bases, text):
        return Mended(text)
    return substitute("pinyin_annotation", ANNOTATED, strip, text)


def _is_dense(bases: list[str], text: str) -> bool:
    traditional, simplified = count_scripts(text)
    if traditional < LEAST_TRADITIONAL * (traditional + simplified):
        return False
    annotated = sum(map(is_converted, bases))
    return annotated > 0 and annotated >= DENSE * sum(map(simplified_forms().__contains__, text))


@lru_cache(maxsize=4096)
def _is_syllable(annotation: str, rules: NormalizeRules) -> bool:
    """Tell whether brackets hold one syllable, with or without its tone."""
    spelling = annotation.strip("()（） \u00a0").lower().translate(SPELLING)
    letters = unicodedata.normalize("NFD", spelling).replace("u\u0308", "v")
    bare = "".join(char for char in letters if not unicodedata.combining(char))
    return bare in rules.syllables

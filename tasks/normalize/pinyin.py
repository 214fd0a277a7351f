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
from tasks.normalize.script import count_scripts, is_converted

LETTERS = "a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹḿɑɡ\u0300\u0301\u0304\u030c"
ANNOTATED = re.compile(
    rf"([{HAN}])[(（][ \u00a0]{{0,3}}([{LETTERS}]{{1,8}})[ \u00a0]{{0,3}}(?:[)）]|\Z)"
)
SPELLING = str.maketrans("ɑɡ", "ag")

# Share of the Traditional characters that carry pinyin. Damaged pages: 0.2 to 1; a Taiwanese page
# that explains a few readings: under 0.02.
DENSE = 0.05
LEAST_TRADITIONAL = 0.1  # of the characters that tell the scripts apart; below, it is Simplified


def remove_pinyin(text: str, rules: NormalizeRules) -> Mended:
    """Delete annotations if the document is full of them, keeping glosses of rare characters."""
    bases = [match[1] for match in ANNOTATED.finditer(text) if _is_syllable(match[2], rules)]
    if not bases or not _is_dense(bases, text):
        return Mended(text)

    def strip(match: re.Match[str]) -> str:
        base = match[1]
        damage = is_converted(base) or base in rules.common_characters
        return base if damage and _is_syllable(match[2], rules) else match[0]

    return substitute("pinyin_annotation", ANNOTATED, strip, text)


def _is_dense(bases: list[str], text: str) -> bool:
    traditional, simplified = count_scripts(text)
    if traditional < LEAST_TRADITIONAL * (traditional + simplified):
        return False
    annotated = sum(map(is_converted, bases))
    return annotated > 0 and annotated >= DENSE * sum(map(is_converted, text))


@lru_cache(maxsize=4096)
def _is_syllable(spelling: str, rules: NormalizeRules) -> bool:
    plain = spelling.lower().translate(SPELLING)
    letters = unicodedata.normalize("NFD", plain).replace("u\u0308", "v")
    bare = "".join(char for char in letters if not unicodedata.combining(char))
    return bare in rules.syllables

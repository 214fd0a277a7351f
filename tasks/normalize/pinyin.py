"""Remove the pinyin that converters write after characters: 環(huán)境 -> 環境.

Honest glosses must stay: 郫(pí)都区. So the document decides first, by density: a converter annotates
a large share of the Traditional characters, a writer a few rare ones. Then each match is judged by
the character before it.
"""

import re
import unicodedata
from functools import lru_cache

from config.rules.normalize import NormalizeRules
from tasks.normalize.mending import HAN, Mended, change, distinct
from tasks.normalize.script import count_scripts, holds_simplified, simplified_forms
from tasks.origins import Edit

LETTERS = "a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹḿɑɡ\u0300\u0301\u0304\u030c"
# At the end of a text that was cut off the closing bracket may be missing.
INSIDE = rf"[ \u00a0]{{0,3}}[{LETTERS}]{{1,8}}(?:[ \u00a0]{{0,3}}[)）]|[^\S\n]*\Z)"
ONE = re.compile(rf"[(（]{INSIDE}")
# What most texts have none of; one bracket at a time is the fastest to look for.
BEGINNINGS = [re.compile(rf"{bracket}(?<=[{HAN}].){INSIDE}") for bracket in (r"\(", "（")]
# It begins with the bracket, not the character before it, which makes it fast to look for.
ANNOTATION = re.compile(rf"([(（](?<=[{HAN}].){INSIDE}(?:[(（]{INSIDE})*)")
SPELLING = str.maketrans("ɑɡ", "ag")

# Share of the Traditional characters that carry pinyin. Damaged pages: 0.2 to 1; a Taiwanese page
# that explains a few readings: under 0.02.
DENSE = 0.05
LEAST_TRADITIONAL = 0.1  # of the characters that tell the scripts apart; below, it is Simplified


def remove_pinyin(text: str, rules: NormalizeRules) -> Mended:
    """Delete annotations if the document is full of them, keeping glosses of rare characters."""
    if not any(pattern.search(text) for pattern in BEGINNINGS):
        return Mended(text)
    pieces = ANNOTATION.split(text)  # every second one is an annotation
    remains = {each: _remains(each, rules) for each in set(pieces[1::2])}
    bases = [before[-1] for before in pieces[:-1:2]]
    damaged = [base for base, each in zip(bases, pieces[1::2], strict=True) if not remains[each]]
    if not damaged or not _is_dense(damaged, text):
        return Mended(text)
    forms, common = simplified_forms(), rules.common_characters
    edits: list[Edit] = []
    end = 0
    for place, base in enumerate(bases):
        each = pieces[2 * place + 1]
        start = end + len(pieces[2 * place])
        end = start + len(each)
        after = remains[each]
        if after != each and (base in forms or base in common):
            pieces[2 * place + 1] = after
            edits.append((start, end, len(after)))
    changes = (change(text, start, end, remains[text[start:end]]) for start, end, _ in edits)
    return Mended("".join(pieces), "pinyin_annotation", len(edits), distinct(changes), edits)


def _is_dense(bases: list[str], text: str) -> bool:
    annotated = sum(map(simplified_forms().__contains__, bases))
    # The length of the text stands first because it often settles the matter at no cost.
    dense = annotated >= DENSE * len(text) or annotated >= DENSE * len(_converted().findall(text))
    if not annotated or not dense:
        return False
    if not holds_simplified(text):
        return True
    traditional, simplified = count_scripts(text)
    return traditional >= LEAST_TRADITIONAL * (traditional + simplified)


@lru_cache(maxsize=1)
def _converted() -> re.Pattern[str]:
    return re.compile(f"[{''.join(simplified_forms())}]")


@lru_cache(maxsize=4096)
def _remains(annotations: str, rules: NormalizeRules) -> str:
    """Give what is left of one or more brackets without those that hold a syllable."""
    return ONE.sub(lambda match: "" if _is_syllable(match[0], rules) else match[0], annotations)


def _is_syllable(annotation: str, rules: NormalizeRules) -> bool:
    """Tell whether brackets hold one syllable, with or without its tone."""
    return syllable_of(annotation) in rules.readings


def syllable_of(annotation: str) -> str:
    """Give what brackets hold without its tone, v for ü."""
    spelling = annotation.strip("()（）").strip().lower().translate(SPELLING)
    letters = unicodedata.normalize("NFD", spelling).replace("u\u0308", "v")
    return "".join(char for char in letters if not unicodedata.combining(char))

"""Which script a text is in, and Traditional to Simplified characters (never vocabulary)."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import ne

from opencc import OpenCC

from config.rules.normalize import NormalizeRules
from tasks.document import Script
from tasks.normalize.mending import (
    CONTEXT,
    HAN,
    Change,
    Mended,
    aligned,
    distinct,
)
from tasks.normalize.patch import after_opencc, before_opencc
from tasks.origins import Edit

HAN_RUN = re.compile(f"[{HAN}]+")
KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
OTHER_LETTER = "[A-Za-z\u00c0-\u052f\u3041-\u30ff\uac00-\ud7af]"
OTHER_LETTERS = re.compile(f"{OTHER_LETTER}{OTHER_LETTER}*")  # found twice as fast as with a +

OPENING = 500  # characters; nearly every text that is Chinese shows it there
FEW = 0.1  # share of one script's characters up to which they are quotations or names
MORE_THAN_A_NAME = 5  # Traditional characters; a short Simplified text may quote a name or two
LEAST_HAN = 0.2  # of all letters, to call a text Chinese: Latin words count letter by letter
MOST_KANA = 0.1  # of Han and kana; Japanese has more
TELLING_LINE = 10  # characters that tell the scripts apart, for a line to be a passage of its own

KEPT_IN_NAMES = "谿祕氾陞蒐昇濛劄苧剋脩釐扞"  # which OpenCC keeps: 毕昇; they tell nothing either


def detect_script(text: str) -> Script:
    """Tell the script by the characters that only one of the two uses."""
    others = "".join(OTHER_LETTERS.findall(text))
    if not any(_is_chinese(part, others) for part in (text[:OPENING], text)):
        return Script.OTHER
    if not _telling_patterns()[0].search(text):
        return Script.HANS
    if not holds_simplified(text):
        return Script.HANT
    traditional, simplified = count_scripts(text)
    both = traditional + simplified
    if simplified <= FEW * both:
        return Script.HANT
    if traditional > FEW * both and traditional >= min(MORE_THAN_A_NAME, simplified):
        return Script.MIXED
    passages = traditional >= TELLING_LINE and any(map(_is_passage, text.split("\n")))
    return Script.MIXED if passages else Script.HANS


def _is_chinese(text: str, others: str) -> bool:
    """Whether a text has enough Han characters beside some other letters."""
    han = sum(map(len, HAN_RUN.findall(text)))
    kana = len(KANA.findall(others))
    enough = han >= LEAST_HAN * (han + len(others)) and kana <= MOST_KANA * (han + kana)
    return han > 0 and enough


def holds_simplified(text: str) -> bool:
    """Whether it has any character that is Simplified only, as most Traditional texts have not."""
    return _telling_patterns()[1].search(text) is not None


def count_scripts(text: str) -> tuple[int, int]:
    """Count the characters that are Traditional only and those that are Simplified only."""
    traditional, simplified = _telling_patterns()
    return len(traditional.findall(text)), len(simplified.findall(text))


def to_simplified(text: str, script: Script, rules: NormalizeRules) -> Mended:
    """Convert a Traditional text whole, a mixed one line by line, and leave any other alone."""
    if script == Script.HANT:
        mended = _convert(text, rules)
    elif script == Script.MIXED:
        mended = "\n".join(_convert_mixed(line, rules) for line in text.split("\n"))
    else:
        return Mended(text)
    if mended == text:
        return Mended(text)
    edits = [] if len(mended) == len(text) else conversion_edits(text, mended)
    return Mended(mended, "script", _count(text, mended), _changes(text, mended), edits)


def conversion_edits(before: str, after: str) -> list[Edit]:
    """Give the blocks of a conversion that changed the length: the part of a line that differs."""
    edits: list[Edit] = []
    start = 0
    forms = simplified_forms()
    for line, converted in zip(before.split("\n"), after.split("\n"), strict=True):
        if len(line) != len(converted):
            by_character = "".join(forms.get(char, char) for char in line)
            edits += aligned(by_character, converted, start)
        start += len(line) + 1
    return edits


def _convert(text: str, rules: NormalizeRules) -> str:
    return after_opencc(_opencc("t2s").convert(before_opencc(text, rules)))


def _convert_mixed(line: str, rules: NormalizeRules) -> str:
    """Convert a line that is Traditional; in a Simplified one only what is surely Traditional."""
    traditional, simplified = count_scripts(line)
    if traditional > simplified:
        return _convert(line, rules)
    if not traditional:
        return line
    only = _telling_characters()[0]
    return "".join(_opencc("t2s").convert(char) if char in only else char for char in line)


def _is_passage(line: str) -> bool:
    """Tell whether a line is a Traditional passage in a text that is not."""
    if len(line) < TELLING_LINE:
        return False
    traditional, simplified = count_scripts(line)
    return traditional >= TELLING_LINE and simplified <= FEW * traditional


@lru_cache(maxsize=4)
def _opencc(config: str) -> OpenCC:
    return OpenCC(config)


@lru_cache(maxsize=1)
def simplified_forms() -> dict[str, str]:
    """Map every character that converters write to its Simplified form: 環 to 环, 著 to 着."""
    every = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    simplified = _opencc("t2s").convert("\n".join(every)).split("\n")
    forms = {a: b for a, b in zip(every, simplified, strict=True) if a != b}
    return {**forms, "著": "着"}


@lru_cache(maxsize=1)
def _telling_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    traditional, simplified = _telling_characters()
    return re.compile(f"[{''.join(traditional)}]"), re.compile(f"[{''.join(simplified)}]")


@lru_cache(maxsize=1)
def _telling_characters() -> tuple[frozenset[str], frozenset[str]]:
    """Give the characters of only one script: in its national character set, not in the other's.

    Characters of both sets say nothing: 后, 里, 台, but also 乾, 著 and 於, which Simplified text
    has in names. The Hong Kong supplement adds forms that Big5 lacks: 説, 綫, 衆.
    """
    every = [chr(code) for code in range(0x4E00, 0xA000)]
    big5 = {char for char in every if _is_in(char, "cp950")}
    gb2312 = {char for char in every if _is_in(char, "gb2312")}
    traditional = {
        char for char in simplified_forms() if char not in gb2312 and _is_in(char, "big5hkscs")
    }
    changed = zip(every, _opencc("s2t").convert("\n".join(every)).split("\n"), strict=True)
    simplified = {before for before, after in changed if before != after} & gb2312 - big5
    return frozenset(traditional - set(KEPT_IN_NAMES)), frozenset(simplified)


def _is_in(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _count(before: str, after: str) -> int:
    """Count the characters that changed, or by which the length did."""
    units, converted = (text.encode("utf-16-le", "surrogatepass") for text in (before, after))
    if len(units) == len(converted) == 2 * len(before):
        # All at once: a unit that stayed leaves a zero.
        both = int.from_bytes(units, "little") ^ int.from_bytes(converted, "little")
        zeros = both.to_bytes(len(units), "little").decode("utf-16-le", "surrogatepass").count("\0")
        return len(before) - zeros
    different: int = sum(map(ne, before, after))
    return different + abs(len(before) - len(after))


def _changes(before: str, after: str) -> Iterable[Change]:
    """Give the first runs of changed characters of two texts that keep step."""
    return distinct(_changed_runs(before, after)) if len(before) == len(after) else ()


def _changed_runs(before: str, after: str) -> Iterator[Change]:
    at = 0
    while at < len(before):
        if before[at] == after[at]:
            at += 1
            continue
        end = at
        while end < min(len(before), at + 2 * CONTEXT) and before[end] != after[end]:
            end += 1
        yield Change(f"{before[at:end]} -> {after[at:end]}", at, end)
        at = end

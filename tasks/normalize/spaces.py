"""One kind of space, one at a time, and none where Chinese is written without."""

import re
from functools import lru_cache

from config.rules.normalize import NormalizeRules
from tasks.normalize.mending import HAN, Mended, delete, delete_spans, substitute
from tasks.origins import Edit

# Runs of any kind of space but the line end; a single ASCII space is right as it is.
RUNS = re.compile(r"[^\S\n](?:[^\S\n]+|(?<! ))")
ODD = frozenset(filter(str.isspace, map(chr, range(0x3001)))) - set(" \r\n")

# 通 知 公 告: four or more single characters are spaced for looks; three may be a choice (大 中 小).
SPACED = re.compile(rf"(?<![{HAN}] )(?<![{HAN}])[{HAN}](?: [{HAN}]){{3,}}(?![{HAN}])")
# 林 1 2 万 亩 ，: a line that is spaced throughout, figures and marks too; mostly Han, or it is a table.
SPACED_OUT = re.compile(
    rf"^[{HAN}0-9，。、：；“”（）%](?: [{HAN}0-9，。、：；“”（）%]){{11,}}$", re.MULTILINE
)
EITHER_SPACED = re.compile(f"{SPACED_OUT.pattern}|{SPACED.pattern}", re.MULTILINE)
LEAST_HAN = 0.7  # share of the characters
MAY_BE_SPACED = re.compile(f" [{HAN}] [{HAN}] [{HAN}]")
# The patterns begin with the space, which makes them fast to look for.
LABEL = re.compile(  # 来 源：
    rf" (?=[{HAN}] ?[:：])(?<=[{HAN}] )(?<![{HAN}][{HAN}] )(?<![{HAN}] [{HAN}] )"
)
# Before a mark that closes, and after one that goes on, there is never a space in Chinese.
MARK = re.compile(
    rf" (?:(?=[，。；：！？、”’》）])(?<=[{HAN}”’》）] )|(?<=[，、；：] )(?=[{HAN}“‘《])|(?<=[“‘《（] )(?=[{HAN}]))"
)
# Newspapers write names of two characters as wide as others: 市长邵　刚, 记者 栗　坤　申　晨.
MAY_BE_NAME = re.compile(rf"\u3000[{HAN}](?<=[{HAN}]..)")
NAMES = re.compile(  # single characters apart, or one of them right behind a post
    rf"(?<![{HAN}0-9０-９])[{HAN}](?:\u3000[{HAN}])+(?![{HAN}])|(?<=[长任记者席员授理师士])[{HAN}]\u3000[{HAN}](?!\u3000)"
)


def close_names(text: str, rules: NormalizeRules) -> Mended:
    """Delete the ideographic space inside names of two characters."""
    if not MAY_BE_NAME.search(text):
        return Mended(text)
    spans: list[tuple[int, int]] = []
    for names in NAMES.finditer(text):
        if len(names[0]) % 4 == 3 and rules.surnames.issuperset(names[0][::4]):
            spans += ((at, at + 1) for at in range(names.start() + 1, names.end(), 4))
    return delete_spans("whitespace", spans, text)


def unify_spaces(text: str, _: NormalizeRules) -> Mended:
    """Write every run of blanks as one ASCII space."""
    return substitute("whitespace", RUNS, lambda _: " ", text)


def join_spaces(text: str, rules: NormalizeRules) -> Mended:
    """Write several ASCII spaces as one."""
    return unify_spaces(text, rules) if "  " in text else Mended(text)


def trim_lines(text: str, _: NormalizeRules) -> Mended:
    """Delete blanks at the ends of lines, which goes unrecorded."""
    lines = text.split("\n")
    trimmed = "\n".join([line.strip() for line in lines])
    if len(trimmed) == len(text):
        return Mended(text)
    edits: list[Edit] = []
    start = 0
    for line in lines:
        end = start + len(line)
        first = end - len(line.lstrip())
        last = max(first, start + len(line.rstrip()))
        edits += [(a, b, 0) for a, b in ((start, first), (last, end)) if a < b]
        start = end + 1
    return Mended(trimmed, edits=edits)


def close_gaps(text: str, _: NormalizeRules) -> Mended:
    """Delete stray spaces between characters, but not between names, links or parts of a title."""
    if not MAY_BE_SPACED.search(text):
        return Mended(text)
    return substitute("whitespace", EITHER_SPACED, _closed_if_han, text)


def close_labels(text: str, _: NormalizeRules) -> Mended:
    """Delete the space inside a label of two characters: 来 源：."""
    return delete("whitespace", LABEL, text)


def close_numbers(text: str, rules: NormalizeRules) -> Mended:
    """Delete the spaces round a number that stands inside a sentence and before its unit."""
    number, may_be = _numbers(rules.characters.whitespace.units)
    return substitute("whitespace", number, _closed, text) if may_be.search(text) else Mended(text)


def close_marks(text: str, _: NormalizeRules) -> Mended:
    """Delete the space beside full-width punctuation where Chinese never has one."""
    return delete("whitespace", MARK, text)


def _closed_if_han(match: re.Match[str]) -> str:
    closed = _closed(match)
    han = sum(char.isalpha() for char in closed)
    return closed if han >= LEAST_HAN * len(closed) else match[0]


def _closed(match: re.Match[str]) -> str:
    return match[0].replace(" ", "")


@lru_cache(maxsize=4)
def _numbers(units: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    number = rf"(?:(?<=[{HAN}，、,（(]) ?|^(?=[12][0-9]{{3}} 年))[0-9][0-9.,]{{0,15}} (?=[{units}])"
    return re.compile(number, re.MULTILINE), re.compile(rf" (?=[{units}])(?<=[0-9.,] )")

"""One kind of space, one at a time, and none where Chinese is written without."""

import re
from functools import lru_cache

from config.rules.normalize import NormalizeRules
from tasks.normalize.mending import HAN, Mended, merge, substitute

# Runs of any kind of space but the line end; a single ASCII space is right as it is.
RUNS = re.compile(r"[^\S \n]+[^\S\n]*| [^\S\n]+")
EDGES = re.compile(r"^ | $", re.MULTILINE)

# 通 知 公 告: four or more single characters are spaced for looks; three may be a choice (大 中 小).
SPACED = re.compile(rf"(?<![{HAN}] )(?<![{HAN}])[{HAN}](?: [{HAN}]){{3,}}(?![{HAN}])")
LABEL = re.compile(rf"(?<![{HAN}])(?<![{HAN}] )([{HAN}]) ([{HAN}])(?= ?[:：])")  # 来 源：
# Before a mark that closes, and after one that goes on, there is never a space in Chinese.
MARK = re.compile(
    rf"(?<=[{HAN}”’》）]) (?=[，。；：！？、”’》）])|(?<=[，、；：]) (?=[{HAN}“‘《])|(?<=[“‘《（]) (?=[{HAN}])"
)


def unify_spaces(text: str, _: NormalizeRules) -> Mended:
    """Write every run of blanks as one ASCII space; spaces at the ends of lines go unrecorded."""
    stripped = "\n".join(line.strip() for line in text.split("\n"))
    return substitute("whitespace", RUNS, lambda _: " ", stripped)


def close_gaps(text: str, rules: NormalizeRules) -> Mended:
    """Delete stray spaces between characters, but not between names, links or parts of a title."""
    spaced = substitute("whitespace", SPACED, _closed, text)
    label = substitute("whitespace", LABEL, _closed, spaced.text)
    number = substitute(
        "whitespace", _number(rules.characters.whitespace.units), _closed, label.text
    )
    return merge(number.text, spaced, label, number)


def close_marks(text: str, _: NormalizeRules) -> Mended:
    """Delete the space beside full-width punctuation where Chinese never has one."""
    return substitute("whitespace", MARK, _closed, text)


def _closed(match: re.Match[str]) -> str:
    return match[0].replace(" ", "")


@lru_cache(maxsize=4)
def _number(units: str) -> re.Pattern[str]:
    """Match the spaces round a number that stands inside a sentence and before its unit."""
    return re.compile(
        rf"(?:(?<=[{HAN}，、,（(]) ?|^(?=[12][0-9]{{3}} 年))[0-9][0-9.,]{{0,15}} (?=[{units}])",
        re.MULTILINE,
    )

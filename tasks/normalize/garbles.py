"""What lost bytes leave in a text: garbles such as ?；l, and how those that stay are kept as they are."""

import re

from config.rules.normalize import NormalizeRules
from tasks.normalize.mending import HELD

# "?", the full-width form of A3 and the next byte, then what the following bytes turned into: at
# last a letter that is back in step, or a "?" that has eaten the bracket of a reading.
_READING = "[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6} ?\\)"
# No form that a later step narrows, or normalizing twice would see a shorter garble.
_NARROWED = "＂-＇＊＋－-９＜-＞＠-～"
GARBLE = re.compile(
    rf"\?(?P<form>[＊-～￣。])(?P<rest>[^\x00-\x7f\s{_NARROWED}]{{0,4}}(?:[@-~]|\?(?={_READING}))?)"
    rf"(?P<pinyin>(?:\(|(?<=\?)){_READING})?"
)
FORMS_OF_MARKS = "，；：！？（）"
HONEST = "，。、；：！？“”‘’「」『』（）《》〈〉【】〔〕—…·"


def set_aside(text: str, rules: NormalizeRules) -> tuple[str, str]:
    """Put a mark for every character of a garble that could not be read; `put_back` must follow.

    What is left of such a garble is no text: widening or converting it would only hide the damage.
    """
    if "?" not in text:
        return text, ""
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        length = _length_of_garble(match, rules)
        held.append(match[0][:length])
        return HELD * length + match[0][length:]

    return GARBLE.sub(hold, text), "".join(held)


def put_back(text: str, held: str) -> str:
    """Write the characters that were set aside for their marks."""
    if not held:
        return text
    characters = iter(held)
    return re.sub(HELD, lambda _: next(characters), text)


def _length_of_garble(match: re.Match[str], rules: NormalizeRules) -> int:
    """Count the characters from the "?" on that cannot be honest text, 0 if all of them can."""
    rest = match["rest"]
    in_step = rest[-1:].isascii() and rest != ""
    if in_step and (match["pinyin"] or match["form"] in FORMS_OF_MARKS):
        return len(match[0])
    strange = [
        at for at, char in enumerate(rest) if not char.isascii() and not is_honest(char, rules)
    ]
    return 3 + strange[-1] if strange else 0


def is_honest(char: str, rules: NormalizeRules) -> bool:
    """Tell whether a character may stand in honest text; garbles have rare ones and odd signs."""
    return char in rules.common_characters or char in HONEST or char.isspace()

"""The tail of a page: what stands behind the last paragraph."""

import re
from collections.abc import Sequence

from config.rules.boilerplate import BoilerplateRules
from tasks.boilerplate.lines import CERTAIN, LIKELY, Guess
from tasks.boilerplate.shape import is_headline, is_item
from tasks.document import Label

# A part of the page that takes in the lines behind its head until another begins.
PARTS = frozenset({Label.COPYRIGHT, Label.RECOMMENDED_LINKS, Label.COMMENT_FORM, Label.CONTACT})
# Prose behind these may still be the article's: a note, a list of names, a second part.
OPEN_ENDINGS = frozenset({Label.SOURCE_LINE, Label.BYLINE, Label.CONTACT})
SHORTEST_NOTE = 30  # characters
SHORTEST_LINK = 10  # characters of a headline behind an article that ended in a full stop
TABULAR = 0.2  # share of digits in a line of a table, a ranking, a schedule

_CLOSED = re.compile(r"[。！？…][”’）】]{0,3}\s?(?:[（【][^（）【】]{1,40}[）】])?$")
_ANNOUNCES = ("：", "——", "，", "；", "、")
_PAIR = re.compile(r"^[^，。：]{1,12}：\S|\d\s?[：\-—比]\s?\d")


def settle_rest(
    page: Sequence[str], guesses: Sequence[Guess], last: int, end: int, rules: BoilerplateRules
) -> list[Guess]:
    """Lines between the last paragraph and the first ending: a list of the article, or links."""
    found, above = list(guesses), last
    for i in range(last + 1, end):
        if found[i].confidence:
            continue
        after_body = above < 0 or found[above].label is Label.BODY
        belongs = after_body and (
            _continues(page, above, i)
            or bool(rules.phrases.signature.search(page[i]))
            or (len(page[i]) < SHORTEST_LINK and not any(page[j] for j in range(i + 1, end)))
        )
        label = Label.BODY if belongs else Label.RECOMMENDED_LINKS
        found[i], above = Guess(label, LIKELY), i
    return found


def _continues(page: Sequence[str], above: int, i: int) -> bool:
    """Whether a line that is no sentence goes on where the article's line above it stopped."""
    text = page[i]
    if above < 0 or page[above].endswith(_ANNOUNCES) or is_item(text) or is_item(page[above]):
        return True
    if _CLOSED.search(text) or not _CLOSED.search(page[above]):
        return True
    digits = sum(char.isdigit() for char in text)
    return digits >= TABULAR * len(text) or bool(_PAIR.search(text))


def settle_tail(page: Sequence[str], guesses: Sequence[Guess], end: int) -> list[Guess]:
    """From the first ending on: each line belongs to the part of the page it stands in."""
    found = list(guesses)
    part = found[end].label if end < len(found) else Label.BLANK
    for i in range(end, len(found)):
        guess = found[i]
        if guess.label is Label.BLANK:
            continue
        if guess.confidence >= CERTAIN or (guess.confidence and guess.label is not Label.BODY):
            part = guess.label if guess.label in PARTS or part not in PARTS else part
            continue
        label = (
            _prose_label(page[i], part) if guess.confidence else _line_label(page, found, i, part)
        )
        found[i] = Guess(label, LIKELY)
    return found


def _prose_label(text: str, part: Label) -> Label:
    """The label of a sentence in a part of the tail."""
    if part in OPEN_ENDINGS and len(text) >= SHORTEST_NOTE:
        return Label.BODY
    return part if part in PARTS else Label.RECOMMENDED_LINKS


def _line_label(page: Sequence[str], found: Sequence[Guess], i: int, part: Label) -> Label:
    """The label of anything else in a part of the tail: most often a link."""
    if part is Label.COMMENT_FORM:
        return part
    behind = next(
        (g.label for g in found[i + 1 :] if g.confidence >= CERTAIN and g.label is not Label.BLANK),
        None,
    )
    if behind is Label.RECOMMENDED_LINKS or is_headline(page[i]):
        return Label.RECOMMENDED_LINKS
    return part if part in PARTS else Label.NAV

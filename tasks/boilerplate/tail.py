"""The tail of a page: what stands behind the last paragraph."""

import re
from collections.abc import Sequence
from itertools import pairwise

from config.rules.boilerplate import BoilerplateRules
from config.rules.phrases import Line
from tasks.boilerplate.buttons import is_tags
from tasks.boilerplate.guess import CERTAIN, LIKELY, Guess
from tasks.boilerplate.shape import has_han, is_headline, is_item, is_tabular
from tasks.document import Label

# A part of the page that takes in the lines behind its head until another begins.
PARTS = frozenset({Label.COPYRIGHT, Label.RECOMMENDED_LINKS, Label.COMMENT_FORM, Label.CONTACT})
# Prose behind these may still be the article's: a note, a list of names, a second part.
OPEN_ENDINGS = frozenset({Label.SOURCE_LINE, Label.BYLINE, Label.CONTACT})
# An article is over above these.
CLOSING = frozenset({Label.SHARE, Label.ADVERT, Label.NAV, Label.METADATA})
HOSTS = ("主办", "承办")  # below an article of the site, in it of what it tells of
LONGEST_MEDIUM = 20  # characters of the name of one: 某某广播电视台全媒体新闻中心
LONGEST_CREDIT = 16  # characters: 图 | 某某
LONGEST_TIME = 16  # characters: 3小时前, 2024-01-05 08:12
SHORTEST_NOTE = 30  # characters
SHORTEST_LINK = 10  # characters of a headline behind an article that ended in a full stop
SHORTEST_TIMED = 7  # Han characters of a headline before the time of the day
SHORTEST_ASIDE = 8  # （应受访者要求，文中均为化名）

# What a line behind the article is by a word of its own, in this order.
TAIL_KINDS = (
    (Label.RECOMMENDED_LINKS, "recommended_tail"),
    (Label.CONTACT, "contact_tail"),
    (Label.COMMENT_FORM, "comment_form_tail"),
    (Label.SHARE, "share_tail"),
    (Label.ADVERT, "advert_tail"),
    (Label.COPYRIGHT, "copyright_tail"),
)

_CLOSED = re.compile(r"[。！？…][”’）】]{0,3}\s?(?:[（【][^（）【】]{1,40}[）】])?$")
_BOXED = re.compile(r"【[^】]{2,12}】$")  # the head of a part: 【国内】
_CLOSED_IN = 64  # characters
_CLOCK_END = re.compile(r"[\s（](?:[01]?\d|2[0-3])：[0-5]\d）?$")
_COMMENT = re.compile(  # 某某人：说得真好！ 3小时前
    r"[^，。：！？\s]{2,14}：.{0,120}?[，。！？].{0,120}(?:前|\d：\d\d)$"
)
_ANNOUNCES = ("：", "——", "，", "；", "、")


def settle_rest(
    read: Sequence[Line], guesses: Sequence[Guess], last: int, end: int, rules: BoilerplateRules
) -> list[Guess]:
    """Lines between the last paragraph and the first ending: a list of the article, or links."""
    found, above = list(guesses), last
    page = [line.text for line in read]
    lines = [i for i in range(last + 1, end) if page[i]]
    boxed = any(_BOXED.match(text) for text in page[: last + 1])
    for i, below in zip(lines, [*lines, -1][1:], strict=True):
        if found[i].confidence:
            above = i if _closes(found[i]) else above
            continue
        if below < 0 and _heads_credits(page[i], found[end:], rules):
            found[i] = Guess(Label.SOURCE_LINE, LIKELY)
            continue
        if below < 0 and read[i].says("scene"):
            found[i] = Guess(Label.CAPTION, LIKELY)
            continue
        after_body = above < 0 or found[above].label is Label.BODY
        belongs = after_body and (
            (_continues(page, above, i, below) and not _serves(read, above, i))
            or (boxed and (_BOXED.match(page[i]) or _BOXED.match(page[above])))
            or read[i].says("signature")
            or (len(page[i]) < SHORTEST_LINK and below < 0 and not _alone(read[i], rules))
        )
        label = Label.BODY if belongs else _alone(read[i], rules) or Label.RECOMMENDED_LINKS
        found[i] = Guess(label, LIKELY)
        above = above if label is Label.CONTACT else i
    return found


def _heads_credits(text: str, behind: Sequence[Guess], rules: BoilerplateRules) -> bool:
    """Whether it is the name of the medium whose reporters and editors the next line names."""
    signed = behind and behind[0].label in (Label.BYLINE, Label.EDITOR_LINE)
    return bool(signed) and len(text) <= LONGEST_MEDIUM and text.endswith(rules.widgets.site_ends)


def _closes(guess: Guess) -> bool:
    """Whether what stands below this line is no longer the article's."""
    return guess.confidence >= CERTAIN and guess.label in CLOSING


def _continues(page: Sequence[str], above: int, i: int, below: int) -> bool:
    """Whether a line that is no sentence goes on where the article's line above it stopped."""
    text = page[i]
    if above < 0 or page[above].endswith(_ANNOUNCES) or text.endswith(_ANNOUNCES):
        return True
    if is_item(text) or is_item(page[above]):
        return True
    if _is_timed_link(text):
        return False
    if _is_closed(text) or not _is_closed(page[above]) or is_tabular(text):
        return True
    if text[0] == "（" and text[-1] == "）" and len(text) >= SHORTEST_ASIDE:
        return True
    return below >= 0 and is_headline(text) and is_tabular(page[below])  # the head of a table


def _is_timed_link(text: str) -> bool:
    """Whether it is a headline and a time of the day behind it: `某某大桥今晨通车 8:12`."""
    clock = _CLOCK_END.search(text, max(0, len(text) - _CLOSED_IN))
    return clock is not None and has_han(text[: clock.start()], SHORTEST_TIMED)


def _serves(read: Sequence[Line], above: int, i: int) -> bool:
    """Whether it gives a number, a code, a link, and no sentence of the article announces that."""
    if above >= 0 and read[above].text.endswith(_ANNOUNCES):
        return False
    if is_item(read[i].text):
        return read[i].says("contact_tail")
    return _by_its_words(read[i]) is not None


def _is_closed(text: str) -> bool:
    return _CLOSED.search(text, max(0, len(text) - _CLOSED_IN)) is not None


def _alone(line: Line, rules: BoilerplateRules) -> Label | None:
    """What a line behind the article is without a look at the part of the page it stands in."""
    return _by_its_words(line) or (Label.METADATA if is_tags(line.text, rules) else None)


def _by_its_words(line: Line) -> Label | None:
    """What a line is that stands behind the article, by words that prove nothing elsewhere."""
    return next((label for label, kind in TAIL_KINDS if line.says(kind)), None)


def settle_tail(
    read: Sequence[Line], guesses: Sequence[Guess], end: int, rules: BoilerplateRules
) -> list[Guess]:
    """From the first ending on: each line belongs to the part of the page it stands in."""
    found = list(guesses)
    part = found[end].label if end < len(found) else Label.BLANK
    next_label = _next_certain(found, end)
    glued = _above_glued(read, found, end)
    for i in range(end, len(found)):
        guess = found[i]
        if guess.label is Label.BLANK:
            continue
        if _is_comment(guess, read[i].text, part):
            found[i] = Guess(part, LIKELY)
            continue
        if guess.label is Label.METADATA and _dates_entry(read[i].text, part):
            found[i] = Guess(part, LIKELY)
            continue
        if guess.label is Label.METADATA and read[i].text.startswith(HOSTS):
            found[i] = Guess(Label.COPYRIGHT, LIKELY)
            part = Label.COPYRIGHT
            continue
        if guess.label is Label.CAPTION and part is Label.BYLINE and _is_credit(read[i].text):
            found[i] = Guess(part, LIKELY)
            continue
        if guess.confidence >= CERTAIN or (guess.confidence and guess.label is not Label.BODY):
            part = guess.label if guess.label in PARTS or part not in PARTS else part
            continue
        if guess.confidence:
            label = _prose_label(read[i], part)
        else:
            label = _line_label(read[i], part, next_label[i - end], rules)
            if i in glued:
                label = Label.RECOMMENDED_LINKS
        found[i] = Guess(label, LIKELY)
    return found


def _dates_entry(text: str, part: Label) -> bool:
    """Whether it is the time of a comment, with who wrote it, or of the link above it."""
    if part is Label.COMMENT_FORM:
        return True
    return part is Label.RECOMMENDED_LINKS and text[0].isdigit() and len(text) <= LONGEST_TIME


def _is_credit(text: str) -> bool:
    """Whether it names who took the pictures, below who wrote the text: 图 | 某某."""
    return len(text) <= LONGEST_CREDIT and any(sign in text for sign in "：｜/")


def _is_comment(guess: Guess, text: str, part: Label) -> bool:
    """Whether what looks like a dated headline is what a reader said."""
    link = guess.label is Label.RECOMMENDED_LINKS
    return link and part is Label.COMMENT_FORM and _COMMENT.match(text) is not None


def _next_certain(found: Sequence[Guess], end: int) -> list[Label]:
    """For each line from `end` on, the label of the next line that is certain; blank at last."""
    labels, label = [], Label.BLANK
    for guess in reversed(found[end:]):
        labels.append(label)
        if guess.confidence >= CERTAIN and guess.label is not Label.BLANK:
            label = guess.label
    return labels[::-1]


def _above_glued(read: Sequence[Line], found: Sequence[Guess], end: int) -> frozenset[int]:
    """The lines right above a blurb with its counter and date: the headline of that blurb."""
    lines = [i for i in range(end, len(read)) if read[i].text]
    return frozenset(
        one
        for one, two in pairwise(lines)
        if found[two] == (Label.RECOMMENDED_LINKS, CERTAIN)
        and read[two].says("glued_link")
        and is_headline(read[one].text)
    )


def _prose_label(line: Line, part: Label) -> Label:
    """The label of a sentence in a part of the tail."""
    if part in (Label.COPYRIGHT, Label.COMMENT_FORM):
        return part
    by_words = _by_its_words(line)
    if part in OPEN_ENDINGS and len(line.text) >= SHORTEST_NOTE and by_words is not Label.COPYRIGHT:
        return Label.BODY
    return by_words or (part if part in PARTS else Label.RECOMMENDED_LINKS)


def _line_label(line: Line, part: Label, behind: Label, rules: BoilerplateRules) -> Label:
    """The label of anything else in a part of the tail: most often a link."""
    if part is Label.COMMENT_FORM:
        return part
    label = _by_its_words(line)
    if part is Label.RECOMMENDED_LINKS and (behind is part or label not in PARTS):
        label = None  # a headline may have any word
    if label:
        return label
    if is_tags(line.text, rules):
        return Label.METADATA
    if behind is Label.RECOMMENDED_LINKS or is_headline(line.text):
        return Label.RECOMMENDED_LINKS
    return part if part in PARTS else Label.NAV

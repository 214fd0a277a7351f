"""Pass 2: the guesses revised by neighbours and position on the page."""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from config.rules.boilerplate import BoilerplateRules
from config.rules.phrases import Line
from tasks.boilerplate.guess import CERTAIN, LIKELY, PROSE, UNSURE, Guess
from tasks.boilerplate.head import settle_head
from tasks.boilerplate.parts import LONGEST_HEAD
from tasks.boilerplate.shape import STAMP, ends_in_full_stop, is_headline, is_item
from tasks.boilerplate.tail import settle_rest, settle_tail
from tasks.document import Label

# What stands after an article's last word, and what usually does.
ENDINGS = frozenset({Label.END_MARK, Label.EDITOR_LINE, Label.COPYRIGHT, Label.COMMENT_FORM})
USUAL_ENDINGS = frozenset({Label.SOURCE_LINE, Label.CONTACT, Label.RECOMMENDED_LINKS, Label.BYLINE})
SHORTEST_TABLE = 3  # lines
BUTTONS = frozenset({Label.NAV, Label.SHARE})
LISTED = frozenset({Label.CONTACT, Label.METADATA})  # 联系电话：…, 时间：…
RESUMING = 0.5  # share of the prose before a usual ending; where less follows, the article is over
LONGEST_CAPTION = 40  # characters
SHORTEST_PARAGRAPH = 50  # characters of a paragraph that resumes an article behind a box of links

_REPLY = re.compile(
    r"[^，。！？：；]{1,20}?\s?(?:发表|回复|评论|回帖|跟帖)于\s?(?:19|20)\d\d[-/.年]"
)
_CLAUSES = re.compile("[，：；！？]")
_FACT = re.compile(r"[\u4e00-\u9fff]{2,8}：[^：]{1,30}(?:：\d\d[^：]{0,10})?$")  # 地点：某某剧院


def revise(read: Sequence[Line], guesses: Sequence[Guess], rules: BoilerplateRules) -> list[Label]:
    """One label per folded line; the first guesses give way to what stands around them."""
    page = [line.text for line in read]
    found = mark_announced(page, mark_runs(page, mark_repeats(page, guesses)))
    found, first = settle_head(page, found, rules)
    found = mark_replies(page, found, first)
    end = article_end(read, found, first)
    found = mark_boxes(read, found, first, end)
    last = last_paragraph(found, first, end)
    found = mark_scenes(read, found, first, last)
    found = settle_middle(page, found, first, last)
    found = settle_rest(read, found, last, end, rules)
    return [guess.label for guess in settle_tail(read, found, end, rules)]


def mark_replies(page: Sequence[str], guesses: Sequence[Guess], first: int) -> list[Guess]:
    """Who wrote when, below an article that has its date above it, wrote an answer."""
    found = list(guesses)
    if any(STAMP.search(text) for text in page[:first]):
        for i in range(first + 1, len(found)):
            if _REPLY.match(page[i]):
                found[i] = Guess(Label.COMMENT_FORM, CERTAIN)
    return found


def mark_repeats(page: Sequence[str], guesses: Sequence[Guess]) -> list[Guess]:
    """A short line said twice in a row is what stands under two pictures."""
    found = list(guesses)
    for one, two in pairwise(i for i, text in enumerate(page) if text):
        same = page[one] == page[two] and len(page[one]) <= LONGEST_CAPTION
        if same and all(found[i].confidence < CERTAIN for i in (one, two)):
            found[one] = found[two] = Guess(Label.CAPTION, CERTAIN)
    return found


def mark_runs(page: Sequence[str], guesses: Sequence[Guess]) -> list[Guess]:
    """Dated headlines in a row are links, single menu words a menu; one alone may be anything."""
    found = list(guesses)
    lines = [i for i, text in enumerate(page) if text]
    buttons = {i for i in lines if guesses[i].label in BUTTONS and guesses[i].confidence}
    for run in zip(lines, lines[1:], lines[2:], strict=False) if len(buttons) > 2 else ():
        if buttons.issuperset(run):
            for i in run:
                found[i] = Guess(guesses[i].label, CERTAIN)
    link = Label.RECOMMENDED_LINKS
    for one, two in pairwise(lines):
        if guesses[one].label is link and guesses[two].label is link:
            found[one] = found[two] = Guess(Label.RECOMMENDED_LINKS, CERTAIN)
    return found


def mark_announced(page: Sequence[str], guesses: Sequence[Guess]) -> list[Guess]:
    """Facts and addresses below a sentence of the article that announces them are its own list."""
    found, announced = list(guesses), False
    for i, text in enumerate(page):
        if found[i].label is Label.BODY:
            announced = text.endswith("：") or (announced and not _is_prose(found[i]))
        elif announced and found[i].label in LISTED:
            found[i] = PROSE
        elif text:
            announced = False
    return _mark_tables(page, found)


def _mark_tables(page: Sequence[str], guesses: Sequence[Guess]) -> list[Guess]:
    """Three or more facts in a row below the first sentence, one with a key no page has: a list."""
    found, run = list(guesses), list[int]()
    first = next((i for i, guess in enumerate(guesses) if _is_prose(guess)), len(found))
    lines = [i for i in range(first + 1, len(found)) if page[i]]
    for i in [*lines, -1]:
        if i >= 0 and (found[i].label in LISTED or found[i] == UNSURE) and _FACT.match(page[i]):
            run.append(i)
            continue
        if len(run) >= SHORTEST_TABLE and any(found[j] == UNSURE for j in run):
            for j in run:
                found[j] = PROSE
        run = []
    return found


def article_end(read: Sequence[Line], found: Sequence[Guess], first: int) -> int:
    """The line that ends the article: the first ending with little or no prose behind it."""
    page = [line.text for line in read]
    prose = [len(text) if _is_prose(guess) else 0 for text, guess in zip(page, found, strict=True)]
    written = [0, *accumulate(prose)]
    resumed: list[bool] = []
    for i in range(first + 1, len(found)):
        before, after = written[i] - written[first], written[-1] - written[i]
        label = found[i].label
        if found[i].confidence < CERTAIN or not before:
            continue
        if label is Label.RECOMMENDED_LINKS:
            resumed = resumed or _resumed(page, found)
            if resumed[i + 1] or (after and read[i].says("media_link")):
                continue
        if label is Label.COPYRIGHT and len(page[i]) > LONGEST_HEAD:
            before //= 2  # a story may quote a notice
        if label in ENDINGS and (after < before or _heads_notice(page[i], label)):
            return i
        if label in USUAL_ENDINGS and after < RESUMING * before:
            return i
    return len(found)


def _heads_notice(text: str, label: Label) -> bool:
    """Whether it is 版权声明：, behind which nothing of the article stands, however much it is."""
    return label is Label.COPYRIGHT and len(text) <= LONGEST_HEAD and "声明" in text


def _is_prose(guess: Guess) -> bool:
    return guess.label is Label.BODY and guess.confidence >= LIKELY


def _resumed(page: Sequence[str], found: Sequence[Guess]) -> list[bool]:
    """For each line, whether the article goes on from there: a paragraph with no link behind it.

    What counts is the first paragraph at or below the line, unless an ending stands above it.
    """
    goes_on, link_behind = [False], False
    for text, guess in zip(reversed(page), reversed(found), strict=True):
        if guess.label in ENDINGS and guess.confidence >= CERTAIN:
            goes_on.append(False)
        elif _is_prose(guess):
            goes_on.append(len(text) >= SHORTEST_PARAGRAPH and not link_behind)
        else:
            goes_on.append(goes_on[-1])
        if text:
            link = guess.label is Label.RECOMMENDED_LINKS
            link_behind = link or (not guess.confidence and is_headline(text))
    return goes_on[::-1]


def mark_boxes(read: Sequence[Line], guesses: Sequence[Guess], first: int, end: int) -> list[Guess]:
    """Headlines right behind a head like 相关阅读 in the middle of an article are its links."""
    found, inside = list(guesses), False
    for i in range(first, end):
        text = read[i].text
        if not text:
            continue
        if found[i].label is Label.RECOMMENDED_LINKS and found[i].confidence >= CERTAIN:
            inside = not read[i].says("media_link")
        elif inside and not found[i].confidence and is_headline(text):
            found[i] = Guess(Label.RECOMMENDED_LINKS, CERTAIN)
        else:
            inside = False
    return found


def last_paragraph(found: Sequence[Guess], first: int, end: int) -> int:
    """The last line of prose before the end; of anything that may be body where there is none."""
    span = range(first, end)
    prose = [i for i in span if _is_prose(found[i])]
    return max(prose or [i for i in span if found[i].label is Label.BODY] or [first - 1])


def mark_scenes(
    read: Sequence[Line], guesses: Sequence[Guess], first: int, last: int
) -> list[Guess]:
    """A short line alone between long paragraphs that tells who does what where is a caption.

    Where other such lines stand alone, they are the article's subheads or its short sentences.
    """
    found = list(guesses)
    lines = [i for i in range(first, last + 1) if read[i].text]
    for closed in (False, True):
        short = [i for i in lines if _is_short(read[i].text, found[i], closed=closed)]
        if all(read[i].says("scene") for i in short):
            long = {i for i in lines if _is_prose(found[i])}.difference(short)
            for above, i, below in zip(lines, lines[1:], lines[2:], strict=False):
                if i in short and {above, below} <= long:
                    found[i] = Guess(Label.CAPTION, CERTAIN)
    return found


def _is_short(text: str, guess: Guess, *, closed: bool) -> bool:
    """Whether a line is short for a paragraph: one clause that a full stop closes, or none does."""
    unsure = guess.label is Label.BODY and not guess.confidence
    if not (unsure or (closed and guess == PROSE)) or len(text) > LONGEST_CAPTION:
        return False
    if text[0] == "“" or is_item(text) or _CLAUSES.search(text):
        return False
    return ends_in_full_stop(text) is closed


def settle_middle(
    page: Sequence[str], guesses: Sequence[Guess], first: int, last: int
) -> list[Guess]:
    """Between the first and the last paragraph what is not certainly something else is body."""
    found = list(guesses)
    for i in range(first, last + 1):
        label, confidence = found[i]
        if confidence < CERTAIN and (label is not Label.CAPTION or is_item(page[i])):
            found[i] = PROSE
    return found

"""The head of a page: which line is the title, and where the article begins."""

import re
from collections.abc import Sequence

from config.rules.boilerplate import BoilerplateRules
from tasks.boilerplate.guess import CERTAIN, LIKELY, UNSURE, Guess
from tasks.boilerplate.lines import judge_lines
from tasks.boilerplate.masthead import is_masthead
from tasks.boilerplate.shape import (
    CLOCK,
    STAMP,
    ends_in_full_stop,
    has_han,
    is_headline,
    is_item,
    is_turn,
    reads_as_prose,
)
from tasks.document import Label

# These stand between a title and its article.
FACTS = frozenset({Label.METADATA, Label.BYLINE, Label.SOURCE_LINE, Label.EDITOR_LINE})
FURNITURE = FACTS | {Label.SHARE, Label.NAV}
SHORTEST_TITLE = 6  # Han characters; a shorter line above an article names its column
SHORTEST_OF_ALL = 2  # 讣告, 启事: where nothing else can be the title
LONGEST_QUESTION = 45  # characters of a title that ends in a mark
LONGEST_SITE = 12  # characters of the name of a site or a channel
LONGEST_OWNER = 20  # of the name of the body whose site it is
LONGEST_UNKNOWN = 16  # of a line among the page's facts that is one of them
MOST_SUBTITLES = 2  # more lines between title and facts are the article itself
MOST_CANDIDATES = 30  # further headlines are a list
SHORTEST_HALF = 8  # Han characters of what a headline says beside its cry
_AGO = re.compile(  # an account's name, and when it was: 某某前哨 昨天 19:20
    r"\s(?:[昨今前]天|昨日|刚刚|\d{1,2}\s?(?:分钟|小时|天)前)(?:\s\d{1,2}：\d{2})?(?:\s[^\s，。]{2,8})?$"
)
_MARKS = re.compile("[！？]")
LIKELY_LINK = Guess(Label.RECOMMENDED_LINKS, LIKELY)
SUBTITLE = ("——", "—", "--", "－－")


def settle_head(
    page: Sequence[str], guesses: Sequence[Guess], rules: BoilerplateRules
) -> tuple[list[Guess], int]:
    """The guesses with a title among them if there is one, and the article's first line."""
    found = list(guesses)
    start = _first_prose(found)
    if _may_be_title(page, found, start):
        found[start] = UNSURE
        start = _first_prose(found)
    facts = [i for i in range(start) if _certain(found[i]) and found[i].label in FACTS]
    title = _find_title(page, found, start, facts, rules)
    if start == len(found) and title is not None and not _others(found, title):
        title = None  # a flash of one line: its own words, not a title without an article
    if title is not None:
        for i in _beside(page, found, title, [i for i in facts if i > title]):
            found[i] = Guess(_label_beside(page[i], i, title, rules), LIKELY)
        for i in range(title):
            if found[i].label is not Label.METADATA and is_masthead(page[i], rules):
                found[i] = Guess(Label.NAV, CERTAIN)
        for i in range(title):
            if found[i].label in (Label.COMMENT_FORM, Label.RECOMMENDED_LINKS):
                # 登录 ｜ 注册, 热门搜索：…: above an article they are the site's
                found[i] = Guess(Label.NAV, CERTAIN)
        found[title] = Guess(Label.TITLE, CERTAIN)
        _settle_facts(page, found, title, start)
    body = (i for i in range(start) if found[i].label is Label.BODY)
    return found, next(body, start)


def _find_title(
    page: Sequence[str],
    found: Sequence[Guess],
    start: int,
    facts: Sequence[int],
    rules: BoilerplateRules,
) -> int | None:
    """The title's line: above the page's facts, else below them, else a very short one."""
    above = facts[0] if facts else start
    title = _title_line(page, found, range(above), rules)
    if facts and (title is None or _names_page(page[title], rules)):
        below = _title_line(page, found, range(facts[0], start), rules)
        last = max(i for i in range(start) if _certain(found[i]) and found[i].label in FURNITURE)
        if title is None or (below is not None and below < last):
            title = below  # 某某晚报, its day, its page, and only then the headline
    if title is None and start < len(page):
        nearest = next((i for i in reversed(range(above)) if page[i]), None)
        if nearest is not None and found[nearest].confidence:
            sold = found[nearest].label is Label.ADVERT and facts and is_headline(page[nearest])
            title = nearest if sold or _was_misjudged(page[nearest], rules) else None
        elif nearest is not None:
            short = is_headline(page[nearest], SHORTEST_OF_ALL)
            title = nearest if short and (facts or not is_item(page[nearest])) else None
    return title


def _was_misjudged(text: str, rules: BoilerplateRules) -> bool:
    """`免费领取！某某县发放节水龙头`: a headline of which one half looked like an advert."""
    parts = _MARKS.split(text) if is_headline(text) else []
    halves = [part for part in parts if has_han(part, SHORTEST_HALF)]
    return len(parts) > 1 and UNSURE in judge_lines(rules.phrases.read(halves), rules)


def _settle_facts(page: Sequence[str], found: list[Guess], title: int, start: int) -> None:
    """A short line that we know nothing of, above the last of the page's facts, is one of them."""
    for i in range(title + 1, start):
        if _may_state_time(page[i], found[i]):
            found[i] = Guess(Label.METADATA, LIKELY)
    last = max((i for i in range(title, start) if found[i].label in FURNITURE), default=title)
    unknown = [i for i in range(title, last) if not found[i].confidence]
    if start == len(found) or len(unknown) > MOST_SUBTITLES:
        return
    for i in unknown:
        if len(page[i]) <= LONGEST_UNKNOWN and not is_item(page[i]):
            found[i] = Guess(Label.METADATA, LIKELY)


def _may_state_time(text: str, guess: Guess) -> bool:
    """Whether a line below the title is its time, with words that we do not know around it."""
    if guess == LIKELY_LINK:
        return _tells_time(text)  # 2024-01-05 08:12 某某 回帖 93
    unknown = guess.label is Label.TITLE or not guess.confidence
    return unknown and CLOCK.search(text) is not None and _tells_time(text)


def _tells_time(text: str) -> bool:
    return STAMP.search(text) is not None or _AGO.search(text) is not None


def _beside(
    page: Sequence[str], found: Sequence[Guess], title: int, facts: Sequence[int]
) -> list[int]:
    """The unsure lines above the title, and the few between it and the page's facts."""
    above = [i for i in range(title) if not found[i].confidence]
    below = [i for i in range(title + 1, facts[0] if facts else 0) if not found[i].confidence]
    if not facts:
        next_line = next((i for i in range(title + 1, len(page)) if page[i]), title)
        below = [next_line] if page[next_line].startswith(SUBTITLE) else []
    return above + (below if len(below) <= MOST_SUBTITLES else [])


def _may_be_title(page: Sequence[str], found: Sequence[Guess], start: int) -> bool:
    """Whether the first `改造：谁受益？` is no turn of an interview, no cry, but a title."""
    if start == len(page) or len(page[start]) > LONGEST_QUESTION or "。" in page[start]:
        return False
    following = next((i for i in range(start + 1, len(page)) if page[i]), None)
    if following is None:
        return False
    if _certain(found[following]) and found[following].label in FACTS:
        return not ends_in_full_stop(page[start])
    return not reads_as_prose(page[start]) and not is_turn(page[following])


def _certain(guess: Guess) -> bool:
    return guess.confidence >= CERTAIN


def _first_prose(found: Sequence[Guess]) -> int:
    prose = (i for i, g in enumerate(found) if g.label is Label.BODY and g.confidence >= LIKELY)
    return next(prose, len(found))


def _others(found: Sequence[Guess], title: int) -> bool:
    return any(i != title and guess.label is not Label.BLANK for i, guess in enumerate(found))


def _title_line(
    page: Sequence[str], found: Sequence[Guess], where: range, rules: BoilerplateRules
) -> int | None:
    """The first sensible headline below the menus; of two where one holds the other, the shorter."""
    lines = [i for i in where if not found[i].confidence and is_headline(page[i])]
    lines = [i for i in lines if not is_item(page[i]) and not page[i].startswith(SUBTITLE)]
    menu = max((i for i in where if found[i].label is Label.NAV), default=-1)
    sensible = [i for i in lines if _is_sensible(page[i], rules)]
    lines = [i for i in sensible if i > menu] or sensible or lines
    while len(lines) > 1 and _names_page(page[lines[0]], rules):
        del lines[0]
    for i in lines[:MOST_CANDIDATES]:
        same = (j for j in lines[:MOST_CANDIDATES] if j != i and page[j] != page[i])
        if not any(page[j] in page[i] for j in same):
            return i
    return None


def _is_sensible(text: str, rules: BoilerplateRules) -> bool:
    return has_han(text, SHORTEST_TITLE) and not _names_site(text, rules)


def _names_site(text: str, rules: BoilerplateRules) -> bool:
    return len(text) <= LONGEST_SITE and text.endswith(rules.widgets.site_ends)


def _names_page(text: str, rules: BoilerplateRules) -> bool:
    """Whether it says whose page it is, and perhaps which column of it."""
    return _names_site(text, rules) or _names_owner(text, rules) or is_masthead(text, rules)


def _names_owner(text: str, rules: BoilerplateRules) -> bool:
    """Whether it is nothing but the name of a public body, a school, a company."""
    plain = len(text) <= LONGEST_OWNER and not any(mark in text for mark in " ，：！？“”《》")
    return plain and text.endswith(rules.widgets.body_ends)


def _label_beside(text: str, i: int, title: int, rules: BoilerplateRules) -> Label:
    """What an unsure line beside the title is: above it the site's, below it a subtitle."""
    if i < title:
        return Label.NAV
    account = len(text) < SHORTEST_TITLE and text.endswith(rules.widgets.account_ends)
    return Label.METADATA if account or _names_site(text, rules) else Label.TITLE

"""The head of a page: which line is the title, and where the article begins."""

from collections.abc import Sequence

from config.rules.boilerplate import BoilerplateRules
from tasks.boilerplate.lines import CERTAIN, LIKELY, Guess
from tasks.boilerplate.shape import HAN, is_headline, is_item
from tasks.document import Label

# These stand between a title and its article.
FACTS = frozenset({Label.METADATA, Label.BYLINE, Label.SOURCE_LINE, Label.EDITOR_LINE})
SHORTEST_TITLE = 6  # Han characters; a shorter line above an article names its column
SUBTITLE = ("——", "—", "--", "－－")


def settle_head(
    page: Sequence[str], guesses: Sequence[Guess], rules: BoilerplateRules
) -> tuple[list[Guess], int]:
    """The guesses with a title among them if there is one, and the article's first line."""
    found = list(guesses)
    start = _first_prose(found)
    facts = [i for i in range(start) if _certain(found[i]) and found[i].label in FACTS]
    above = facts[0] if facts else start
    title = _title_line(page, found, range(above), rules)
    if title is None and facts:
        title = _title_line(page, found, range(facts[0], start), rules)
    if start == len(found) and title is not None and not _others(found, title):
        title = None  # a flash of one line: its own words, not a title without an article
    for i in range(start):
        if title is not None and i <= max(title, *facts[:1] or [title]) and not _certain(found[i]):
            found[i] = Guess(_above_article(page, i, title), LIKELY)
    if title is not None:
        found[title] = Guess(Label.TITLE, CERTAIN)
    body = (i for i in range(start) if found[i].label is Label.BODY)
    return found, next(body, start)


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
    """The first sensible headline; of two where one holds the other, the shorter."""
    lines = [i for i in where if not found[i].confidence and is_headline(page[i])]
    lines = [i for i in lines if not is_item(page[i]) and not page[i].startswith(SUBTITLE)]
    sensible = [i for i in lines if _is_sensible(page[i], rules)] or lines
    for i in sensible:
        if not any(j != i and page[j] != page[i] and page[j] in page[i] for j in sensible):
            return i
    return None


def _is_sensible(text: str, rules: BoilerplateRules) -> bool:
    site = len(text) <= 12 and text.endswith(rules.widgets.site_ends)
    return len(HAN.findall(text)) >= SHORTEST_TITLE and not site


def _above_article(page: Sequence[str], i: int, title: int) -> Label:
    """What an unsure line beside the title is: above it the site's, below it a subtitle."""
    if not page[i]:
        return Label.BLANK
    return Label.TITLE if i > title else Label.NAV

"""What a page's markup says of its lines: which is the stated title, and which are only links."""

import re
from collections.abc import Sequence

from tasks.boilerplate.guess import CERTAIN, Guess
from tasks.boilerplate.shape import fold, has_han
from tasks.document import Label, NormalizedArticle

SHORTEST_LINK = 7  # Han characters of a headline; a shorter link is a menu's
MISTAKEN = frozenset({Label.BYLINE, Label.CAPTION})  # a menu of short words looks like names
PARTED = re.compile(r"[\s｜|·>]+")
BEHIND_TITLE = "_｜-—– "  # between a title and the site's name in the title of a window


def mark_stated(
    page: Sequence[str], guesses: Sequence[Guess], article: NormalizedArticle
) -> list[Guess]:
    """The guesses for folded lines with what the markup says; plain text has none."""
    found = list(guesses)
    for i in article.linked:
        if found[i].confidence < CERTAIN or found[i].label in MISTAKEN:
            words = PARTED.split(page[i])
            headline = any(has_han(word, SHORTEST_LINK) for word in words)
            found[i] = Guess(Label.RECOMMENDED_LINKS if headline else Label.NAV, CERTAIN)
    title = _title_line(page, article)
    if title is not None:
        found[title] = Guess(Label.TITLE, CERTAIN)
    return found


def _title_line(page: Sequence[str], article: NormalizedArticle) -> int | None:
    """The first line that is the stated title or heads that of the window, a link only at last."""
    said = [fold(t) for t in (article.stated.title, article.stated.page_title) if t]
    if not said:
        return None
    lines = [i for i, text in enumerate(page) if text and any(_heads(text, t) for t in said)]
    linked = frozenset(article.linked)
    return next((i for i in lines if i not in linked), next(iter(lines), None))


def _heads(text: str, title: str) -> bool:
    """Whether a title is this text, alone or with a site's name behind it."""
    return title.startswith(text) and (title == text or title[len(text)] in BEHIND_TITLE)

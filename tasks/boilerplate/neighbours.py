"""Pass 2: the guesses revised by neighbours and position on the page."""

from collections.abc import Sequence
from itertools import pairwise

from config.rules.boilerplate import BoilerplateRules
from tasks.boilerplate.head import settle_head
from tasks.boilerplate.lines import CERTAIN, LIKELY, Guess
from tasks.boilerplate.shape import fold, is_headline, is_item
from tasks.boilerplate.tail import settle_rest, settle_tail
from tasks.document import Label

# What stands after an article's last word, and what usually does.
ENDINGS = frozenset({Label.END_MARK, Label.EDITOR_LINE, Label.COPYRIGHT, Label.COMMENT_FORM})
USUAL_ENDINGS = frozenset({Label.SOURCE_LINE, Label.CONTACT, Label.RECOMMENDED_LINKS, Label.BYLINE})
RESUMING = 0.5  # share of the prose before a usual ending; where less follows, the article is over
LONGEST_CAPTION = 40  # characters
SHORTEST_PARAGRAPH = 50  # characters of a paragraph that resumes an article behind a box of links


def revise(lines: Sequence[str], guesses: Sequence[Guess], rules: BoilerplateRules) -> list[Label]:
    """One label per line; the first guesses give way to what stands around them."""
    page = [fold(line).strip() for line in lines]
    found = mark_runs(page, mark_repeats(page, guesses))
    found, first = settle_head(page, found, rules)
    end = article_end(page, found, first)
    found = mark_boxes(page, found, first, end)
    last = last_paragraph(found, first, end)
    found = settle_middle(page, found, first, last)
    found = settle_rest(page, found, last, end, rules)
    return [guess.label for guess in settle_tail(page, found, end)]


def mark_repeats(page: Sequence[str], guesses: Sequence[Guess]) -> list[Guess]:
    """A short line said twice in a row is what stands under two pictures."""
    found = list(guesses)
    for one, two in pairwise(i for i, text in enumerate(page) if text):
        same = page[one] == page[two] and len(page[one]) <= LONGEST_CAPTION
        if same and all(found[i].confidence < CERTAIN for i in (one, two)):
            found[one] = found[two] = Guess(Label.CAPTION, CERTAIN)
    return found


def mark_runs(page: Sequence[str], guesses: Sequence[Guess]) -> list[Guess]:
    """Dated headlines in a row are links; one alone may be anything."""
    found = list(guesses)
    for one, two in pairwise(i for i, text in enumerate(page) if text):
        if all(guesses[i].label is Label.RECOMMENDED_LINKS for i in (one, two)):
            found[one] = found[two] = Guess(Label.RECOMMENDED_LINKS, CERTAIN)
    return found


def article_end(page: Sequence[str], found: Sequence[Guess], first: int) -> int:
    """The line that ends the article: the first ending with little or no prose behind it."""
    prose = [len(text) if _is_prose(guess) else 0 for text, guess in zip(page, found, strict=True)]
    for i in range(first + 1, len(found)):
        label, certain = found[i].label, found[i].confidence >= CERTAIN
        before, after = sum(prose[first:i]), sum(prose[i:])
        if not certain or not before:
            continue
        if label is Label.RECOMMENDED_LINKS and _resumes(page, found, i):
            continue
        if label in ENDINGS and after < before:
            return i
        if label in USUAL_ENDINGS and after < RESUMING * before:
            return i
    return len(found)


def _is_prose(guess: Guess) -> bool:
    return guess.label is Label.BODY and guess.confidence >= LIKELY


def _resumes(page: Sequence[str], found: Sequence[Guess], box: int) -> bool:
    """Whether the article goes on behind a box of links: a paragraph with no link behind it."""
    for i in range(box + 1, len(found)):
        if found[i].label in ENDINGS and found[i].confidence >= CERTAIN:
            return False
        if _is_prose(found[i]):
            behind = next((j for j in range(i + 1, len(found)) if page[j]), None)
            link_behind = behind is not None and (
                found[behind].label is Label.RECOMMENDED_LINKS
                or (not found[behind].confidence and is_headline(page[behind]))
            )
            return len(page[i]) >= SHORTEST_PARAGRAPH and not link_behind
    return False


def mark_boxes(page: Sequence[str], guesses: Sequence[Guess], first: int, end: int) -> list[Guess]:
    """Headlines right behind a head like 相关阅读 in the middle of an article are its links."""
    found, inside = list(guesses), False
    for i in range(first, end):
        if not page[i]:
            continue
        if found[i].label is Label.RECOMMENDED_LINKS and found[i].confidence >= CERTAIN:
            inside = True
        elif inside and not found[i].confidence and is_headline(page[i]):
            found[i] = Guess(Label.RECOMMENDED_LINKS, CERTAIN)
        else:
            inside = False
    return found


def last_paragraph(found: Sequence[Guess], first: int, end: int) -> int:
    """The last line of prose before the end; of anything that may be body where there is none."""
    span = range(first, end)
    prose = [i for i in span if _is_prose(found[i])]
    return max(prose or [i for i in span if found[i].label is Label.BODY] or [first - 1])


def settle_middle(
    page: Sequence[str], guesses: Sequence[Guess], first: int, last: int
) -> list[Guess]:
    """Between the first and the last paragraph what is not certainly something else is body."""
    found = list(guesses)
    for i in range(first, last + 1):
        caption = found[i].label is Label.CAPTION and not is_item(page[i])
        if found[i].confidence < CERTAIN and not caption:
            found[i] = Guess(Label.BODY, LIKELY)
    return found

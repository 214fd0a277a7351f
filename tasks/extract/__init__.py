"""Extract: who, when, where, what. One module per idea; this one says what the article holds."""

from config.rules import Rules
from tasks.document import CleanArticle, ExtractedArticle, Role
from tasks.extract.credits import as_people, find_credits
from tasks.extract.dates import find_dateline, find_event_date, find_published
from tasks.extract.keywords import find_keywords
from tasks.extract.organisations import find_organisations
from tasks.extract.outlets import find_imprint
from tasks.extract.passage import read_passage
from tasks.extract.people import find_people
from tasks.extract.places import find_places
from tasks.extract.stated import choose_outlet, choose_published, choose_title, stated_credits
from tasks.extract.title import find_title

__all__ = ["extract"]


def extract(article: CleanArticle, rules: Rules) -> ExtractedArticle:
    """Read the body and the page round it; what is not stated stays None or empty."""
    known = rules.extract
    passage = read_passage(article.body.text)
    published = choose_published(article.normalized, find_published(article))
    dateline = find_dateline(article, known)
    imprint = find_imprint(article, known)
    credited = find_credits(article, known) or stated_credits(article.normalized)
    people, anchored = find_people(passage, known)
    names = frozenset(person.name for person in people)
    named = [span for person in people for span in person.spans]
    taken = frozenset(i for span in named for i in range(*span))
    titled = frozenset(i for span in anchored.title_spans for i in range(*span))
    return ExtractedArticle(
        clean=article,
        title=choose_title(article.normalized, find_title(article)),
        published_at=published,
        dateline=dateline,
        event_date=find_event_date(article, published, dateline, known),
        outlet=choose_outlet(article.normalized, imprint.outlet),
        contributor=imprint.contributor,
        republisher=imprint.republisher,
        authors=tuple(c.name for c in credited if c.role is Role.AUTHOR),
        editors=tuple(c.name for c in credited if c.role is Role.EDITOR),
        people=people + as_people(tuple(c for c in credited if c.name not in names)),
        organisations=find_organisations(passage, anchored.title_spans, names, known),
        places=find_places(passage, taken, known),
        measures=(),
        quantities=(),
        keywords=find_keywords(passage, taken | titled, known),
    )

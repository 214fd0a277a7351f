"""Extract: who, when, where, what. One module per idea; this one says what the article holds."""

from collections.abc import Iterable

from config.rules import Rules
from tasks.document import CleanArticle, ExtractedArticle, Role, Span
from tasks.extract.event import Known, find_event, find_slogans, find_works
from tasks.extract.keywords import find_keywords
from tasks.extract.keywords.subjects import find_subjects
from tasks.extract.measures import find_measures
from tasks.extract.organisations import find_organisations
from tasks.extract.page.credits import as_people, find_credits, find_helpers
from tasks.extract.page.outlets import find_imprint
from tasks.extract.page.stated import choose_outlet, choose_published, choose_title, stated_credits
from tasks.extract.page.title import find_title
from tasks.extract.passage import read_passage
from tasks.extract.people import find_people
from tasks.extract.places import find_places, page_hints
from tasks.extract.quantities import find_quantities
from tasks.extract.times.dates import find_dateline, find_published
from tasks.extract.times.event_dates import find_event_date

__all__ = ["extract"]


def extract(article: CleanArticle, rules: Rules) -> ExtractedArticle:
    """Read the body and the page round it; what is not stated stays None or empty."""
    known = rules.extract
    passage = read_passage(article.body.text)
    page = article.normalized
    title = choose_title(page, find_title(article))
    published = choose_published(page, find_published(article))
    dateline = find_dateline(article, known)
    imprint = find_imprint(article, known)
    outlet = choose_outlet(page, imprint.outlet)
    hints = page_hints(article, dateline, outlet, known)
    credited = find_credits(article, known) or stated_credits(page)
    signed = (*credited, *find_helpers(article, known))
    people, anchored = find_people(passage, known, title or "")
    names = frozenset(person.name for person in people)
    taken = _characters(span for person in people for span in person.spans)
    places = find_places(passage, taken, hints, known)
    bodies = find_organisations(passage, anchored.title_spans, names, places, known)
    titled = _characters(anchored.title_spans)
    measures = find_measures(passage, people, known.measures)
    subjects = find_subjects(people, measures, title or "")
    day = find_event_date(article, published, dateline, known)
    told = Known(people, bodies, places, dateline, day)
    return ExtractedArticle(
        clean=article,
        title=title,
        published_at=published,
        dateline=dateline,
        event_date=day,
        outlet=outlet,
        contributor=imprint.contributor,
        republisher=imprint.republisher,
        authors=tuple(c.name for c in credited if c.role is Role.AUTHOR),
        editors=tuple(c.name for c in credited if c.role is Role.EDITOR),
        people=people + as_people(tuple(c for c in signed if c.name not in names)),
        organisations=bodies,
        places=places,
        measures=measures,
        quantities=find_quantities(passage, known.quantities),
        keywords=find_keywords(
            passage, taken | titled, (*places, *bodies), title, known, subjects=subjects
        ),
        event=find_event(passage.text, title, told, known),
        works=find_works(passage.text),
        slogans=find_slogans(passage.text, known),
    )


def _characters(spans: Iterable[Span]) -> frozenset[int]:
    """The positions that some stretches cover."""
    return frozenset(i for span in spans for i in range(*span))

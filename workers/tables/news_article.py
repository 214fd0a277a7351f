"""A result as schema.org NewsArticle (JSON-LD), for search engines and knowledge graphs."""

from typing import Any

from tasks.document import Event, Mention, Person, Result

LANGUAGE = "zh-Hans"  # every text of a result is Simplified, whatever its source was

Thing = dict[str, Any]


def news_article(result: Result) -> Thing:
    """What the article is and says; properties that are not known are left out."""
    published, dateline, when = result.published_at, result.dateline, result.event_date
    return _known(
        {"@context": "https://schema.org", "@type": "NewsArticle"},
        identifier=f"sha256:{result.id}",
        url=result.source.url,
        headline=result.title,
        abstract=result.summary.text,
        articleBody=result.body.text,
        inLanguage=LANGUAGE,
        datePublished=published and published.iso,
        dateline=dateline and dateline.text,
        temporalCoverage=when and _full_day(when.iso),
        author=[_named("Person", name) for name in result.authors],
        editor=[_named("Person", name) for name in result.editors],
        publisher=_named("Organization", result.outlet),
        sourceOrganization=_named("Organization", result.contributor),
        contentLocation=[_place(place) for place in result.places],
        about=result.event and _event(result.event, {person.name for person in result.people}),
        mentions=_mentions(result),
        keywords=[keyword.term for keyword in result.keywords],
    )


def _mentions(result: Result) -> list[Thing]:
    works = [_named("CreativeWork", work.name) for work in result.works]
    return [
        *map(_person, result.people),
        *map(_organisation, result.organisations),
        *filter(None, works),
    ]


def _person(person: Person) -> Thing:
    return _known(
        {"@type": "Person", "name": person.name},
        jobTitle=list(person.titles),
        affiliation=_named("Organization", person.scope),
    )


def _organisation(body: Mention) -> Thing:
    return _known(
        {"@type": "Organization", "name": body.name}, alternateName=list(body.abbreviations)
    )


def _place(place: Mention) -> Thing:
    """A place within the larger ones that the chain names."""
    within: Thing | None = None
    for name in place.chain[:-1]:
        within = _known({"@type": "Place", "name": name}, containedInPlace=within)
    return _known({"@type": "Place", "name": place.name}, containedInPlace=within)


def _event(event: Event, people: set[str]) -> Thing:
    return _known(
        {"@type": "Event", "name": event.name or event.type},
        additionalType=event.type if event.name else None,
        organizer=_named("Person" if event.host in people else "Organization", event.host),
        location=_named("Place", event.place),
        attendee=[_named("Person", name) for name in event.participants],
    )


def _named(kind: str, name: str | None) -> Thing | None:
    return {"@type": kind, "name": name} if name else None


def _full_day(iso: str | None) -> str | None:
    """ISO 8601 has no days without a year."""
    return None if iso is None or iso.startswith("--") else iso


def _known(thing: Thing, **properties: object) -> Thing:
    return thing | {name: value for name, value in properties.items() if value}

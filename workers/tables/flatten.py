"""One outcome as rows of the tables."""

from collections import Counter
from collections.abc import Iterator

from tasks.document import Failure, Label, Mention, Result
from workers.tables.rows import (
    Article,
    Failed,
    Keyword,
    Measure,
    Organisation,
    Person,
    Place,
    Point,
    Quantity,
    RemovedLines,
    Repair,
    Row,
    Text,
    Work,
)


def rows_of(name: str, document: Result | Failure) -> Iterator[Row]:
    """Every row of one outcome but that of `reprints`, which takes all outcomes."""
    if isinstance(document, Failure):
        yield _failed(name, document)
        return
    yield article_of(name, document)
    yield Text(name, document.body.text)
    yield from _named(name, document)
    for measure in document.measures:
        yield Measure(
            name, measure.kind, measure.speaker, measure.topic, measure.text, *measure.span
        )
    yield from _quantities(name, document)
    for keyword in document.keywords:
        yield Keyword(name, keyword.term, keyword.weight)
    for point in document.summary.points:
        yield Point(name, point.speaker, point.text, *point.span)
    for repair in document.repairs:
        yield Repair(name, repair.kind, repair.count, next(iter(repair.examples), None))
    for label, lines in _removed(document).items():
        yield RemovedLines(name, label, lines)


def article_of(name: str, result: Result) -> Article:
    """The row of `articles`."""
    source, published, event = result.source, result.published_at, result.event
    dateline, event_date = result.dateline, result.event_date
    return Article(
        article=name,
        key=source.key,
        record=source.record,
        id=result.id,
        url=source.url,
        form=source.form,
        size=source.size,
        encoding=source.encoding,
        encoding_confidence=source.encoding_confidence,
        script=result.script,
        title=result.title,
        published_at=published.iso if published else None,
        published_basis=published.basis if published else None,
        dateline=dateline.iso if dateline else None,
        dateline_place=dateline.place if dateline else None,
        event_date=event_date.iso if event_date else None,
        event_date_inferred=event_date.inferred if event_date else None,
        event_type=event.type if event else None,
        event_name=event.name if event else None,
        event_host=event.host if event else None,
        event_place=event.place if event else None,
        outlet=result.outlet,
        contributor=result.contributor,
        republisher=result.republisher,
        authors=result.authors,
        editors=result.editors,
        keywords=tuple(keyword.term for keyword in result.keywords),
        summary=result.summary.text,
        body_characters=len(result.body.text),
        removed_lines=sum(_removed(result).values()),
        signature=result.signature,
        pipeline_version=result.pipeline.version,
        pipeline_fingerprint=result.pipeline.fingerprint,
    )


def _named(name: str, result: Result) -> Iterator[Row]:
    for person in result.people:
        yield Person(name, person.name, person.role, person.titles, person.scope, len(person.spans))
    for body in result.organisations:
        yield Organisation(name, body.name, body.abbreviations, _mentions(body))
    for place in result.places:
        yield Place(name, place.name, place.chain, _mentions(place))
    for work in result.works:
        yield Work(name, work.name, _mentions(work))


def _mentions(mention: Mention) -> int:
    return len(mention.spans)


def _quantities(name: str, result: Result) -> Iterator[Quantity]:
    for quantity in result.quantities:
        number = None if isinstance(quantity.value, str) else quantity.value
        yield Quantity(
            article=name,
            text=quantity.text,
            value=number,
            value_max=quantity.value_max,
            score=quantity.value if isinstance(quantity.value, str) else None,
            unit=quantity.unit,
            measure=quantity.measure,
            change=quantity.change,
            start=quantity.span[0],
            end=quantity.span[1],
        )


def _removed(result: Result) -> Counter[str]:
    kept = {Label.BODY, Label.BLANK, Label.TITLE}
    return Counter(line.label.value for line in result.lines if line.label not in kept)


def _failed(name: str, failure: Failure) -> Failed:
    source = failure.source
    return Failed(
        article=name,
        key=source.key,
        record=source.record,
        size=source.size,
        stage=failure.stage,
        error=failure.error.type,
        message=failure.error.message,
        attempts=failure.attempts,
        replay=failure.replay,
    )

"""A result or a failure record, readable in the terminal."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tasks.document import (
    Event,
    Failure,
    InlineSpan,
    Label,
    Line,
    Manifest,
    Mention,
    Person,
    Result,
)
from tasks.origins import normalized_span, source_span
from workers.tables.rows import Reprint

REMOVED_LINES_SHOWN = 40
REMOVED_CHARACTERS_SHOWN = 70
EXAMPLES_SHOWN = 3
CITED = ("reverse yellow", "reverse green", "reverse cyan")  # in turn, so that neighbours differ


def shown(document: Result | Failure | Manifest) -> RenderableType:
    """The whole document as one renderable."""
    match document:
        case Failure():
            return _failure(document)
        case Manifest():
            return _manifest(document)
        case Result():
            return _result(document)


def _manifest(manifest: Manifest) -> RenderableType:
    table = _table()
    table.add_row("object", escape(manifest.source.key))
    table.add_row("articles", f"{manifest.articles:,} ({manifest.failed:,} of them failed)")
    table.add_row("outcomes", escape(f"{manifest.folder}/000000.json and so on"))
    return table


def _result(result: Result) -> RenderableType:
    return Group(
        Text(result.title or "(no title stated)", style="bold"),
        _facts(result),
        _heading(_summary_heading(result)),
        _indented(Text(result.summary.text)),
        *_section("Key points", _points(result)),
        _heading("Article"),
        *(_indented(Text(paragraph)) for paragraph in result.body.paragraphs),
        *_section("People", _people(result.people)),
        *_section("Removed", _removed(result)),
        *_section("Repaired", _repaired(result)),
    )


def _summary_heading(result: Result) -> str:
    """Who has written it, where that is not the article itself."""
    said = result.summary.generation
    if said is None:
        return "Summary"
    if said.reason is None:
        return f"Summary, in the words of {said.model}"
    return f"Summary ({said.model} was asked: {said.reason})"


def cited(result: Result, source: str) -> RenderableType:
    """The source text as it was scraped, with where each sentence of the summary came from."""
    text = Text(source)
    for number, sentence in enumerate(result.summary.sentences, start=1):
        span = normalized_span(result.body, *sentence.span)
        text.stylize(CITED[number % len(CITED)], *source_span(result.origins, *span))
    key = Text("Summary\n", style="bold cyan")
    for number, sentence in enumerate(result.summary.sentences, start=1):
        start, end = source_span(result.origins, *normalized_span(result.body, *sentence.span))
        line = source.count("\n", 0, start) + 1
        key.append(f"  {sentence.text}", CITED[number % len(CITED)])
        key.append(f"  (line {line}, characters {start} to {end})\n", "dim")
    return Group(key, Text("Source", style="bold cyan"), text)


def shown_group(group: Sequence[Reprint]) -> RenderableType:
    """Who printed the article's story, the first at the top, with how much they have of it."""
    table = Table.grid(padding=(0, 2))
    for row in group:
        when = (row.at or "").replace("T", " ")[:16]
        part = "first" if row.place == 1 else f"{row.shared:.0%}"
        table.add_row(part, when, escape(row.outlet or ""), Text(row.article, "dim"))
    return Group(_heading("Printed by"), table)


def _failure(failure: Failure) -> RenderableType:
    table = _table()
    table.add_row("failed at", failure.stage)
    table.add_row("reason", f"{escape(failure.error.message)} ({failure.error.type})")
    table.add_row("article", escape(failure.source.name))
    table.add_row("attempts", str(failure.attempts))
    table.add_row("reproduce", escape(failure.replay))
    return Group(Text("no result", style="bold red"), table)


def _facts(result: Result) -> Table:
    published, dateline, event = result.published_at, result.dateline, result.event_date
    table = _table()
    facts = {
        "published": published and published.iso,
        "dateline": dateline and dateline.text,
        "event date": event and (event.iso or event.text),
        "event": _told(result.event),
        "outlet": result.outlet,
        "contributor": result.contributor,
        "authors": "、".join(result.authors),
        "editors": "、".join(result.editors),
        "places": "、".join(place.name for place in result.places),
        "organisations": "、".join(map(_with_short_forms, result.organisations)),
        "works": "".join(f"《{work.name}》" for work in result.works),
        "slogans": "".join(f"“{slogan.name}”" for slogan in result.slogans),
        "keywords": "、".join(keyword.term for keyword in result.keywords),
        "address": result.source.url,
        "source": f"{result.source.name} ({result.source.encoding}, {result.script})",
    }
    for name, value in facts.items():
        if value:
            table.add_row(name, escape(value))
    return table


def _told(event: Event | None) -> str | None:
    """Type, name, host and place: `会议 · 全市推进会 · 市政府 · 云岭市`."""
    if event is None:
        return None
    known = (event.name, event.host, event.place)
    return " · ".join(filter(None, (event.type, *known)))


def _with_short_forms(body: Mention) -> str:
    return body.name + (f" ({'、'.join(body.abbreviations)})" if body.abbreviations else "")


def _points(result: Result) -> Iterator[RenderableType]:
    """Who says it is named once."""
    table, before = _table(), None
    for point in result.summary.points:
        table.add_row(
            escape(point.speaker) if point.speaker and point.speaker != before else "·",
            escape(point.text),
        )
        before = point.speaker
    if table.row_count:
        yield table


def _people(people: Iterable[Person]) -> Iterator[RenderableType]:
    table = _table()
    for person in people:
        titles = "、".join(person.titles)
        scope = f" [dim]({escape(person.scope)})[/]" if person.scope else ""
        table.add_row(escape(person.name), f"[dim]{person.role}[/] {escape(titles)}{scope}")
    if table.row_count:
        yield table


def _removed(result: Result) -> Iterator[RenderableType]:
    kept = {Label.BODY, Label.BLANK, Label.TITLE}
    gone: list[Line | InlineSpan] = [line for line in result.lines if line.label not in kept]
    gone += result.inline_spans
    table = _table()
    for line in gone[:REMOVED_LINES_SHOWN]:
        text = line.text
        if len(text) > REMOVED_CHARACTERS_SHOWN:
            text = text[:REMOVED_CHARACTERS_SHOWN] + "…"
        table.add_row(str(line.label), Text(text, style="strike dim"))
    if table.row_count:
        yield table
    if len(gone) > REMOVED_LINES_SHOWN:
        yield _indented(Text(f"and {len(gone) - REMOVED_LINES_SHOWN} more lines"))


def _repaired(result: Result) -> Iterator[RenderableType]:
    table = _table()
    for repair in result.repairs:
        first, *more = repair.examples[:EXAMPLES_SHOWN] or ("",)
        table.add_row(f"{repair.kind} × {repair.count}", f"[dim]{escape(first)}[/]")
        for example in more:
            table.add_row("", f"[dim]{escape(example)}[/]")
    if table.row_count:
        yield table


def _section(title: str, parts: Iterable[RenderableType]) -> Iterator[RenderableType]:
    listed = list(parts)
    if listed:
        yield _heading(title)
        yield from listed


def _heading(title: str) -> RenderableType:
    return Padding(Text(title, style="bold cyan"), (1, 0, 0, 0))


def _indented(text: Text) -> RenderableType:
    return Padding(text, (0, 0, 0, 2))


def _table() -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")
    return table

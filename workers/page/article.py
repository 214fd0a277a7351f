"""The right side: the body with everything marked that the result found in it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from tasks.document import Result
from tasks.origins import normalized_span
from workers.page.entries import Entry
from workers.page.marks import Mark, Node, cut, nest


class Sentence(NamedTuple):
    """A verbatim sentence of the summary, its number, and the source line that it begins in (from 1)."""

    number: int
    text: str
    line: int | None


class Told(NamedTuple):
    """A sentence in a model's words, and the verbatim ones that it rests on."""

    text: str
    support: tuple[Sentence, ...]


class Point(NamedTuple):
    """A key point, its number, who says it where that is another than before, and its source line."""

    number: int
    text: str
    speaker: str | None
    line: int | None


def sentences_of(result: Result) -> list[Sentence]:
    """The summary's sentences with where they came from."""
    return [
        Sentence(number, sentence.text, _line(result, *sentence.span))
        for number, sentence in enumerate(result.summary.sentences, start=1)
    ]


def told_of(result: Result) -> list[Told]:
    """What a model has said, sentence by sentence; nothing where the summary is verbatim."""
    sentences = sentences_of(result)
    return [
        Told(statement.text, tuple(sentences[number] for number in statement.support))
        for statement in result.summary.statements
    ]


def points_of(result: Result) -> list[Point]:
    """The key points with where they came from."""
    points = result.summary.points
    before = [None, *(point.speaker for point in points)]
    return [
        Point(
            number,
            point.text,
            point.speaker if point.speaker != earlier else None,
            _line(result, *point.span),
        )
        for number, (point, earlier) in enumerate(zip(points, before, strict=False), start=1)
    ]


def body_of(result: Result, entries: Mapping[str, Sequence[Entry]]) -> list[list[Node]]:
    """Every paragraph as a tree of marked pieces."""
    paragraphs = result.body.paragraphs
    starts = [0, *accumulate(len(paragraph) + 1 for paragraph in paragraphs)]
    spans = [(a, a + len(text)) for a, text in zip(starts, paragraphs, strict=False)]
    marks = cut([*_cited(result), *_points(result), *_entities(entries)], spans)
    return [nest(text, found) for text, found in zip(paragraphs, marks, strict=True)]


def _cited(result: Result) -> Iterator[Mark]:
    for number, sentence in enumerate(result.summary.sentences, start=1):
        yield Mark(*sentence.span, "cited", id=f"cited-{number}", number=number, outer=True)


def _points(result: Result) -> Iterator[Mark]:
    for number, point in enumerate(result.summary.points, start=1):
        yield Mark(*point.span, "point", id=f"point-{number}")


def _entities(entries: Mapping[str, Sequence[Entry]]) -> Iterator[Mark]:
    for listed in entries.values():
        for entry in listed:
            for number, (start, end) in enumerate(entry.spans, start=1):
                mark_id = f"{entry.id}-{number}"
                tag = entry.facts[0] if entry.kind == "measure" else None
                yield Mark(start, end, entry.kind, entry.note, mark_id, entry.id, tag=tag)


def _line(result: Result, start: int, end: int) -> int | None:
    """The source line of a span of the body, or None where it crosses paragraphs."""
    try:
        at, _ = normalized_span(result.body, start, end)
    except ValueError:
        return None
    return result.normalized_text.count("\n", 0, at) + 1

"""The right side: the body with everything marked that the result found in it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tasks.document import Result
from tasks.origins import normalized_span
from workers.page.entries import Entry
from workers.page.marks import Mark, Node, nest, within


class Sentence(NamedTuple):
    """A sentence of the summary, its number, and the source line that it begins in (from 1)."""

    number: int
    text: str
    line: int | None


def sentences_of(result: Result) -> list[Sentence]:
    """The summary's sentences with where they came from."""
    return [
        Sentence(number, sentence.text, _line(result, *sentence.span))
        for number, sentence in enumerate(result.summary.sentences, start=1)
    ]


def body_of(result: Result, entries: Mapping[str, Sequence[Entry]]) -> list[list[Node]]:
    """Every paragraph as a tree of marked pieces."""
    marks = [*_cited(result), *_entities(entries)]
    paragraphs, at = [], 0
    for paragraph in result.body.paragraphs:
        end = at + len(paragraph)
        paragraphs.append(nest(paragraph, within(marks, at, end)))
        at = end + 1
    return paragraphs


def _cited(result: Result) -> Iterator[Mark]:
    for number, sentence in enumerate(result.summary.sentences, start=1):
        yield Mark(*sentence.span, "cited", id=f"cited-{number}", number=number, outer=True)


def _entities(entries: Mapping[str, Sequence[Entry]]) -> Iterator[Mark]:
    for listed in entries.values():
        for entry in listed:
            for number, (start, end) in enumerate(entry.spans, start=1):
                mark_id = f"{entry.id}-{number}"
                yield Mark(start, end, entry.kind, entry.note, mark_id, entry.id)


def _line(result: Result, start: int, end: int) -> int | None:
    """The source line of a span of the body, or None where it crosses paragraphs."""
    try:
        at, _ = normalized_span(result.body, start, end)
    except ValueError:
        return None
    return result.normalized_text.count("\n", 0, at) + 1

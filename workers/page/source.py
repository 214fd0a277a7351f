"""The left side: the source line by line, what was removed and why, and what was repaired.

With the decoded source at hand every repair is known: what differs between the source and
`normalized_text` along their map. Without it, the lines are the normalized ones, and the repairs
are those of which the result keeps an example.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from tasks.document import Label, Repair, Result, Span
from tasks.origins import normalized_span, source_span
from workers.page.marks import Mark, Node, cut, nest
from workers.page.words import CHANGED, LABELS, OTHER, REPAIRS, Naming

KEPT = {Label.BODY, Label.TITLE, Label.BLANK}

# A control character has no look of its own; Unicode has pictures of them.
PICTURES = {code: 0x2400 + code for code in range(32) if code not in b"\t\n"} | {127: 0x2421}


class SourceLine(NamedTuple):
    """One source line; `label` is None for a line of the body, `removed` when all of it went."""

    number: int
    label: Naming | None
    removed: bool
    blank: bool
    nodes: list[Node]


class Text(NamedTuple):
    """What the left side shows, where its lines are, and the way there from `normalized_text`."""

    text: str
    lines: list[Span]
    origins: Sequence[tuple[int, int, int]] | None  # None: it is normalized_text itself

    def span(self, start: int, end: int) -> Span:
        """A span of normalized_text as one of this text."""
        return (start, end) if self.origins is None else source_span(self.origins, start, end)


def source_of(result: Result, source: str | None) -> list[SourceLine]:
    """Every line of the source, in order; the strings of its nodes, joined, are the line."""
    shown = _text(result, source)
    repaired = _repaired(result, source) if source is not None else _examples(result)
    marks = [*_cited(result, shown), *_lifted(result, shown), *repaired]
    by_line = cut(marks, shown.lines)
    lines = []
    for line, (start, end), found in zip(result.lines, shown.lines, by_line, strict=True):
        nodes = nest(shown.text[start:end].translate(PICTURES), found)
        label = None if line.label in {Label.BODY, Label.BLANK} else LABELS[line.label]
        removed, blank = line.label not in KEPT, line.label is Label.BLANK
        lines.append(SourceLine(line.n + 1, label, removed, blank, nodes))
    return lines


def removed_counts(result: Result) -> list[tuple[Naming, int]]:
    """How often each kind of text was removed, most often first."""
    gone = [line.label for line in result.lines if line.label not in KEPT]
    gone += [span.label for span in result.inline_spans]
    return [(LABELS[label], count) for label, count in Counter(gone).most_common()]


def _text(result: Result, source: str | None) -> Text:
    """The text to show; its lines are cut where the line feeds of normalized_text came from."""
    normalized = result.normalized_text
    origins = None if source is None else result.origins
    shown = Text(normalized if source is None else source, [], origins)
    start = place = 0
    for line in normalized.split("\n")[:-1]:
        place += len(line)
        low, high = shown.span(place, place + 1)
        shown.lines.append((start, max(start, low)))
        start = max(start, high)
        place += 1
    shown.lines.append((start, max(start, len(shown.text.rstrip("\r\n")))))
    return shown


def _cited(result: Result, shown: Text) -> Iterator[Mark]:
    for number, sentence in enumerate(result.summary.sentences, start=1):
        try:
            span = shown.span(*normalized_span(result.body, *sentence.span))
        except ValueError:  # it crosses paragraphs: the body has it
            continue
        yield Mark(*span, "cited", id=f"source-{number}", number=number, outer=True)
    for number, point in enumerate(result.summary.points, start=1):
        with suppress(ValueError):
            span = shown.span(*normalized_span(result.body, *point.span))
            yield Mark(*span, "point", id=f"source-point-{number}")


def _lifted(result: Result, shown: Text) -> Iterator[Mark]:
    """What was taken out of body lines: datelines, bylines, end marks, and whatever else."""
    starts, paragraphs = result.body.starts, result.body.paragraphs
    kept = [(start, start + len(text)) for start, text in zip(starts, paragraphs, strict=True)]
    place = 0
    for line in result.lines:
        if line.label is Label.BODY:
            named = [(span.label, span.text) for span in result.inline_spans if span.line == line.n]
            line_end = place + len(line.text)
            here = kept[max(0, bisect_right(starts, place) - 1) : bisect_left(starts, line_end)]
            for start, end in _gaps(place, line_end, here):
                for low, high, naming in _named(result.normalized_text, start, end, named):
                    yield Mark(*shown.span(low, high), "lifted", naming.name, outer=True)
        place += len(line.text) + 1


def _gaps(start: int, end: int, kept: Iterable[Span]) -> Iterator[Span]:
    """What of start to end is not kept; `kept` is sorted."""
    for low, high in kept:
        if high <= start or low >= end:
            continue
        if start < low:
            yield start, low
        start = high
    if start < end:
        yield start, end


def _named(
    text: str, start: int, end: int, named: Iterable[tuple[Label, str]]
) -> Iterator[tuple[int, int, Naming]]:
    """The parts of a gap with their names; what only separates is left out."""
    spans = []
    for label, words in named:
        at = text.find(words, start, end)
        if at >= 0:
            spans.append((at, at + len(words), LABELS[label]))
    spans.sort(key=lambda span: span[:2])
    rest = _gaps(start, end, [span[:2] for span in spans])
    yield from spans
    yield from ((low, high, OTHER) for low, high in rest if text[low:high].strip())


def _examples(result: Result) -> Iterator[Mark]:
    """The repairs that the result keeps an example of, at their place in normalized_text."""
    ends = [*(run[0] for run in result.origins[1:]), len(result.normalized_text)]
    for repair in result.repairs:
        for example, (start, end) in zip(repair.examples, repair.spans, strict=True):
            places = [
                _in_run(run, run_end, start, max(end, start + 1))
                for run, run_end in zip(result.origins, ends, strict=True)
                if run[1] < max(end, start + 1) and start < run[1] + run[2]
            ]
            if places:
                low, high = places[0][0], max(places[-1][1], places[0][0])
                yield Mark(low, high, "repair", f"{_kind(repair)}：{example}")


def _in_run(run: tuple[int, int, int], run_end: int, start: int, end: int) -> Span:
    """The part of a run that came from the source characters start to end."""
    at, source_start, length = run
    if run_end - at != length:
        return at, run_end
    low, high = max(start, source_start), min(end, source_start + length)
    return at + low - source_start, at + high - source_start


def _repaired(result: Result, source: str) -> Iterator[Mark]:
    """Every difference between the source and normalized_text, joined where they touch."""
    joined: list[tuple[int, int, str]] = []
    for start, end, became in _differences(result, source):
        if joined and joined[-1][1] == start and "\n" not in became + source[start - 1 : end]:
            joined[-1] = (joined[-1][0], end, joined[-1][2] + became)
        else:
            joined.append((start, end, became))
    known = sorted((span, _kind(repair)) for repair in result.repairs for span in repair.spans)
    for start, end, became in joined:
        if not source[start:end].strip("\r\n") and not became.strip("\r\n"):
            continue  # only line ends
        kinds = dict.fromkeys(kind for (low, high), kind in known if low < end and start < high)
        note = f"{'、'.join(kinds) or CHANGED}：{source[start:end]} → {became or '（删去）'}"
        yield Mark(start, end, _look(source[start:end], became), note, quiet=not kinds)


def _differences(result: Result, source: str) -> Iterator[tuple[int, int, str]]:
    """Source spans with what they became; one to one characters are told one by one."""
    text, at = result.normalized_text, 0
    ends = [*(run[0] for run in result.origins[1:]), len(text)]
    for (start, source_start, length), end in zip(result.origins, ends, strict=True):
        if source_start > at:
            yield at, source_start, ""
        at = source_start + length
        if end - start != length:
            yield source_start, at, text[start:end]
            continue
        if source[source_start:at] == text[start:end]:
            continue
        for offset in range(length):
            if source[source_start + offset] != text[start + offset]:
                place = source_start + offset
                yield place, place + 1, text[start + offset]
    if at < len(source):
        yield at, len(source), ""


def _look(before: str, became: str) -> str:
    """The CSS class of a repair: one for one, one that has nothing to see, or any other."""
    if len(before) == len(became):
        return "repair swap"
    visible = any(c.isprintable() and not c.isspace() for c in before)
    return "repair" if visible else "repair unseen"


def _kind(repair: Repair) -> str:
    return REPAIRS.get(repair.kind, repair.kind)

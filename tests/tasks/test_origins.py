from collections.abc import Callable, Sequence
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.document import Body
from tasks.origins import (
    Edit,
    compose,
    compose_all,
    normalized_span,
    source_span,
    span_before,
    to_runs,
)

NEW = "*"  # what edits write; the source has characters of its own


@st.composite
def edits_of(draw: st.DrawFn, length: int) -> list[Edit]:
    """Sorted edits without overlaps of a text of `length` characters; some touch."""
    edits: list[Edit] = []
    at = 0
    while at <= length and draw(st.booleans()):
        start = draw(st.integers(at, length))
        end = draw(st.integers(start, min(length, start + 4)))
        edits.append((start, end, draw(st.integers(0, 3)) if end > start else 1))
        at = end + (end == start)
    return edits


def applied(text: str, edits: Sequence[Edit]) -> str:
    pieces, at = [], 0
    for start, end, length in edits:
        pieces += [text[at:start], NEW * length]
        at = end
    return "".join([*pieces, text[at:]])


@st.composite
def edited_text(draw: st.DrawFn) -> tuple[str, list[list[Edit]]]:
    source = "".join(map(chr, range(0x4E00, 0x4E00 + draw(st.integers(0, 20)))))
    steps, text = [], source
    for _ in range(draw(st.integers(1, 4))):
        steps.append(draw(edits_of(len(text))))
        text = applied(text, steps[-1])
    return source, steps


def final(source: str, steps: list[list[Edit]]) -> str:
    for edits in steps:
        source = applied(source, edits)
    return source


def in_turn(steps: Sequence[Sequence[Edit]]) -> Sequence[Edit]:
    """Composed from the first to the last, where `compose_all` begins with the last."""
    return reduce(compose, steps, ())


@pytest.mark.parametrize("composed", [compose_all, in_turn])
@given(made=edited_text())
def test_composed_edits_do_what_the_steps_did_one_after_another(
    composed: Callable[[Sequence[Sequence[Edit]]], Sequence[Edit]],
    made: tuple[str, list[list[Edit]]],
) -> None:
    source, steps = made
    text = final(source, steps)
    at = position = 0
    for start, end, length in composed(steps):
        assert at <= start <= end
        unchanged = source[at:start]
        assert text[position : position + len(unchanged)] == unchanged
        block = text[position + len(unchanged) : position + len(unchanged) + length]
        assert set(block) <= {NEW}
        at, position = end, position + len(unchanged) + length
    assert text[position:] == source[at:]


@given(edited_text())
def test_runs_are_sorted_and_cover_the_text_but_never_the_same_source_twice(
    made: tuple[str, list[list[Edit]]],
) -> None:
    source, steps = made
    text = final(source, steps)
    runs = to_runs(compose_all(steps), len(source))
    starts = [start for start, _, _ in runs]
    assert starts == sorted(set(starts))
    assert not text or starts[0] == 0
    ends = [*starts[1:], len(text)]
    at = 0
    joins = False
    for (start, source_start, length), end in zip(runs, ends, strict=False):
        assert source_start >= at
        is_one_to_one = 0 < length == end - start
        assert not (joins and is_one_to_one and source_start == at)
        at, joins = source_start + length, is_one_to_one
        if is_one_to_one:
            written = zip(text[start:end], source[source_start:at], strict=True)
            assert all(char in (NEW, before) for char, before in written)
    assert at <= len(source)


@given(edited_text(), st.data())
def test_a_span_of_the_text_leads_to_the_source_of_its_characters(
    made: tuple[str, list[list[Edit]]], data: st.DataObject
) -> None:
    source, steps = made
    text = final(source, steps)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = source_span(to_runs(compose_all(steps), len(source)), start, end)
    assert 0 <= low <= high <= len(source)
    assert set(text[start:end]) <= {NEW, *source[low:high]}
    if start == end:
        assert low == high


@given(edited_text(), st.data())
def test_a_span_goes_back_over_one_step_as_over_its_runs(
    made: tuple[str, list[list[Edit]]], data: st.DataObject
) -> None:
    source, steps = made
    text = applied(source, steps[0])
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start, len(text)))
    if start < end:
        runs = to_runs(steps[0], len(source))
        assert span_before(steps[0], start, end) == source_span(runs, start, end)


def test_a_block_at_the_end_is_closed_by_an_empty_run() -> None:
    runs = to_runs([(1, 7, 1)], 7)  # x&quot; -> x"
    assert runs == ((0, 0, 1), (1, 1, 6), (2, 7, 0))
    assert source_span(runs, 1, 2) == (1, 7)


@pytest.mark.parametrize(
    ("span", "source"),
    [((0, 1), (0, 1)), ((0, 2), (0, 8)), ((1, 1), (1, 1)), ((2, 3), (8, 10)), ((3, 4), (10, 11))],
)
def test_a_span_holds_what_was_removed_inside_it_only(
    span: tuple[int, int], source: tuple[int, int]
) -> None:
    # 環(huán)境\r\n好 -> 环境\n好
    runs = to_runs([(1, 7, 0), (8, 10, 1)], 11)
    assert runs == ((0, 0, 1), (1, 7, 1), (2, 8, 2), (3, 10, 1))
    assert source_span(runs, *span) == source


BODY = Body(text="甲乙丙\n丁戊", paragraphs=("甲乙丙", "丁戊"), starts=(5, 20))


@pytest.mark.parametrize(
    ("span", "normalized"),
    [((0, 3), (5, 8)), ((1, 2), (6, 7)), ((4, 6), (20, 22)), ((5, 6), (21, 22))],
)
def test_a_span_of_the_body_is_found_in_the_normalized_text(
    span: tuple[int, int], normalized: tuple[int, int]
) -> None:
    assert normalized_span(BODY, *span) == normalized


def test_a_span_across_paragraphs_has_no_place() -> None:
    with pytest.raises(ValueError, match="no paragraph holds"):
        normalized_span(BODY, 2, 5)

"""Spans that overlap in every way become a tree that holds the text and marks every span."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workers.page.marks import Mark, Node, Piece, cut, nest

TEXT = "鲁望舒强调，要守住12处险工险段"


@st.composite
def texts_and_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text("甲乙<&>\"' \n", max_size=12))
    place = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(place, place, st.booleans()), max_size=8))
    return text, [
        Mark(min(a, b), max(a, b), "person", str(number), id=str(number), outer=outer)
        for number, (a, b, outer) in enumerate(spans)
    ]


def joined(nodes: Sequence[Node]) -> str:
    return "".join(node if isinstance(node, str) else joined(node.inner) for node in nodes)


def pieces(nodes: Sequence[Node], at: int = 0) -> Iterator[tuple[Piece, int, int]]:
    """Every piece with its span."""
    for node in nodes:
        length = len(node) if isinstance(node, str) else len(joined(node.inner))
        if isinstance(node, Piece):
            yield node, at, at + length
            yield from pieces(node.inner, at)
        at += length


@given(texts_and_marks())
def test_the_text_is_all_there(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    assert joined(nest(text, marks)) == text


@given(texts_and_marks())
def test_every_mark_covers_its_span_and_begins_once(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    found = list(pieces(nest(text, marks)))
    for mark in marks:
        own = sorted((start, end, piece.first) for piece, start, end in found if piece.mark is mark)
        assert own, "a mark is missing"
        assert (own[0][0], own[-1][1]) == (mark.start, mark.end)
        assert all(end == start for (_, end, _), (start, _, _) in pairwise(own))
        assert [first for _, _, first in own] == [True] + [False] * (len(own) - 1)


@given(texts_and_marks())
def test_a_mark_is_never_inside_a_piece_of_itself(case: tuple[str, list[Mark]]) -> None:
    def check(nodes: Sequence[Node], above: tuple[str | None, ...]) -> None:
        for node in nodes:
            if isinstance(node, Piece):
                assert node.mark.id not in above
                check(node.inner, (*above, node.mark.id))

    check(nest(*case), ())


@given(texts_and_marks())
def test_a_longest_outer_mark_is_never_cut(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    outer = [mark for mark in marks if mark.outer and mark.start < mark.end]
    if outer:
        longest = max(outer, key=lambda mark: (mark.end - mark.start, -mark.start))
        own = [p for p, _, _ in pieces(nest(text, marks)) if p.mark is longest]
        assert len(own) == 1


@given(texts_and_marks(), st.data())
def test_marks_cut_to_lines_cover_what_they_covered(
    case: tuple[str, list[Mark]], data: st.DataObject
) -> None:
    text, marks = case
    breaks = sorted(data.draw(st.sets(st.integers(1, max(1, len(text) - 1)), max_size=3)))
    lines = [*pairwise([0, *(at for at in breaks if at < len(text)), len(text)])]
    seen: dict[str | None, set[int]] = {mark.note: set() for mark in marks}
    begun = []
    for (start, end), found in zip(lines, cut(marks, lines), strict=True):
        for piece, low, high in pieces(nest(text[start:end], found)):
            seen[piece.mark.note] |= set(range(start + low, start + high))
            begun += [piece.mark.id] if piece.first and piece.mark.id else []
    assert seen == {mark.note: set(range(mark.start, mark.end)) for mark in marks}
    assert sorted(begun) == sorted(str(mark.id) for mark in marks)


def test_a_person_within_a_demand_stands_within_it() -> None:
    nodes = nest(TEXT, [Mark(9, 12, "quantity"), Mark(6, 16, "measure")])
    assert nodes[0] == TEXT[:6]
    demand = nodes[1]
    assert isinstance(demand, Piece)
    assert [node if isinstance(node, str) else node.mark.kind for node in demand.inner] == [
        "要守住",
        "quantity",
        "险工险段",
    ]


def test_of_two_that_cross_the_shorter_is_cut() -> None:
    found = list(pieces(nest(TEXT, [Mark(4, 8, "place"), Mark(6, 16, "measure")])))
    assert [(piece.mark.kind, start, end, piece.first) for piece, start, end in found] == [
        ("place", 4, 6, True),
        ("measure", 6, 16, True),
        ("place", 6, 8, False),
    ]


def test_an_empty_span_is_a_place_between_two_characters() -> None:
    (before, point, after) = nest(TEXT, [Mark(3, 3, "repair")])
    assert (before, after) == (TEXT[:3], TEXT[3:])
    assert isinstance(point, Piece)
    assert point.inner == []

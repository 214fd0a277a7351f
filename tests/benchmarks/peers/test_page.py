import pytest

from benchmarks.peers.page import filled, milliseconds, percent, share, table

PAGE = "before <!-- a:begin -->\nold\n<!-- a:end --> after\n"


def test_a_block_takes_the_place_of_the_old_one_and_nothing_else_moves() -> None:
    page = filled(PAGE, {"a": "new"})
    assert page == "before <!-- a:begin -->\nnew\n<!-- a:end --> after\n"
    assert filled(page, {"a": "new"}) == page


@pytest.mark.parametrize("page", ["", "<!-- a:begin -->", "<!-- a:end --> <!-- a:begin -->"])
def test_a_page_without_a_place_for_the_block_is_an_error(page: str) -> None:
    with pytest.raises(ValueError, match="no place for 'a'"):
        filled(page, {"a": "new"})


def test_a_table_is_markdown() -> None:
    assert table(["tool", "F1"], [["x", ".5"]]) == "| tool | F1 |\n| --- | --: |\n| x | .5 |"


def test_figures_are_short() -> None:
    assert [share(v) for v in (0.8764, 0.9996, 1.0, 0.0, None)] == [
        ".876",
        "1.00",
        "1.00",
        ".000",
        "–",
    ]
    assert [percent(v) for v in (0.0004, None)] == ["0.04 %", "–"]
    assert [milliseconds(v) for v in (0.31, 12.4)] == ["0.3", "12"]

"""Whole pages of invented news, one `label|line` a line: every label must come out right."""

from pathlib import Path

import pytest

from tasks.boilerplate import strip_boilerplate
from tests.rules import RULES
from tests.tasks.boilerplate.making import page

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_line_of_a_page_is_told_for_what_it_is(path: Path) -> None:
    rows = [row.partition("|") for row in path.read_text("utf-8").splitlines()]
    text = "\n".join(line for _, _, line in rows)

    clean = strip_boilerplate(page(text), RULES)

    found = [f"{label}|{line}" for label, (_, _, line) in zip(clean.labels, rows, strict=True)]
    assert found == [f"{label}|{line}" for label, _, line in rows]

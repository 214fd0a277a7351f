"""The words that save a look at the patterns must never hide a match."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.boilerplate.shape import fold
from tests.tasks.boilerplate.making import RULES

PAGES = Path(__file__).parent / "pages"
CORPUS = Path(__file__).parents[2] / "corpus" / "gold"
PHRASES = RULES.boilerplate.phrases


def lines() -> Iterator[str]:
    for path in [*PAGES.glob("*.txt"), *CORPUS.glob("*.json")]:
        for row in path.read_text("utf-8").replace("\\n", "\n").splitlines():
            yield fold(row.partition("|")[2] if path.suffix == ".txt" else row).strip()


@pytest.mark.parametrize("kind", PHRASES.cues)
def test_a_line_that_matches_a_pattern_holds_one_of_its_cues(kind: str) -> None:
    cued, matched = PHRASES.tests[kind]
    assert cued
    hidden = [line for line in set(lines()) if matched(line) and not cued(line)]
    assert hidden == []

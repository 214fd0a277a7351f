"""One look at a line tells which patterns are worth trying on it, and never hides a match."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from config.rules.phrases import Line, alternatives
from tasks.boilerplate.lines import _OF_OTHERS, _OF_PROSE, Judge
from tasks.boilerplate.shape import fold
from tests.rules import RULES

PAGES = Path(__file__).parent / "pages"
CORPUS = Path(__file__).parents[2] / "corpus" / "gold"
PHRASES = RULES.boilerplate.phrases


@lru_cache
def lines() -> list[Line]:
    return PHRASES.read([text for text in sorted(set(texts())) if text])


def texts() -> Iterator[str]:
    for path in [*PAGES.glob("*.txt"), *CORPUS.glob("*.json")]:
        for row in path.read_text("utf-8").replace("\\n", "\n").splitlines():
            yield fold(row.partition("|")[2] if path.suffix == ".txt" else row).strip()


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("^甲|乙", ["^甲", "乙"]),
        ("^(?:甲|乙)丙|[｜|)]丁", ["^(?:甲|乙)丙", "[｜|)]丁"]),
        (r"甲\|乙|\(丙", [r"甲\|乙", r"\(丙"]),
        ("[^]|]甲|乙", ["[^]|]甲", "乙"]),
    ],
)
def test_a_pattern_falls_apart_only_between_its_own_alternatives(
    pattern: str, parts: list[str]
) -> None:
    assert alternatives(pattern) == parts


def test_a_line_says_what_one_of_the_patterns_of_a_kind_finds() -> None:
    for line in lines():
        said = {kind for kind, ways in PHRASES if any(way.search(line.text) for way in ways)}
        assert {kind for kind, _ in PHRASES if line.says(kind)} == said


@pytest.mark.parametrize(
    ("judge", "kinds"), [entry for entry in (*_OF_PROSE, *_OF_OTHERS) if entry[1]]
)
def test_a_judge_has_nothing_to_say_of_a_line_of_none_of_its_kinds(
    judge: Judge, kinds: frozenset[str]
) -> None:
    words = PHRASES.words(kinds)
    unasked = [line for line in lines() if words.isdisjoint(line.words)]
    assert [line.text for line in unasked if judge(line, RULES.boilerplate)] == []

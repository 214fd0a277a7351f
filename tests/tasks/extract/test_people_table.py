from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage
from tasks.extract.people import find_people

TABLE = Path(__file__).with_name("people.txt")
ANY = ("*",)


def passages() -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
    """The passages of the table, each with its people and their titles (`*`: any)."""
    for entry in TABLE.read_text("utf-8").split("\n\n")[1:]:
        text, wanted = entry.strip().split("\n")
        people = {}
        for item in wanted.removeprefix("=").split():
            name, _, titles = item.partition(":")
            people[name.replace("_", " ")] = tuple(titles.split(","))
        yield text, people


@pytest.mark.parametrize(("text", "wanted"), list(passages()))
def test_a_passage_names_these_people_with_these_titles_and_nobody_else(
    passage: Callable[[str], Passage],
    rules: ExtractRules,
    text: str,
    wanted: dict[str, tuple[str, ...]],
) -> None:
    found = {p.name: p.titles for p in find_people(passage(text), rules)[0]}
    assert set(found) == set(wanted)
    assert {name: found[name] for name, t in wanted.items() if t != ANY} == {
        name: titles for name, titles in wanted.items() if titles != ANY
    }

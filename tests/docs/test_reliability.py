"""Each promise of docs/reliability.md names tests that are there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"`([^`]+)`")


def promises() -> list[tuple[str, str]]:
    """The rows of the table: what is promised, and what shows it."""
    page = (ROOT / "docs" / "reliability.md").read_text("utf-8")
    table = page.partition("## Promises")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return [(promise, shown) for promise, shown in rows[1:]]


def named(shown: str) -> list[tuple[str, str]]:
    """The tests that a row names: file and name, which may end in an ellipsis."""
    found, file = [], ""
    for word in CODE.findall(shown):
        if word.startswith("tests/"):
            file = word
        elif word.startswith("test_"):
            found.append((file, word))
    return found


def functions_of(file: Path) -> list[str]:
    tree = ast.parse(file.read_text("utf-8"))
    functions = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [name for name in functions if name.startswith("test_")]


def test_there_is_a_table_of_promises() -> None:
    assert len(promises()) > 20


@pytest.mark.parametrize(("promise", "shown"), promises(), ids=[p[:40] for p, _ in promises()])
def test_a_promise_names_tests_that_are_there(promise: str, shown: str) -> None:
    tests = named(shown)
    assert tests, promise
    for file, name in tests:
        there = functions_of(ROOT / file)
        shortened = name.endswith("…")
        matching = [t for t in there if t == name or (shortened and t.startswith(name[:-1]))]
        assert len(matching) == 1, f"{file}: {name}"


def test_every_command_that_the_table_names_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    words = [word for _, shown in promises() for word in CODE.findall(shown)]
    made = {word.removeprefix("make ") for word in words if word.startswith("make ")}
    assert made
    assert made <= targets
    for word in words:
        if word.startswith("python -m "):
            module = ROOT / word.removeprefix("python -m ").replace(".", "/")
            assert module.with_suffix(".py").exists() or (module / "__main__.py").exists(), word

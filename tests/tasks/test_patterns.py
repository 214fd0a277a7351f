"""No regular expression takes more than linear time, whatever the text: each is attacked."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from time import process_time
from types import ModuleType
from typing import Any

import pytest

import config
import tasks
from tasks.document import RawArticle
from tasks.pipeline import process
from tests.attacks import attacks
from tests.rules import RULES

SHORT, LONG = 500, 4000  # characters
MOST = 20  # times as long may eight times the text take; what is quadratic takes 64 times as long
FAST = 0.001  # CPU seconds, within which nothing quadratic gets through the long text
ROUNDS = 5  # of which the quickest counts: what else the machine does only makes a time longer

# These are given no more than a few characters.
BOUNDED = frozenset({"tasks.normalize.byte_shift.HAN_AT_END"})

USE = r"\b{}\.(match|fullmatch|search|finditer|findall|split|subn?)\b"

Uses = Mapping[str, Callable[[str], object]]


def modules() -> list[ModuleType]:
    """Every module that texts go through."""
    names = (
        module.name
        for package in (config, tasks)
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    )
    return [importlib.import_module(name) for name in names if name != "config.flowerconfig"]


def found_in(place: str, value: Any, seen: set[int]) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns in a value, whatever it is made of, with the names that lead there."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield place, value
    if id(value) in seen or isinstance(value, str | bytes | int | float | ModuleType):
        return
    seen.add(id(value))
    parts: Mapping[Any, Any] = {}
    if isinstance(value, Mapping):
        parts = value
    elif isinstance(value, tuple | list | set | frozenset):
        names = getattr(value, "_fields", range(len(value)))
        parts = dict(zip(names, value, strict=True))
    elif type(value).__module__.startswith(("config.", "tasks.")):
        parts = getattr(value, "__dict__", parts)
    for name, part in parts.items():
        if name != "__builtins__":
            yield from found_in(f"{place}.{name}", part, seen)


def patterns() -> dict[re.Pattern[str], tuple[str, Uses]]:
    """Every pattern of the rules and the modules, where it stands, and how it is used."""
    process(RawArticle(key="a.txt", content="澄江市市长高望山出席。".encode()), RULES)  # lazy ones
    sources = {module.__name__: inspect.getsource(module) for module in modules()}
    every, seen = "\n".join(sources.values()), set[int]()
    found: dict[re.Pattern[str], tuple[str, Uses]] = {}
    for place, pattern in found_in("rules", RULES, seen):
        found.setdefault(pattern, (place, uses(place, pattern, every)))
    for module in modules():
        for place, pattern in found_in(module.__name__, vars(module), seen):
            used = uses(place, pattern, sources[module.__name__])
            found.setdefault(pattern, (place, used))
    return found


def uses(place: str, pattern: re.Pattern[str], source: str) -> Uses:
    """The pattern's methods that the source calls; all kinds where it does not say."""
    name = place.rpartition(".")[2]
    called = set(re.findall(USE.format(re.escape(name)), source))
    if name == "pattern":  # of phrases
        called = {"match" if pattern.pattern.startswith("^") else "search"}
    once = {"match": pattern.match, "fullmatch": pattern.fullmatch, "search": pattern.search}

    def every(text: str) -> int:
        return sum(1 for _ in pattern.finditer(text))

    return {name: once.get(name, every) for name in called or {"fullmatch", "finditer"}}


def seconds(use: Callable[[str], object], text: str) -> float:
    start = process_time()
    use(text)
    return process_time() - start


def quickest(use: Callable[[str], object], text: str) -> float:
    return min(seconds(use, text) for _ in range(ROUNDS))


def is_linear(use: Callable[[str], object], short: str, long: str) -> bool:
    if seconds(use, long) <= FAST:
        return True
    return quickest(use, long) <= max(FAST, MOST * quickest(use, short))


def test_no_pattern_takes_more_than_linear_time_on_pieces_of_itself() -> None:
    slow = [
        f"{place}: {pattern.pattern[:80]} on {long[:20]!r}"
        for pattern, (place, used) in patterns().items()
        if place not in BOUNDED
        for short, long in zip(attacks(pattern, SHORT), attacks(pattern, LONG), strict=True)
        for use in used.values()
        if not is_linear(use, short, long)
    ]
    assert not slow


@pytest.mark.parametrize("pattern", ["[0-9]+年", r"\s*$", "“[^”]*”", "(?:a|b|ab)*c"])
def test_a_slow_pattern_is_found_out(pattern: str) -> None:
    slow = re.compile(pattern)
    assert not all(
        is_linear(slow.search, short, long)
        for short, long in zip(attacks(slow, SHORT), attacks(slow, LONG), strict=True)
    )


def test_a_linear_pattern_is_not_suspected() -> None:
    fast = re.compile("(?<![0-9])[0-9]+年|[一二三]{1,9}月|望.{0,20}江")
    assert all(
        is_linear(fast.search, short, long)
        for short, long in zip(attacks(fast, SHORT), attacks(fast, LONG), strict=True)
    )

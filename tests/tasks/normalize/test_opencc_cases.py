"""OpenCC's own published test cases for Traditional to Simplified; see opencc/exceptions.toml."""

import json
import tomllib
from pathlib import Path

import pytest

from config.rules.normalize import NormalizeRules
from tasks.document import Script
from tasks.normalize.script import to_simplified

FOLDER = Path(__file__).parent / "opencc"
CASES = json.loads((FOLDER / "testcases.json").read_text("utf-8"))["cases"]
EXCEPTIONS = tomllib.loads((FOLDER / "exceptions.toml").read_text("utf-8"))["exception"]
OURS = {(each["id"], config): each["ours"] for each in EXCEPTIONS for config in each["configs"]}


@pytest.mark.parametrize(
    ("name", "config", "text", "expected"),
    [
        (case["id"], config, case["input"], expected)
        for case in CASES
        for config, expected in case["expected"].items()
    ],
)
def test_published_cases_are_converted_or_the_exception_is_explained(
    name: str, config: str, text: str, expected: str, rules: NormalizeRules
) -> None:
    converted = to_simplified(text, Script.HANT, rules).text
    assert converted == OURS.get((name, config), expected)


def test_every_exception_is_still_one() -> None:
    published = {
        (case["id"], config): text for case in CASES for config, text in case["expected"].items()
    }
    assert all(published[key] != ours for key, ours in OURS.items())
    assert all(each["why"] for each in EXCEPTIONS)

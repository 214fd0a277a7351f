"""The words that a regular expression cannot match without."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.rules.needles import needles
from config.rules.phrases import Way
from tests.rules import RULES

WAYS = [way for _, ways in RULES.boilerplate.phrases for way in ways]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("^甲乙$", {"甲乙"}),
        ("甲(?:乙|丙)?丁", {"甲丁", "甲乙丁", "甲丙丁"}),
        ("甲[乙丙]", {"甲乙", "甲丙"}),
        ("甲.{0,5}乙丙", {"乙丙"}),
        ("(?:甲乙.|丙)丁戊", {"丁戊"}),
        ("甲乙(?=.*丙丁戊)", {"丙丁戊"}),
        ("甲乙(?!丙丁戊)", {"甲乙"}),
        ("(?:甲乙){2,3}", {"甲乙"}),
        (r"(?:乙甲|甲|丙\d)", {"甲", "丙"}),
    ],
)
def test_every_match_holds_one_of_them(pattern: str, words: set[str]) -> None:
    assert needles(pattern) == words


@pytest.mark.parametrize("pattern", [".{3}", "甲?", "甲|.", r"\d{2}", "[^甲]", "(?i:ab)", "(?i)ab"])
def test_a_pattern_that_nothing_tells_of_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="nothing tells"):
        needles(pattern)


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.data(), st.sampled_from(WAYS))
def test_what_a_phrase_matches_holds_one_of_its_words(data: st.DataObject, way: Way) -> None:
    text = data.draw(st.from_regex(way.pattern))
    assert any(word in text for word in way.words)

"""Entities are resolved, by name or by number, and leave nothing that an earlier step removes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize import normalize_text
from tests import rules

RULES = rules.RULES.normalize


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("他说&ldquo;好&rdquo;", "他说“好”"),
        ("望溪&#21488;&#x53F0;风", "望溪台台风"),
        ("caf&eacute;与&alpha;粒子", "café与α粒子"),
        ("甲&amp;amp;乙", "甲&乙"),
        ("第&#65297;期", "第1期"),
        ("甲&#8203;乙&zwnj;丙", "甲乙丙"),
        ("涨了5&#8203;％", "涨了5%"),
        ("AT&T与R&D", "AT&T与R&D"),
        ("甲&#38;lt;乙&#x26;丙&AMP;nbsp;丁", "甲<乙&丙 丁"),
        ("a&#0&#0;;b&l&#116;;", "a&#0&#0;;b&l&#116;;"),
        ("&#9999999;&#xD800;&nosuch;", "&#9999999;&#xD800;&nosuch;"),
        ("望溪&amp;amp;nosuch;台风", "望溪&nosuch；台风"),
    ],
)
def test_entities_become_the_characters_they_stand_for(text: str, resolved: str) -> None:
    assert normalize_text(text, RULES).text == resolved


@given(st.text(alphabet="&#;x0123456789abmplt望溪<>", max_size=60))
def test_normalizing_twice_is_normalizing_once(text: str) -> None:
    once = normalize_text(text, RULES).text
    assert normalize_text(once, RULES).text == once

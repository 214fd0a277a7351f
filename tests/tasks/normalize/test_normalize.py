import hashlib
import sys
import time
import unicodedata
from collections.abc import Callable
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.rules import Rules
from config.rules.normalize import NormalizeRules
from tasks.document import RawArticle, Script
from tasks.normalize import _sought, normalize, normalize_text
from tests.damage import annotate_pinyin, to_traditional
from tests.tasks.normalize.making import ANY_TEXT


def raw(content: bytes) -> RawArticle:
    return RawArticle(key="云岭/a.txt", content=content, bucket="news", etag="e1")


def test_the_document_says_where_it_came_from_and_how_it_was_read(all_rules: Rules) -> None:
    content = "雲嶺市發布通知,要求各單位認真學習".encode("big5")
    article = normalize(raw(content), all_rules)
    assert article.text == "云岭市发布通知，要求各单位认真学习"
    assert article.script == Script.HANT
    assert article.id == hashlib.sha256(content).hexdigest()
    assert (article.source.key, article.source.bucket, article.source.etag) == (
        "云岭/a.txt",
        "news",
        "e1",
    )
    assert (article.source.size, article.source.encoding) == (len(content), "big5hkscs")
    assert [repair.kind for repair in article.repairs] == ["script", "punctuation"]


def test_clean_text_is_not_touched(simplified: str, all_rules: Rules) -> None:
    article = normalize(raw(simplified.encode()), all_rules)
    assert article.text == simplified
    assert article.repairs == ()
    assert article.script == Script.HANS


def test_a_cut_character_is_reported(simplified: str, all_rules: Rules) -> None:
    article = normalize(raw(simplified.encode()[:-1]), all_rules)
    assert [(each.kind, each.count) for each in article.repairs] == [("undecodable_bytes", 1)]


def test_every_source_line_stays_and_loses_its_margins(mend: Callable[[str], str]) -> None:
    source = "　　第一行  \r\n\r\n \u3000 \n第四行\u2028第五行\x0c第六行\n\n"
    assert mend(source) == "第一行\n\n\n第四行\n第五行\n第六行\n"


def test_repairs_tell_what_was_done_at_most_five_times(rules: NormalizeRules) -> None:
    repairs = normalize_text("一,二,三,四,五,六,七,八", rules).repairs
    assert [(each.kind, each.count, len(each.examples)) for each in repairs] == [
        ("punctuation", 7, 5)
    ]
    assert all(" -> " in example for example in repairs[0].examples)


def test_all_kinds_of_damage_together_are_undone(
    simplified: str, mend: Callable[[str], str]
) -> None:
    damaged = annotate_pinyin(simplified, seed=1).replace("，", ",").replace("（", "(")
    assert mend(damaged) == simplified


def test_a_converted_page_is_restored(simplified: str, mend: Callable[[str], str]) -> None:
    assert mend(to_traditional(simplified)) == simplified


@settings(deadline=None, max_examples=300)
@given(
    text=st.lists(st.one_of(ANY_TEXT, st.sampled_from("⾼⻘‧﹐\u2003\x0b\U000e0041")), max_size=5)
)
def test_a_step_that_was_left_out_would_have_changed_nothing(
    text: list[str], rules: NormalizeRules
) -> None:
    source = "".join(text)
    with patch("tasks.normalize._idle", return_value=frozenset()):
        every_step = normalize_text(source, rules)
    assert normalize_text(source, rules) == every_step


def test_composing_makes_no_character_that_a_step_left_out_seeks(rules: NormalizeRules) -> None:
    sought, _ = _sought(rules)
    for char in map(chr, range(sys.maxunicode + 1)):
        composed = unicodedata.normalize("NFC", char)
        if composed != char:
            made = [step for step, characters in sought.items() if composed in characters]
            assert all(char in sought[step] for step in made), f"U+{ord(char):X}"


@settings(deadline=None, max_examples=300)
@given(text=ANY_TEXT)
def test_normalizing_twice_changes_nothing_more(text: str, rules: NormalizeRules) -> None:
    once = normalize_text(text, rules).text
    # A file ends its last line with a line feed; without one, a last blank line would not count.
    assert normalize_text(f"{once}\n", rules).text == once


@settings(deadline=None, max_examples=200)
@given(text=ANY_TEXT)
def test_lines_are_neither_lost_nor_made(text: str, rules: NormalizeRules) -> None:
    mended = normalize_text(text, rules).text
    assert mended.split("\n") == [line.strip() for line in mended.split("\n")]
    assert len(mended.split("\n")) == max(1, len(text.splitlines()))


@pytest.mark.parametrize(
    "unit",
    ["云岭市发布通知,", "(", "(中)", '"中', "'中 ", "规?；l展", "中 ", "共 47 户 ", "&amp;", "環(", "環(huán)", "9,", ", ", "www.", "１：５", "\u0301\u0323", "環境的龙鸟车开", "规?；瘧", "?。▍^", "，,", " ,", "中'", "中．", "环(huán)", "環(huán)(WHO)", "\r\n", "乾么揹", "e\u0301"],
)  # fmt: skip
def test_time_grows_with_the_length_of_a_line_and_no_faster(
    unit: str, rules: NormalizeRules
) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        start = time.process_time()
        normalize_text(text, rules)
        return time.process_time() - start

    seconds(1_000)
    # Quadratic work would take a hundred times as long. What else the machine does only ever makes
    # a time longer, so one round of several is enough.
    assert any(seconds(200_000) < 30 * seconds(20_000) for _ in range(5))

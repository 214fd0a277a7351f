"""Offsets back to the source, on made-up text and on every article of ours."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from opencc import OpenCC

from config.rules.normalize import NormalizeRules
from tasks.normalize import Normalized, normalize_text
from tasks.normalize.decode import decode
from tasks.normalize.script import conversion_edits
from tasks.origins import source_span
from tests.tasks.normalize.making import ANY_TEXT

ROOT = Path(__file__).parents[3]
ARTICLES = [
    *sorted((ROOT / "tests" / "corpus" / "articles").glob("*.txt")),
    *sorted((ROOT / "samples").rglob("*.txt")),
]
WIDE = {ord(narrow): wide for narrow, wide in zip(",;:!?()", "，；：！？（）", strict=True)}
BY_CONTEXT = ("著藉乾瞭覆", "着借干了复")  # which become these in some words only
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
PINYIN = re.compile(r"[(（][ \xa0]*[^\W\d_]*[\u0300-\u030c]?[^\W\d_]*[ \xa0]*[)）]?")


@lru_cache(maxsize=4)
def openccs(config: str) -> OpenCC:
    return OpenCC(config)


def accounts_for(before: str, char: str, rules: NormalizeRules) -> bool:
    """Tell whether a rule makes this character of that piece of the source."""
    script, characters = rules.script, rules.characters
    folded = unicodedata.normalize("NFKC", before)
    forms = {before, folded, unicodedata.normalize("NFC", before)}
    forms |= {openccs(config).convert(form) for config in ("t2s", "tw2s") for form in set(forms)}
    forms |= {form.translate(WIDE) for form in set(forms)}
    forms |= {characters.punctuation.get(form, form) for form in set(forms)}
    forms |= {"·"} if before in characters.name_dots else set()
    forms |= {"“", "”"} if folded == '"' else {"‘", "’"} if folded == "'" else set()
    forms |= {" "} if before.isspace() else set()
    forms |= {"\n"} if LINE_END.fullmatch(before) else set()
    for word, simplified in (*script.replace.items(), BY_CONTEXT):
        forms |= {simplified[at] for at, each in enumerate(word) if each == before}
    entity = re.fullmatch("&(?:amp;)*([#0-9a-z]+;)?", folded)
    forms |= {*characters.entities.values(), "&"} if entity else set()
    return char in forms or (len(before) > 1 and any(char in form for form in forms))


def pieces(source: str, made: Normalized) -> list[tuple[str, str]]:
    """Pair every normalized character, or every block, with what it came from.

    Lost bytes are left out: a reading is made of the words that it is read against.
    """
    read = [span for each in made.repairs if each.kind == "byte_shift" for span in each.spans]
    ends = [*(start for start, _, _ in made.origins[1:]), len(made.text)]
    found: list[tuple[str, str]] = []
    for (start, at, length), end in zip(made.origins, ends, strict=False):
        width = 1 if length == end - start else length
        places = [(at, made.text[start:end])]
        if width == 1:
            places = list(enumerate(made.text[start:end], at))
        for place, after in places:
            if not any(low <= place < high for low, high in read):
                found.append((source[place : place + width], after))
    return found


def removed(source: str, made: Normalized) -> list[str]:
    """List the pieces of the source that no character came from."""
    at, gaps = 0, []
    for _, start, length in made.origins:
        gaps.append(source[at:start])
        at = start + length
    return [gap for gap in (*gaps, source[at:]) if gap]


@settings(deadline=None, max_examples=300)
@given(source=ANY_TEXT)
def test_no_character_is_made_that_no_rule_accounts_for(source: str, rules: NormalizeRules) -> None:
    made = normalize_text(source, rules)
    read = [each for each in made.repairs if each.kind == "byte_shift"]
    assume(all(each.count == len(each.spans) for each in read))
    for before, after in pieces(source, made):
        assert all(accounts_for(before, char, rules) for char in after)


@settings(deadline=None, max_examples=300)
@given(source=ANY_TEXT)
def test_every_line_comes_from_its_own_line_of_the_source(
    source: str, rules: NormalizeRules
) -> None:
    made = normalize_text(source, rules)
    at = position = 0
    lines = source.splitlines(keepends=True)
    for text, line in zip(made.text.split("\n"), lines, strict=bool(lines)):
        low, high = source_span(made.origins, position, position + len(text))
        assert not text or at <= low <= high <= at + len(line)
        at, position = at + len(line), position + len(text) + 1
        if position <= len(made.text):
            low, high = source_span(made.origins, position - 1, position)
            assert LINE_END.fullmatch(source[low:high])
            assert high == at


@settings(deadline=None, max_examples=200)
@given(source=ANY_TEXT)
def test_examples_of_repairs_show_where_they_were(source: str, rules: NormalizeRules) -> None:
    for repair in normalize_text(source, rules).repairs:
        assert len(repair.spans) == len(repair.examples) <= repair.count
        for (start, end), example in zip(repair.spans, repair.examples, strict=True):
            assert 0 <= start < end <= len(source)
            assert " -> " in example


@pytest.mark.parametrize("file", ARTICLES, ids=lambda file: file.stem)
def test_every_article_is_traced_back_character_by_character(
    file: Path, rules: NormalizeRules
) -> None:
    source = decode(file.read_bytes(), None, rules).text
    made = normalize_text(source, rules)
    for before, after in pieces(source, made):
        assert all(accounts_for(before, char, rules) for char in after), (before, after)
    for gap in removed(source, made):
        left = PINYIN.sub("", gap)
        assert all(char.isspace() or unicodedata.category(char)[0] == "C" for char in left), gap


def test_line_ends_count_as_they_are_and_a_byte_order_mark_does_not(rules: NormalizeRules) -> None:
    source = decode("\ufeff一,二\r\n\u3000三\r\n".encode(), None, rules).text
    made = normalize_text(source, rules)
    assert made.text == "一，二\n三"
    assert made.origins == ((0, 0, 3), (3, 3, 2), (4, 6, 1))


def test_annotations_and_invisible_characters_are_gaps(rules: NormalizeRules) -> None:
    made = normalize_text("環(huán)境\u200b學(xué)習(xí)", rules)
    assert made.text == "环境学习"
    assert made.origins == ((0, 0, 1), (1, 7, 1), (2, 9, 1), (3, 15, 1))
    assert [repair.spans for repair in made.repairs if repair.kind == "pinyin_annotation"] == [
        ((1, 7), (10, 15), (16, 20))
    ]


def test_blocks_are_as_small_as_they_can_be(rules: NormalizeRules) -> None:
    made = normalize_text("规?；l展&nbsp;好e\u0301 ,再", rules)
    assert made.text == "规模化发展 好é，再"
    # Four lost characters from four, an entity, a letter with its accent, a comma without its blank.
    assert made.origins == ((0, 0, 5), (5, 5, 6), (6, 11, 1), (7, 12, 2), (8, 15, 2))


def test_a_conversion_that_changes_the_length_maps_the_part_that_differs() -> None:
    assert conversion_edits("電腦\n這個軟體好", "电脑\n这个软件包好") == [(6, 7, 2)]

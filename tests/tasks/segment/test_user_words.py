"""A user dictionary changes words and tags as it changes jieba's."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.jieba_posseg import Pairs, jieba_posseg
from benchmarks.newspaper import paragraphs
from tasks.segment import segment, segmenter

# Words that win over others, words without frequency or tag, words taken out, a new tag, letters
# that beat their word and others that do not, a mark, words that no text can hold.
DICTIONARY = """
云岭石鼓桥头堡
石鼓镇 ns
林小满 nr
桥头 5 v
会议 0
不定 0
溼 0
中国人民 zz
的 10
人工智能AI
AI 100 eng
C919 nz
A 3000000 n
B 3000000
AB 1 n
B超 0
深度学习 100000 n
，  3 w
50% 100 m
云 岭 3 n
县
"""
TEXTS = [
    "云岭石鼓桥头堡和石鼓镇的桥头",
    "会议不定期，中国人民要会议，会不定",
    "溼了，不溼，B超和A股、AB、ABA、xAB、AI、AIs、C919、人工智能AI、5G",
    "50%的深度学习，云 岭县",
]
PIECES = st.one_of(
    st.sampled_from(DICTIONARY.split()),
    st.sampled_from("我了，会议溼湿B超xyz5G% 的是在不定一石鼓林云岭学习A"),
)


@pytest.fixture(scope="module")
def jieba_with_words() -> Callable[[str], Pairs]:
    return jieba_posseg(DICTIONARY)


@pytest.fixture(scope="module")
def pairs() -> Callable[[str], Pairs]:
    cut = segmenter(DICTIONARY)
    return lambda text: [(word.text, word.tag) for word in cut(text)]


@pytest.mark.parametrize("text", TEXTS)
def test_user_words_are_found_and_tagged_as_by_jieba(
    text: str, pairs: Callable[[str], Pairs], jieba_with_words: Callable[[str], Pairs]
) -> None:
    assert pairs(text) == jieba_with_words(text)


@given(pieces=st.lists(PIECES, max_size=10))
def test_so_is_any_mixture_of_them(
    pieces: list[str], pairs: Callable[[str], Pairs], jieba_with_words: Callable[[str], Pairs]
) -> None:
    text = "".join(pieces)
    assert pairs(text) == jieba_with_words(text)


def test_newspaper_paragraphs_change_only_where_jiebas_do(
    pairs: Callable[[str], Pairs], jieba_with_words: Callable[[str], Pairs]
) -> None:
    chosen = random.Random(7).sample(paragraphs(), 500)
    assert [text for text in chosen if pairs(text) != jieba_with_words(text)] == []


LINES = st.builds(
    "".join,
    st.tuples(
        st.lists(PIECES, min_size=1, max_size=4).map("".join),
        st.sampled_from(["", " 0", " 1", " 70", " 2000000"]),
        st.sampled_from(["", " n", " nz", " x"]),
    ),
)


@settings(max_examples=3)
@given(lines=st.lists(LINES, min_size=10, max_size=40), text=st.lists(PIECES).map("".join))
def test_any_dictionary_counts_as_in_jieba(lines: list[str], text: str) -> None:
    dictionary = "\n".join(lines)
    text += "".join(line.split(" ")[0] for line in lines)
    words = segmenter(dictionary)(text)
    assert [(word.text, word.tag) for word in words] == jieba_posseg(dictionary)(text)


def test_user_words_of_one_segmenter_do_not_change_another() -> None:
    before = segment("云岭石鼓桥头堡")
    assert segmenter(DICTIONARY)("云岭石鼓桥头堡") != before
    assert segment("云岭石鼓桥头堡") == before == segmenter(" \n")("云岭石鼓桥头堡")

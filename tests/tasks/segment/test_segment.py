"""The words and tags are jieba.posseg's own, whatever the text."""

import random
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.jieba_posseg import Pairs
from benchmarks.newspaper import paragraphs
from config.rules import load_rules
from tasks.document import RawArticle
from tasks.normalize import normalize
from tasks.segment import segment, segmenter
from tasks.segment.model import load_model

ROOT = Path(__file__).parents[3]
ARTICLES = [
    *sorted((ROOT / "tests" / "corpus" / "articles").glob("*.txt")),
    *sorted((ROOT / "samples").rglob("*.txt")),
]
ODD = [
    "",
    " ",
    "\r\n\n\r\t\u3000\u2028\x00\x1f",
    "2015年3月2日14:05，https://news.example.cn/a_b-c.html?id=42&k=%E4%B8%AD#top",
    "林小满（lin.xiaoman+news@example.cn）说：“A4纸、3D打印、5G、iPhone15、C++和AT&T。”",
    "增长3.5%，比去年-0.2%高；GDP达1,234.56亿元…",
    "T恤、B超、AA制、卡拉OK、X光片和IC卡ABC123def",
    "１月１日，６４辆满载物资的Ｔ型车",
    "好的👍🏽👩‍👩‍👧开会🇨🇳了①②㈠々〇〻ㄅ한글ひらがなカタカナ",
    "雲嶺縣委書記林小滿主持召開會議，强調要抓好森林防火、著力改善環境。",
    "龘䶮𠮷㐀鿕鿖鿿豈兀 \ud83d\udc4d \ud800 é e\u0301 \u200b\ufeff\ufffd",
    "跛丕囡丕坜沈夥的得地着了过",
    "的" * 300,
    "中" + "_" * 50 + "国" + "." * 50 + "人+#&",
]
PIECES = st.one_of(
    st.sampled_from("云岭市长林小满出席会议说要在不是的了一我人大中国上下地为和有这来到时"),
    st.sampled_from("，。：“”、（）！？　 \n\r-%.+#&_Aab019％Ａ１·—…①😀é〇䶮龘"),
    st.sampled_from(
        ["中国人民", "会议强调", "经济社会发展", "C919", "3.5", "\r\n", "B超", "http://"]
    ),
    st.sampled_from(sorted(load_model().letters)),
)
MIXTURES = st.lists(PIECES, max_size=30).map("".join)


def pairs(text: str) -> Pairs:
    return [(word.text, word.tag) for word in segment(text)]


def test_newspaper_paragraphs_are_cut_and_tagged_as_by_jieba(
    jieba: Callable[[str], Pairs],
) -> None:
    chosen = random.Random(6).sample(paragraphs(), 3000)
    assert [text for text in chosen if pairs(text) != jieba(text)] == []


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_articles_are_cut_and_tagged_as_by_jieba(path: Path, jieba: Callable[[str], Pairs]) -> None:
    raw = RawArticle(key=path.name, content=path.read_bytes())
    text = normalize(raw, _rules()).text
    assert pairs(text) == jieba(text)


_rules = cache(load_rules)


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_cut_and_tagged_as_by_jieba(text: str, jieba: Callable[[str], Pairs]) -> None:
    assert pairs(text) == jieba(text)


@given(text=MIXTURES)
def test_any_mixture_is_cut_and_tagged_as_by_jieba(
    jieba: Callable[[str], Pairs], text: str
) -> None:
    assert pairs(text) == jieba(text)


@given(MIXTURES)
def test_the_words_joined_are_the_text_and_start_where_they_say(text: str) -> None:
    words = segment(text)
    assert "".join(word.text for word in words) == text
    assert all(text.startswith(word.text, word.start) for word in words)


def test_every_character_that_cannot_be_in_a_word_stands_alone() -> None:
    """Holds rjieba's idea of what a word is made of to jieba's, over four planes of Unicode."""
    possible = {*map(chr, range(0x4E00, 0x9FD6)), *map(chr, range(0x80))}
    others = [char for char in map(chr, range(0x80, 0x40000)) if char not in possible]
    words = segment("".join(f"国{char}" for char in others))
    assert [(word.text, word.tag) for word in words[1::2]] == [(char, "x") for char in others]


def test_words_carry_tags() -> None:
    first = segment("市长出席会议")[0]
    assert (first.text, first.tag, first.start) == ("市长", "n", 0)


def test_threads_may_share_a_segmenter() -> None:
    texts, shared, own = paragraphs()[:400], segmenter(), segmenter()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(shared, texts)) == [own(text) for text in texts]


def test_a_process_forked_after_the_first_words_makes_the_same() -> None:
    texts = paragraphs()[400:500]
    expected = [segment(text) for text in texts]
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as pool:
        assert list(pool.map(segment, texts)) == expected

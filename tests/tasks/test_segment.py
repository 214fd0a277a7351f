import jieba
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.segment import segment

CHINESE = st.text(st.sampled_from("云岭市长林小满出席会议，说：“好。”\n　 A1.5%①龘·"), max_size=60)


@settings(deadline=None, max_examples=60)
@given(CHINESE)
def test_the_words_joined_are_the_text_and_start_where_they_say(text: str) -> None:
    words = segment(text)
    assert "".join(word.text for word in words) == text
    assert all(text.startswith(word.text, word.start) for word in words)


def test_words_carry_tags() -> None:
    first = segment("市长出席会议")[0]
    assert (first.text, first.tag, first.start) == ("市长", "n", 0)


def test_a_word_that_somebody_adds_to_jieba_does_not_change_our_words() -> None:
    before = segment("云岭石鼓桥头堡")
    jieba.add_word("石鼓桥头堡", 10**8)
    try:
        assert segment("云岭石鼓桥头堡") == before
    finally:
        jieba.del_word("石鼓桥头堡")


def test_the_same_text_gives_the_same_words() -> None:
    text = "松江县水务局局长单若川介绍，水库已经放水。"
    assert segment(text) == segment(text)

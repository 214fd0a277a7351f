from hypothesis import given
from hypothesis import strategies as st

from benchmarks.jieba_posseg import Pairs, jieba_path
from tasks.segment.model import load_model
from tasks.segment.search import likeliest_states

KNOWN = st.sampled_from(sorted(load_model().letters))
COMMON = st.sampled_from("云岭市长林小满出席会议说要在不是的了一我人大中国上下地为和有这来到时")
# Characters that the model does not know may have any state; jieba takes 10 ms for each.
ANY = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5)


def path(run: str) -> Pairs:
    states = load_model().states
    return [states[number] for number in likeliest_states(run)]


@given(st.text(st.one_of(COMMON, KNOWN), min_size=1, max_size=9))
def test_the_path_is_the_one_that_jieba_finds(run: str) -> None:
    assert path(run) == jieba_path(run)


@given(st.text(st.one_of(KNOWN, ANY), min_size=1, max_size=5))
def test_so_it_is_with_characters_that_the_model_does_not_know(run: str) -> None:
    assert path(run) == jieba_path(run)

from hypothesis import given
from hypothesis import strategies as st

from config.rules.extract import ExtractRules
from tasks.extract.passage import read_passage
from tasks.extract.people.doers import read_mentions
from tasks.extract.people.likeness import Trust, weigh_as_word
from tasks.extract.people.weighing import most_for, weigh

PIECES = (
    "单",
    "林",
    "岳",
    "远川",
    "和",
    "任",
    "由",
    "县长",
    "成果",
    "说",
    "通报",
    "，",
    "的",
    "。",
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=3, max_size=12).map("".join)


@given(TEXTS, st.sampled_from(Trust), st.integers(2, 4))
def test_nothing_speaks_more_for_a_name_than_can(
    rules: ExtractRules, text: str, trust: Trust, length: int
) -> None:
    passage = read_passage(text)
    for end in range(length, len(text) + 1):
        start = end - length
        assert weigh_as_word(text[start:end], trust, rules) <= 0
        assert weigh(passage, start, end, trust, rules, as_word=0) <= most_for(length, trust)


@given(st.lists(st.sampled_from(("林岳", "常远", "很", "好", "，")), max_size=12).map("".join))
def test_the_next_doer_has_another_name(text: str) -> None:
    passage = read_passage(text)
    spans = {
        name: [(at, at + 2) for at in passage.find_all(name)]
        for name in ("林岳", "常远")
        if name in text
    }
    mentions = read_mentions(passage, spans, {})
    for i, mention in enumerate(mentions):
        later = (m.start for m in mentions[i + 1 :] if m.subject and m.name != mention.name)
        assert mention.next_doer == next(later, len(text))

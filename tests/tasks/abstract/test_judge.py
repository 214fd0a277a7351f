"""The guard: faithful summaries in other words pass, and whatever the body does not say does not."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tasks.abstract import Fault, judge
from tasks.abstract.claim import read_claim
from tasks.abstract.dates import dates_in
from tasks.abstract.numbers import wrong_numbers
from tasks.document import RawArticle, Refusal, Result, Summary
from tasks.pipeline import process
from tasks.summarize.clauses import split_sentences
from tests.tasks.abstract.articles import ARTICLES, FAITHFUL, RULES, UNFAITHFUL, result_of

ROOT = Path(__file__).parent.parent.parent.parent
SAMPLES = sorted((ROOT / "samples").rglob("*.txt"))
LIMIT = 150
NAMES = sorted(ARTICLES)


def judged(name: str, answer: str, longest: int = LIMIT) -> Summary | Fault:
    return judge(answer, result_of(name), RULES, longest)


def sentences_of(result: Result) -> list[str]:
    text = result.body.text
    return [text[sentence.start : sentence.end] for sentence in split_sentences(text)]


@pytest.mark.parametrize(("name", "answer"), FAITHFUL)
def test_a_faithful_summary_in_other_words_stands(name: str, answer: str) -> None:
    summary = judged(name, answer)
    assert isinstance(summary, Summary), summary
    assert (summary.text, summary.method) == (answer, "abstractive")


@pytest.mark.parametrize(("name", "answer", "reason"), UNFAITHFUL)
def test_an_unfaithful_one_is_refused_with_its_reason(
    name: str, answer: str, reason: Refusal
) -> None:
    fault = judged(name, answer)
    assert isinstance(fault, Fault), fault
    assert fault.reason is reason, fault.detail


def test_the_words_at_fault_are_told() -> None:
    fault = judged("meeting", "市委书记高望川出席春季造林现场会并讲话。")
    assert fault == Fault(Refusal.NAME, "高望川")


@pytest.mark.parametrize(("name", "answer"), FAITHFUL)
def test_every_sentence_is_linked_to_sentences_of_the_body(name: str, answer: str) -> None:
    summary, body = judged(name, answer), result_of(name).body.text
    assert isinstance(summary, Summary)
    assert "".join(statement.text for statement in summary.statements) == answer
    for sentence in summary.sentences:
        assert sentence.text == body[slice(*sentence.span)]
    used = [number for statement in summary.statements for number in statement.support]
    assert set(used) == set(range(len(summary.sentences)))
    assert all(1 <= len(statement.support) <= 3 for statement in summary.statements)


def test_a_sentence_is_linked_to_what_says_the_same() -> None:
    summary = judged("sport", "叶知秋拿下31分，获评最有价值球员。观众有6800人。")
    assert isinstance(summary, Summary)
    first, second = summary.statements
    assert [summary.sentences[n].text for n in first.support] == [
        "主攻手叶知秋拿下全场最高的31分，被评为最有价值球员。"
    ]
    assert [summary.sentences[n].text for n in second.support] == ["现场观众有6800人。"]


def test_key_points_stay_and_nothing_else_of_the_summary_does() -> None:
    before, summary = result_of("meeting").summary, judged(*FAITHFUL[0])
    assert isinstance(summary, Summary)
    assert summary.points == before.points
    assert summary.generation is None


@given(st.data())
def test_sentences_of_the_body_always_pass(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    sentences = sentences_of(result_of(name))
    chosen = data.draw(st.lists(st.sampled_from(sentences), min_size=1, max_size=4, unique=True))
    summary = judged(name, "".join(chosen), longest=1000)
    assert isinstance(summary, Summary), summary
    assert [sentence.text for sentence in summary.sentences] == sorted(chosen, key=sentences.index)


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_sentences_of_any_article_pass(file: Path) -> None:
    result = process(RawArticle(key=file.name, content=file.read_bytes()), RULES)
    for sentence in sentences_of(result):
        summary = judge(sentence, result, RULES, 1000)
        assert isinstance(summary, Summary), (sentence, summary)


@given(st.data())
def test_one_changed_digit_never_passes(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    result = result_of(name)
    sentence = data.draw(st.sampled_from([s for s in sentences_of(result) if has_digit(s)]))
    at = data.draw(st.sampled_from([i for i, char in enumerate(sentence) if char.isdigit()]))
    changed = sentence[:at] + data.draw(st.sampled_from("0123456789")) + sentence[at + 1 :]
    before, after = figures(sentence), figures(changed)
    # 12 for 13 where both are told, and 90% where 九成 is told
    assume(not set(after) <= {*figures(result.body.text), *told_in_words(result)})
    assume(before != after)
    assert isinstance(judge(changed, result, RULES, 1000), Fault)


def told_in_words(result: Result) -> list[str]:
    """What figures written in numerals would be in digits: 九成 is 90%, 三年 is 3年."""
    shares = [q for q in result.quantities if q.unit == "比例" and isinstance(q.value, float)]
    told = [f"{float(share.value) * 100:g}%" for share in shares]
    return told + [
        f"{q.value:g}{q.unit[:1]}"
        for q in result.quantities
        if q not in shares and isinstance(q.value, float)
    ]


def has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def figures(text: str) -> list[str]:
    """Runs of digits with what stands behind them, as a reader who knows nothing sees them."""
    apart = "".join(char if char.isdigit() or char == "." else f" {char} " for char in text)
    words = apart.split()
    return [a + b for a, b in zip(words, [*words[1:], ""], strict=True) if has_digit(a)]


@pytest.mark.parametrize("figure", ["2万吨", "20000吨", "两万吨", "20,000吨", "二万吨", "2万公吨"])
@pytest.mark.parametrize("told", ["2万吨", "20000吨", "两万吨"])
def test_a_figure_is_known_by_its_value(figure: str, told: str) -> None:
    assert wrong_in(f"云岭港去年共运出粮食{told}。", f"云岭港共运出{figure}粮食。") == []


@pytest.mark.parametrize(
    ("told", "claimed"),
    [
        ("百分之十五", "15%"),
        ("15%", "百分之十五"),
        ("六成", "60%"),
        ("60%", "六成"),
        ("3.8万户", "38000户"),
        ("三百五十公里", "350千米"),
        ("1.2亿元", "12000万元"),
        ("120人", "120名"),
    ],
)
def test_the_same_value_may_be_written_otherwise(told: str, claimed: str) -> None:
    assert wrong_in(f"全县完成改造{told}，进度较快。", f"全县改造{claimed}。") == []


@pytest.mark.parametrize(
    ("told", "claimed"),
    [
        ("百分之十五", "15‰"),
        ("六成", "61%"),
        ("3.8万户", "3800户"),
        ("三百五十公里", "350里"),
        ("1.2亿元", "1.2万元"),
        ("1.2亿元", "1.2亿美元"),
        ("5至8天", "5至9天"),
    ],
)
def test_another_value_or_unit_may_not(told: str, claimed: str) -> None:
    assert wrong_in(f"全县完成改造{told}，进度较快。", f"全县改造{claimed}。") != []


def wrong_in(body: str, answer: str) -> list[str]:
    result = process(RawArticle(key="a.txt", content=body.encode()), RULES)
    claim = read_claim(answer, result.body.text, RULES)
    return [answer[slice(*span)] for span in wrong_numbers(claim, result, RULES)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2024年3月11日", [(2024, 3, 11)]),
        ("二〇二四年三月十一日", [(2024, 3, 11)]),
        ("2024-03-11", [(2024, 3, 11)]),
        ("三月底", [(None, 3, None)]),
        ("3月11日至13日", [(None, 3, 11), (None, None, 13)]),
        ("3个月里有20300日元", []),
        ("12月份", [(None, 12, None)]),
    ],
)
def test_dates_are_read_by_value(
    text: str, dates: list[tuple[int | None, int | None, int | None]]
) -> None:
    assert [date[1:] for date in dates_in(text)] == dates


@given(st.text(max_size=80))
def test_no_answer_breaks_the_guard(answer: str) -> None:
    judged("meeting", answer)


@given(st.text("澄江高望山秦若溪造林12万亩3月日，。“”《》不得强调元年吨%", max_size=60))
def test_no_answer_out_of_the_article_s_own_characters_breaks_it(answer: str) -> None:
    verdict = judged("meeting", answer)
    if isinstance(verdict, Summary):
        assert len(verdict.text) <= LIMIT
        assert verdict.sentences

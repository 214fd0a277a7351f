import inspect
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.rules import Rules, load_rules
from tasks.document import Failure, Label, NormalizedArticle, RawArticle, Result
from tasks.errors import EmptyArticle, StageCrashed
from tasks.normalize.decode import decode
from tasks.origins import normalized_span, source_span
from tasks.pipeline import PIPELINE, Stage, process, run_stage
from tasks.stages import STAGES
from tests.rules import RULES
from workers.local import outcome_of

CORPUS = Path(__file__).parent.parent / "corpus" / "articles"
ARTICLES = sorted(CORPUS.glob("*.txt"))
SOME_TEXT = "澄江市市长高望山3月11日强调，要抢抓时令，保质保量完成造林任务。"


@pytest.fixture(scope="module")
def rules() -> Rules:
    return RULES


@pytest.fixture(scope="module")
def results(rules: Rules) -> list[Result]:
    return [process(RawArticle(key=f.name, content=f.read_bytes()), rules) for f in ARTICLES]


def test_the_stages_are_the_four_the_mission_names() -> None:
    assert STAGES == ("normalize", "strip_boilerplate", "extract", "summarize")
    assert tuple(stage.name for stage in PIPELINE) == STAGES


def test_each_stage_takes_what_the_one_before_makes() -> None:
    for before, after in pairwise(PIPELINE):
        assert after.takes is before.makes
    for stage in PIPELINE:
        hints = inspect.get_annotations(stage.run)
        article = next(iter(hints))
        assert (hints[article], hints["return"]) == (stage.takes, stage.makes)


def test_every_source_line_is_accounted_for(results: list[Result]) -> None:
    for result in results:
        assert [line.text for line in result.lines] == result.normalized_text.split("\n")
        assert [line.n for line in result.lines] == list(range(len(result.lines)))


def test_every_span_of_a_result_points_at_its_text(results: list[Result]) -> None:
    for result in results:
        text = result.body.text
        for person in result.people:
            for a, b in person.spans:  # typeset with a space (温 良), or a part of a dotted name
                said = text[a:b]
                assert person.name in (said, said.replace(" ", "")) or said in person.name.split(
                    "·"
                )
        for mention in (*result.organisations, *result.places):
            assert all(text[a:b] == mention.name for a, b in mention.spans)
        for sentence in result.summary.sentences:
            assert text[slice(*sentence.span)] == sentence.text


def test_the_body_holds_nothing_but_words_of_body_lines(results: list[Result]) -> None:
    for result in results:
        of_body = "".join(line.text for line in result.lines if line.label is Label.BODY)
        assert all(paragraph in of_body for paragraph in result.body.paragraphs)
        assert result.body.text == "\n".join(result.body.paragraphs)


def test_every_sentence_of_a_summary_leads_back_to_its_line_of_the_source(
    results: list[Result], rules: Rules
) -> None:
    for file, result in zip(ARTICLES, results, strict=True):
        source = decode(file.read_bytes(), None, rules.normalize).text
        lines = result.normalized_text.split("\n")
        for sentence in result.summary.sentences:
            start, end = normalized_span(result.body, *sentence.span)
            assert result.normalized_text[start:end] == sentence.text
            number = result.normalized_text.count("\n", 0, start)
            source_start, source_end = source_span(result.origins, start, end)
            source_number = len((source[:source_start] + "x").splitlines()) - 1
            assert source_number == number, lines[number]
            assert "\n" not in source[source_start:source_end]


def test_no_summary_is_longer_than_the_limit(results: list[Result], rules: Rules) -> None:
    assert max(len(result.summary.text) for result in results) <= rules.summarize.max_characters


def test_the_same_bytes_give_the_same_bytes(rules: Rules) -> None:
    raw = RawArticle(key=ARTICLES[0].name, content=ARTICLES[0].read_bytes())
    assert process(raw, rules).as_json() == process(raw, load_rules()).as_json()


@pytest.mark.parametrize("file", ARTICLES[::4], ids=lambda file: file.stem)
def test_documents_survive_json_between_any_two_stages(file: Path, rules: Rules) -> None:
    made = run_stage(PIPELINE[0], RawArticle(key=file.name, content=file.read_bytes()), rules)
    for stage in PIPELINE[1:]:
        carried = stage.takes.model_validate_json(made.model_dump_json())
        assert carried == made
        made, straight = run_stage(stage, carried, rules), run_stage(stage, made, rules)
        assert made == straight


def test_a_bad_article_stays_its_own_error(rules: Rules) -> None:
    with pytest.raises(EmptyArticle):
        run_stage(PIPELINE[0], RawArticle(key="a.txt", content=b""), rules)


def test_a_fault_of_ours_is_named_as_one(rules: Rules) -> None:
    def broken(_document: NormalizedArticle, _rules: Rules) -> NormalizedArticle:
        raise IndexError("list index out of range")

    stage = Stage("broken", broken, NormalizedArticle, NormalizedArticle)
    with pytest.raises(StageCrashed, match="IndexError: list index out of range"):
        run_stage(stage, RawArticle(key="a.txt", content=b""), rules)


lines = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            [SOME_TEXT, "来源：澄江日报", "责任编辑：林小满", "相关阅读", "（完）", ""]
        ),
        st.text("要强调市长（）《》“”，。；：—2024年月日0.%记者 ", max_size=40),
    ),
    max_size=12,
)


@given(lines)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_the_text_there_is_a_result_or_a_plain_reason(
    rules: Rules, given_lines: list[str]
) -> None:
    content = "\n".join(given_lines).encode("utf-8", "ignore")
    outcome = outcome_of(RawArticle(key="a.txt", content=content), rules, replay="")
    if isinstance(outcome, Failure):
        assert outcome.error.message
        assert outcome.error.type != "StageCrashed", outcome.error.message
    else:
        assert outcome.body.text

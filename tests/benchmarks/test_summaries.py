"""The baselines that summaries are compared with."""

import json

import pytest

from benchmarks.score import OWN
from benchmarks.summaries import (
    BASELINES,
    extracted,
    figures,
    figures_of,
    lead,
    load_scorer,
    oracle,
    perfect_body,
    sentences,
    target_of,
)
from config.rules import load_rules
from tasks.summarize import digest

BODY = "县里修渠。\n渠长九公里，修渠花了两年。村民说：“渠修好了。”高山笑了。"


def test_the_lead_is_the_first_sentences() -> None:
    assert lead(1)(BODY, 150) == "县里修渠。"
    assert lead(3)(BODY, 15) == "县里修渠。渠长九公里，修渠花了"


def test_a_closing_quote_ends_the_sentence_it_stands_in() -> None:
    assert sentences(BODY)[2:] == ["村民说：“渠修好了。”", "高山笑了。"]


@pytest.mark.parametrize("name", BASELINES)
def test_every_baseline_keeps_the_limit_and_the_order(name: str) -> None:
    summary = BASELINES[name](BODY, 30)
    assert 0 < len(summary) <= 30
    places = [BODY.index(sentence) for sentence in sentences(summary)]
    assert places == sorted(places)


def test_the_perfect_body_is_free_of_what_is_not_body() -> None:
    gold = json.loads((OWN.gold / "h01.json").read_bytes())
    body = perfect_body(gold)
    assert all(span["text"] not in body for span in gold["inline_spans"])


def test_a_reference_scores_full_marks_against_itself() -> None:
    gold = json.loads((OWN.gold / "c09.json").read_bytes())
    scored = figures(load_scorer(), gold["reference_summary"], gold)
    assert scored[:3] == (1.0, 1.0, 1.0)


def test_the_fast_figures_are_those_of_the_scorer() -> None:
    gold = json.loads((OWN.gold / "c09.json").read_bytes())
    summary = gold["reference_summary"][10:] + "高山笑了。"
    assert figures_of(summary, target_of(gold)) == pytest.approx(
        figures(load_scorer(), summary, gold)[:3]
    )


def test_the_oracle_is_nearer_to_the_reference_than_any_choice_without_it() -> None:
    rules = load_rules()
    gold = json.loads((OWN.gold / "c09.json").read_bytes())
    article = extracted(OWN, gold, rules)
    target = target_of(gold)
    best = oracle(article, target, rules.summarize)
    assert len(best) <= rules.summarize.max_characters
    ours = digest(article, rules.summarize).text
    assert sum(figures_of(best, target)) >= sum(figures_of(ours, target))

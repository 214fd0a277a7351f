"""The fuzzer's own checks: they see what is broken, and any seed passes them."""

import random

import pytest

from benchmarks.fuzz.checks import Broken, article_of, check
from benchmarks.fuzz.pieces import NASTY, mutated, named, seeds, words
from config.rules import Rules
from tasks.document import NormalizedArticle, RawArticle
from tasks.normalize import normalize
from tasks.pipeline import PIPELINE
from tests.rules import RULES

SIMPLE = PIPELINE[:2]
TEXT = "澄江市市长高望山3月11日强调，要抢抓时令。"


def test_seeds_pass_and_most_are_articles() -> None:
    some = list(seeds())[::6]
    passed = [check(article_of(content), SIMPLE, RULES) for content in some]
    assert sum(map(bool, passed)) > len(some) / 2


def test_other_inputs_stay_text_and_pass() -> None:
    known, data = words(), named("a.txt", TEXT.encode())
    for seed in range(150):
        data = mutated(data, 2000, seed, known, lambda other: other)
        article_of(data).content.decode()
        check(article_of(data), SIMPLE, RULES)
    assert len(data) <= 2000


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json"])
def test_nasty_pieces_break_no_stage(name: str) -> None:
    chance = random.Random(1)
    pieces = chance.sample(NASTY, len(NASTY))
    text = "".join(f"{TEXT}{piece}{TEXT}{piece * 9}\n" for piece in pieces)
    content = text if name != "a.json" else f'{{"text": {text!r}}}'
    check(article_of(named(name, content.encode())), PIPELINE, RULES)


def test_a_lost_line_and_an_unexpected_error_are_findings() -> None:
    def shortened(raw: RawArticle, rules: Rules) -> NormalizedArticle:
        whole = normalize(raw, rules)
        return whole.model_copy(update={"text": whole.text.partition("\n")[0]})

    def broken(_raw: RawArticle, _rules: Rules) -> NormalizedArticle:
        raise IndexError("list index out of range")

    raw = article_of(named("a.txt", f"{TEXT}\n{TEXT}".encode()))
    for run, error in ((shortened, Broken), (broken, IndexError)):
        with pytest.raises(error):
            check(raw, [SIMPLE[0]._replace(run=run)], RULES)

"""What pairs of characters are worth to a summary."""

from tasks.summarize.clauses import split_sentences
from tasks.summarize.pairs import kinds_of, pairs_of, worth_of_pairs
from tests.rules import RULES
from tests.tasks.summarize.making import STORY, extracted

WEIGHTS = RULES.summarize.pairs


def kinds(text: str, title: str = "") -> dict[str, set[str]]:
    article = extracted(text).model_copy(update={"title": title})
    found = kinds_of(article, pairs_of(text), split_sentences(text), RULES.summarize.signs)
    return {name: set(pairs) for name, pairs in found}


def worth(text: str, title: str = "") -> dict[str, int]:
    article = extracted(text).model_copy(update={"title": title})
    return worth_of_pairs(
        article, pairs_of(text), split_sentences(text), RULES.summarize.signs, WEIGHTS
    )


def test_every_kind_has_a_weight_and_every_weight_a_kind() -> None:
    assert {*kinds(STORY)} | {"every"} == {*type(WEIGHTS).model_fields}


def test_an_empty_body_has_the_same_kinds() -> None:
    assert {*kinds("")} == {*kinds(STORY)}


def test_what_is_told_again_and_what_the_title_says_is_of_such_a_kind() -> None:
    found = kinds(
        "云浦水库开工。居民欢迎。水库年底蓄水。大坝封顶。\n林溪说，水库很大。", "云浦水库蓄水"
    )
    assert "水库" in found["again"]
    assert found["title"] == {"云浦", "浦水", "水库", "蓄水"}
    assert {"开工", "蓄水", "很大"} <= found["like_title"]
    assert found["like_title"].isdisjoint({"居民", "封顶"})


def test_digits_are_pairs_with_one_and_a_clause_with_a_figure_is_of_a_kind_as_a_whole() -> None:
    found = kinds("云浦有3座水库。\n大坝的高度是18米，已经封顶。")
    assert found["digits_early"] == {"有3", "3座"}
    assert found["with_figure"] >= {"云浦", "水库", "高度", "8米"}
    assert "封顶" not in found["with_figure"]


def test_a_pair_is_worth_more_for_standing_in_the_title() -> None:
    text = "云浦水库开工。水库年底蓄水。"
    assert worth(text, "水库")["水库"] > worth(text, "林溪")["水库"]


def test_no_mark_is_worth_anything_and_nothing_is_worth_less_than_nothing() -> None:
    found = worth(STORY, "望溪，改造")
    assert all(pair.isalnum() and value > 0 for pair, value in found.items())
    assert "谈柳" in found
    assert {*found} <= {*pairs_of(STORY)} | {*pairs_of("望溪，改造")}

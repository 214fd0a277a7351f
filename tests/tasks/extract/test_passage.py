import re
import time
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from config.rules import Rules
from tasks.document import CleanArticle
from tasks.extract import extract
from tasks.extract.passage import read_passage

TEXTS = st.text("云岭市李", max_size=30)
PARTS = st.text("云岭市李", min_size=2, max_size=4)


@given(TEXTS, PARTS)
def test_a_part_is_found_wherever_it_stands(text: str, part: str) -> None:
    passage = read_passage(text)
    every = [at for at in range(len(text)) if text.startswith(part, at)]
    assert list(passage.find_backwards(part)) == every[::-1]
    assert passage.recurs(part) == (len(every) > 1)
    assert len(passage.find_all(part)) == text.count(part)


@given(TEXTS)
def test_two_characters_recur_that_stand_elsewhere_too(text: str) -> None:
    passage = read_passage(text)
    every = [text[at : at + 2] for at in range(len(text) - 1)]
    assert [*passage.pairs[2]][: len(every)] == [every.count(pair) > 1 for pair in every]


def test_a_single_character_is_found_too() -> None:
    assert read_passage("云岭云").find_all("云") == [0, 2]


def test_behind_a_part_stands_what_goes_on_alike_or_differs() -> None:
    passage = read_passage("李云说。李云说。李岭到。李岭来。市")
    assert passage.behind("李云") == ("说", "说")
    assert set(passage.behind("李岭")) == {"到", "来"}
    assert passage.behind("。市") == ("", None)
    assert passage.behind("云岭") == (None, None)


def test_cost_grows_with_the_length_only(
    page: Callable[..., CleanArticle], all_rules: Rules
) -> None:
    paragraph = "云岭市水务局局长贺远川说，青石河的水质好了。渔民单守田到河边查看网箱，方兰笑了。"

    def cost(times: int) -> float:
        article = page(body="\n".join([paragraph] * times))
        start = time.process_time()
        extract(article, all_rules)
        return time.process_time() - start

    cost(1)
    assert cost(1_000) < 40 * min(cost(100) for _ in range(2))


@given(st.text("云岭市县县长", max_size=30))
def test_words_by_their_last_character_are_those_of_a_walk_over_all(text: str) -> None:
    passage = read_passage(text)
    assert [*passage.words_ending(re.compile("[市县]"))] == [
        word for word in passage.words if word.text[-1] in "市县"
    ]

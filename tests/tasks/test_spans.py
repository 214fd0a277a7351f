"""Every span of every result is a real slice of the body: on the corpus, and on mutated articles."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from tasks.document import RawArticle, Result
from tasks.errors import ArticleError
from tasks.normalize.decode import decode
from tasks.pipeline import process
from tests import damage
from tests.rules import RULES

CORPUS = sorted((Path(__file__).parent.parent / "corpus" / "articles").glob("*.txt"))
TEXTS = [decode(file.read_bytes(), None, RULES.normalize).text for file in CORPUS]
DAMAGES = (
    damage.half_width_punctuation,
    damage.full_width_digits,
    damage.corner_quotes,
    damage.to_traditional,
    lambda text: damage.zero_width(text, seed=1),
    lambda text: damage.annotate_pinyin(damage.to_traditional(text), seed=1),
    str,
)


def documents(value: object) -> Iterator[BaseModel]:
    """A result and everything in it."""
    if isinstance(value, BaseModel):
        yield value
        for _, inner in value:
            yield from documents(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from documents(inner)


def cited(result: Result) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every text of the result with each of its spans."""
    for document in documents(result):
        if span := getattr(document, "span", None):
            yield getattr(document, "text"), span  # noqa: B009 - of any type that has one
        for span in getattr(document, "spans", ()) if hasattr(document, "name") else ():
            yield getattr(document, "name"), span  # noqa: B009


def wrong(result: Result) -> list[tuple[str, str]]:
    """Texts that are not what stands at their span.

    A name may be set with a space (温 良), and a dotted one be told by a part of it.
    """
    text = result.body.text
    people = {person.name for person in result.people}
    return [
        (said, text[a:b])
        for said, (a, b) in cited(result)
        if a >= b or not (text[a:b] == said or (said in people and _names(text[a:b], said)))
    ]


def _names(text: str, person: str) -> bool:
    return text.replace(" ", "") == person or text in person.split("·")


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)
def test_every_span_of_the_corpus_is_a_slice(file: Path) -> None:
    result = process(RawArticle(key=file.name, content=file.read_bytes()), RULES)
    assert len(list(cited(result))) > 2
    assert wrong(result) == []


@settings(deadline=None, max_examples=120)
@given(
    text=st.sampled_from(TEXTS),
    other=st.sampled_from(TEXTS),
    harm=st.sampled_from(DAMAGES),
    seed=st.integers(0, 10_000),
)
def test_every_span_of_a_mutated_article_is_a_slice(
    text: str, other: str, harm: damage.Damage, seed: int
) -> None:
    mutated = harm(mixed(text, other, random.Random(seed)))
    try:
        result = process(RawArticle(key="a.txt", content=mutated.encode()), RULES)
    except ArticleError:
        return
    assert wrong(result) == []


def mixed(text: str, other: str, chance: random.Random) -> str:
    """Lines of two articles in a new order, some cut short, some said twice."""
    lines = text.splitlines() + chance.sample(other.splitlines(), min(3, other.count("\n")))
    chance.shuffle(lines)
    cut = [line[: chance.randrange(1, len(line) + 1)] if line else line for line in lines[:3]]
    return "\n".join([*cut, *lines[3:], *chance.choices(lines, k=2)])

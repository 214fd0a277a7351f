"""The corpus as HTML pages: title, date and body come out as from the text."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tasks.boilerplate import strip_boilerplate
from tasks.document import Label, RawArticle
from tasks.extract import extract
from tasks.normalize import normalize
from tests.pages import KINDS, Gold, lines_of
from tests.rules import RULES

CORPUS = sorted((Path(__file__).parent.parent / "corpus" / "gold").glob("*.json"))
LEAST_F1 = 0.98  # measured .99 on each kind; the same lines as plain text have .997


@pytest.fixture(scope="module")
def corpus() -> list[Gold]:
    return [json.loads(path.read_text()) for path in CORPUS]


@pytest.mark.parametrize("page_of", KINDS)
def test_the_body_is_the_article_s_own_words(
    corpus: list[Gold], page_of: Callable[[Gold], str]
) -> None:
    right = missed = extra = titles = 0
    for gold in corpus:
        raw = RawArticle(key="page", content=page_of(gold).encode())
        article = extract(strip_boilerplate(normalize(raw, RULES), RULES), RULES)
        lines = article.clean.normalized.text.split("\n")
        labels = article.clean.labels
        found = {
            folded(text) for text, label in zip(lines, labels, strict=True) if label is Label.BODY
        }
        body = {folded(text) for label, text in lines_of(gold) if label == "body"}
        right, missed = right + len(found & body), missed + len(body - found)
        extra += len(found - body)
        titles += folded(article.title or "") == folded(gold["title"] or article.title or "")
    assert 2 * right / (2 * right + missed + extra) >= LEAST_F1
    assert titles >= len(corpus) - 1


def folded(text: str) -> str:
    """The text without blanks and with one kind of parentheses: they differ by what is around."""
    return re.sub(r"\s+", "", text).replace("(", "（").replace(")", "）")

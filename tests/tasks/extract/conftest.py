from collections.abc import Callable

import pytest

from config.rules import Rules
from config.rules.extract import ExtractRules
from tasks.document import (
    Body,
    CleanArticle,
    InlineSpan,
    Label,
    NormalizedArticle,
    Script,
    Source,
)
from tasks.extract.passage import Passage, read_passage
from tests.rules import RULES

Page = Callable[..., CleanArticle]


@pytest.fixture(scope="session")
def all_rules() -> Rules:
    return RULES


@pytest.fixture(scope="session")
def rules(all_rules: Rules) -> ExtractRules:
    return all_rules.extract


@pytest.fixture(scope="session")
def page() -> Page:
    """`page("body text", metadata="…")`: a clean article; keywords are labels of further lines."""

    def make(body: str = "", spans: tuple[InlineSpan, ...] = (), **lines: str) -> CleanArticle:
        paragraphs = tuple(line for line in body.split("\n") if line.strip())
        labels = [Label(name) for name in lines] + [Label.BODY] * len(paragraphs)
        text = "\n".join([*lines.values(), *paragraphs])
        source = Source(
            bucket=None,
            key="a.txt",
            etag=None,
            size=len(text),
            encoding="utf-8",
            encoding_confidence=1.0,
        )
        return CleanArticle(
            normalized=NormalizedArticle(
                id="0" * 64,
                source=source,
                script=Script.HANS,
                repairs=(),
                text=text,
                origins=(),
            ),
            labels=tuple(labels),
            inline_spans=spans,
            body=Body(
                text="\n".join(paragraphs),
                paragraphs=paragraphs,
                starts=tuple(text.rindex(paragraph) for paragraph in paragraphs),
            ),
        )

    return make


@pytest.fixture(scope="session")
def passage() -> Callable[[str], Passage]:
    return read_passage

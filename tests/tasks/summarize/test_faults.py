"""No summary of any article at hand, whole or damaged, reads wrong; see faults.py."""

import random
from pathlib import Path

import pytest

from config.rules import Rules
from tasks.document import RawArticle, Result, Summary, SummarySentence
from tasks.errors import ArticleError
from tasks.pipeline import process
from tests.rules import RULES
from tests.tasks.summarize.faults import faults
from tests.tasks.summarize.making import STORY, summarized

ROOT = Path(__file__).parents[3]
CORPUS = sorted((ROOT / "tests" / "corpus" / "articles").glob("*.txt"))
SAMPLES = sorted(path for path in (ROOT / "samples").rglob("*.txt") if path.name != "README.md")


@pytest.fixture(scope="module")
def rules() -> Rules:
    return RULES


def read(content: bytes, rules: Rules) -> Result | None:
    try:
        return process(RawArticle(key="a.txt", content=content), rules)
    except ArticleError:
        return None


@pytest.mark.parametrize("file", [*CORPUS, *SAMPLES], ids=lambda path: path.name)
def test_no_summary_has_a_fault(file: Path, rules: Rules) -> None:
    result = read(file.read_bytes(), rules)
    assert result is None or faults(result, rules.summarize.max_characters) == []


@pytest.mark.parametrize("file", CORPUS[::6], ids=lambda path: path.name)
def test_nor_has_that_of_an_article_with_lines_lost_or_in_another_order(
    file: Path, rules: Rules
) -> None:
    whole = read(file.read_bytes(), rules)
    assert whole is not None
    chance = random.Random(file.name)
    lines = [*whole.body.paragraphs]
    lost = [line for line in lines if chance.random() < 0.7] or lines
    cut = [line[: chance.randrange(1, len(line) + 1)] for line in lines]
    for mutated in (lost, chance.sample(lines, len(lines)), cut):
        result = read("\n".join(mutated).encode(), rules)
        assert result is None or faults(result, rules.summarize.max_characters) == []


def with_summary(*excerpts: str) -> Result:
    """The story with another summary."""
    result = summarized(STORY)
    sentences = tuple(
        SummarySentence(text=text, span=(start, start + len(text)))
        for text in excerpts
        for start in [STORY.index(text)]
    )
    text = "".join(excerpts)
    summary = Summary(text=text, sentences=sentences, method="extractive", points=())
    return result.model_copy(update={"summary": summary})


@pytest.mark.parametrize(
    ("excerpts", "fault"),
    [
        (("要落实水价听证程序，",), "ends badly"),
        (("谈柳强调，",), "a tag without its words"),
        (("听证结果在《望溪日",), "cuts《》"),
        (("据了解，改造总投资2.6亿元，", "9月3日，"), "out of order"),
    ],
)
def test_the_faults_are_found_where_there_are_some(excerpts: tuple[str, ...], fault: str) -> None:
    found = " ".join(faults(with_summary(*excerpts), 150))
    assert fault.replace(" ", "") in found.replace(" ", "")


def test_a_demand_behind_another_name_is_found() -> None:
    result = with_summary(
        "9月3日，望溪县县长谈柳主持召开城东供水改造调度会，", "要落实水价听证程序，"
    )
    assert not any("demand" in fault for fault in faults(result, 150))

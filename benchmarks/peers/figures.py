"""Figures of what a tool made of the articles, by the annotators' own scorer (tests/corpus/score.py)."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any, NamedTuple

from benchmarks.peers.alignment import Survivor, survivors
from benchmarks.peers.articles import REAL_SET, Article
from benchmarks.score import SCORER

EVERYTHING = "all"  # the sets of our corpus together

Result = dict[str, Any]


class Errors(NamedTuple):
    """Characters that are wrong, and characters that there are."""

    wrong: int
    of: int

    @property
    def rate(self) -> float:
        """The character error rate (CER)."""
        return self.wrong / self.of if self.of else 0.0


@cache
def scorer() -> Any:
    """The scorer as a module; it is shared with the annotators as it is, and is no package's."""
    spec = spec_from_file_location("scorer", SCORER)
    assert spec is not None and spec.loader is not None  # noqa: S101, PT018 - it is a plain file
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def groups(articles: Iterable[Article]) -> list[str]:
    """All, then the sets of our corpus, then the real articles where they are at hand."""
    found = {article.group for article in articles}
    return [EVERYTHING, *sorted(found - {REAL_SET}), *sorted(found & {REAL_SET})]


def scored(articles: Sequence[Article], results: Sequence[Result]) -> dict[str, Any]:
    """The scorer's report for each group of articles."""
    documents = [
        (article, (article.name, article.gold, *scorer().score_doc(article.gold, result), True))
        for article, result in zip(articles, results, strict=True)
    ]
    return {
        group: scorer().report([scored for article, scored in documents if _in(group, article)])
        for group in groups(articles)
    }


def _in(group: str, article: Article) -> bool:
    return article.group != REAL_SET if group == EVERYTHING else article.group == group


def kept_lines(article: Article, output: str) -> tuple[Result, list[Survivor]]:
    """What a cleaner's output says about each line, as the scorer reads it.

    A title that is kept is granted: a cleaner has no way to say that it is one.
    """
    found = survivors(article.lines, output)
    labels = []
    for entry, line in zip(article.gold["lines"], found, strict=True):
        as_kept = "title" if entry["label"] == "title" else "body"
        labels.append(as_kept if line.kept else "nav")
    return {"lines": [{"label": label} for label in labels]}, found


def kept_body_errors(article: Article, lines: Iterable[Survivor]) -> Errors:
    """Character errors of the body lines that were kept, against the annotated text."""
    gold = zip(article.gold["lines"], article.gold["normalized_text"].split("\n"), strict=True)
    pairs = [
        (right, line.text)
        for (entry, right), line in zip(gold, lines, strict=True)
        if entry["label"] == "body" and line.kept
    ]
    return character_errors(pairs)


def character_errors(pairs: Iterable[tuple[str, str]]) -> Errors:
    """Edits that turn given text into the right one, over (right, given) pairs."""
    strict: Callable[[str], str] = scorer().strict
    wrong = of = 0
    for right, given in ((strict(right), strict(given)) for right, given in pairs):
        wrong += scorer().lev(right, given)
        of += len(right)
    return Errors(wrong, of)


def as_people(names: Iterable[str]) -> Result:
    """A result that says who is named, and nothing else."""
    people = [{"name": name, "titles": [], "role": ""} for name in dict.fromkeys(names)]
    return {"people": people}

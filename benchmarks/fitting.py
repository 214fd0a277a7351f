"""Fit what pairs of characters are worth to summaries, cross-validated by set of articles.

    python -m benchmarks.fitting                  print figures, fitted and cross-validated
    python -m benchmarks.fitting --write          set the weights in weights.toml, too

One ridge regression: a pair of a body is worth 1 when the reference summary has it, and 2 more
when it is part of what a summary must say. Kinds of pairs are sets, so that all the regression
needs is how many pairs each two of them share. The cross-validated figures are those of articles
of whose set, that is of whose author, no fit has seen anything.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.score import CORPUS, ROOT, Annotated, sets_at_hand
from benchmarks.summaries import KEPT, Target, extracted, figures_of, target_of, unseen
from config.rules import load_rules
from config.rules.summarize import PairWeights, SummarizeRules
from tasks.document import ExtractedArticle
from tasks.summarize import digest
from tasks.summarize.clauses import split_sentences
from tasks.summarize.pairs import kinds_of, pairs_of

SCALE = 1000  # of the weights: whole numbers, so that sums do not depend on the order
LEAST = 0.25  # what a pair must be worth to be told
MUST = 2  # more for what a summary must say
RIDGE = 0.1  # on articles that count 1 each
WEIGHTS = ROOT / "config" / "data" / "summarize" / "weights.toml"
KINDS = tuple(PairWeights.model_fields)

Matrix = list[list[float]]
Weights = dict[str, int]


class Example(NamedTuple):
    """An article up to summarize, whose set it is of, and what its summary is held to."""

    name: str
    group: str
    article: ExtractedArticle
    target: Target


class Counts(NamedTuple):
    """Of an article: the share of its pairs that two kinds have in common, and each kind's worth."""

    shared: Matrix
    worth: list[float]


@cache
def examples() -> list[Example]:
    """Every annotated article that may be fitted to, each once."""
    rules = load_rules()
    found: dict[str, Example] = {}
    for annotated in _sets():
        for file in sorted(annotated.gold.glob("*.json")):
            gold = json.loads(file.read_bytes())
            article = extracted(annotated, gold, rules)
            one = Example(file.stem, file.stem[0], article, target_of(gold))
            found.setdefault(file.stem, one)
    return list(found.values())


def _sets() -> Iterator[Annotated]:
    yield from sets_at_hand()
    for folder in sorted((CORPUS / "unseen").iterdir()):
        if folder.is_dir() and folder.name not in KEPT:
            yield unseen(folder.name)


def counts_of(example: Example, rules: SummarizeRules) -> Counts:
    """What the regression needs of one article."""
    article, target = example.article, example.target
    text = article.clean.body.text
    pairs = pairs_of(text)
    every = {pair for pair in pairs if pair.isalnum()}
    found = kinds_of(article, pairs, split_sentences(text), rules.signs)
    kinds = dict(found) | {"every": every}
    sets = [kinds[name] & every for name in KINDS]
    told = set(pairs_of(target.wanted))
    must = set[str]().union(*map(pairs_of, target.must))
    share = 1 / max(1, len(every))
    shared = [[share * len(one & two) for two in sets] for one in sets]
    return Counts(shared, [share * (len(one & told) + MUST * len(one & must)) for one in sets])


def fitted(many: Sequence[Counts]) -> Weights:
    """The weights that ridge regression finds; `every` is without what a pair must be worth."""
    size = range(len(KINDS))
    shared = [[sum(one.shared[i][j] for one in many) for j in size] for i in size]
    worth = [sum(one.worth[i] for one in many) for i in size]
    for i in size:
        shared[i][i] += RIDGE if KINDS[i] != "every" else 0.0
    weights = dict(zip(KINDS, solved(shared, worth), strict=True))
    weights["every"] -= LEAST
    return {name: round(weight * SCALE) for name, weight in weights.items()}


def solved(matrix: Matrix, right: Sequence[float]) -> list[float]:
    """The solution of linear equations with a positive definite matrix, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i, pivot in enumerate(rows):
        for row in rows[i + 1 :]:
            times = row[i] / pivot[i]
            row[i:] = [a - times * b for a, b in zip(row[i:], pivot[i:], strict=True)]
    found = [0.0] * len(rows)
    for i in reversed(range(len(rows))):
        known = sum(rows[i][j] * found[j] for j in range(i + 1, len(rows)))
        found[i] = (rows[i][-1] - known) / rows[i][i]
    return found


def with_weights(rules: SummarizeRules, weights: Weights) -> SummarizeRules:
    """The rules with other weights."""
    return rules.model_copy(update={"pairs": PairWeights.model_validate(weights)})


def judged(example: Example, rules: SummarizeRules) -> tuple[float, float, float]:
    """Coverage, ROUGE-1 and ROUGE-L of the summary of an article."""
    return figures_of(digest(example.article, rules).text, example.target)


def main() -> None:
    """See the module's docstring."""
    rules, every = load_rules().summarize, examples()
    counts = {one.name: counts_of(one, rules) for one in every if _is_long(one, rules)}
    weights = fitted(list(counts.values()))
    for group in sorted({one.group for one in every}):
        some = [one for one in every if one.group == group]
        others = [counts[one.name] for one in every if one.group != group and one.name in counts]
        unseen = with_weights(rules, fitted(others))
        _print(f"{group}: cross-validated", [judged(one, unseen) for one in some])
    _print("all: as they are", [judged(one, rules) for one in every])
    _print("all: fitted", [judged(one, with_weights(rules, weights)) for one in every])
    if "--write" in sys.argv[1:]:
        write(WEIGHTS, weights)


def _is_long(one: Example, rules: SummarizeRules) -> bool:
    """Whether there is anything to choose."""
    return len(one.article.clean.body.text) > rules.max_characters


def _print(name: str, many: Iterable[Sequence[float]]) -> None:
    columns = list(zip(*many, strict=True))
    means = (sum(column) / len(column) for column in columns)
    sys.stdout.write(f"{name:20}" + "".join(f"{mean:8.4f}" for mean in means) + "\n")
    sys.stdout.flush()


def write(path: Path, weights: Weights) -> None:
    """Set the numbers of the pairs; comments stay."""
    before, head, pairs = path.read_text("utf-8").partition("[pairs]\n")
    for name, weight in weights.items():
        pairs = re.sub(rf"(?m)^{name} = [-\d.]+", f"{name} = {weight}", pairs)
    path.write_text(before + head + pairs, "utf-8")


if __name__ == "__main__":
    main()

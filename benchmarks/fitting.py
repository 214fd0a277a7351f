"""Fit the weights of summarize to annotated articles, cross-validated by article.

    python -m benchmarks.fitting                  print figures, fitted and cross-validated
    python -m benchmarks.fitting --write          set the weights in weights.toml, too

The weights are found by pattern search (Hooke and Jeeves 1961) on what a summary is judged by:
coverage of what must be said, and ROUGE-1 and ROUGE-L. Single fits chase single articles, so each
weight is the mean of fits to random samples. The cross-validated figures are those of articles
that no fit has seen.
"""

import json
import random
import re
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.score import ROOT, Annotated, sets_at_hand
from benchmarks.summaries import Target, figures_of, target_of
from config.rules import load_rules
from config.rules.summarize import Own, SummarizeRules, Things
from tasks.boilerplate import strip_boilerplate
from tasks.document import ExtractedArticle, RawArticle
from tasks.extract import extract
from tasks.normalize import normalize
from tasks.summarize import digest

FOLDS = 5
SAMPLES = 4  # fits whose mean the weights are
SHARE = 2 / 3  # of the articles in each sample
STEPS = (1.0, 0.5, 0.25)  # of a weight in one round of the search, as a share of it
LEAST = 0.25  # of a weight that is smaller, so that it can move
LEASTS = {"all.enough": 0.01, "all.idle": 0.01, "own.character": 0.01}
CHOICE = ("enough", "idle", "length_power")  # by which pieces are chosen
COVERAGE = 2.0  # what coverage counts beside each of the two ROUGE figures
WEIGHTS = ROOT / "config" / "data" / "summarize" / "weights.toml"

Weights = dict[str, float]


class Example(NamedTuple):
    """An article up to summarize, and what its summary is held to."""

    name: str
    article: ExtractedArticle
    target: Target


@cache
def examples() -> list[Example]:
    """Every annotated article at hand, each once."""
    rules = load_rules()
    found: dict[str, Example] = {}
    for annotated in sets_at_hand():
        for file in sorted(annotated.gold.glob("*.json")):
            gold = json.loads(file.read_bytes())
            article = normalize(_raw(annotated, gold), rules)
            made = extract(strip_boilerplate(article, rules), rules)
            found.setdefault(file.stem, Example(file.stem, made, target_of(gold)))
    return list(found.values())


def _raw(annotated: Annotated, gold: Mapping[str, Any]) -> RawArticle:
    (file,) = (path / gold["file"] for path in annotated.articles if (path / gold["file"]).exists())
    return RawArticle(key=file.name, content=file.read_bytes())


def weights_of(rules: SummarizeRules) -> Weights:
    """The weights that are fitted, by name."""
    things = {f"things.{name}": getattr(rules.things, name) for name in Things.model_fields}
    own = {f"own.{name}": getattr(rules.own, name) for name in Own.model_fields}
    return things | own | {f"all.{name}": getattr(rules, name) for name in CHOICE}


def with_weights(rules: SummarizeRules, weights: Weights) -> SummarizeRules:
    """The rules with other weights."""
    parts: dict[str, dict[str, float]] = {"things": {}, "own": {}, "all": {}}
    for name, weight in weights.items():
        part, _, key = name.partition(".")
        parts[part][key] = weight
    things = rules.things.model_copy(update=parts["things"])
    own = rules.own.model_copy(update=parts["own"])
    return rules.model_copy(update={"things": things, "own": own, **parts["all"]})


def judged(rules: SummarizeRules, numbers: Sequence[int]) -> tuple[float, float, float]:
    """Mean coverage, ROUGE-1 and ROUGE-L of some of the examples."""
    made = [examples()[n] for n in numbers]
    each = [figures_of(digest(one.article, rules).text, one.target) for one in made]
    coverage, rouge_1, rouge_l = (sum(column) / len(each) for column in zip(*each, strict=True))
    return coverage, rouge_1, rouge_l


def objective(rules: SummarizeRules, weights: Weights, numbers: Sequence[int]) -> float:
    """What the search makes larger."""
    coverage, rouge_1, rouge_l = judged(with_weights(rules, weights), numbers)
    return COVERAGE * coverage + rouge_1 + rouge_l


def fitted(numbers: Sequence[int], seed: int, share: float = SHARE) -> Weights:
    """The weights that pattern search finds on a random share of some examples."""
    rules, chance = load_rules().summarize, random.Random(seed)  # noqa: S311
    some = chance.sample(list(numbers), k=round(len(numbers) * share))
    weights = weights_of(rules)
    best = objective(rules, weights, some)
    for step in STEPS:
        for name in chance.sample(list(weights), k=len(weights)):
            size = max(abs(weights[name]), LEASTS.get(name, LEAST)) * step
            for change in (size, -size):
                tried = weights | {name: weights[name] + change}
                if tried[name] < 0 and name in _NOT_NEGATIVE:
                    continue
                if (value := objective(rules, tried, some)) > best:
                    best, weights = value, tried
                    break
    return weights


_NOT_NEGATIVE = {"own.jump", "own.cut", "all.enough", "all.idle"}


def mean(many: Sequence[Weights]) -> Weights:
    """Each weight as the mean of several fits."""
    return {name: sum(one[name] for one in many) / len(many) for name in many[0]}


def main() -> None:
    """See the module's docstring."""
    rules, count = load_rules().summarize, len(examples())
    numbers = list(range(count))
    folds = [numbers[fold::FOLDS] for fold in range(FOLDS)]
    kept = [[n for n in numbers if n not in fold] for fold in folds]
    jobs = [(some, seed) for some in [*kept, numbers] for seed in range(SAMPLES)]
    with ProcessPoolExecutor(2) as pool:
        fits = list(pool.map(fitted, *zip(*jobs, strict=True)))
    means = [mean(fits[k : k + SAMPLES]) for k in range(0, len(fits), SAMPLES)]
    _print("as they are", judged(rules, numbers))
    left_out = [
        judged(with_weights(rules, weights), [n])
        for weights, fold in zip(means, folds, strict=False)
        for n in fold
    ]
    columns = [sum(column) / len(left_out) for column in zip(*left_out, strict=True)]
    _print("cross-validated", columns)
    _print("fitted", judged(with_weights(rules, means[-1]), numbers))
    if "--write" in sys.argv[1:]:
        write(WEIGHTS, means[-1])


def _print(name: str, values: Sequence[float]) -> None:
    sys.stdout.write(f"{name:18}" + "".join(f"{value:8.4f}" for value in values) + "\n")
    sys.stdout.flush()


def write(path: Path, weights: Weights) -> None:
    """Set the numbers; comments stay."""
    part, lines = "all", []
    for line in path.read_text("utf-8").splitlines():
        if match := re.match(r"\[(\w+)\]", line):
            part = match[1]
        weight = weights.get(f"{part}.{line.partition(' =')[0]}")
        lines.append(
            line if weight is None else re.sub(r"= -?[\d.]+", f"= {weight:.2g}", line, count=1)
        )
    path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()

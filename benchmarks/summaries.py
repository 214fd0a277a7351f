"""Summaries beside simple baselines: coverage of what must be said, and likeness to a reference.

`make summaries` measures on tests/corpus, on the annotated real articles where they are at hand,
and on pages that no weight was fitted to. The baselines get the perfect body of the gold
annotation; ours starts from the page as it was scraped. All are cut to the same length. The oracle
is no summarizer: it picks from our pieces with the reference before its eyes, and shows how far any
choice among them could get.
"""

import importlib.util
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from benchmarks.score import CORPUS, SCORER, Annotated, sets_at_hand
from config.rules import Rules, load_rules
from config.rules.summarize import SummarizeRules
from tasks.boilerplate import strip_boilerplate
from tasks.document import ExtractedArticle, RawArticle
from tasks.extract import extract
from tasks.normalize import normalize
from tasks.summarize import digest
from tasks.summarize.asides import find_asides
from tasks.summarize.clauses import split_sentences
from tasks.summarize.pieces import Piece, cut
from tasks.summarize.text import excerpts_of, read, whole

DAMPING = 0.85
ROUNDS = 30  # of the power iteration; ranks no longer change
THRESHOLD = 0.1  # LexRank: cosine from which on two sentences are linked
KEPT = tuple("abefjklpuvwxyz")  # sets that no weight is fitted to

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]*[”’）]*")


class Figures(NamedTuple):
    """Of one summary: share of what must be said, character ROUGE-1 and ROUGE-L (F1), length."""

    coverage: float
    rouge_1: float
    rouge_l: float
    length: float


Summarizer = Callable[[str, int], str]


def lead(count: int) -> Summarizer:
    """The first sentences."""
    return lambda body, limit: "".join(sentences(body)[:count])[:limit]


def textrank(body: str, limit: int) -> str:
    """Mihalcea and Tarau (2004): sentences linked by the words they share, here pairs of characters."""
    words = [set(pairs(sentence)) for sentence in sentences(body)]

    def likeness(one: set[str], two: set[str]) -> float:
        size = math.log(len(one) or 1) + math.log(len(two) or 1)
        return len(one & two) / size if size else 0.0

    return _ranked(body, limit, [[likeness(one, two) for two in words] for one in words])


def lexrank(body: str, limit: int) -> str:
    """Erkan and Radev (2004): sentences linked where their TF-IDF vectors are alike."""
    words = [Counter(pairs(sentence)) for sentence in sentences(body)]
    holding = Counter(word for counted in words for word in counted)
    vectors = [
        {word: n * math.log(len(words) / holding[word]) for word, n in counted.items()}
        for counted in words
    ]
    norms = [math.sqrt(sum(value * value for value in vector.values())) for vector in vectors]

    def linked(i: int, j: int) -> float:
        one, two, size = vectors[i], vectors[j], norms[i] * norms[j]
        dot = sum(value * two.get(word, 0.0) for word, value in one.items())
        return float(size > 0 and dot / size > THRESHOLD)

    many = range(len(words))
    return _ranked(body, limit, [[linked(i, j) for j in many] for i in many])


def sentences(body: str) -> list[str]:
    """Every sentence or line of a body."""
    return [match[0].strip() for match in _SENTENCE.finditer(body)]


def pairs(sentence: str) -> list[str]:
    """Neighbouring characters, without punctuation."""
    letters = "".join(char for char in sentence if char.isalnum())
    return [letters[i : i + 2] for i in range(len(letters) - 1)]


def _ranked(body: str, limit: int, links: Sequence[Sequence[float]]) -> str:
    """The best sentences that fit, in the order of the body; the best one at least."""
    count = len(links)
    out = [sum(row) - row[i] for i, row in enumerate(links)]
    ranks = [1.0] * count
    for _ in range(ROUNDS):
        shares = [rank / total if total else 0.0 for rank, total in zip(ranks, out, strict=True)]
        ranks = [
            1 - DAMPING + DAMPING * sum(links[j][i] * shares[j] for j in range(count) if j != i)
            for i in range(count)
        ]
    texts, chosen, room = sentences(body), set[int](), limit
    for i in sorted(range(count), key=lambda i: -ranks[i]):
        if len(texts[i]) <= room or not chosen:
            chosen.add(i)
            room -= len(texts[i])
    return "".join(texts[i] for i in sorted(chosen))[:limit]


BASELINES: dict[str, Summarizer] = {
    "lead-1": lead(1),
    "lead-3": lead(3),
    "TextRank": textrank,
    "LexRank": lexrank,
}


def perfect_body(gold: dict[str, Any]) -> str:
    """The body as annotated: its lines without what stands inside them and is not body."""
    lines = list(gold["normalized_text"].split("\n"))
    for span in gold["inline_spans"]:
        lines[span["line"]] = lines[span["line"]].replace(span["text"], "")
    return "\n".join(
        text for line, text in zip(gold["lines"], lines, strict=False) if line["label"] == "body"
    )


def figures(scorer: ModuleType, summary: str, gold: dict[str, Any]) -> Figures:
    """As the annotators' scorer counts."""
    told, wanted = scorer.clean(summary), scorer.clean(gold["reference_summary"])
    must = gold["summary_must"]
    return Figures(
        sum(scorer.fold(phrase) in scorer.fold(summary) for phrase in must) / max(1, len(must)),
        scorer.rouge_n(told, wanted, 1),
        scorer.rouge_l(told, wanted),
        len(summary),
    )


class Target(NamedTuple):
    """What the scorer compares a summary with, made ready once: for fits that ask again and again."""

    must: tuple[str, ...]
    wanted: str
    counted: Counter[str]


def target_of(gold: Mapping[str, Any]) -> Target:
    """The folded phrases and the letters of the reference of an annotated article."""
    scorer = load_scorer()
    wanted = scorer.clean(gold["reference_summary"])
    return Target(tuple(map(scorer.fold, gold["summary_must"])), wanted, Counter(wanted))


def figures_of(summary: str, target: Target) -> tuple[float, float, float]:
    """Coverage, ROUGE-1 and ROUGE-L as `figures` gives them, in a hundredth of the time."""
    scorer = load_scorer()
    folded, told = scorer.fold(summary), scorer.clean(summary)
    coverage = sum(phrase in folded for phrase in target.must) / max(1, len(target.must))
    size = len(told) + len(target.wanted)
    shared = sum((Counter(told) & target.counted).values())
    return coverage, 2 * shared / size, 2 * _common(told, target.wanted) / size


def _common(one: str, two: str) -> int:
    """The length of the longest common subsequence, bit-parallel (Hyyrö 2004)."""
    places: dict[str, int] = {}
    for i, char in enumerate(two):
        places[char] = places.get(char, 0) | 1 << i
    every = (1 << len(two)) - 1
    row = every
    for char in one:
        met = row & places.get(char, 0)
        row = ((row + met) | (row - met)) & every
    return (every & ~row).bit_count()


def measured(
    sets: Sequence[Annotated], rules: Rules, scorer: ModuleType
) -> Iterator[tuple[str, Figures]]:
    """Every summarizer by name with its mean figures over all articles of the sets."""
    limit = rules.summarize.max_characters
    files = [(one, file) for one in sets for file in sorted(one.gold.glob("*.json"))]
    annotated = [(one, json.loads(file.read_bytes())) for one, file in files]
    golds = [gold for _, gold in annotated]
    for name, summarize in BASELINES.items():
        yield name, _mean([figures(scorer, summarize(perfect_body(g), limit), g) for g in golds])
    known = rules.summarize
    both = [(extracted(one, gold, rules), gold) for one, gold in annotated]
    yield "wenzhai", _mean([figures(scorer, digest(a, known).text, g) for a, g in both])
    yield "oracle", _mean([figures(scorer, oracle(a, target_of(g), known), g) for a, g in both])


def oracle(article: ExtractedArticle, target: Target, rules: SummarizeRules) -> str:
    """What taking again and again the piece that likens the summary most to the reference makes."""
    text = article.clean.body.text
    sentences = split_sentences(text)
    if len(read(text, whole(text, sentences))) <= rules.max_characters:
        return digest(article, rules).text
    asides = find_asides(text, article.people, rules.asides)
    pieces = cut(article, sentences, asides, rules.clauses)
    best, most, chosen = "", 0.0, set[int]()
    while True:
        found = None
        for number, piece in enumerate(pieces):
            if not piece.whole or number in chosen:
                continue
            more = chosen | set(_chain(pieces, number))
            told = read(text, excerpts_of(text, [pieces[k] for k in sorted(more)], asides))
            likeness = sum(figures_of(told, target))
            if len(told) <= rules.max_characters and likeness > most:
                found, best, most = more, told, likeness
        if found is None:
            return best
        chosen = found


def _chain(pieces: Sequence[Piece], number: int | None) -> Iterator[int]:
    """A piece and all that it needs."""
    while number is not None:
        yield number
        number = pieces[number].needs


def extracted(annotated: Annotated, gold: dict[str, Any], rules: Rules) -> ExtractedArticle:
    """The annotated article as it comes to summarize."""
    (file,) = (path / gold["file"] for path in annotated.articles if (path / gold["file"]).exists())
    article = normalize(RawArticle(key=file.name, content=file.read_bytes()), rules)
    return extract(strip_boilerplate(article, rules), rules)


def unseen(name: str) -> Annotated:
    """A set of tests/corpus/unseen."""
    folder = CORPUS / "unseen" / name
    return Annotated(name, folder / "gold", (folder / "articles",))


def _mean(many: Sequence[Figures]) -> Figures:
    return Figures(*(sum(column) / len(many) for column in zip(*many, strict=True)))


@cache
def load_scorer(path: Path = SCORER) -> ModuleType:
    """The annotators' scorer as a module."""
    spec = importlib.util.spec_from_file_location("corpus_score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """See the module's docstring."""
    rules, scorer = load_rules(), load_scorer()
    tables = {annotated.name: [annotated] for annotated in sets_at_hand()}
    tables[f"tests/corpus/unseen: {', '.join(KEPT)}"] = [unseen(name) for name in KEPT]
    for title, sets in tables.items():
        sys.stdout.write(f"== {title}\n{'':10}coverage  ROUGE-1  ROUGE-L  length\n")
        for name, mean in measured(sets, rules, scorer):
            sys.stdout.write(
                f"{name:10}{mean.coverage:8.3f}{mean.rouge_1:9.3f}{mean.rouge_l:9.3f}{mean.length:8.0f}\n"
            )
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()

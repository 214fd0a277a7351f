"""What the text code costs by itself: each stage, the script conversion, and long articles."""

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

import opencc
import rjieba

from config.rules import load_rules
from tasks.document import RawArticle
from tasks.pipeline import PIPELINE, process
from tasks.segment import segmenter

SIZES = 500, 5_000, 50_000, 500_000  # characters of one article


def stage_costs(articles: Sequence[str], warm_up: Sequence[str]) -> dict[str, float]:
    """CPU milliseconds an article of each stage, of segmenters, and of opencc alone."""
    rules, segment, convert = load_rules(), segmenter(), opencc.OpenCC("t2s").convert
    costs: dict[str, float] = {}
    for texts in (warm_up, articles):
        documents: list[Any] = [RawArticle(key="a.txt", content=text.encode()) for text in texts]
        for stage in PIPELINE:
            begun = time.process_time()
            documents = [stage.run(document, rules) for document in documents]
            costs[stage.name] = 1000 * (time.process_time() - begun) / len(documents)
        costs["result as JSON"] = _ms(lambda result: result.as_json(), documents)
        bodies = [result.body.text for result in documents]
        costs["words and tags"] = _ms(segment, bodies)
        costs["words and tags by rjieba.tag"] = _ms(rjieba.tag, bodies)
        costs["opencc t2s"] = _ms(convert, texts)
    return costs


def growth(text: str) -> dict[str, float]:
    """CPU milliseconds of the whole pipeline per 1,000 characters, by the size of the article."""
    rules = load_rules()
    costs = {}
    for size in (SIZES[1], *SIZES):  # the first one again when caches are warm
        article = RawArticle(key="a.txt", content=(text * (size // len(text) + 1))[:size].encode())
        cost = _ms(lambda raw: process(raw, rules), [article] * max(1, 5_000 // size))
        costs[str(size)] = cost * 1000 / size
    return costs


def medians(runs: Sequence[dict[str, float]]) -> dict[str, float]:
    """The median of each figure."""
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def _ms(work: Callable[[Any], object], items: Sequence[Any]) -> float:
    begun = time.process_time()
    for item in items:
        work(item)
    return 1000 * (time.process_time() - begun) / len(items)

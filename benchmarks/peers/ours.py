"""What Wenzhai itself makes of the articles: the real pipeline, from the bytes."""

import json
import time
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.peers.alignment import Survivor
from benchmarks.peers.articles import Article, gold_body
from benchmarks.peers.tools import PASSES
from config.rules import load_rules
from tasks.boilerplate import strip_boilerplate
from tasks.document import Label, RawArticle
from tasks.extract import extract
from tasks.normalize import normalize
from workers.local import outcome_of

Result = dict[str, Any]


def results_of(raws: Sequence[RawArticle]) -> list[Result]:
    """Results as JSON has them; a failure record has none of a result's fields and scores 0."""
    rules = load_rules()
    return [json.loads(outcome_of(raw, rules, replay="").as_json()) for raw in raws]


def from_bytes(article: Article) -> RawArticle:
    """The article as it was scraped."""
    return RawArticle(key=article.gold["file"], content=article.content)


def from_body(article: Article) -> RawArticle:
    """An article that is nothing but the annotated body."""
    return RawArticle(key=article.gold["file"], content=gold_body(article.gold).encode())


def body_lines(article: Article, result: Result) -> list[Survivor]:
    """The lines that a result keeps as body, in the form of a cleaner's survivors."""
    lines = result.get("lines") or [{"label": "", "text": ""}] * len(article.lines)
    return [Survivor(line["text"], kept=line["label"] == Label.BODY) for line in lines]


def cleaning_milliseconds(raws: Sequence[RawArticle]) -> float:
    """CPU time of normalize and strip_boilerplate for one article, the best of several passes."""
    rules = load_rules()
    return _quickest(
        lambda: [strip_boilerplate(normalize(raw, rules), rules) for raw in raws], len(raws)
    )


def extraction_milliseconds(raws: Sequence[RawArticle]) -> float:
    """CPU time of the whole extract stage for one article, the best of several passes."""
    rules = load_rules()
    clean = [strip_boilerplate(normalize(raw, rules), rules) for raw in raws]
    return _quickest(lambda: [extract(article, rules) for article in clean], len(raws))


def mending_milliseconds(raws: Sequence[RawArticle]) -> float:
    """CPU time of normalize for one article, the best of several passes."""
    rules = load_rules()
    return _quickest(lambda: [normalize(raw, rules) for raw in raws], len(raws))


def _quickest(work: Callable[[], object], articles: int) -> float:
    passes = []
    for _ in range(PASSES + 1):  # the first one warms caches up
        started = time.process_time()
        work()
        passes.append(time.process_time() - started)
    return 1000 * min(passes[1:]) / articles

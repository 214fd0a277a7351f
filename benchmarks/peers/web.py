"""Whole HTML pages: the articles of our corpus as three kinds of site would show them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from typing import NamedTuple

from benchmarks.peers import ours
from benchmarks.peers.articles import REAL_SET, Article
from benchmarks.peers.asking import Asked
from benchmarks.peers.page import share, table
from tasks.document import Label, RawArticle
from tests.pages import KINDS, Gold, lines_of

SHORTEST = 4  # characters: a shorter line may be found anywhere in a text


class Page(NamedTuple):
    """A page, what kind it is, and its visible lines: the article's own, and all others."""

    kind: str
    html: str
    body: frozenset[str]
    others: frozenset[str]


def pages_of(articles: Iterable[Article]) -> list[Page]:
    """Every article of ours as every kind of page."""
    own = [article.gold for article in articles if article.group != REAL_SET]
    return [_page(kind, gold) for kind in KINDS for gold in own]


def _page(kind: Callable[[Gold], str], gold: Gold) -> Page:
    html = kind(gold)
    body = {_folded(text) for label, text in lines_of(gold) if label == Label.BODY}
    title = _folded(gold.get("title") or "")
    shown = {_folded(line) for line in re.split(r"<[^>]*>", html)}
    found = {text for text in body if len(text) >= SHORTEST}
    others = {text for text in shown - body if len(text) >= SHORTEST and text != title}
    whole = "".join(found)
    return Page(
        kind.__name__, html, frozenset(found), frozenset(t for t in others if t not in whole)
    )


def rows(pages: Sequence[Page], asked: Asked) -> list[list[str]]:
    """F1 of body lines by kind of page for ours and for each peer, best first."""
    replies: Mapping[str, Sequence[str | None]] = {
        f"**Wenzhai** {version('wenzhai')}": _ours(pages),
        **{f"{peer.name} {reply.version}": reply.outputs for peer, reply in asked.replies},
    }
    kinds = list(dict.fromkeys(page.kind for page in pages))
    scored = {tool: _scores(pages, outputs, kinds) for tool, outputs in replies.items()}
    ordered = sorted(scored.items(), key=lambda item: -sum(item[1]))
    return [[tool, *map(share, figures)] for tool, figures in ordered]


def web(pages: Sequence[Page], asked: Asked) -> str:
    """The table."""
    kinds = list(dict.fromkeys(page.kind for page in pages))
    count = len(pages) // len(kinds)
    return table(["tool", *(f"F1 {kind} ({count})" for kind in kinds)], rows(pages, asked))


def _ours(pages: Sequence[Page]) -> list[str]:
    raws = [RawArticle(key="page.html", content=page.html.encode()) for page in pages]
    results = ours.results_of(raws)
    return [
        "\n".join(line["text"] for line in result.get("lines", ()) if line["label"] == Label.BODY)
        for result in results
    ]


def _scores(
    pages: Sequence[Page], outputs: Sequence[str | None], kinds: Sequence[str]
) -> list[float]:
    return [
        _f1([pair for pair in zip(pages, outputs, strict=True) if pair[0].kind == kind])
        for kind in kinds
    ]


def _f1(pairs: Iterable[tuple[Page, str | None]]) -> float:
    """A line is kept when the output has the whole of it, white space apart."""
    right = wrong = missed = 0
    for page, output in pairs:
        text = _folded(output or "")
        kept = sum(line in text for line in page.body)
        right, missed = right + kept, missed + len(page.body) - kept
        wrong += sum(line in text for line in page.others)
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def _folded(text: str) -> str:
    text = (
        text.replace("&nbsp;", "").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    )
    return re.sub(r"\s+", "", text).replace("(", "（").replace(")", "）")

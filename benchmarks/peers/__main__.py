"""Run every peer and Wenzhai on the annotated articles, print the tables, fill docs/quality.md.

python -m benchmarks.peers PYTHON: the interpreter of the environment that has the peers.
"""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.peers import ours, tables
from benchmarks.peers.articles import REAL_SET, Article, annotated_articles, gold_body
from benchmarks.peers.asking import Asked, ask, ask_of_pages
from benchmarks.peers.compare import cleaning_rows, mending_rows, people_rows
from benchmarks.peers.figures import scored
from benchmarks.peers.page import filled
from benchmarks.peers.tools import CLEANERS, MENDERS, TAGGERS, Peer
from benchmarks.peers.web import pages_of, web
from benchmarks.score import ROOT

PAGE = ROOT / "docs" / "quality.md"


def main() -> None:
    """Measure, print, and write the page anew."""
    blocks = measured(Path(sys.argv[1]), annotated_articles())
    sys.stdout.write("\n\n".join(f"== {name}\n{block}" for name, block in blocks.items()) + "\n")
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), blocks), encoding="utf-8")


def measured(python: Path, articles: Sequence[Article]) -> dict[str, str]:
    """The page's blocks by name."""
    scraped = [list(article.lines) for article in articles]
    bodies = [gold_body(article.gold).split("\n") for article in articles]
    cleaned, mended = ask(python, CLEANERS, scraped), ask(python, MENDERS, scraped)
    tagged, tagged_scraped = ask(python, TAGGERS, bodies), ask(python, TAGGERS, scraped)
    pages = pages_of(articles)
    results = ours.results_of([ours.from_bytes(article) for article in articles])
    of_body = ours.results_of([ours.from_body(article) for article in articles])
    people = people_rows(articles, {"body": of_body, "scraped": results}, tagged, tagged_scraped)
    return {
        "date": f"Measured on {datetime.now(UTC).date()}, {_size(articles)}.",
        "cleaning": tables.cleaning(cleaning_rows(articles, results, cleaned), articles),
        "cleaners": _calls(CLEANERS, cleaned),
        "web": web(pages, ask_of_pages(python, CLEANERS, [page.html for page in pages])),
        "mending": tables.mending(mending_rows(articles, results, mended)),
        "menders": _calls(MENDERS, mended),
        "people": tables.people(people, articles),
        "taggers": _calls(TAGGERS, tagged, tagged_scraped),
        "labels": tables.labels(articles, results),
        "fields": tables.fields(scored(articles, results), articles),
        "worst": tables.worst(articles, results),
    }


def _size(articles: Sequence[Article]) -> str:
    own = sum(article.group != REAL_SET for article in articles)
    real = len(articles) - own
    return f"{own} articles of our own" + (f" and {real} real ones" if real else "")


def _calls(peers: Sequence[Peer], *asked: Asked) -> str:
    """How each peer was called, and which did not run."""
    calls = "; ".join(f"{peer.name}: {peer.call}" for peer in peers)
    troubles = dict.fromkeys(trouble for each in asked for trouble in each.troubles)
    return "\n".join([f"Called with: {calls}.", *(f"\n{trouble}" for trouble in troubles)])


if __name__ == "__main__":
    main()

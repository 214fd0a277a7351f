"""The annotated articles, decoded as their annotation says, and the body that a reader would keep."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.score import OWN, REAL

REAL_SET = "real"  # articles that are not ours to publish: used where they are at hand


class Article(NamedTuple):
    """One article with its annotation; `lines` are those that the annotation counts."""

    name: str
    group: str
    gold: dict[str, Any]
    content: bytes
    lines: tuple[str, ...]


def annotated_articles() -> list[Article]:
    """Our corpus by set (c to h: the first letter), then the real articles where they are."""
    own = list(_articles(OWN.gold, OWN.articles, group=None))
    known = {article.name for article in own}
    real = _articles(REAL.gold, REAL.articles, group=REAL_SET) if REAL.gold.exists() else ()
    return own + [article for article in real if article.name not in known]


def _articles(gold: Path, folders: tuple[Path, ...], group: str | None) -> Iterator[Article]:
    for path in sorted(gold.glob("*.json")):
        annotation = json.loads(path.read_bytes())
        name: str = annotation["file"]
        (file,) = (folder / name for folder in folders if (folder / name).exists())
        content = file.read_bytes()
        lines = source_lines(content, annotation.get("encoding") or "utf-8")
        yield Article(path.stem, group or path.stem[0], annotation, content, lines)


def source_lines(content: bytes, encoding: str) -> tuple[str, ...]:
    """The lines of the decoded text; `encoding` as annotated, such as "utf-8 with BOM, CRLF"."""
    codec = encoding.replace(",", " ").split()[0]
    return tuple(content.decode(codec).removeprefix("\ufeff").splitlines())


def gold_body(gold: dict[str, Any]) -> str:
    """The body lines of the annotation, less what is lifted out of them (datelines, bylines)."""
    lines = gold["normalized_text"].split("\n")
    for span in gold["inline_spans"]:
        lines[span["line"]] = lines[span["line"]].replace(span["text"], "", 1)
    kept = zip(lines, gold["lines"], strict=True)
    return "\n".join(line for line, entry in kept if entry["label"] == "body")

"""What an HTML page states beside its text: its meta elements, and its JSON-LD (schema.org)."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

from config.rules.normalize import PageRules
from tasks.document import Stated

DEEPEST_DATA = 4  # objects inside one another that JSON-LD is looked for in
ARTICLE_TYPE = re.compile(r"(?:Article|Posting)$")


def stated_in(root: HtmlElement, rules: PageRules) -> tuple[Stated, str | None]:
    """The page's metadata and its address, as written."""
    meta, data = _meta(root), _linked_data(root)

    def said(kind: str) -> str | None:
        return next((meta[name] for name in rules.meta[kind] if name in meta), None)

    author = said("authors")
    stated = Stated(
        title=said("title") or _clean(data.get("headline")),
        page_title=_clean(root.findtext(".//title")),
        published=said("published") or _clean(data.get("datePublished")),
        outlet=said("outlet") or _name(data.get("publisher")),
        authors=(author,) if author else tuple(_names(data.get("author"))),
    )
    return stated, said("url") or _address(root)


def _meta(root: HtmlElement) -> dict[str, str]:
    """What the meta elements say, by their names in lower case; the first of each."""
    said: dict[str, str] = {}
    for element in root.iter("meta"):
        value = _clean(element.get("content"))
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute)
            if name and value:
                said.setdefault(name.strip().lower(), value)
    return said


def _linked_data(root: HtmlElement) -> Mapping[str, Any]:
    """The first article in the page's JSON-LD, or nothing."""
    for element in root.iter("script"):
        if "ld+json" in (element.get("type") or ""):
            try:
                found = _article(json.loads(element.text or ""), DEEPEST_DATA)
            except (ValueError, RecursionError):
                continue
            if found:
                return found
    return {}


def _article(data: Any, depth: int) -> Mapping[str, Any] | None:
    if isinstance(data, list) and depth:
        return next(filter(None, (_article(part, depth - 1) for part in data)), None)
    if not isinstance(data, dict):
        return None
    kinds = data.get("@type")
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if isinstance(kind, str) and ARTICLE_TYPE.search(kind):
            return data
    return _article(data.get("@graph"), depth - 1) if depth else None


def _address(root: HtmlElement) -> str | None:
    links = (link for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return next((_clean(link.get("href")) for link in links), None)


def _names(value: Any) -> Iterator[str]:
    for part in value if isinstance(value, list) else [value]:
        if name := _name(part):
            yield name


def _name(value: Any) -> str | None:
    return _clean(value.get("name") if isinstance(value, dict) else value)


def _clean(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None

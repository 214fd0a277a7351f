"""What the text came wrapped in: an HTML page, a JSON record, or nothing.

From here on the source of an HTML page is its visible lines, and that of a record its text field:
`origins` count their characters.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from posixpath import splitext
from typing import Any, NamedTuple

from config.rules.normalize import PageRules
from tasks.document import Form, RawArticle, Stated
from tasks.errors import NotARecord
from tasks.normalize.html import is_fragment, is_html, read_html

HTML_SUFFIXES = frozenset({".html", ".htm", ".shtml", ".xhtml"})
JSON_SUFFIX = ".json"
COMPRESSED = ".gz"

SURROGATES = re.compile("[\ud800-\udfff]")  # JSON can escape half a character
FIRST_YEAR, LAST_YEAR = 1990, 2100  # a number between is a time in seconds or milliseconds


class Unwrapped(NamedTuple):
    """The text, the numbers of its lines that are only links, and what is stated beside it."""

    text: str
    form: Form
    linked: tuple[int, ...] = ()
    stated: Stated = Stated()
    url: str | None = None


def unwrap(raw: RawArticle, text: str, rules: PageRules) -> Unwrapped:
    """Take the decoded text out of what it is wrapped in; raises NotARecord, EmptyArticle."""
    _, suffix = splitext(raw.key.lower().removesuffix(COMPRESSED))
    if raw.record is not None or suffix == JSON_SUFFIX:
        return _from_record(text, _names(raw.fields, rules.fields), rules)
    if suffix in HTML_SUFFIXES or is_html(text):
        return _from_html(text, rules)
    return Unwrapped(text, Form.TEXT)


def _from_html(text: str, rules: PageRules) -> Unwrapped:
    page = read_html(text, rules)
    return Unwrapped(page.text, Form.HTML, page.linked, page.stated, page.url)


def _from_record(text: str, names: Mapping[str, tuple[str, ...]], rules: PageRules) -> Unwrapped:
    try:
        record = json.loads(text)
    except ValueError as error:
        raise NotARecord(f"not JSON: {error}") from error
    except RecursionError as error:
        raise NotARecord("not a record: JSON nested too deeply") from error
    if not isinstance(record, dict):
        raise NotARecord(f"not a record: the JSON is no object but {type(record).__name__}")
    if "schema_version" in record and "pipeline" in record:
        raise NotARecord("not an article but a result of ours")
    said = {kind: list(_values(record, names[kind])) for kind in names}
    if not said["text"]:
        raise NotARecord(f"the record has no text: none of the fields {', '.join(names['text'])}")
    text = "\n".join(said["text"])
    inner = _from_html(text, rules) if is_fragment(text) else Unwrapped(text, Form.TEXT)
    stated = Stated(
        title=_one(said["title"]) or inner.stated.title,
        page_title=inner.stated.page_title,
        published=_one(map(_moment, said["published"])) or inner.stated.published,
        outlet=_one(said["outlet"]) or inner.stated.outlet,
        authors=tuple(said["authors"]) or inner.stated.authors,
    )
    return Unwrapped(inner.text, Form.JSON, inner.linked, stated, _one(said["url"]) or inner.url)


def _names(
    own: Mapping[str, tuple[str, ...]], usual: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[str, ...]]:
    """The deployment's own field names before the usual ones."""
    return {kind: (*map(str.lower, own.get(kind, ())), *usual[kind]) for kind in usual}


def _values(record: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[str]:
    """The texts under the first of the names that holds any."""
    for name in names:
        found = [text for text in _texts(_under(record, name.split("."))) if text.strip()]
        if found:
            yield from found
            return


def _under(record: Any, path: list[str]) -> Any:
    for step in path:
        if not isinstance(record, dict):
            return None
        record = next((record[key] for key in record if key.lower() == step), None)
    return record


def _texts(value: Any) -> Iterator[str]:
    """A text, a number, a list of texts, or things with a name."""
    if isinstance(value, list):
        for part in value:
            if not isinstance(part, list):
                yield from _texts(part)
    elif isinstance(value, dict):
        yield from _texts(value.get("name"))
    elif isinstance(value, str):
        yield SURROGATES.sub("\ufffd", value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)


def _moment(text: str) -> str:
    """A Unix time as ISO 8601; anything else as it is."""
    if not re.fullmatch(r"\d{9,13}(?:\.\d{1,9})?", text):
        return text
    seconds = float(text) / (
        1000 if float(text) > datetime(LAST_YEAR, 1, 1, tzinfo=UTC).timestamp() else 1
    )
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.isoformat() if moment.year >= FIRST_YEAR else text


def _one(values: Iterable[str]) -> str | None:
    return next(iter(values), None)

"""What must hold of any bytes whatever: a document or a declared error, and nothing lost between."""

import json
from collections.abc import Sequence
from itertools import pairwise

from config.rules import Rules
from tasks.document import CleanArticle, Document, NormalizedArticle, RawArticle, Result
from tasks.errors import ArticleError, StageCrashed
from tasks.normalize import normalize_text, read_source
from tasks.normalize.garbles import GARBLE
from tasks.origins import normalized_span
from tasks.pipeline import PIPELINE, Stage, run_stage
from tasks.unpack import may_hold_many, unpack

LIMIT = 1024 * 1024  # bytes that a compressed object may come to
# What follows in a file's name decides how it is read: its first byte chooses here.
NAMES = ("a.txt", "a.html", "a.json", "a.jsonl", "a.txt.gz", "a.jsonl.gz")
CHARSETS = (None, "gb2312", "big5", "utf-16", "latin-1", "utf-7", "idna", "no such")


class Broken(AssertionError):
    """Something that must hold of any input does not hold; the message says what."""


def article_of(data: bytes) -> RawArticle:
    """An object as the service reads it; the first byte of `data` chooses its name and charset."""
    choice = data[0] if data else 0
    charset = CHARSETS[choice // len(NAMES) % len(CHARSETS)]
    return RawArticle(key=NAMES[choice % len(NAMES)], content=data[1:], declared_encoding=charset)


def check(raw: RawArticle, stages: Sequence[Stage], rules: Rules) -> int:
    """Run the stages on every article of the object and look at what they make.

    Returns how many articles went through all stages; raises Broken, or what a stage raised that
    is no declared error.
    """
    try:
        articles = unpack(raw, LIMIT) if may_hold_many(raw.key) else [raw]
    except ArticleError as error:
        _look_at_error(error)
        return 0
    return sum(_through(article, stages, rules) for article in articles)


def _through(raw: RawArticle, stages: Sequence[Stage], rules: Rules) -> bool:
    document: Document = raw
    for stage in stages:
        try:
            made = run_stage(stage, document, rules)
        except ArticleError as error:
            _look_at_error(error)
            _hold(
                stage in PIPELINE[:2], f"{stage.name} refuses what the stage before made: {error}"
            )
            return False
        _hold(type(made).model_validate_json(made.as_json()) == made, "JSON loses something")
        document = made
        match document:
            case NormalizedArticle():
                _look_at_normalized(document, raw, rules)
            case CleanArticle():
                _look_at_clean(document)
            case Result():
                _look_at_result(document, rules)
    return True


def _look_at_error(error: ArticleError) -> None:
    if isinstance(error, StageCrashed) and error.__cause__ is not None:
        raise error.__cause__
    str(error).encode()  # it goes into the failure's record


def _look_at_normalized(article: NormalizedArticle, raw: RawArticle, rules: Rules) -> None:
    source = read_source(raw, rules.normalize)[1].text
    lines = article.text.split("\n")
    _hold(len(lines) == max(1, len(source.splitlines())), "a line is lost or made")
    _hold(all(line == line.strip() for line in lines), "a margin is left")
    if not GARBLE.search(
        article.text
    ):  # what could not be read may look otherwise beside new marks
        again = normalize_text(f"{article.text}\n", rules.normalize).text
        _hold(again == article.text, "normalizing twice changes more")
    ends = [(start, at, at + length) for start, at, length in article.origins]
    _hold(not ends or (ends[0][0] == 0 and ends[-1][0] <= len(article.text)), "origins")
    _hold(bool(ends) or not article.text, "a text has no origins")
    _hold(all(a[0] < b[0] and a[2] <= b[1] for a, b in pairwise(ends)), "origins out of order")
    _hold(all(0 <= at <= end <= len(source) for _, at, end in ends), "origins outside the source")
    for repair in article.repairs:
        inside = all(0 <= start <= end <= len(source) for start, end in repair.spans)
        _hold(inside, f"{repair.kind}: repaired outside the source")


def _look_at_clean(article: CleanArticle) -> None:
    text, body = article.normalized.text, article.body
    _hold(len(article.labels) == text.count("\n") + 1, "a line has no label, or two")
    _hold(body.text == "\n".join(body.paragraphs), "the body is not its paragraphs")
    for start, paragraph in zip(body.starts, body.paragraphs, strict=True):
        _hold(text.startswith(paragraph, start), "a paragraph is no part of the text")
    lines = text.split("\n")
    inline = all(span.text in lines[span.line] for span in article.inline_spans)
    _hold(inline, "a lifted span is no part of its line")


def _look_at_result(result: Result, rules: Rules) -> None:
    text = result.body.text
    _hold(len(result.summary.text) <= rules.summarize.max_characters, "the summary is too long")
    summary = result.summary
    placed = [(found.span, found.text) for found in summary.sentences]
    placed += [(found.span, found.text) for found in summary.points]
    placed += [(found.span, found.text) for found in result.measures]
    placed += [(found.span, found.text) for found in result.quantities]
    _hold(all(text[a:b] == said for (a, b), said in placed), "something does not stand at its span")
    for sentence in result.summary.sentences:
        start, end = normalized_span(result.body, *sentence.span)
        _hold(result.normalized_text[start:end] == sentence.text, "a sentence leads astray")
    for mention in (*result.organisations, *result.places, *result.works, *result.slogans):
        _hold(all(text[a:b] == mention.name for a, b in mention.spans), "a mention leads astray")
    for figure in result.quantities:
        json.dumps(figure.value, allow_nan=False)
    for person in result.people:
        _hold(all(0 <= a < b <= len(text) for a, b in person.spans), "a person leads astray")


def _hold(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Broken(otherwise)

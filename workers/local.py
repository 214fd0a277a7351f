"""Processing without any server: articles in, JSON files out, on several processes."""

import shlex
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from config.rules import Rules, load_rules
from config.settings import MIB, Settings
from tasks.document import (
    Document,
    Failure,
    Manifest,
    RawArticle,
    Result,
    Source,
)
from tasks.errors import ArticleError, TooLarge, Unreadable
from tasks.failure import failure_of
from tasks.pipeline import PIPELINE, run_stage
from tasks.unpack import manifest_of, unpack
from workers.files import SourceFile, inside

if TYPE_CHECKING:
    from workers.abstract import Abstracts

ARTICLE_BYTES = 64 * MIB  # in one's own process a larger article than in the service is fine


class Outcome(NamedTuple):
    """What became of one article; `failure` is None when `written` is a result.

    `refused`: why a language model that was asked did not write its summary.
    """

    name: str
    written: Path
    failure: Failure | None
    refused: str | None = None


Fields = dict[str, tuple[str, ...]]  # see RawArticle.fields


def process_files(
    files: Sequence[SourceFile],
    out: Path,
    jobs: int,
    fields: Fields,
    model: Settings | None = None,
) -> Iterator[list[Outcome]]:
    """Process every file and write what becomes of it below `out`; file by file as they finish.

    NAME.json or NAME.failed.json for an article, NAME/000000.json and so on for a file of many.
    `model`: the deployment whose language model is asked for the summaries.
    """
    if jobs == 1 or len(files) == 1:
        _load(model)
        yield from (_process_file(file, out, fields) for file in files)
        return
    _load(None)  # here, so that a bad rule is told of, and once: the processes are forked
    with ProcessPoolExecutor(
        min(jobs, len(files)), initializer=_start_pool_process, initargs=(model,)
    ) as pool:
        try:
            pending = [pool.submit(_process_file, file, out, fields) for file in files]
            for future in as_completed(pending):
                yield future.result()
        finally:  # a Ctrl-C ends it at the files under way
            pool.shutdown(cancel_futures=True)


def process_object(
    raw: RawArticle, rules: Rules, replay: str, out: Path, abstracts: "Abstracts | None" = None
) -> list[Outcome]:
    """Process one article, or an object of many with its manifest, and write it below `out`."""
    try:
        records = unpack(raw, ARTICLE_BYTES)
    except ArticleError as error:
        source = Source.unread(raw.bucket, raw.key, raw.etag, len(raw.content))
        return [write_outcome(failure(error, PIPELINE[0].name, source, replay, rules), out)]
    made = (in_other_words(outcome_of(record, rules, replay), abstracts) for record in records)
    written = [write_outcome(outcome, out) for outcome in made]
    if records[0].record is not None:
        source = Source.unread(raw.bucket, raw.key, raw.etag, len(raw.content))
        failed = sum(outcome.failure is not None for outcome in written)
        write_outcome(manifest_of(source, len(written), failed, rules), out)
    return written


def outcome_of(raw: RawArticle, rules: Rules, replay: str) -> Result | Failure:
    """All four stages on one article, with a failure record instead of an error."""
    document: Document = raw
    for stage in PIPELINE:
        try:
            document = run_stage(stage, document, rules)
        except ArticleError as error:
            source = Source.unread(raw.bucket, raw.key, raw.etag, len(raw.content), raw.record)
            return failure(error, stage.name, source, replay, rules)
    assert isinstance(document, Result)  # noqa: S101 - the last stage makes nothing else
    return document


def model_of(settings: Settings, rules: Rules) -> "Abstracts | None":
    """What asks the deployment's language model; raises NotConfigured without the client."""
    from workers.abstract import Abstracts  # noqa: PLC0415 - brings Celery, which takes its time

    return Abstracts.of(settings, rules)


def in_other_words(outcome: Result | Failure, abstracts: "Abstracts | None") -> Result | Failure:
    """With the summary that a model makes of it, if there is one to ask."""
    if abstracts is None or isinstance(outcome, Failure):
        return outcome
    return abstracts.rewritten([outcome])[0]


def failure(error: ArticleError, stage: str, source: Source, replay: str, rules: Rules) -> Failure:
    """The record of an article that failed in this process."""
    return failure_of(error, stage=stage, source=source, attempts=1, replay=replay, rules=rules)


def write_outcome(document: Result | Failure | Manifest, out: Path) -> Outcome:
    """Write NAME.json or NAME.failed.json below `out`, and remove the other one."""
    name = document.source.name
    failed = document if isinstance(document, Failure) else None
    result, record = inside(out, f"{name}.json"), inside(out, f"{name}.failed.json")
    written, other = (record, result) if failed else (result, record)
    written.parent.mkdir(parents=True, exist_ok=True)
    written.write_bytes(document.as_json())
    other.unlink(missing_ok=True)
    asked = document.summary.generation if isinstance(document, Result) else None
    return Outcome(name, written, failed, asked.reason if asked else None)


_rules: Rules | None = None  # of this process: read once by _load, also in each pool process
_abstracts: "Abstracts | None" = None


def _load(model: Settings | None) -> None:
    global _rules, _abstracts  # noqa: PLW0603 - a pool's initializer has nowhere else to leave it
    _rules = _rules or load_rules()
    _abstracts = model_of(model, _rules) if model else None


def _start_pool_process(model: Settings | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    _load(model)


def _process_file(file: SourceFile, out: Path, fields: Fields) -> list[Outcome]:
    assert _rules is not None  # noqa: S101 - the initializer has run
    replay = f"wenzhai process {shlex.quote(str(file.path))} --out {shlex.quote(str(out))}"
    size = 0
    try:
        size = file.path.stat().st_size
        if size > ARTICLE_BYTES:
            raise TooLarge(f"{size:,} bytes; the limit is {ARTICLE_BYTES:,}")
        content = _bytes_of(file)
    except ArticleError as error:
        source = Source.unread(None, file.name, None, size)
        return [write_outcome(failure(error, PIPELINE[0].name, source, replay, _rules), out)]
    raw = RawArticle(key=file.name, content=content, fields=fields)
    return process_object(raw, _rules, replay, out, _abstracts)


def _bytes_of(file: SourceFile) -> bytes:
    try:
        return file.path.read_bytes()
    except OSError as error:
        raise Unreadable(f"the file cannot be read: {error.strerror}") from error

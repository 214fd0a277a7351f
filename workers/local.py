"""Processing without any server: files in, JSON files out, on several processes."""

import shlex
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

from config.rules import Rules, load_rules
from config.settings import MIB
from tasks.document import Document, Failure, RawArticle, Result, Source
from tasks.errors import ArticleError, TooLarge
from tasks.failure import failure_of
from tasks.pipeline import PIPELINE, run_stage
from workers.files import SourceFile

ARTICLE_BYTES = 64 * MIB  # in one's own process a larger article than in the service is fine


class Outcome(NamedTuple):
    """What became of one file; `failure` is None when `written` is a result."""

    file: SourceFile
    written: Path
    failure: Failure | None


def process_files(files: Sequence[SourceFile], out: Path, jobs: int) -> Iterator[Outcome]:
    """Process every file and write NAME.json, or NAME.failed.json, below `out`; as they finish."""
    if jobs == 1 or len(files) == 1:
        _load()
        yield from (_process_file(file, out) for file in files)
        return
    with ProcessPoolExecutor(min(jobs, len(files)), initializer=_load) as pool:
        for future in as_completed([pool.submit(_process_file, file, out) for file in files]):
            yield future.result()


def outcome_of(raw: RawArticle, rules: Rules, replay: str) -> Result | Failure:
    """All four stages on one article, with a failure record instead of an error."""
    document: Document = raw
    for stage in PIPELINE:
        try:
            document = run_stage(stage, document, rules)
        except ArticleError as error:
            return failure_of(
                error,
                stage=stage.name,
                source=_source(raw),
                attempts=1,
                replay=replay,
                rules=rules,
            )
    assert isinstance(document, Result)  # noqa: S101 - the last stage makes nothing else
    return document


_rules: Rules | None = None  # of this process: read once by _load, also in each pool process


def _load() -> None:
    global _rules  # noqa: PLW0603 - a pool's initializer has nowhere else to leave it
    _rules = _rules or load_rules()


def _process_file(file: SourceFile, out: Path) -> Outcome:
    assert _rules is not None  # noqa: S101 - the initializer has run
    replay = f"wenzhai process {shlex.quote(str(file.path))} --out {shlex.quote(str(out))}"
    size = file.path.stat().st_size
    if size > ARTICLE_BYTES:
        raw = RawArticle(key=file.name, content=b"")
        error = TooLarge(f"{size:,} bytes; the limit is {ARTICLE_BYTES:,}")
        document: Result | Failure = failure_of(
            error,
            stage=PIPELINE[0].name,
            source=_source(raw).model_copy(update={"size": size}),
            attempts=1,
            replay=replay,
            rules=_rules,
        )
    else:
        raw = RawArticle(key=file.name, content=file.path.read_bytes())
        document = outcome_of(raw, _rules, replay)
    failure = document if isinstance(document, Failure) else None
    written = out / f"{file.name}{'.failed' if failure else ''}.json"
    written.parent.mkdir(parents=True, exist_ok=True)
    written.write_bytes(document.as_json())
    (out / f"{file.name}{'' if failure else '.failed'}.json").unlink(missing_ok=True)
    return Outcome(file, written, failure)


def _source(raw: RawArticle) -> Source:
    return Source(
        bucket=raw.bucket,
        key=raw.key,
        etag=raw.etag,
        size=len(raw.content),
        encoding=None,
        encoding_confidence=None,
    )

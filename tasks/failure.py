"""What is recorded when an article has no result: the stage, the reason, and how to see it again."""

from config.rules import Rules
from tasks.document import Failure, FailureReason, Source
from tasks.errors import ArticleError
from tasks.provenance import pipeline_of


def failure_of(
    error: ArticleError, *, stage: str, source: Source, attempts: int, replay: str, rules: Rules
) -> Failure:
    """The record for failed/; `replay` is a shell command that reproduces the failure."""
    return Failure(
        pipeline=pipeline_of(rules),
        source=source,
        stage=stage,
        error=FailureReason(type=type(error).__name__, message=str(error)),
        attempts=attempts,
        replay=replay,
    )

"""Reading rule files: TOML tables, and word lists of one entry a line with # comments."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict


class RuleSet(BaseModel):
    """Validated rules; a misspelt key in a data file is an error, not a silent no-op."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def read_toml(path: Path) -> dict[str, Any]:
    """The whole file as nested dictionaries; raises tomllib.TOMLDecodeError naming the file."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise tomllib.TOMLDecodeError(f"{path}: {error}") from error


def read_words(path: Path) -> tuple[str, ...]:
    """One word a line, in order; blank lines and everything after # are left out."""
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return tuple(line for line in lines if line)

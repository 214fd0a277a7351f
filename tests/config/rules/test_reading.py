import tomllib
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from config.rules.phrases import Patterns
from config.rules.reading import read_toml


def test_a_file_that_is_no_toml_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "posts.toml"
    file.write_text("official = [\n县长\n", "utf-8")
    with pytest.raises(tomllib.TOMLDecodeError, match=r"posts\.toml: .*line 2"):
        read_toml(file)


def test_a_pattern_that_is_no_regular_expression_is_named() -> None:
    with pytest.raises(ValidationError, match=r"'\^\(县长' is no regular expression"):
        TypeAdapter(Patterns).validate_python(["^好$", "^(县长"])

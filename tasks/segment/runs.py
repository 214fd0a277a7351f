"""Words and tags of a run of characters that the dictionary's path leaves single."""

import re

from tasks.segment.lexicon import UNKNOWN, Lexicon
from tasks.segment.model import load_model
from tasks.segment.search import likeliest_states

Cut = tuple[tuple[str, ...], tuple[str, ...]]  # words and their tags

_PART = re.compile(r"[\u4e00-\u9fd5]+|[.0-9]+|[a-zA-Z0-9]+|[^\u4e00-\u9fd5a-zA-Z0-9.]+")


def read_run(run: str, lexicon: Lexicon) -> Cut:
    """A run that is a word all the same (its characters won) stays cut; others the model reads."""
    if len(run) == 1 or lexicon.has_word(run):
        return tuple(run), tuple(lexicon.characters.get(char, UNKNOWN) for char in run)
    words: list[str] = []
    tags: list[str] = []
    for part in _PART.findall(run):
        if part[0] >= "\u4e00":
            _read_chinese(part, words, tags)
        else:
            words.append(part)
            tags.append(_tag(part))
    return tuple(words), tuple(tags)


def _tag(part: str) -> str:
    if part[0] in ".0123456789":
        return "m"
    return "eng" if part[0].isalpha() else UNKNOWN


def _read_chinese(part: str, words: list[str], tags: list[str]) -> None:
    """Add the words that the states make; an unfinished last word has the tag of its first."""
    states = load_model().states
    begin = done = 0
    path = [states[number] for number in likeliest_states(part)]
    for i, (place, tag) in enumerate(path):
        if place in "BM":
            begin = i if place == "B" else begin
            continue
        start = begin if place == "E" else i
        done = i + 1
        words.append(part[start:done])
        tags.append(tag)
    if done < len(part):
        words.append(part[done:])
        tags.append(path[done][1])

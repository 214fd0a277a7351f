"""People in newspaper text that others have tagged by hand: `python -m benchmarks.names`.

It is real text, of 1998, with its bylines, captions, foreign and historical names; so the figures
say how names are found where nothing was written for this project.
"""

import sys
from collections import Counter
from collections.abc import Iterator

from benchmarks.jieba_posseg import jieba_posseg
from benchmarks.newspaper import PERSON, named
from config.rules import load_rules
from tasks.extract.passage import read_passage
from tasks.extract.people import find_people

PARAGRAPHS = 8  # neighbours that are read as one article


def articles() -> Iterator[tuple[str, frozenset[str]]]:
    """Texts of eight paragraphs, and the people named in each."""
    paragraphs = list(named())
    for first in range(0, len(paragraphs), PARAGRAPHS):
        some = paragraphs[first : first + PARAGRAPHS]
        yield "\n".join(text for text, _ in some), frozenset().union(*(who for _, who in some))


def main() -> None:
    """Print precision, recall and F1 over the names of all articles."""
    jieba = jieba_posseg()
    rules = load_rules().extract
    found: dict[str, Counter[str]] = {"wenzhai": Counter(), "jieba.posseg": Counter()}
    for text, who in articles():
        people, _ = find_people(read_passage(text), rules)
        tagged = (word for word, tag in jieba(text) if tag == PERSON)
        names = {
            "wenzhai": {person.name for person in people},
            "jieba.posseg": {name for name in tagged if len(name) > 1},
        }
        for tool, taken in names.items():
            found[tool].update(right=len(taken & who), given=len(taken), wanted=len(who))
    for tool, counts in found.items():
        right, given, wanted = (counts[key] for key in ("right", "given", "wanted"))
        line = f"P={right / given:.3f} R={right / wanted:.3f} F1={2 * right / (given + wanted):.3f}"
        sys.stdout.write(f"{tool:12} {line} of {wanted}\n")


if __name__ == "__main__":
    main()

"""Text quality: process annotated articles in-process and print the scorer's table.

`make score` measures on tests/corpus, and on the annotated real articles where they are at hand.
The scorer (tests/corpus/score.py) is the annotators' own, used as it is.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from config.rules import load_rules
from tasks.document import RawArticle
from workers.local import outcome_of

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "tests" / "corpus"
SHARED = ROOT.parent / "shared"
SCORER = CORPUS / "score.py"


class Annotated(NamedTuple):
    """Gold annotations, and the folders that hold the articles they annotate."""

    name: str
    gold: Path
    articles: tuple[Path, ...]


OWN = Annotated("tests/corpus", CORPUS / "gold", (CORPUS / "articles",))
REAL = Annotated("../shared/gold", SHARED / "gold", (SHARED / "articles", SHARED / "own"))


def sets_at_hand() -> Iterator[Annotated]:
    """Our own corpus, and the shared one where it is."""
    yield OWN
    if REAL.gold.exists():
        yield REAL


def score(annotated: Annotated) -> dict[str, Any]:
    """The scorer's figures as it prints them with --json."""
    with tempfile.TemporaryDirectory() as folder:
        process_into(annotated, Path(folder))
        figures: dict[str, Any] = json.loads(_scorer(annotated, Path(folder), "--json"))
    return figures


def process_into(annotated: Annotated, folder: Path) -> None:
    """Write a result for every annotated article; one that fails leaves none and scores nothing."""
    rules = load_rules()
    for gold in sorted(annotated.gold.glob("*.json")):
        name = json.loads(gold.read_bytes())["file"]
        (file,) = (path / name for path in annotated.articles if (path / name).exists())
        document = outcome_of(RawArticle(key=name, content=file.read_bytes()), rules, replay="")
        (folder / f"{gold.stem}.json").write_bytes(document.as_json())


def main() -> None:
    """Print the scorer's table for every set at hand; further arguments go to the scorer."""
    for annotated in sets_at_hand():
        with tempfile.TemporaryDirectory() as folder:
            process_into(annotated, Path(folder))
            table = _scorer(annotated, Path(folder), *sys.argv[1:])
        sys.stdout.write(f"== {annotated.name}\n{table}\n")


def _scorer(annotated: Annotated, results: Path, *options: str) -> str:
    return subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(SCORER), str(annotated.gold), str(results), *options],
        check=True,
        capture_output=True,
        text=True,
    ).stdout


if __name__ == "__main__":
    main()

"""Text quality: process annotated articles in-process, print the scorer's figures, hold the floors.

`make score` measures on tests/corpus, and on the annotated real articles where they are at hand,
and fails when a figure of tests/corpus is below its floor in tests/corpus/floors.toml. The scorer
(tests/corpus/score.py) is the annotators' own, used as it is.

    python -m benchmarks.score                  print, and fail below a floor
    python -m benchmarks.score --raise          raise the floors to what is measured now
    python -m benchmarks.score --raise --lower  set them, lower too: the commit message says why
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from config.rules import load_rules
from tasks.document import RawArticle
from workers.local import outcome_of

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "tests" / "corpus"
SHARED = ROOT.parent / "shared"
SCORER = CORPUS / "score.py"
FLOORS = CORPUS / "floors.toml"
SLACK = 0.005  # below what was measured: one line or name of a small class
MOST = frozenset(
    {"forbidden_people_taken", "distractors_taken"}
)  # for these the file holds the most allowed


class Annotated(NamedTuple):
    """Gold annotations, and the folders that hold the articles they annotate."""

    name: str
    gold: Path
    articles: tuple[Path, ...]


OWN = Annotated("tests/corpus", CORPUS / "gold", (CORPUS / "articles",))
REAL = Annotated("../shared/gold", SHARED / "gold", (SHARED / "articles", SHARED / "own"))


class LabelScore(NamedTuple):
    """How lines of one label fare; an alternative that gold accepts counts as right."""

    label: str
    lines: int
    found: float  # recall
    right: float  # precision


def sets_at_hand() -> Iterator[Annotated]:
    """Our own corpus, and the shared one where it is."""
    yield OWN
    if REAL.gold.exists():
        yield REAL


def figures(annotated: Annotated) -> dict[str, float]:
    """F1 or accuracy by field, and the scorer's single figures."""
    with tempfile.TemporaryDirectory() as folder:
        process_into(annotated, Path(folder))
        scored: dict[str, Any] = json.loads(_scorer(annotated, Path(folder), "--json"))
    fields = {name: value.get("F1", value.get("acc")) for name, value in scored["fields"].items()}
    single = {name: value for name, value in scored.items() if isinstance(value, float | int)}
    return fields | single | {"normalized_text": scored["cer"]["accuracy"]}


def process_into(annotated: Annotated, folder: Path) -> None:
    """Write a result for every annotated article; one that fails leaves its failure record."""
    rules = load_rules()
    for gold in sorted(annotated.gold.glob("*.json")):
        name = json.loads(gold.read_bytes())["file"]
        (file,) = (path / name for path in annotated.articles if (path / name).exists())
        document = outcome_of(RawArticle(key=name, content=file.read_bytes()), rules, replay="")
        (folder / f"{gold.stem}.json").write_bytes(document.as_json())


def by_label(annotated: Annotated, folder: Path) -> list[LabelScore]:
    """Recall and precision of every line label, the most frequent first."""
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for gold in annotated.gold.glob("*.json"):
        lines = json.loads(gold.read_bytes())["lines"]
        result = json.loads((folder / f"{gold.stem}.json").read_bytes())
        for line, made in zip(lines, result.get("lines", ()), strict=False):
            accepted = {line["label"], *(line.get("alt") or ())}
            label = line["label"] if made["label"] in accepted else made["label"]
            wanted[line["label"]] += 1
            given[label] += 1
            right[label] += label == line["label"]
    return [
        LabelScore(label, lines, right[label] / lines, right[label] / max(1, given[label]))
        for label, lines in wanted.most_common()
    ]


def floors() -> dict[str, float]:
    """The floor of each figure on tests/corpus."""
    return tomllib.loads(FLOORS.read_text("utf-8"))


def below(measured: Mapping[str, float]) -> list[str]:
    """The figures that do not hold, in words."""
    return [
        f"{name}: {measured[name]} (floor {floor})"
        for name, floor in floors().items()
        if (measured[name] > floor if name in MOST else measured[name] < floor)
    ]


def set_floors(measured: Mapping[str, float], *, lower: bool) -> None:
    """Move every floor up to what is measured less the slack; down too if `lower`."""
    lines = [line for line in FLOORS.read_text("utf-8").splitlines() if line.startswith("#")]
    for name, floor in floors().items():
        new = measured[name] if name in MOST else round(measured[name] - SLACK, 4)
        better = min(new, floor) if name in MOST else max(new, floor)
        lines.append(f'"{name}" = {new if lower else better}')
    FLOORS.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """See the module's docstring."""
    options = set(sys.argv[1:])
    for annotated in sets_at_hand():
        with tempfile.TemporaryDirectory() as folder:
            process_into(annotated, Path(folder))
            _print(annotated, Path(folder))
    measured = figures(OWN)
    if "--raise" in options:
        set_floors(measured, lower="--lower" in options)
    if missed := below(measured):
        sys.exit("below the floors of tests/corpus:\n  " + "\n  ".join(missed))
    sys.stdout.write("every figure of tests/corpus holds its floor\n")


def _print(annotated: Annotated, folder: Path) -> None:
    table = _scorer(annotated, folder).splitlines()
    # By class of damage only where something is wrong: most of them are at 0.0.
    kept = (line for line in table if not (line.startswith("    ") and line.endswith(" 0.0")))
    sys.stdout.write(f"== {annotated.name}\n" + "\n".join(kept) + "\nlabels of lines\n")
    for score in by_label(annotated, folder):
        sys.stdout.write(
            f"    {score.label:24} lines={score.lines:<4} R={score.found:.3f} P={score.right:.3f}\n"
        )
    sys.stdout.write("\n")


def _scorer(annotated: Annotated, results: Path, *options: str) -> str:
    return subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(SCORER), str(annotated.gold), str(results), *options],
        check=True,
        capture_output=True,
        text=True,
    ).stdout


if __name__ == "__main__":
    main()

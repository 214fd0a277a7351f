"""What differs per text: config/data/ read once into frozen, validated objects.

`load_rules()` is called once per process; the `Rules` it returns is passed to every stage.
Words and patterns are data that a linguist can edit; order and judgement are code in tasks/.
"""

import hashlib
from pathlib import Path
from typing import NamedTuple

from config.rules.abstract import AbstractRules
from config.rules.boilerplate import BoilerplateRules
from config.rules.extract import ExtractRules
from config.rules.normalize import NormalizeRules
from config.rules.summarize import SummarizeRules

DATA = Path(__file__).parent.parent / "data"


class Rules(NamedTuple):
    """The rules of all stages. `fingerprint` is a sha256 over every file of config/data/."""

    normalize: NormalizeRules
    boilerplate: BoilerplateRules
    extract: ExtractRules
    summarize: SummarizeRules
    abstract: AbstractRules
    fingerprint: str


def load_rules(data: Path = DATA) -> Rules:
    """Read and validate every rule file.

    Raises pydantic.ValidationError naming the bad value, tomllib.TOMLDecodeError naming the file.
    """
    return Rules(
        normalize=NormalizeRules.load(data / "normalize"),
        boilerplate=BoilerplateRules.load(data / "boilerplate"),
        extract=ExtractRules.load(data / "extract"),
        summarize=SummarizeRules.load(data / "summarize"),
        abstract=AbstractRules.load(data / "abstract"),
        fingerprint=_fingerprint(data),
    )


def _fingerprint(data: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in data.rglob("*") if p.is_file()):
        digest.update(path.relative_to(data).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()

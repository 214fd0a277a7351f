"""What a chaos run uploads: good, bad and poisonous articles, some twice, some overwritten."""

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

SAMPLES = Path(__file__).parent.parent.parent / "samples"
PARAGRAPHS = 3  # of an article: short ones, so that much happens in a short time
LONG = 60  # characters; shorter lines of the samples are no paragraphs
BAD, TWICE, OVERWRITTEN = 0.04, 0.06, 0.08  # shares of the articles
DUMPS, RECORDS = 3, 12  # objects of many articles, and articles of each
BAD_CONTENTS = (b"", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), bytes(range(256)) * 20)

# Quick ones come in every run; those that wait for a time limit only in a long one.
QUICK_POISONS = {
    "extract-segfault": "StageKilled",
    "normalize-killed": "StageKilled",
    "summarize-memory": "StageOutOfMemory",
}
SLOW_POISONS = {
    "strip-worker": "StageKilled",
    "normalize-hang": "StageKilled",
    "extract-slow": "StageTimedOut",
}


class Upload(NamedTuple):
    """One object that is put under incoming/; `at`: from 0 to 1, when in the time of uploads."""

    at: float
    key: str
    content: bytes


class Plan(NamedTuple):
    """All uploads in the order of their time, and which keys are poison: key -> error expected."""

    uploads: tuple[Upload, ...]
    poisons: dict[str, str]

    @property
    def last(self) -> dict[str, bytes]:
        """The bytes that each key holds in the end."""
        return {upload.key: upload.content for upload in self.uploads}


def plan(articles: int, seed: int, *, long: bool) -> Plan:
    """The same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - seeded chance, not secrets
    paragraphs = sample_paragraphs()
    poisons = QUICK_POISONS | (SLOW_POISONS if long else {})
    uploads: list[Upload] = []
    for number in range(articles):
        uploads += _article(f"{number % 7}/{number:05}.txt", chance, paragraphs)
    for name in poisons:
        text = f"{_text(chance, paragraphs)}\npoison-{name}\n"
        # Early, since a poison takes its time until it is given up.
        uploads.append(Upload(chance.uniform(0, 0.5), _poison_key(name), text.encode()))
    for number in range(DUMPS):
        records = [{"text": _text(chance, paragraphs)} for _ in range(RECORDS)]
        content = b"\n".join(json.dumps(record).encode() for record in records)
        uploads.append(Upload(chance.random(), f"dumps/{number}.jsonl", content))
    return Plan(
        tuple(sorted(uploads)), {_poison_key(name): error for name, error in poisons.items()}
    )


def sample_paragraphs() -> Sequence[str]:
    """Paragraphs of the sample articles."""
    return [
        line
        for file in sorted(SAMPLES.rglob("*.txt"))
        for line in file.read_bytes().decode("utf-8", "ignore").splitlines()
        if len(line) > LONG
    ]


def _article(key: str, chance: random.Random, paragraphs: Sequence[str]) -> Iterator[Upload]:
    """The uploads of one key: one, or the same again later, or another version soon after."""

    def content() -> bytes:
        bad = chance.random() < BAD
        return chance.choice(BAD_CONTENTS) if bad else _text(chance, paragraphs).encode()

    first = Upload(chance.random() * 0.9, key, content())
    yield first
    dice = chance.random()
    if dice < TWICE:
        yield first._replace(at=chance.uniform(first.at, 1))
    elif dice < TWICE + OVERWRITTEN:
        for _ in range(chance.randint(1, 3)):
            yield Upload(first.at + chance.uniform(0, 0.02), key, content())


def _text(chance: random.Random, paragraphs: Sequence[str]) -> str:
    return "\n".join(chance.sample(paragraphs, PARAGRAPHS))


def _poison_key(name: str) -> str:
    return f"poison/{name}.txt"

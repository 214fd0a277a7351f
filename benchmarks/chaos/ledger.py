"""What the bucket holds in the end, beside what a quiet run in this process makes of the same bytes."""

import hashlib
import json
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.chaos.articles import Plan
from config.rules import Rules
from config.settings import Settings
from tasks.document import Failure, Manifest, Result, Source
from tasks.unpack import manifest_of, may_hold_many, unpack
from workers.batch import replay_command
from workers.local import outcome_of
from workers.replay import raw_article
from workers.storage import FAILED, RESULTS, Content, Storage, record_name

Outcome = Result | Failure | Manifest


class Ledger(NamedTuple):
    """Articles uploaded, outcomes found, and the names of those that are wrong."""

    uploaded: int
    results: int
    failures: int
    missing: tuple[str, ...]
    duplicated: tuple[str, ...]
    wrong_version: tuple[str, ...]
    different: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.missing or self.duplicated or self.wrong_version or self.different)

    def line(self, faults: int) -> str:
        """The one line that says it all."""
        counts = (
            f"{name}={len(value) if isinstance(value, tuple) else value}"
            for name, value in self._asdict().items()
        )
        return f"ledger: {' '.join(counts)} faults={faults}"


def expected_of(plan: Plan, settings: Settings, rules: Rules) -> dict[str, Outcome]:
    """The outcome of every article by its name, as a quiet run makes it; of a poison, nothing."""
    return {
        outcome.source.name: outcome
        for key, data in plan.last.items()
        if key not in plan.poisons
        for outcome in _quiet(key, data, settings, rules)
    }


def _quiet(key: str, data: bytes, settings: Settings, rules: Rules) -> Iterator[Outcome]:
    etag = hashlib.md5(data, usedforsecurity=False).hexdigest()
    content = Content(data, etag, len(data), settings.bundle_bytes, None)
    source = Source.unread(settings.bucket, key, etag, len(data))
    raw = raw_article(source, content, settings)
    if not may_hold_many(key):
        yield outcome_of(raw, rules, replay_command(source))
        return
    records = unpack(raw, settings.bundle_bytes)
    outcomes = [
        outcome_of(each, rules, replay_command(source.model_copy(update={"record": each.record})))
        for each in records
    ]
    yield from outcomes
    failed = sum(isinstance(outcome, Failure) for outcome in outcomes)
    yield manifest_of(source, len(records), failed, rules)


def drawn_up(storage: Storage, plan: Plan, settings: Settings, rules: Rules) -> Ledger:
    """Compare everything in the bucket with what is expected; raises StorageUnavailable."""
    expected = expected_of(plan, settings, rules)
    names = {*expected, *plan.poisons}
    objects = {
        prefix: {f"{prefix}{entry.key}" for entry in storage.listing(prefix)}
        for prefix in (RESULTS, FAILED)
    }
    found = {
        name: [r for p, o in objects.items() if (r := record_name(p, name)) in o] for name in names
    }
    known = {record for records in found.values() for record in records}
    extra = set().union(*objects.values()) - known
    wrong_version, different = [], []
    for name, records in found.items():
        if len(records) != 1:
            continue
        content = storage.read(records[0])
        written = content.data if content and content.data else b"{}"
        wanted = expected.get(name)
        if name in plan.poisons:
            if not _is_poison(written, plan.poisons[name]):
                different.append(name)
        elif wanted and _etag(written) != wanted.source.etag:
            wrong_version.append(name)
        elif wanted and not _same(written, wanted):
            different.append(name)
    return Ledger(
        uploaded=len(plan.last),
        results=len(objects[RESULTS]),
        failures=len(objects[FAILED]),
        missing=tuple(sorted(name for name, records in found.items() if not records)),
        duplicated=tuple(sorted({n for n, r in found.items() if len(r) > 1} | extra)),
        wrong_version=tuple(sorted(wrong_version)),
        different=tuple(sorted(different)),
    )


def _etag(written: bytes) -> object:
    return json.loads(written).get("source", {}).get("etag")


def _is_poison(written: bytes, error: str) -> bool:
    """Its own failure; one whose worker the run killed besides may have been given up for that."""
    return json.loads(written).get("error", {}).get("type") in {error, "StageKilled"}


def _same(written: bytes, wanted: Outcome) -> bool:
    """Byte for byte, but for the number of attempts that a failure took."""
    if isinstance(wanted, Failure):
        attempts = json.loads(written).get("attempts", 0)
        wanted = wanted.model_copy(update={"attempts": attempts})
    return written == wanted.as_json()

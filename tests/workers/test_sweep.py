import json
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workers.storage import (
    FAILED,
    INCOMING,
    RESULTS,
    Content,
    ObjectRef,
    StoredObject,
    record_name,
)
from workers.sweep import NEVER, Outcomes, Standing, State, standings

START = datetime(2026, 1, 1, tzinfo=UTC)

# Characters on both sides of "." and "/" in byte order, where `<key>.json` sorts unlike `<key>`.
keys = st.text("ab-./!~中", min_size=1, max_size=5).filter(
    lambda key: not {"", ".", ".."} & set(key.split("/"))
)
minutes = st.integers(0, 5)


class Bucket:
    """A bucket in memory: name -> minute of its last change."""

    def __init__(self, names: dict[str, int]) -> None:
        self.names = names
        self.made_from: dict[str, str] = {}

    def read(self, name: str) -> Content | None:
        if name not in self.names:
            return None
        record = json.dumps({"source": {"etag": self.made_from.get(name, "older")}}).encode()
        return Content(record, "etag of the record", len(record), 10_000, None)

    def listing(self, prefix: str) -> list[StoredObject]:
        return [
            StoredObject(name.removeprefix(prefix), "etag", 1, self._when(name))
            for name in sorted(self.names)
            if name.startswith(prefix)
        ]

    def modified(self, name: str) -> datetime | None:
        return self._when(name) if name in self.names else None

    def _when(self, name: str) -> datetime:
        return START + timedelta(minutes=self.names[name])


def bucket(incoming: dict[str, int], results: dict[str, int], failed: dict[str, int]) -> Bucket:
    return Bucket(
        {INCOMING + key: when for key, when in incoming.items()}
        | {record_name(RESULTS, key): when for key, when in results.items()}
        | {record_name(FAILED, key): when for key, when in failed.items()}
    )


def states(of: Bucket) -> dict[str, State]:
    return {s.ref.key: s.state for s in standings(of)}  # type: ignore[arg-type]


times = st.dictionaries(keys, minutes, max_size=12)


@given(times, times, times)
def test_the_merge_finds_what_a_look_at_every_object_finds(
    incoming: dict[str, int], results: dict[str, int], failed: dict[str, int]
) -> None:
    expected = {}
    for key, when in incoming.items():
        done, bad = results.get(key, -1), failed.get(key, -1)
        if max(done, bad) < when:
            expected[key] = State.WAITING
        else:
            expected[key] = State.DONE if done >= bad else State.FAILED
    assert states(bucket(incoming, results, failed)) == expected


def test_an_article_without_an_outcome_waits() -> None:
    assert states(bucket({"a": 1}, {}, {})) == {"a": State.WAITING}


def test_an_article_overwritten_after_its_result_waits_again() -> None:
    assert states(bucket({"a": 3}, {"a": 2}, {})) == {"a": State.WAITING}


def test_the_newer_of_two_outcomes_counts_and_the_older_is_stale() -> None:
    (standing,) = standings(bucket({"a": 1}, {"a": 3}, {"a": 2}))  # type: ignore[arg-type]
    written = START + timedelta(minutes=1)
    assert standing == Standing(ObjectRef("a", 1), written, State.DONE, stale="failed/a.json")


def test_an_outcome_of_the_present_bytes_counts_though_a_clock_was_set_back() -> None:
    early = bucket({"a": 5}, {"a": 2}, {})
    early.made_from["results/a.json"] = "etag"
    assert states(early) == {"a": State.DONE}


def test_keys_that_need_one_another_s_names_have_records_of_their_own() -> None:
    assert states(bucket({"a": 1, "a.json/b": 1}, {"a": 2, "a.json/b": 2}, {})) == {
        "a": State.DONE,
        "a.json/b": State.DONE,
    }


def test_the_page_of_one_article_is_no_outcome_of_another() -> None:
    with_page = bucket({"a": 1, "a.html": 1}, {"a": 2}, {})
    with_page.names["results/a.html"] = 2
    assert states(with_page) == {"a": State.DONE, "a.html": State.WAITING}


def test_a_key_too_long_for_its_record_is_found_by_its_digest() -> None:
    key = "中" * 338
    assert states(bucket({key: 1}, {}, {key: 2})) == {key: State.FAILED}


def test_the_merge_looks_up_only_keys_that_begin_another() -> None:
    asked: list[str] = []

    def look_up(name: str) -> None:
        asked.append(name)

    listing = bucket({}, {"a-x": 1, "b": 1}, {}).listing(RESULTS)
    outcomes = Outcomes(RESULTS, listing, look_up)
    assert outcomes.of("a") == NEVER
    assert outcomes.of("aa") == NEVER
    assert outcomes.of("b") == START + timedelta(minutes=1)
    assert asked == ["results/a.json"]

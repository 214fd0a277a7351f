from typing import Any

import pytest

from config.settings import Settings
from workers import doctor, flight
from workers.advice import RIGHTS
from workers.doctor import Finding, access, flower, installed, limits, misspelt, redis_state, skew
from workers.errors import StorageAway, StorageRefused

WELL = {
    "redis_version": "7.2.4",
    "maxmemory_policy": "noeviction",
    "aof_enabled": 1,
    "aof_last_write_status": "ok",
    "maxmemory": 1000,
    "used_memory": 100,
}


def test_a_redis_that_is_set_up_well_gives_no_finding() -> None:
    assert {finding.level for finding in redis_state(WELL)} == {"ok"}


@pytest.mark.parametrize(
    ("change", "level", "words"),
    [
        ({"redis_version": "5.0.7"}, "wrong", "5.0.7 is too old"),
        ({"cluster_enabled": 1}, "wrong", "cluster"),
        ({"maxmemory_policy": "allkeys-lru"}, "wrong", "forgets what is queued"),
        ({"aof_enabled": 0}, "note", "no append-only file"),
        ({"aof_last_write_status": "err"}, "wrong", "cannot write"),
        ({"used_memory": 900}, "wrong", "90% full"),
        ({"used_memory": 1000}, "wrong", "Redis is full and takes nothing in"),
    ],
)
def test_what_is_wrong_with_redis_comes_with_its_fix(
    change: dict[str, Any], level: str, words: str
) -> None:
    (finding,) = [f for f in redis_state(WELL | change) if f.level != "ok"]
    assert finding.level == level
    assert words in finding.what
    assert finding.fix


@pytest.mark.parametrize(
    ("url", "level"),
    [
        ("redis://127.0.0.1:6379/0", "ok"),
        ("redis://redis:6379/0", "wrong"),
        ("redis://:secret-word@redis:6379/0", "note"),
        ("rediss://:secret-word@redis:6379/0", "ok"),
    ],
)
def test_redis_beyond_this_machine_wants_a_password_and_tls(url: str, level: str) -> None:
    found = access(url)
    assert found.level == level
    assert "secret-word" not in "".join(found)


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "agrees"), (60, "60 s ahead of this"), (-60, "60 s behind this")]
)
def test_a_clock_that_is_wrong_is_told_by_how_much(seconds: float, words: str) -> None:
    assert words in skew("storage", seconds).what


def test_a_sweep_that_comes_before_lost_messages_is_noted() -> None:
    assert [f.level for f in limits(Settings())] == ["ok"]
    _, finding = limits(Settings(requeue_seconds=60))
    assert finding.fix == "WENZHAI_REQUEUE_SECONDS=600"


@pytest.mark.parametrize(
    ("address", "answer", "level"),
    [
        ("127.0.0.1", 401, "ok"),
        ("0.0.0.0", 401, "note"),  # noqa: S104
        ("127.0.0.1", 200, "wrong"),
        ("127.0.0.1", None, "note"),
    ],
)
def test_flower_must_not_be_open(address: str, answer: int | None, level: str) -> None:
    assert flower(Settings(flower_address=address), answer).level == level


def test_a_misspelt_setting_is_told_with_the_one_that_was_meant() -> None:
    (finding,) = misspelt(["WENZHAI_TIMELIMIT", "WENZHAI_DATA", "WENZHAI_BUCKET", "HOME"])
    assert finding == Finding(
        "wrong", "WENZHAI_TIMELIMIT is no setting", "did you mean WENZHAI_TIME_LIMIT?"
    )


def test_the_packages_here_are_those_that_are_wanted() -> None:
    assert [finding.level for finding in installed()] == ["ok"]


def test_a_package_of_another_version_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "requires", lambda _: ["celery<5", "click", 'pytest; extra=="dev"'])
    (finding,) = installed()
    assert finding.what == "celery is not <5"


def test_storage_that_refuses_is_not_told_to_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_settings: Settings) -> None:
        raise StorageRefused("(AccessDenied)")

    for part in ("_redis", "_workers"):
        monkeypatch.setattr(doctor, part, lambda _settings: iter([Finding("ok", "well")]))
    monkeypatch.setattr(doctor, "_bucket", refused)
    monkeypatch.setattr(doctor, "flower_answer", lambda _: 401)
    (found,) = [f for f in doctor.examine(Settings()) if f.level == "wrong"]
    assert found == Finding("wrong", "storage cannot be used: (AccessDenied)", RIGHTS)


def test_no_worker_is_asked_while_redis_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    full = flight.Traffic(queued=0, running=0, per_second=None, full=True)
    monkeypatch.setattr(flight, "traffic", lambda _redis: full)
    monkeypatch.setattr(doctor, "create_app", lambda _settings: pytest.fail("one was asked"))
    (found,) = doctor._workers(Settings())
    assert found.level == "note"
    assert "Redis is full" in found.what


def test_a_part_that_does_not_answer_is_a_finding_and_ends_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(_settings: Settings) -> None:
        raise StorageAway("no answer")

    for part in ("_redis", "_workers"):
        monkeypatch.setattr(doctor, part, lambda _settings: iter([Finding("ok", "well")]))
    monkeypatch.setattr(doctor, "_bucket", away)
    monkeypatch.setattr(doctor, "flower_answer", lambda _: 401)
    found = list(doctor.examine(Settings()))
    assert [f.what for f in found if f.level == "wrong"] == ["storage cannot be used: no answer"]
    assert "WENZHAI_S3_ENDPOINT" in next(f.fix for f in found if f.level == "wrong")
    assert found[-1].what.startswith("Flower wants a password")

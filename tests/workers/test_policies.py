"""The policies in docs/policies: what each role may not do, and that its own work needs no more."""

import gzip
import json
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from tests.workers.memory import ARTICLE, Memory
from tests.workers.test_unpacking import Service, lines
from workers.storage import record_name
from workers.sweep import standings

POLICIES = Path(__file__).parents[2] / "docs" / "policies"
# What a call of Storage asks of the server: action, and whether it is about the bucket itself.
ACTIONS = {
    "read": ("s3:GetObject", False),
    "etag": ("s3:GetObject", False),  # a HEAD
    "write": ("s3:PutObject", False),
    "delete": ("s3:DeleteObject", False),
    "listing": ("s3:ListBucket", True),
    "modified": ("s3:ListBucket", True),
}

# What no role may do; tests/e2e/test_roles.py has a server refuse it.
REFUSED = [
    ("intake", "s3:PutObject", "results/a.txt.json"),
    ("intake", "s3:PutObject", "failed/a.txt.json"),
    ("intake", "s3:PutObject", "incoming/a.txt"),
    ("intake", "s3:DeleteObject", "incoming/a.txt"),
    ("intake", "s3:GetObject", "incoming/a.txt"),
    ("worker", "s3:DeleteObject", "incoming/a.txt"),
    ("worker", "s3:PutObject", "incoming/a.txt"),
    ("worker", "s3:PutBucketNotification", ""),
    ("crawler", "s3:PutObject", "results/a.txt.json"),
    ("crawler", "s3:GetObject", "results/a.txt.json"),
    ("crawler", "s3:ListBucket", ""),
    ("crawler", "s3:GetObject", "incoming/a.txt"),
    ("crawler", "s3:DeleteObject", "incoming/a.txt"),
    ("crawler", "s3:PutObject", "failed/a.txt.json"),
    ("crawler", "s3:PutObject", "a.txt"),
    ("crawler", "s3:PutBucketNotification", ""),
    ("worker", "s3:PutObject", "a.txt"),
]


def allows(role: str, action: str, name: str = "") -> bool:
    policy = json.loads((POLICIES / f"{role}.json").read_text("utf-8"))
    resource = f"arn:aws:s3:::wenzhai/{name}" if name else "arn:aws:s3:::wenzhai"
    return any(
        action in statement["Action"]
        and any(fnmatchcase(resource, pattern) for pattern in statement["Resource"])
        for statement in policy["Statement"]
        if statement["Effect"] == "Allow"
    )


@pytest.mark.parametrize(("role", "action", "name"), REFUSED)
def test_a_role_may_not_do_what_is_not_its_own(role: str, action: str, name: str) -> None:
    assert not allows(role, action, name)


@pytest.fixture
def asked(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What is asked of storage from here on: action and name."""
    every: list[tuple[str, str]] = []

    def noted(method: str) -> Any:
        action, of_bucket = ACTIONS[method]
        call = getattr(memory, method)

        def ask(name: str, *arguments: Any) -> Any:
            every.append((action, "" if of_bucket else name))
            return call(name, *arguments)

        return ask

    for method in ACTIONS:
        monkeypatch.setattr(memory, method, noted(method))
    return every


def test_a_worker_needs_no_more_than_its_policy(
    asked: list[tuple[str, str]], memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Service(monkeypatch, memory, message_bytes=500, result_pages=True)
    service.upload("a.txt", ARTICLE.encode())
    service.upload("bad.txt", b"")
    service.upload("dump.jsonl.gz", gzip.compress(lines(ARTICLE, ARTICLE)))
    service.run()
    service.upload("bad.txt", ARTICLE.encode())  # put right: its failure record goes
    service.upload("a.txt", b"")
    service.run()
    assert {action for action, _ in asked} == {action for action, _ in ACTIONS.values()}
    assert [each for each in asked if not allows("worker", *each)] == []


def test_a_sweep_needs_no_more_than_the_policy_of_intake(
    asked: list[tuple[str, str]], memory: Memory
) -> None:
    memory.objects |= {f"incoming/{key}": b"" for key in ("a", "a.b", "k" * 1020)}
    memory.objects |= {record_name("results/", key): b"{}" for key in ("a.b", "k" * 1020)}
    assert [each.state for each in standings(memory)]  # type: ignore[arg-type]
    assert asked
    assert [each for each in asked if not allows("intake", *each)] == []

"""Summaries by a model that is a real process: its answers, its faults, and the service around it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from config.rules import load_rules
from config.settings import Settings
from tasks.document import Failure, RawArticle, Refusal, Result
from tasks.pipeline import process
from tests.e2e.helpers import ANY_FREE_PORT, ROOT, WENZHAI, eventually, outcome, put
from tests.e2e.model import SAID
from tests.tasks.abstract.articles import MEETING
from workers.abstract import FAILURES, Abstracts
from workers.embedded import running
from workers.storage import Storage

RULES = load_rules()
KEY = "a-secret-key"
RESULT = process(RawArticle(key="a.txt", content=MEETING.encode()), RULES)


@pytest.fixture(scope="module")
def model() -> Iterator[str]:
    """The address of a model's server."""
    with start() as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.terminate()


def start(*arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.e2e.model", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def calls(model: str) -> dict[str, Any]:
    with urlopen(f"{model}/asked", timeout=5) as answer:  # noqa: S310
        asked: dict[str, Any] = json.load(answer)
    return asked


def settings(model: str, name: str, **others: Any) -> Settings:
    values: dict[str, Any] = {
        "abstract_url": f"{model}/v1",
        "abstract_model": name,
        "abstract_key": KEY,
        "abstract_seconds": 3,
        "abstract_batch_seconds": 6,
        "abstract_retries": 1,
    }
    return Settings(**(values | others))


def asked(model: str, name: str, **others: Any) -> Result:
    abstracts = Abstracts.of(settings(model, name, **others), RULES)
    assert abstracts is not None
    return abstracts.rewritten([RESULT])[0]


def test_a_faithful_answer_becomes_the_summary(model: str) -> None:
    result = asked(model, "good")
    assert (result.summary.text, result.summary.method) == (SAID["good"], "abstractive")
    assert calls(model)["keys"] == [f"Bearer {KEY}"]


@pytest.mark.parametrize(
    ("name", "reason", "detail", "requests"),
    [
        ("wrong-number", Refusal.NUMBER, "13万亩", 1),
        ("wrong-name", Refusal.NAME, "高望川", 1),
        ("too-long", Refusal.LENGTH, "200 characters", 1),
        ("talkative", Refusal.FORM, "摘要", 1),
        ("obedient", Refusal.FORM, None, 1),
        ("empty", Refusal.EMPTY, None, 1),
        ("breaking-off", Refusal.LENGTH, "cut off", 1),
        ("malformed", Refusal.NO_ANSWER, "no chat completion", 1),
        ("denied", Refusal.NO_ANSWER, "HTTP 401", 1),
        ("very-busy", Refusal.NO_ANSWER, "HTTP 429", 1),
        ("broken", Refusal.NO_ANSWER, "HTTP 500", 2),
        ("cut", Refusal.NO_ANSWER, "no connection", 2),
        ("slow", Refusal.TIME_LIMIT, "3 s", 1),
        ("dripping", Refusal.TIME_LIMIT, "3 s", 1),
    ],
)
def test_whatever_else_comes_the_extractive_summary_stays(
    model: str, name: str, reason: Refusal, detail: str | None, requests: int
) -> None:
    begun = time.monotonic()
    summary = asked(model, name).summary
    assert time.monotonic() - begun < 6
    assert (summary.method, summary.text) == ("extractive", RESULT.summary.text)
    assert summary.generation is not None
    assert summary.generation.reason is reason
    if detail:
        assert summary.generation.detail == detail
    assert calls(model)["asked"][name] == requests


def test_a_busy_model_is_asked_again_when_it_says(model: str) -> None:
    begun = time.monotonic()
    assert asked(model, "busy").summary.method == "abstractive"
    assert time.monotonic() - begun >= 1
    assert calls(model)["asked"]["busy"] == 2


def test_slow_answers_to_a_batch_are_waited_for_side_by_side(model: str) -> None:
    abstracts = Abstracts.of(settings(model, "slow", abstract_calls=8), RULES)
    assert abstracts is not None
    begun = time.monotonic()
    results = abstracts.rewritten([RESULT] * 8)
    assert time.monotonic() - begun < 6
    reasons = {result.summary.generation.reason for result in results if result.summary.generation}
    assert reasons == {Refusal.TIME_LIMIT}


def test_process_asks_the_model_only_when_told_to(model: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MEETING, "utf-8")
    environment = os.environ | settings(model, "good").environment()
    command = [WENZHAI, "process", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out")]
    for more, method in ((), "extractive"), (("--abstract",), "abstractive"):
        ended = run([*command, *more], environment)
        assert ended.returncode == 0, ended.stderr
        result = Result.model_validate_json((tmp_path / "out" / "a.txt.json").read_bytes())
        assert result.summary.method == method
        assert "not the model's" not in ended.stderr
    away = environment | {"WENZHAI_ABSTRACT_URL": "http://127.0.0.1:1/v1"}
    ended = run([*command, "--abstract"], away)
    assert ended.returncode == 0
    assert "summaries that are not the model's, by reason: no_answer 1" in ended.stderr
    lost = {name: value for name, value in environment.items() if "ABSTRACT" not in name}
    ended = run([*command, "--abstract"], lost)
    assert ended.returncode == 2
    assert "WENZHAI_ABSTRACT_URL" in ended.stderr


def run(command: list[str], environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, env=environment, capture_output=True, check=False, text=True)


def test_the_service_asks_once_and_goes_on_without_the_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with start() as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        for name, value in settings(address, "good", sweep_seconds=2).environment().items():
            if "ABSTRACT" in name or "SWEEP" in name:
                monkeypatch.setenv(name, value)
        with running(tmp_path / "stack", workers=1, ports=ANY_FREE_PORT) as stack:
            bucket = Storage(stack.settings)
            put(bucket, "a.txt", MEETING)
            first = outcome(bucket, "a.txt")
            assert isinstance(first, Result)
            assert first.summary.method == "abstractive"

            written = bucket.modified("results/a.txt.json")
            put(bucket, "a.txt", MEETING)  # the same bytes, as a second delivery would bring them
            eventually(
                lambda: bucket.modified("results/a.txt.json") != written, 20, "not written again"
            )
            assert outcome(bucket, "a.txt") == first
            assert calls(address)["asked"] == {"good": 1}

            server.terminate()
            server.wait()
            for number in range(FAILURES + 2):
                put(bucket, f"b{number}.txt", MEETING)
            later = [outcome(bucket, f"b{number}.txt", 60) for number in range(FAILURES + 2)]
    assert not any(isinstance(document, Failure) for document in later)
    reasons = [
        document.summary.generation.reason
        for document in later
        if isinstance(document, Result) and document.summary.generation
    ]
    assert len(reasons) == FAILURES + 2
    assert set(reasons) <= {Refusal.NO_ANSWER, Refusal.PAUSED}
    assert all(secret not in log for log in logs(tmp_path) for secret in (KEY, "高望山"))


def logs(folder: Path) -> list[str]:
    return [file.read_text("utf-8") for file in (folder / "stack" / "logs").glob("*.log")]

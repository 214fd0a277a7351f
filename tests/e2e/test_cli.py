import json
import subprocess
from pathlib import Path

from tests.e2e.helpers import ARTICLE, WENZHAI, outcome
from workers.embedded import Stack
from workers.storage import Storage


def wenzhai(environment: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [WENZHAI, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=environment | {"COLUMNS": "160"},
    )


def test_upload_status_and_show_follow_an_article(
    environment: dict[str, str], bucket: Storage, tmp_path: Path
) -> None:
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "a b.txt").write_text(ARTICLE, "utf-8")
    uploaded = wenzhai(environment, "upload", str(tmp_path), "--prefix", "cli")
    assert uploaded.returncode == 0, uploaded.stderr
    assert "1 of 1 articles uploaded" in uploaded.stdout
    outcome(bucket, "cli/甲/a b.txt")
    status = wenzhai(environment, "status")
    assert "waiting" in status.stdout
    assert "nothing waits" in status.stdout
    shown = wenzhai(environment, "show", "cli/甲/a b.txt")
    assert shown.returncode == 0, shown.stderr
    assert "澄江召开春季造林现场会" in shown.stdout
    assert "高望山" in shown.stdout


def test_show_tells_a_failure_and_how_to_see_it_again(
    environment: dict[str, str], bucket: Storage, tmp_path: Path
) -> None:
    file = tmp_path / "empty.txt"
    file.write_bytes(b"")
    assert wenzhai(environment, "upload", str(file), "--prefix", "cli").returncode == 0
    outcome(bucket, "cli/empty.txt")
    shown = wenzhai(environment, "show", "cli/empty.txt")
    assert "no result" in shown.stdout
    assert "EmptyArticle" in shown.stdout
    again = wenzhai(
        environment, "process", "--key", "cli/empty.txt", "--out", str(tmp_path / "out")
    )
    assert again.returncode == 1
    record = json.loads((tmp_path / "out" / "cli" / "empty.txt.failed.json").read_text("utf-8"))
    assert record["error"]["type"] == "EmptyArticle"
    assert record["source"]["key"] == "cli/empty.txt"


def test_show_says_when_there_is_no_such_article(environment: dict[str, str]) -> None:
    shown = wenzhai(environment, "show", "nowhere.txt")
    assert shown.returncode == 1
    assert "no article nowhere.txt" in shown.stderr


def test_a_key_that_cannot_be_is_refused_before_the_upload(
    environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(ARTICLE, "utf-8")
    uploaded = wenzhai(environment, "upload", str(file), "--prefix", "x/../y")
    assert uploaded.returncode == 2
    assert "a key cannot have . or .. as a part" in uploaded.stderr


def test_commands_say_when_no_stack_is_there(environment: dict[str, str], tmp_path: Path) -> None:
    nowhere = {name: value for name, value in environment.items() if name != "WENZHAI_DATA"}
    ended = subprocess.run(
        [WENZHAI, "status"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=tmp_path,
        env=nowhere,
    )
    assert ended.returncode == 1
    assert "start one with `wenzhai up`" in ended.stderr


def test_config_hides_secrets(stack: Stack, environment: dict[str, str]) -> None:
    shown = wenzhai(environment, "config").stdout
    secret = stack.settings.s3_secret_key
    assert secret is not None
    assert "WENZHAI_BUCKET=wenzhai" in shown
    assert secret.get_secret_value() not in shown
    assert stack.settings.redis_url.get_secret_value() not in shown

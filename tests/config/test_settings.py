from pathlib import Path

import pytest
from pydantic import ValidationError

from config.settings import Settings, load_settings, stack_file


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)  # where no stack has been started


def test_everything_has_a_value_without_any_set_up() -> None:
    assert load_settings().bucket == "wenzhai"


def test_a_stack_file_is_found_in_its_data_folder(tmp_path: Path) -> None:
    stack_file(tmp_path).write_text("WENZHAI_BUCKET=news\n")
    assert load_settings(tmp_path).bucket == "news"


def test_the_environment_wins_over_the_stack_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack_file(tmp_path).write_text("WENZHAI_BUCKET=news\n")
    monkeypatch.setenv("WENZHAI_BUCKET", "other")
    assert load_settings(tmp_path).bucket == "other"


def test_a_data_folder_without_a_stack_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no stack is running"):
        load_settings(tmp_path / "elsewhere")


def test_secrets_do_not_show() -> None:
    assert "redis://" not in repr(load_settings())


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("WENZHAI_REDIS_URL", "redis+cluster://host:6379", "Redis Cluster is not supported"),
        ("WENZHAI_REDIS_URL", "localhost:6379", "begin it with redis://"),
        ("WENZHAI_S3_ENDPOINT", "localhost:9000", "such as http://127.0.0.1:9000, or aws"),
        ("WENZHAI_VISIBILITY_TIMEOUT", "100", "at least 30 s above WENZHAI_TIME_LIMIT"),
        ("WENZHAI_BATCH_ARTICLES", "0", "greater than 0"),
        ("WENZHAI_FLOWER_PORT", "99999", "less than 65536"),
        ("WENZHAI_ABSTRACT_URL", "http://127.0.0.1:8000/v1", "name the model"),
    ],
)
def test_a_wrong_value_is_refused_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError, match=message):
        load_settings()


def test_a_model_s_key_and_password_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENZHAI_ABSTRACT_URL", "http://me:secret-word@127.0.0.1:8000/v1")
    monkeypatch.setenv("WENZHAI_ABSTRACT_MODEL", "some-model")
    monkeypatch.setenv("WENZHAI_ABSTRACT_KEY", "secret-key")
    shown = load_settings().shown()
    assert shown["abstract_url"] == "http://me:***@127.0.0.1:8000/v1"
    assert shown["abstract_model"] == "some-model"
    assert "secret" not in "".join(shown.values())


@pytest.mark.parametrize("name", ["abstract_url", "s3_endpoint", "flower_password", "time_limit"])
def test_an_empty_variable_is_one_that_nobody_has_set(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(f"WENZHAI_{name.upper()}", "")
    assert getattr(load_settings(), name) == Settings.model_fields[name].default


@pytest.mark.parametrize(("seconds", "batch"), [("50", "40"), ("20", "60")])
def test_a_batch_s_time_with_the_model_lies_between(
    monkeypatch: pytest.MonkeyPatch, seconds: str, batch: str
) -> None:
    monkeypatch.setenv("WENZHAI_ABSTRACT_URL", "http://127.0.0.1:8000/v1")
    monkeypatch.setenv("WENZHAI_ABSTRACT_MODEL", "some-model")
    monkeypatch.setenv("WENZHAI_ABSTRACT_SECONDS", seconds)
    monkeypatch.setenv("WENZHAI_ABSTRACT_BATCH_SECONDS", batch)
    with pytest.raises(ValidationError, match="below WENZHAI_SOFT_TIME_LIMIT"):
        load_settings()

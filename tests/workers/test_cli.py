import json
import re
from pathlib import Path
from tomllib import TOMLDecodeError

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from workers import local
from workers.cli import main

ROOT = Path(__file__).parent.parent.parent
ARTICLE = "澄江召开春季造林现场会\n3月11日，澄江市召开春季造林现场会，市长高望山出席并讲话。\n"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "甲").mkdir(parents=True)
    (folder / "甲" / "good.txt").write_text(ARTICLE, "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def wenzhai(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.mark.parametrize("jobs", [1, 2])
def test_process_writes_a_result_or_a_failure_for_every_file(
    articles: Path, tmp_path: Path, jobs: int
) -> None:
    ended = wenzhai("process", articles, "--out", tmp_path / "out", "--jobs", jobs)
    assert ended.exit_code == 1
    assert "1 of 2 articles written" in ended.stdout
    assert "empty.txt" in ended.stderr
    good = json.loads((tmp_path / "out" / "甲" / "good.txt.json").read_text("utf-8"))
    assert good["source"]["key"] == "甲/good.txt"
    bad = json.loads((tmp_path / "out" / "empty.txt.failed.json").read_text("utf-8"))
    assert bad["error"]["type"] == "EmptyArticle"


def test_process_ends_with_zero_when_all_went_well(articles: Path, tmp_path: Path) -> None:
    ended = wenzhai("process", articles / "甲", "--out", tmp_path)
    assert ended.exit_code == 0, ended.output


def test_a_mended_article_replaces_its_failure(articles: Path, tmp_path: Path) -> None:
    wenzhai("process", articles / "empty.txt", "--out", tmp_path)
    (articles / "empty.txt").write_text(ARTICLE, "utf-8")
    wenzhai("process", articles / "empty.txt", "--out", tmp_path)
    assert (tmp_path / "empty.txt.json").exists()
    assert not (tmp_path / "empty.txt.failed.json").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["process", "--out", "x"], "give files or folders"),
        (["process", "nowhere.txt", "--out", "x"], "there is no file or folder nowhere.txt"),
        (["show", "--data", "nowhere", "a.txt"], "no stack is running"),
        (["status", "--data", "nowhere"], "no stack is running"),
    ],
)
def test_a_wrong_argument_is_said_plainly(arguments: list[str], message: str) -> None:
    ended = wenzhai(*arguments)
    assert ended.exit_code in {1, 2}
    assert message in ended.stderr
    assert "Traceback" not in ended.output


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("WENZHAI_BATCH_ARTICLES", "none", "a valid integer"),
        ("WENZHAI_RECORD_FIELDS", "{text", "not valid JSON"),
        ("WENZHAI_S3_ENDPOINT", "localhost:9000", "give a URL"),
        ("WENZHAI_SOFT_TIME_LIMIT", "90", "must be below WENZHAI_TIME_LIMIT"),
    ],
)
def test_a_wrong_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(name, value)
    ended = wenzhai("config")
    assert ended.exit_code == 1
    assert ended.stderr.startswith(f"Error: {name}")
    assert words in ended.stderr


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_wrong_rule_is_a_message(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    def broken() -> None:
        raise TOMLDecodeError("posts.toml: Invalid statement (at line 8, column 1)")

    monkeypatch.setattr(local, "_rules", None)
    monkeypatch.setattr(local, "load_rules", broken)
    ended = wenzhai("process", articles, "--out", tmp_path / "out", "--jobs", jobs)
    assert ended.exit_code == 1
    assert "a rule of config/data/ is wrong: posts.toml: Invalid" in ended.stderr


def test_the_schema_is_valid_and_fits_a_result(articles: Path, tmp_path: Path) -> None:
    schema = json.loads(wenzhai("schema").stdout)
    Draft202012Validator.check_schema(schema)
    wenzhai("process", articles / "甲", "--out", tmp_path)
    result = json.loads((tmp_path / "good.txt.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(result)
    assert set(result) == set(schema["properties"])  # no field is ever missing


def test_show_reads_a_result_and_an_article(articles: Path, tmp_path: Path) -> None:
    article = articles / "甲" / "good.txt"
    wenzhai("process", article, "--out", tmp_path)
    for file in (article, tmp_path / "good.txt.json"):
        shown = wenzhai("show", file)
        assert shown.exit_code == 0, shown.output
        assert "澄江召开春季造林现场会" in shown.stdout
        assert "高望山" in shown.stdout


def test_show_source_marks_where_the_summary_came_from(tmp_path: Path) -> None:
    damaged = "澄江市召開春季造林現場會(huì),市長高望山出席並講話(huà)。\r\n來源:澄江日報\r\n"
    file = tmp_path / "a.txt"
    file.write_bytes(damaged.encode())
    shown = wenzhai("show", file, "--source")
    assert shown.exit_code == 0, shown.output
    assert "澄江市召开春季造林现场会" in shown.stdout  # the summary
    assert "現場會(huì),市長" in shown.stdout  # and the source as it was
    found = re.search(r"\(line 1, characters (\d+) to (\d+)\)", shown.stdout.replace("\n", " "))
    assert found is not None
    cited = damaged[int(found[1]) : int(found[2])]
    assert cited.startswith("澄江市")
    assert cited.endswith("講話(huà)。")


def test_show_source_wants_the_article_itself(articles: Path, tmp_path: Path) -> None:
    wenzhai("process", articles / "甲", "--out", tmp_path)
    shown = wenzhai("show", tmp_path / "good.txt.json", "--source")
    assert shown.exit_code == 1
    assert "name the article's own file or its key" in shown.stderr


def test_show_html_writes_a_page_to_stdout_or_a_file(articles: Path, tmp_path: Path) -> None:
    article = articles / "甲" / "good.txt"
    shown = wenzhai("show", article, "--html")
    assert shown.exit_code == 0, shown.output
    assert shown.stdout_bytes.decode().startswith("<!doctype html>")
    page = tmp_path / "page.html"
    assert wenzhai("show", article, "--html", "--out", page).exit_code == 0
    assert page.read_bytes() == shown.stdout_bytes
    wenzhai("process", article, "--out", tmp_path)
    of_result = wenzhai("show", tmp_path / "good.txt.json", "--html")
    assert "文字已规范化" in of_result.stdout  # the article itself is not at hand


@pytest.mark.parametrize("options", [["--html", "--source"], ["--out", "page.html"]])
def test_show_refuses_options_that_do_not_go_together(articles: Path, options: list[str]) -> None:
    shown = wenzhai("show", articles / "甲" / "good.txt", *options)
    assert shown.exit_code == 2
    assert "give --source or --html" in shown.stderr


def test_a_failure_has_no_page(articles: Path) -> None:
    shown = wenzhai("show", articles / "empty.txt", "--html")
    assert shown.exit_code == 1
    assert "only a result has a page" in shown.stderr


def test_show_refuses_what_is_no_result(tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text('{"schema_version":"1.0","a":1}')
    shown = wenzhai("show", file)
    assert shown.exit_code == 1
    assert "is no result of Wenzhai" in shown.stderr


def test_help_lists_every_command_once() -> None:
    listed = re.findall(r"^  ([a-z]+)  ", wenzhai("--help").stdout, re.MULTILINE)
    assert sorted(listed) == sorted(main.commands)


def test_show_says_that_there_is_no_such_file_before_it_speaks_of_a_bucket(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)  # where no stack has been started
    assert "there is no file a.txt" in wenzhai("show", "a.txt").stderr
    assert "is a folder" in wenzhai("show", tmp_path).stderr


def test_a_report_on_nothing_is_an_error_and_writes_nothing(tmp_path: Path) -> None:
    ended = wenzhai("report", tmp_path, "--out", tmp_path / "report.html")
    assert ended.exit_code == 1
    assert "there are no results in" in ended.stderr
    assert not (tmp_path / "report.html").exists()


def test_every_command_is_documented() -> None:
    texts = [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), ROOT / "docker-compose.yml"]
    documented = " ".join(file.read_text("utf-8") for file in texts)
    documented += (ROOT / "Makefile").read_text("utf-8")
    for name in main.commands:
        in_compose = rf'"wenzhai", "{name}"'
        assert re.search(rf"wenzhai {name}\b|{in_compose}", documented), name


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs" / "operating.md").read_text("utf-8")
    for line in wenzhai("config").stdout.splitlines():
        name = line.partition("=")[0]
        assert name in text or name.removeprefix("WENZHAI_FLOWER") in text, name

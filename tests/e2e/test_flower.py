import os
import re
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tasks.pipeline import PIPELINE
from tests.e2e.helpers import (
    ANY_FREE_PORT,
    ROOT,
    SAMPLES,
    eventually,
    many_articles,
    outcomes,
    put,
)
from workers.dashboard import ask_flower, report
from workers.embedded import Stack, running
from workers.files import article_files
from workers.storage import RESULTS, Storage

# `make screenshot` sends it to docs/, where README shows it.
SCREENSHOT = Path(os.environ.get("WENZHAI_SCREENSHOT", ROOT / "build" / "flower.png"))
TASKS = [f"tasks.{stage.name}" for stage in PIPELINE]


def process_samples(stack: Stack, bucket: Storage, folder: str) -> int:
    """Process all samples and an empty file, gathered into batches; returns how many."""
    (intake,) = [part for part in stack.parts if part.name == "intake"]
    stack.stop_part(intake)
    files = article_files([SAMPLES]).articles
    for file in files:
        put(bucket, f"{folder}/{file.name}", file.path.read_bytes())
    put(bucket, f"{folder}/empty.txt", b"")
    stack.start_part(intake)
    return 1 + sum(len(outcomes(bucket, f"{folder}/{file.name}")) for file in files)


def shown_count(chrome: Chrome, search: str) -> int:
    """How many tasks the page counts for a search."""
    box = chrome.find_element(By.CSS_SELECTOR, "input[type=search]")
    box.clear()
    box.send_keys(search)
    time.sleep(1)  # the table asks the server again
    footer = chrome.find_element(By.TAG_NAME, "body").text
    (count,) = re.findall(r"Showing \d+ to \d+ of ([\d,]+) tasks", footer)
    return int(count.replace(",", ""))


def test_the_dashboard_shows_the_four_tasks_and_their_counts(
    stack: Stack, bucket: Storage, chrome: Chrome
) -> None:
    articles = process_samples(stack, bucket, "每日/早间") + process_samples(
        stack, bucket, "每日/晚间"
    )
    eventually(lambda: report(stack.settings, TASKS)[-1].articles >= articles, 10, "not counted")
    settings = stack.settings
    password = settings.flower_password and settings.flower_password.get_secret_value()
    chrome.get(f"http://{settings.flower_user}:{password}@127.0.0.1:{settings.flower_port}/tasks")
    rows = "#tasks-table tbody tr td a"
    eventually(lambda: chrome.find_elements(By.CSS_SELECTOR, rows), 20, "no rows")
    # One search after the other, as other tests' batches and fifteen rows a page hide these.
    assert shown_count(chrome, "每日/") > 0
    page = chrome.find_element(By.TAG_NAME, "body").text
    assert re.search(r"\d+ articles: 每日/.*, …", page)
    assert "SUCCESS" in page
    SCREENSHOT.parent.mkdir(exist_ok=True)
    chrome.save_screenshot(str(SCREENSHOT))
    assert shown_count(chrome, "result:failed") > 0
    assert " done, 1 failed" in chrome.find_element(By.TAG_NAME, "body").text
    for stage in report(settings, TASKS):
        assert stage.tasks > 0
        assert shown_count(chrome, stage.task) == stage.tasks
        assert stage.task in chrome.find_element(By.TAG_NAME, "body").text


def test_no_task_shows_an_article_text(stack: Stack, bucket: Storage) -> None:
    process_samples(stack, bucket, "secret")
    time.sleep(1)
    tasks = ask_flower(stack.settings, "/api/tasks?limit=500").values()
    assert len(tasks) > 4
    for task in tasks:
        assert len(task["args"]) < 100, task["args"]
        assert task["kwargs"] == ""
        assert len(task["result"] or "") < 40, task["result"]


def test_the_dashboard_wants_a_password_and_changes_nothing(stack: Stack) -> None:
    url = f"http://127.0.0.1:{stack.settings.flower_port}"
    with pytest.raises(HTTPError, match="401"):
        urlopen(f"{url}/api/tasks", timeout=5)  # noqa: S310 - loopback
    worker = next(iter(ask_flower(stack.settings, "/api/tasks").values()))["worker"]
    with pytest.raises(HTTPError, match=r"403|405"):
        ask_flower(stack.settings, f"/api/worker/shutdown/{worker}", method="POST")


def test_it_learns_the_last_that_a_stopped_worker_has_done(tmp_path: Path) -> None:
    with running(tmp_path, workers=1, ports=ANY_FREE_PORT) as stack:
        bucket = Storage(stack.settings)
        (worker,) = [part for part in stack.parts if part.name.startswith("worker")]
        for number, text in enumerate(many_articles(60, seed=5)):
            put(bucket, f"{number:02}.txt", text)
        eventually(lambda: len(list(bucket.listing(RESULTS))) > 10, 30, "nothing was done")
        stack.stop_part(worker)  # at the next best moment
        log = (stack.logs / f"{worker.name}.log").read_text()
        done = set(re.findall(r"Task tasks\.\w+\[(.+?)\] succeeded", log))
        assert len(list(bucket.listing(RESULTS))) < 60, "stopped too late to tell"

        def shown() -> bool:
            tasks = ask_flower(stack.settings, "/api/tasks?limit=500")
            return done == {one for one, task in tasks.items() if task["state"] == "SUCCESS"}

        eventually(shown, 10, "not all that the worker did")

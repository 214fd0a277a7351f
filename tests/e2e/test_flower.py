import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By

from tasks.pipeline import PIPELINE
from tests.e2e.browser import browser
from tests.e2e.helpers import ROOT, SAMPLES, eventually, outcome, put
from workers.dashboard import ask_flower, report
from workers.embedded import Stack
from workers.files import article_files
from workers.storage import Storage

SCREENSHOT = ROOT / "docs" / "flower.png"
TASKS = [f"tasks.{stage.name}" for stage in PIPELINE]
OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1500,900",
    "--force-color-profile=srgb",
]


@pytest.fixture
def chrome(tmp_path: Path) -> Iterator[Chrome]:
    found = browser()
    if found is None:
        pytest.skip("no Chromium on this machine (Debian: chromium chromium-driver)")
    options = ChromeOptions()
    options.binary_location = found[0]
    for option in [*OPTIONS, f"--user-data-dir={tmp_path}"]:
        options.add_argument(option)
    driver = Chrome(options=options, service=ChromeService(found[1]))
    yield driver
    driver.quit()


def process_samples(bucket: Storage, folder: str) -> int:
    files = article_files([SAMPLES])
    for file in files:
        put(bucket, f"{folder}/{file.name}", file.path.read_bytes())
    for file in files:
        outcome(bucket, f"{folder}/{file.name}")
    return len(files)


def test_the_dashboard_shows_the_four_tasks_and_their_counts(
    stack: Stack, bucket: Storage, chrome: Chrome
) -> None:
    articles = process_samples(bucket, "flower")
    eventually(
        lambda: report(stack.settings, TASKS).stages[-1].articles >= articles, 10, "not counted"
    )
    seen = {stage.task: stage.tasks for stage in report(stack.settings, TASKS).stages}
    settings = stack.settings
    password = settings.flower_password and settings.flower_password.get_secret_value()
    chrome.get(f"http://{settings.flower_user}:{password}@127.0.0.1:{settings.flower_port}/tasks")
    eventually(
        lambda: chrome.find_elements(By.CSS_SELECTOR, "#tasks-table tbody tr td a"), 20, "no rows"
    )
    page = chrome.find_element(By.TAG_NAME, "body").text
    for task in TASKS:
        assert task in page
        assert seen[task] > 0
    assert "SUCCESS" in page
    assert f"of {sum(seen.values()):,} tasks" in page
    assert "articles: flower/" in page or "article: flower/" in page
    assert " done" in page
    chrome.save_screenshot(str(SCREENSHOT))


def test_no_task_shows_an_article_text(stack: Stack, bucket: Storage) -> None:
    process_samples(bucket, "secret")
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

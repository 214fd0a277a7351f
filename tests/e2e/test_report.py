"""The report on a real bucket in a real browser, and the reprints that `wenzhai show` tells."""

import os
import subprocess
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from benchmarks.report import generated
from tests.e2e.helpers import ROOT, SAMPLES, WENZHAI, outcome, put
from tests.e2e.test_page import (
    DESKTOP,
    PHONE,
    accessibility_faults,
    first,
    in_sight,
    look,
    style,
)
from workers.embedded import Stack
from workers.storage import RESULTS, Storage

# `make screenshot` sends it to docs/, where README shows it.
SCREENSHOT = Path(os.environ.get("WENZHAI_REPORT_SCREENSHOT", ROOT / "build" / "report.png"))
STORY = (SAMPLES / "鹿汀" / "2023-09-06-湿地保护推进会.txt").read_bytes()
MANY = 120


def wenzhai(environment: dict[str, str], folder: Path, *arguments: str) -> str:
    ended = subprocess.run(
        [WENZHAI, *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=folder,
        env=environment | {"COLUMNS": "160"},
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def filled(stack: Stack, bucket: Storage) -> dict[str, str]:
    """A bucket with what workers made of some articles, and many results that were made before."""
    for key in ("report/甲/first.txt", "report/乙/second.txt"):
        put(bucket, key, STORY)
    put(bucket, "report/丙/empty.txt", b"")
    for key in ("report/甲/first.txt", "report/乙/second.txt", "report/丙/empty.txt"):
        outcome(bucket, key)
    for result in islice(generated(), MANY):
        key = f"report/many/{result.source.key}"
        moved = result.source.model_copy(update={"key": key})
        bucket.write(f"{RESULTS}{key}.json", result.model_copy(update={"source": moved}).as_json())
    return os.environ | {"WENZHAI_DATA": str(stack.data)}


@pytest.fixture
def as_it_was(chrome: Chrome) -> Iterator[None]:
    yield
    chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@pytest.mark.usefixtures("as_it_was")
def test_a_reader_opens_the_report_and_follows_it_to_an_article(
    chrome: Chrome, filled: dict[str, str], tmp_path: Path
) -> None:
    told = wenzhai(filled, tmp_path, "report", "--prefix", "report/many/")
    assert f"{MANY} articles written to report.html" in told
    look(chrome, *DESKTOP)
    chrome.get((tmp_path / "report.html").as_uri())
    SCREENSHOT.parent.mkdir(exist_ok=True)
    chrome.save_screenshot(str(SCREENSHOT))

    assert first(chrome, ".totals dd").text == str(MANY)
    bars = chrome.find_elements(By.CSS_SELECTOR, ".plot.wide .mark-rect path")
    assert len(bars) > MANY / 7
    assert len({style(chrome, bar, "fill") for bar in bars}) == 6
    assert in_sight(chrome, first(chrome, ".plot.wide"))
    link = first(chrome, ".groups .first a")
    headline = link.text
    link.click()
    assert first(chrome, "h1").text == headline
    assert first(chrome, ".text p").text


@pytest.mark.usefixtures("as_it_was")
def test_the_report_is_accessible_in_both_lights_and_fits_a_phone(
    chrome: Chrome, filled: dict[str, str], tmp_path: Path
) -> None:
    wenzhai(filled, tmp_path, "report", "--prefix", "report/")
    chrome.get((tmp_path / "report.html").as_uri())
    for size in (DESKTOP, PHONE):
        for scheme in ("light", "dark"):
            look(chrome, *size, scheme)
            assert accessibility_faults(chrome) == [], (size, scheme)
            script = "return document.documentElement.scrollWidth <= innerWidth"
            assert chrome.execute_script(script), "the page is wider than its window"
    wide, narrow = (first(chrome, f".plot.{size}") for size in ("wide", "narrow"))
    assert not wide.is_displayed()
    assert narrow.is_displayed()


def test_the_index_is_made_anew_from_the_bucket_and_show_reads_it(
    filled: dict[str, str], bucket: Storage, tmp_path: Path
) -> None:
    assert "stories were printed more than once" in wenzhai(filled, tmp_path, "reprints")
    index = bucket.read("reprints/index.csv")
    assert index is not None
    shown = wenzhai(filled, tmp_path, "show", "report/乙/second.txt")
    _, _, printed_by = shown.partition("Printed by")
    assert "report/甲/first.txt" in printed_by
    bucket.delete("reprints/index.csv")
    wenzhai(filled, tmp_path, "reprints")
    again = bucket.read("reprints/index.csv")
    assert again is not None
    assert again.data == index.data


def test_tables_come_from_the_bucket(filled: dict[str, str], tmp_path: Path) -> None:
    told = wenzhai(filled, tmp_path, "report", "--prefix", "report/", "--format", "csv")
    assert f"{MANY + 2} articles" in told
    assert "1 failures" in told
    lines = (tmp_path / "report-csv" / "failures.csv").read_text("utf-8").splitlines()
    assert lines[1].startswith("report/丙/empty.txt,")

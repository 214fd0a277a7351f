"""Real servers for the end-to-end tests: one stack for all tests that only use it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService

from tests.e2e.browser import browser
from tests.e2e.helpers import ANY_FREE_PORT
from workers.embedded import Stack, running
from workers.storage import Storage

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


# The longest, in this order before all others, so that no core waits at the end for one of them.
LONGEST = ("test_redis_away", "test_poison", "test_up", "test_upgrade", "test_outages")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    """Where a file's tests stand; within a file, and after the longest, they keep their order."""
    return LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with running(tmp_path_factory.mktemp("stack"), workers=2, ports=ANY_FREE_PORT) as stack:
        yield stack


@pytest.fixture(scope="session")
def bucket(stack: Stack) -> Storage:
    return Storage(stack.settings)


@pytest.fixture
def environment(stack: Stack) -> dict[str, str]:
    """For commands that use the running stack."""
    return os.environ | {"WENZHAI_DATA": str(stack.data)}


@pytest.fixture(scope="session")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    found = browser()
    if found is None:
        pytest.skip("no Chromium on this machine (Debian: chromium chromium-driver)")
    options = ChromeOptions()
    options.binary_location = found[0]
    for option in [*OPTIONS, f"--user-data-dir={tmp_path_factory.mktemp('chrome')}"]:
        options.add_argument(option)
    driver = Chrome(options=options, service=ChromeService(found[1]))
    yield driver
    driver.quit()

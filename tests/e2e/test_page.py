"""The page of a result in a real browser: what a reader sees, and what a screen reader can use."""

import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tasks.abstract import judge
from tasks.document import Generation, Summary
from tests.e2e.helpers import ROOT, SAMPLES
from tests.tasks.abstract.articles import FAITHFUL, RULES, result_of
from workers.cli import main

# `make screenshot` sends it to docs/, where README shows it.
SCREENSHOT = Path(os.environ.get("WENZHAI_PAGE_SCREENSHOT", ROOT / "build" / "page.png"))
ARTICLE = SAMPLES / "鹿汀" / "2023-09-06-湿地保护推进会.txt"
DAMAGED = SAMPLES / "xizhou-science" / "2024-03-08-kelp-battery.txt"
SHOWN = [ARTICLE, DAMAGED, *SAMPLES.rglob("*.html")]
SHOWN += [
    SAMPLES / "澄岭" / "2023-05-11-防汛会.txt",
    SAMPLES / "海角日報" / "2024-07-09-屋邨升降機.txt",
]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
SAID = FAITHFUL[0][1]  # of the article "meeting"
PHONE, DESKTOP = (390, 844), (1400, 1000)


def open_page(chrome: Chrome, article: Path, folder: Path) -> None:
    page = folder / "page.html"
    made = CliRunner().invoke(main, ["show", str(article), "--html", "--out", str(page)])
    assert made.exit_code == 0, made.output
    chrome.get(page.as_uri())


@pytest.fixture(autouse=True)
def as_it_was(chrome: Chrome) -> Iterator[None]:
    """The browser is that of all tests: nothing of these stays behind."""
    yield
    chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def look(chrome: Chrome, width: int, height: int, scheme: str = "light") -> None:
    feature = {"name": "prefers-color-scheme", "value": scheme}
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def style(chrome: Chrome, element: WebElement, name: str, part: str | None = None) -> str:
    script = "return getComputedStyle(arguments[0], arguments[1])[arguments[2]]"
    return str(chrome.execute_script(script, element, part, name))


def first(chrome: Chrome, selector: str) -> WebElement:
    return chrome.find_element(By.CSS_SELECTOR, selector)


def in_sight(chrome: Chrome, element: WebElement) -> bool:
    script = """
        const box = arguments[0].getClientRects()[0];  // its first line
        const at = document.elementFromPoint(box.left + 5, box.top + 5);
        return at !== null && (arguments[0].contains(at) || at.contains(arguments[0]));
    """
    return bool(chrome.execute_script(script, element))


def accessibility_faults(chrome: Chrome) -> list[str]:
    chrome.execute_script(AXE)
    run = "const done = arguments[arguments.length - 1]; axe.run(document).then(done)"
    report: dict[str, Any] = chrome.execute_async_script(run)
    assert len(report["passes"]) > 20
    return [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in report["violations"]]


def test_a_reader_sees_what_was_removed_and_follows_the_summary(
    chrome: Chrome, tmp_path: Path
) -> None:
    look(chrome, *DESKTOP)
    open_page(chrome, DAMAGED, tmp_path)
    person = first(chrome, ".text .person")
    ActionChains(chrome).move_to_element(person).perform()
    SCREENSHOT.parent.mkdir(exist_ok=True)
    chrome.save_screenshot(str(SCREENSHOT))

    removed = first(chrome, ".source li del")
    assert style(chrome, removed, "textDecorationLine") == "line-through"
    label = removed.find_element(By.XPATH, "preceding-sibling::span[1]")
    assert label.text == "广告"
    assert first(chrome, ".source .repair").get_attribute("data-note")

    sentence, number = first(chrome, "a.sentence"), first(chrome, "a.where")
    sentence.click()
    cited = first(chrome, "#cited-1")
    assert chrome.execute_script("return document.querySelector(':target').id") == "cited-1"
    assert cited.text.startswith(sentence.text[:10])
    assert in_sight(chrome, cited)
    number.click()
    assert chrome.execute_script("return document.querySelector(':target').id") == "source-1"
    assert in_sight(chrome, first(chrome, "#source-1"))


def test_a_key_point_leads_to_its_place_on_both_sides(chrome: Chrome, tmp_path: Path) -> None:
    look(chrome, *DESKTOP)
    open_page(chrome, ARTICLE, tmp_path)
    for link in chrome.find_elements(By.CSS_SELECTOR, ".points a"):
        link.click()
        target = chrome.execute_script("return document.querySelector(':target')")
        assert str(link.get_attribute("href")).endswith(f"#{target.get_attribute('id')}")
        assert in_sight(chrome, target)


def test_the_page_of_a_model_s_summary_is_accessible(chrome: Chrome, tmp_path: Path) -> None:
    result = result_of("meeting")
    summary = judge(SAID, result, RULES, 150)
    assert isinstance(summary, Summary)
    generation = Generation(model="some-model", fingerprint="f")
    summary = summary.model_copy(update={"generation": generation})
    (tmp_path / "a.json").write_bytes(result.model_copy(update={"summary": summary}).as_json())
    open_page(chrome, tmp_path / "a.json", tmp_path)
    for size, scheme in ((DESKTOP, "light"), (PHONE, "dark")):
        look(chrome, *size, scheme)
        assert accessibility_faults(chrome) == [], (size, scheme)
    first(chrome, ".lead a.where").click()
    assert in_sight(chrome, first(chrome, "#cited-1"))


def test_hovering_and_the_keyboard_show_what_is_known(chrome: Chrome, tmp_path: Path) -> None:
    look(chrome, *DESKTOP)
    open_page(chrome, ARTICLE, tmp_path)
    person = first(chrome, ".text .person")
    assert style(chrome, person, "content", "::after") == "none"
    ActionChains(chrome).scroll_to_element(person).move_to_element(person).perform()
    assert "市长" in style(chrome, person, "content", "::after")
    inner = first(chrome, ".text .measure .quantity")
    chrome.execute_script("arguments[0].focus({focusVisible: true})", inner)
    assert "亩" in style(chrome, inner, "content", "::after")
    described = first(chrome, f"#{inner.get_attribute('aria-describedby')}")
    assert "亩" in described.text

    first(chrome, "#show-person").click()
    assert style(chrome, person, "textDecorationLine") == "none"


@pytest.mark.parametrize("article", SHOWN, ids=lambda file: file.stem)
def test_the_page_is_accessible_and_fits_a_phone(
    chrome: Chrome, tmp_path: Path, article: Path
) -> None:
    open_page(chrome, article, tmp_path)
    for size, scheme in ((DESKTOP, "light"), (PHONE, "dark")):
        look(chrome, *size, scheme)
        assert accessibility_faults(chrome) == [], (size, scheme)
        script = "return document.documentElement.scrollWidth <= innerWidth"
        assert chrome.execute_script(script), "the page is wider than its window"


def test_a_hostile_article_is_text(chrome: Chrome, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.txt"
    attack = (
        "<script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\">"
    )
    hostile.write_text(f"{attack}\n澄江市召开会议，市长高望山{attack}出席并讲话。\n" * 2, "utf-8")
    open_page(chrome, hostile, tmp_path)
    assert chrome.title != "taken"
    assert "<script>" in first(chrome, ".source").text
    assert chrome.find_elements(By.CSS_SELECTOR, "script, img") == []
    # Should anything ever slip through, the page's own policy lets nothing run.
    chrome.execute_script(
        "const s = document.createElement('script'); s.textContent = 'document.title = `taken`';"
        "document.body.append(s)"
    )
    assert chrome.title != "taken"

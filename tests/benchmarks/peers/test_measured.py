from collections.abc import Sequence
from pathlib import Path

import pytest

import benchmarks.peers.__main__ as command
from benchmarks.peers.articles import annotated_articles
from benchmarks.peers.asking import Asked
from benchmarks.peers.page import filled
from benchmarks.peers.tools import TAGGERS, Peer, Reply


def silent(_python: Path, peers: Sequence[Peer], texts: Sequence[Sequence[str]]) -> Asked:
    """Peers that find nothing, but for the last one, which fails."""
    nothing: list[object] = [[] if peers is TAGGERS else "" for _ in texts]
    reply = Reply("1.0", nothing, [], 2.5)
    return Asked([(peer, reply) for peer in peers[:-1]], [f"{peers[-1].name} did not run: `no`"])


@pytest.fixture(scope="module")
def blocks() -> dict[str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "ask", silent)
        patch.setattr(command, "ask_of_pages", silent)
        articles = [article for article in annotated_articles() if article.name in {"d11", "h17"}]
        return command.measured(Path("no-python"), articles)


def test_the_page_has_a_place_for_everything_that_is_measured(blocks: dict[str, str]) -> None:
    page = command.PAGE.read_text(encoding="utf-8")
    assert page.count(":begin -->") == page.count(":end -->") == len(blocks)
    assert filled(filled(page, blocks), blocks) == filled(page, blocks)


@pytest.mark.parametrize("name", ["cleaning", "web", "mending", "people"])
def test_we_and_every_peer_that_ran_have_a_row(blocks: dict[str, str], name: str) -> None:
    tools = {"cleaning": "trafilatura 1.0", "web": "trafilatura 1.0"}
    tools |= {"mending": "OpenCC t2s 1.0", "people": "thulac 1.0"}
    rows = [line.split(" | ")[0] for line in blocks[name].splitlines()]
    assert f"| {tools[name]}" in rows
    assert any(row.startswith("| **Wenzhai**") for row in rows)


@pytest.mark.parametrize("name", ["cleaners", "menders", "taggers"])
def test_a_peer_that_did_not_run_is_named(blocks: dict[str, str], name: str) -> None:
    assert blocks[name].endswith("did not run: `no`")


def test_every_table_has_as_many_cells_in_each_row(blocks: dict[str, str]) -> None:
    for name in ("cleaning", "web", "mending", "people", "labels", "fields", "worst"):
        widths = {line.count(" | ") for line in blocks[name].splitlines()}
        assert len(widths) == 1, name

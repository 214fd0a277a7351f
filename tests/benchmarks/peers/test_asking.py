import sys
from pathlib import Path

from benchmarks.peers.asking import ask
from benchmarks.peers.tools import Peer


def test_a_peer_that_is_not_installed_is_listed_with_its_error() -> None:
    peer = Peer("thulac", "thulac", "", lambda: str)
    asked = ask(Path(sys.executable), [peer], [["一行"]])
    assert asked.replies == []
    assert asked.troubles == ["thulac did not run: `ModuleNotFoundError: No module named 'thulac'`"]

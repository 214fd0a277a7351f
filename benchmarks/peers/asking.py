"""Runs the peers, each in a process of its own under the peers' interpreter."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.peers.tools import Peer, Reply, page
from benchmarks.score import ROOT

TIME_LIMIT = 600.0  # seconds for one peer; the slowest needs about a minute


class Asked(NamedTuple):
    """The peers that ran, each with its reply, and a line about each that did not, or not always."""

    replies: list[tuple[Peer, Reply]]
    troubles: list[str]


def ask(python: Path, peers: Sequence[Peer], texts: Sequence[Sequence[str]]) -> Asked:
    """Give every peer the texts (each a sequence of lines), as a page or as plain lines."""
    pages, plain = [page(lines) for lines in texts], ["\n".join(lines) for lines in texts]
    return _ask(python, [(peer, pages if peer.takes_html else plain) for peer in peers])


def ask_of_pages(python: Path, peers: Sequence[Peer], pages: Sequence[str]) -> Asked:
    """Give every peer that takes HTML the pages."""
    return _ask(python, [(peer, pages) for peer in peers if peer.takes_html])


def _ask(python: Path, tasks: Sequence[tuple[Peer, Sequence[str]]]) -> Asked:
    asked = Asked([], [])
    for peer, texts in tasks:
        sys.stderr.write(f"{peer.name} …\n")
        reply = _ask_one(python, peer, texts)
        if isinstance(reply, str):
            asked.troubles.append(f"{peer.name} did not run: `{reply}`")
            continue
        asked.replies.append((peer, reply))
        if reply.errors:
            failed = f"{len(reply.errors)} of {len(reply.outputs)} texts"
            asked.troubles.append(f"{peer.name} failed on {failed}: `{reply.errors[0]}`")
    return asked


def _ask_one(python: Path, peer: Peer, texts: Sequence[str]) -> Reply | str:
    """The peer's reply, or what kept it from giving one."""
    with tempfile.TemporaryDirectory() as folder:
        task, reply = Path(folder, "task.json"), Path(folder, "reply.json")
        task.write_text(json.dumps(texts), encoding="utf-8")
        command = [str(python), "-m", "benchmarks.peers.tools", peer.name, str(task), str(reply)]
        try:
            subprocess.run(  # noqa: S603 - our own module
                command, cwd=ROOT, check=True, capture_output=True, timeout=TIME_LIMIT
            )
        except subprocess.TimeoutExpired:
            return f"no answer after {TIME_LIMIT:.0f} s"
        except subprocess.CalledProcessError as error:
            said: list[str] = error.stderr.decode().strip().splitlines()
            return said[-1] if said else str(error)
        return Reply(**json.loads(reply.read_bytes()))

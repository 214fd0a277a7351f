"""What a segmenter costs a fresh process: CPU seconds to load, memory then and after some articles.

python -m benchmarks.loading ours|jieba.posseg ARTICLES: one JSON object on standard output.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.newspaper import articles, paragraphs

PAGE = resource.getpagesize()


def main() -> None:
    """Load, segment, report."""
    name, count = sys.argv[1], int(sys.argv[2])
    texts = list(articles(paragraphs()))[:count]
    before, started = _resident(), time.process_time()
    segment = _load(name)
    segment("市长林小满出席会议。")
    loaded = {"seconds": time.process_time() - started, "megabytes": _resident() - before}
    for text in texts:
        segment(text)
    sys.stdout.write(json.dumps(loaded | {"megabytes_after": _resident() - before}))


def _load(name: str) -> Callable[[str], Any]:
    if name == "ours":
        from tasks.segment import segmenter  # noqa: PLC0415 - importing is part of loading

        return segmenter()
    from benchmarks.jieba_posseg import jieba_posseg  # noqa: PLC0415

    return jieba_posseg()


def _resident() -> float:
    """Resident memory in MB."""
    pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    return int(pages) * PAGE / 1e6


if __name__ == "__main__":
    main()

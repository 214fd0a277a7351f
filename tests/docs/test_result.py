"""The example of docs/result.md is what the program makes."""

import json
import re
from pathlib import Path
from typing import Any

from config.rules import load_rules
from tasks.document import RawArticle
from tasks.pipeline import process

PAGE = Path(__file__).parents[2] / "docs" / "result.md"
ARTICLE = (
    "澄岭召开春季造林现场会\n2024-03-12 09:30 来源：澄岭日报 编辑：林小满\n"
    "3月11日,澄岭市召开春季造林现场会,市长高望山出席并讲话。\n"
)


def shortened(shown: Any, made: Any) -> Any:
    """What was made, as short as what is shown: without the fields and the words left out there."""
    if isinstance(shown, dict):
        return {name: shortened(value, made[name]) for name, value in shown.items()}
    if isinstance(shown, list) and len(shown) == len(made):
        return [shortened(*pair) for pair in zip(shown, made, strict=True)]
    if isinstance(shown, str) and shown.endswith("…") and made.startswith(shown[:-1]):
        return shown
    return made


def test_the_example_is_what_the_program_makes() -> None:
    found = re.search(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    example = json.loads(found[1])
    raw = RawArticle(
        bucket="wenzhai", key="澄岭/2024-03-12.txt", etag="1", content=ARTICLE.encode("gb18030")
    )
    made = json.loads(process(raw, load_rules()).as_json())
    assert shortened(example, made) == example

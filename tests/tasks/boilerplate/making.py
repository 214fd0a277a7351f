"""Documents for the tests of strip_boilerplate."""

from tasks.boilerplate import strip_boilerplate
from tasks.document import CleanArticle, NormalizedArticle, Script, Source
from tests.rules import RULES

STORY = (
    "望溪县水务局今天宣布，县城东区的供水管网改造全部完工，三万居民用上了新水。\n"
    "局长谈柳说，改造历时十四个月，更换管道62公里，漏损率从两成降到一成以下。"
)


def page(text: str) -> NormalizedArticle:
    """What normalize would make of a page."""
    source = Source(
        bucket=None, key="page.txt", etag=None, size=0, encoding="utf-8", encoding_confidence=1.0
    )
    return NormalizedArticle(
        id="0",
        source=source,
        script=Script.HANS,
        repairs=(),
        text=text,
        origins=((0, 0, len(text)),),
    )


def stripped(text: str) -> CleanArticle:
    """What strip_boilerplate makes of a page."""
    return strip_boilerplate(page(text), RULES)

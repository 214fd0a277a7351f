"""Every article of ours in every encoding that pages come in, whole and cut short."""

from pathlib import Path

import pytest

from config.rules.normalize import NormalizeRules
from tasks.normalize.decode import decode

ROOT = Path(__file__).parents[3]
ARTICLES = [
    *sorted((ROOT / "tests" / "corpus" / "articles").glob("*.txt")),
    *sorted((ROOT / "samples").rglob("*.txt")),
]
# Those that are neither UTF-8 nor marked: what their authors wrote them in.
WRITTEN_IN = {
    **dict.fromkeys(("c10", "d07", "e12", "2025-03-17-順路隊"), "big5hkscs"),
    **dict.fromkeys(
        ("c05", "d11", "d12", "e02", "e10", "f04", "f10", "g03", "g07", "h27"), "gb18030"
    ),
    "2023-11-30-污染环境案宣判": "gb18030",
    **dict.fromkeys(("d13", "e05"), "utf-16"),
}
CODECS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "big5", "big5hkscs")


def text_of(file: Path) -> str:
    return file.read_bytes().decode(WRITTEN_IN.get(file.stem, "utf-8-sig"))


def test_every_article_is_read_as_it_was_written(rules: NormalizeRules) -> None:
    for file in ARTICLES:
        assert decode(file.read_bytes(), None, rules).text == text_of(file), file


@pytest.mark.parametrize("length", [None, 120], ids=["whole", "cut"])
@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("file", ARTICLES, ids=lambda file: file.stem)
def test_every_article_is_read_in_every_encoding_that_has_its_characters(
    file: Path, codec: str, length: int | None, rules: NormalizeRules
) -> None:
    text = text_of(file)[:length]
    try:
        content = text.encode(codec)
    except UnicodeEncodeError:
        return  # Simplified characters in Big5, rare ones in GBK
    decoded = decode(content, None, rules)
    assert (decoded.text, decoded.undecodable) == (text, 0)
    assert decoded.confidence > 0.5

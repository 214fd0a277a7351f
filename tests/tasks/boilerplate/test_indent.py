"""What stands flush between indented paragraphs."""

import pytest

from tasks.boilerplate.indent import mark_unindented
from tasks.boilerplate.lines import judge_lines
from tasks.boilerplate.shape import fold
from tasks.document import Label, RawArticle
from tasks.normalize import normalize
from tests.rules import RULES

LONG = (
    "望溪县水务局今天宣布，县城东区的供水管网改造全部完工，三万居民用上了新水，"
    "改造历时十四个月，更换管道62公里，漏损率从两成降到一成以下。"
)
CAPTION = "安置点里，志愿者陪孩子们画画。"


def labels_of(lines: list[str]) -> list[Label]:
    article = normalize(RawArticle(key="page.txt", content="\n".join(lines).encode()), RULES)
    page = fold(article.text).split("\n")
    guesses = judge_lines(RULES.boilerplate.phrases.read(page), RULES.boilerplate)
    return [guess.label for guess in mark_unindented(page, guesses, article)]


@pytest.mark.parametrize("blank", ["　　", "    ", "\u00a0\u00a0\u00a0\u00a0"])
def test_a_short_sentence_flush_between_indented_paragraphs_is_a_caption(blank: str) -> None:
    paragraph = blank + LONG
    found = labels_of([paragraph, paragraph, CAPTION, paragraph])
    assert found == [Label.BODY, Label.BODY, Label.CAPTION, Label.BODY]


@pytest.mark.parametrize(
    "lines",
    [
        [LONG, LONG, CAPTION, LONG],  # nothing is indented
        ["　　" + LONG, "　　" + LONG, "　　" + CAPTION, "　　" + LONG],  # everything is
        ["　　" + LONG, LONG, CAPTION, LONG],  # the page does not keep to it
        ["　　" + LONG, "　　" + LONG, CAPTION, CAPTION, "　　" + LONG],  # a list, a poem
        ["　　" + LONG, "　　" + LONG, "“水来了。”", "　　" + LONG],
        ["　　" + LONG, "　　" + LONG, LONG, "　　" + LONG],
    ],
)
def test_other_lines_stay_what_they_are(lines: list[str]) -> None:
    assert set(labels_of(lines)) == {Label.BODY}

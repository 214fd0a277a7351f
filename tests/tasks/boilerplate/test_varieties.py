"""Lines as many outlets have them, each in a small page: boilerplate, and body that resembles it."""

from pathlib import Path

import pytest

from tests.tasks.boilerplate.making import STORY, stripped

FOLDER = Path(__file__).parent / "varieties"
TITLE = "望溪供水改造完工 三万居民用上新水"
FACTS = "2024-01-05 08:12 来源：望溪日报"
MORE = (
    "住在三楼的何大满是第一批用户。他拧开龙头，接了一杯水举到窗前，看了好一会儿。\n"
    "施工最难的一段在老街。那里巷子窄，机器进不去，工人们用了四十天，一锹一锹挖了出来。"
)


def rows(name: str) -> list[list[str]]:
    return [row.split("\t") for row in (FOLDER / name).read_text("utf-8").splitlines()]


def page_of(position: str, line: str) -> list[str]:
    """A page of an article with the line above the title, below it, inside, or behind it all."""
    head, story, more = [TITLE, FACTS], STORY.split("\n"), MORE.split("\n")
    match position:
        case "above":
            return [line, *head, *story, *more]
        case "below" | "first":
            return [*head, line, *story, *more]
        case "inside":
            return [*head, *story, line, *more]
        case _:
            return [*head, *story, *more, line]


@pytest.mark.parametrize(("position", "labels", "line"), rows("boilerplate.txt"))
def test_boilerplate_of_many_outlets_is_told(position: str, labels: str, line: str) -> None:
    page = page_of(position, line)

    found = dict(zip(page, stripped("\n".join(page)).labels, strict=True))

    assert found.pop(line) in labels.split()
    assert found.pop(TITLE) == "title"
    assert found.pop(FACTS) == "metadata"
    assert set(found.values()) == {"body"}


@pytest.mark.parametrize(("position", "line"), rows("body.txt"))
def test_body_that_resembles_boilerplate_stays(position: str, line: str) -> None:
    page = page_of(position, line)

    labels = stripped("\n".join(page)).labels

    assert list(labels) == ["title", "metadata", *["body"] * (len(page) - 2)]


@pytest.mark.parametrize("facts", [FACTS + "\n", ""])
@pytest.mark.parametrize("title", [title for (title,) in rows("titles.txt")])
def test_a_title_with_words_of_boilerplate_is_found(title: str, facts: str) -> None:
    assert stripped(f"{title}\n{facts}{STORY}").labels[0] == "title"

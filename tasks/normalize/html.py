"""HTML: the visible lines of a page, as a browser would break them.

The parser is libxml2's, through lxml: linear on any input, where the HTML5 parsers tried were
quadratic on nested elements. Nothing is judged here, that is the next stage's.
"""

import re
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from config.rules.normalize import PageRules
from tasks.document import Stated
from tasks.errors import EmptyArticle
from tasks.normalize.metadata import stated_in

LONGEST_CELL = 40  # characters; a longer cell is a column of the page, not of a table
LARGEST_CELL = 40  # elements
BESIDE = " "  # between the cells of a row
CHARSET_WITHIN = 4096  # bytes; browsers look no further than 1,024

NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
BLANKS = re.compile(r"[ \t\r\n\f]+")
# A line end in the middle of Chinese text parts nothing (CSS Text 3, segment breaks).
BROKEN = re.compile(
    r"(?<=[\u3000-\u9fff\uff01-\uff60])[ \t]*[\r\n]\s*(?=[\u3001-\u9fff\uff01-\uff60])"
)
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
PLAINLY_HTML = re.compile(
    r"(?:\s|\ufeff|<\?xml[^>]{0,200}>|<!--[^>]{0,500}-->){0,20}"
    r"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|meta\s|title>)",
    re.IGNORECASE,
)
CLOSED = re.compile(
    r"</(?:p|div|section|article|table)>.{0,2000}</(?:p|div|section|article|table)>",
    re.DOTALL | re.IGNORECASE,
)
FRAGMENT = re.compile(
    r"\s*<(?:p|div|section|article|span|h[1-6]|br|table|ul|img|figure|strong)[\s/>]", re.IGNORECASE
)


class Page(NamedTuple):
    """A page's visible text, the numbers of its lines that are links only, and what it states."""

    text: str
    linked: tuple[int, ...]
    stated: Stated
    url: str | None


def is_html(text: str) -> bool:
    """Whether a text is plainly HTML: it begins as only a page does, or as a part of one and goes on so."""
    if PLAINLY_HTML.match(text):
        return True
    return FRAGMENT.match(text) is not None and CLOSED.search(text) is not None


def is_fragment(text: str) -> bool:
    """Whether a text that stood in a field is HTML: it begins with an element of a page's body."""
    return is_html(text) or FRAGMENT.match(text) is not None


def declared_charset(content: bytes) -> str | None:
    """The encoding that a page's own head names."""
    found = CHARSET.search(content, 0, CHARSET_WITHIN)
    return found[1].decode("ascii") if found else None


def read_html(text: str, rules: PageRules) -> Page:
    """The page's lines and its metadata; raises EmptyArticle."""
    content = text.replace("\0", " ").encode("utf-8", "replace")  # NUL would end the page
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(content, parser=parser)
    except etree.ParserError as error:
        raise EmptyArticle("an HTML page without any text") from error
    lines = _Lines(rules).of(root)
    if not lines:
        raise EmptyArticle("an HTML page without any text")
    stated, url = stated_in(root, rules)
    return Page(
        text="\n".join(text for text, _ in lines),
        linked=tuple(number for number, (_, linked) in enumerate(lines) if linked),
        stated=stated,
        url=url,
    )


class _Lines:
    """The lines so far, and the pieces of the one under way, each with whether it is a link."""

    def __init__(self, rules: PageRules) -> None:
        self._rules = rules
        self._lines: list[tuple[str, bool]] = []
        self._pieces: list[tuple[str, bool]] = []
        self._links = 0  # open a elements
        self._rows: set[HtmlElement] = set()  # rows that are one line

    def of(self, root: HtmlElement) -> list[tuple[str, bool]]:
        """Every line that a reader sees, and whether it is made of links only."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            seen = element.tag not in self._rules.hidden and not _is_hidden(element)
            if event == "start" and seen:
                self._open(element)
                self._write(element.text)
            elif event == "start":
                walk.skip_subtree()
            else:
                if seen:
                    self._close(element)
                self._write(element.tail)
        self._end()
        return self._lines

    def _open(self, element: HtmlElement) -> None:
        if element.tag == "tr" and _is_row(element, self._rules):
            self._rows.add(element)
        if element.tag == "a":
            self._write(" ")  # two links side by side are two words
            self._links += 1
        elif element.tag == "rt":
            self._write("(")
        elif element.tag in self._rules.blocks:
            self._begin(element)

    def _begin(self, block: HtmlElement) -> None:
        if not self._in_row(block):
            self._end()
        elif block.tag in {"td", "th"} and self._pieces:
            self._write(BESIDE)

    def _close(self, element: HtmlElement) -> None:
        if element.tag == "a":
            self._links -= 1
        elif element.tag == "rt":
            self._write(")")
        elif element.tag in self._rules.blocks and not self._in_row(element):
            self._end()

    def _write(self, text: str | None) -> None:
        if text:
            self._pieces.append((text, self._links > 0))

    def _end(self) -> None:
        whole = BROKEN.sub("", "".join(text for text, _ in self._pieces))
        text = BLANKS.sub(" ", " ".join(whole.splitlines())).strip()  # indentation is layout
        if any(map(_is_visible, text)):
            words = [linked for piece, linked in self._pieces if any(map(str.isalnum, piece))]
            self._lines.append((text, bool(words) and all(words)))
        self._pieces.clear()

    def _in_row(self, element: HtmlElement) -> bool:
        """Whether it is a cell, or the one paragraph of a cell, of a row that is one line."""
        parent = element.getparent()
        return parent in self._rows or (parent is not None and parent.getparent() in self._rows)


def _is_visible(char: str) -> bool:
    return not char.isspace() and char not in "\u200b\ufeff"


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    return "hidden" in element.attrib or (style is not None and bool(NOT_SHOWN.search(style)))


def _is_row(row: HtmlElement, rules: PageRules) -> bool:
    """Whether its cells are short enough to be a table's, not columns of the page."""
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    return len(cells) > 1 and all(_is_short(cell, rules) for cell in cells)


def _is_short(cell: HtmlElement, rules: PageRules) -> bool:
    length = blocks = 0
    for number, element in enumerate(cell.iter()):
        blocks += number > 0 and element.tag in rules.blocks
        length += len((element.text or "").strip()) + len((element.tail or "").strip())
        if number > LARGEST_CELL or length > LONGEST_CELL or blocks > 1 or element.tag == "br":
            return False
    return True

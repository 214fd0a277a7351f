"""The title: the line that is one, or the stated original title; never invented."""

import re

from tasks.document import CleanArticle, Label
from tasks.extract.page import IMPRINT, pieces

_ORIGINAL = re.compile(r"原(?:标题|题)\s*[：:]\s*(.+)$")


def find_title(article: CleanArticle) -> str | None:
    """The first title line, whole, else all after 原标题：, else None."""
    for piece in pieces(article, Label.TITLE):
        original = _ORIGINAL.match(piece.text)
        title = (original.group(1) if original else piece.text).strip()
        if title:
            return title
    for piece in pieces(article, *IMPRINT, Label.COPYRIGHT, Label.SHARE, Label.NAV):
        original = _ORIGINAL.search(piece.text)
        if original:
            return original.group(1).strip(" 》】)）") or None
    return None

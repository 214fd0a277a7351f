"""Remove the HTML tags that scrapers leave in running text: <strong>, <br/>, <a href=…>."""

import re

from config.rules.normalize import NormalizeRules
from tasks.normalize.mending import Mended, delete

KIND = "markup"
FEWEST = 3  # tags; a text with fewer may speak of them, unless one has attributes

# Those that stand in text and between its paragraphs; <script> is left for the reader to see.
NAMES = (
    "a|abbr|article|b|big|blockquote|br|center|code|dd|div|dl|dt|em|figcaption|figure|font|h[1-6]"
    "|hr|i|img|ins|li|nobr|o:p|ol|p|pre|s|section|small|span|strike|strong|sub|sup|table|tbody|td|th"
    "|thead|tr|u|ul|wbr"
)
BLANK = r"[^\S\n]"  # a tag that a line ends in stays: no line may go
ATTRIBUTE = rf"{BLANK}+[A-Za-z:-]{{1,30}}{BLANK}*=[^<>\n]{{1,500}}"
TAG = re.compile(
    rf"</?(?:{NAMES})(?:{ATTRIBUTE}|{BLANK}*/?)>|<!--[^\n<>]{{0,300}}-->", re.IGNORECASE
)
WITH_ATTRIBUTE = re.compile(rf"<(?:{NAMES}){ATTRIBUTE}>", re.IGNORECASE)


def remove_tags(text: str, _: NormalizeRules) -> Mended:
    """Delete tags from a text that has many; one that only mentions a tag keeps it.

    Tags inside one another, as no scraper leaves them, stay, so that doing it again does nothing.
    """
    if "<" not in text:
        return Mended(text)
    mended = delete(KIND, TAG, text)
    several = mended.times >= FEWEST or (mended.times and WITH_ATTRIBUTE.search(text))
    return mended if several and not TAG.search(mended.text) else Mended(text)

"""Captions: what stands under a picture, and who took it when."""

import re

from config.rules.phrases import Line

PICTURES = frozenset({"caption", "picture_credit"})  # the kinds of which a caption is
LONGEST_DAY = 24  # characters of a day behind the name of who took the picture
_DAY_ENDS = "日0123456789）】"
_DAY_BEHIND = re.compile(
    r"(?<=[摄影图）])(?:\s?于)?\s?[（【]?(?:(?:民国)?\d{2,4}年)?\d{1,2}月\d{1,2}日[）】]?$"
    r"|(?<=[摄影图）])\s?(?:(?:\d{4}|1\d{2})[-/.]\d{1,2}[-/.]\d{1,2}|1\d{6})$"
)


def describes_picture(line: Line) -> bool:
    """Whether it is a caption, not a paragraph that ends with who wrote it and took its pictures."""
    if line.says("caption"):
        return not line.says("credit_of_both") and not line.says("roll")
    return line.says("picture_credit")


def is_dated_caption(line: Line) -> bool:
    """Whether the day of the picture closes it: `…。某某社记者某某摄 5月16日`."""
    text = line.text
    if text[-1] not in _DAY_ENDS:
        return False
    day = _DAY_BEHIND.search(text, max(0, len(text) - LONGEST_DAY))
    return day is not None and describes_picture(line.part(text[: day.start()]))

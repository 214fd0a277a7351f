"""The shape of a line: how it would read aloud, whatever its words."""

import re

# One character for one, so that positions in a folded line hold in the line itself.
_WIDE = str.maketrans(
    "():,;!?|丨∣[]〔〕［］〖〗﹝﹞「」『』＞＜／\u3000\u00a0\t",
    "（）：，；！？｜｜｜【】【】【】【】【】“”“”></   ",
)
_NARROW = str.maketrans(
    "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ",
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
)

_THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3})")

STAMP = re.compile(
    r"(?<!\d)(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?"
    r"(?:\s{0,4}(?:星期|周)[一二三四五六日天])?"
    r"(?:[\sT]{0,4}(?:上午|下午|AM|PM)?\s?\d{1,2}[：时]\d{1,2}(?:[：分]\d{1,2}秒?|分)?)?"
    r"|(?<!\d)\d{1,2}[-/]\d{1,2}\s{1,3}\d{1,2}：\d{2}(?!\d)"
)
CLOCK = re.compile(r"\d{1,2}：\d{2}")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")

_BULLET = re.compile(
    r"^[\s\-–—·•●○◆◇■□▪▶►▲△★☆※>»*＊☞➤]{1,4}\s?|^\d{1,2}\s?[.、．)）]\s?|^\d{1,2}\s(?=\S)"
)
_ITEM = re.compile(
    r"^(?:[·•●○◆◇■□▪◎★☆※*✦✔▍]|[-–—]\s|\d{1,3}\s?[.、．)）]|\d{1,2}\s+\S|[①-⑳⑴-⒇㈠-㈩]"
    r"|（?[一二三四五六七八九十]{1,3}[、）．.]|第[一二三四五六七八九十百\d]{1,4}[条章节名位，、：\s])"
)
_STOP = re.compile(r"[。！？；…][”’』」）】]{0,3}$")
_FULL_STOP = re.compile(r"。[”’）】]{0,3}\s?(?:[（【][^（）【】]{1,40}[）】]\d{0,8})?$")
_TURN = re.compile(r"^(?:问|答|[^，。：；！？\s]{1,10})：\s?\S")  # a turn of an interview

# Measured on pages of many outlets: headlines rarely pass 40 characters, never 70.
LONGEST_HEADLINE = 70
SHORTEST_PROSE = 8  # 他没有回答。
SHORTEST_ANNOUNCEMENT = 16  # 主要成绩如下，… ：
LONG_CLAUSES = 40  # two commas within so many characters are a sentence without its full stop


def fold(line: str) -> str:
    """Brackets, colons and commas full-width, digits and letters half-width; same length."""
    return _THOUSANDS.sub(",", line.translate(_WIDE).translate(_NARROW))


def without_bullet(line: str) -> str:
    """The line without the bullet or number in front of it."""
    return _BULLET.sub("", line.strip(), count=1).strip()


def is_item(line: str) -> bool:
    """Whether it begins like one of a list: ◆ ① 1. 一、 第三条."""
    return bool(_ITEM.match(line.strip()))


def reads_as_prose(line: str) -> bool:
    """Whether it is at least one whole sentence, not a headline or a button."""
    line = line.strip()
    if len(line) < SHORTEST_PROSE:
        return False
    if _FULL_STOP.search(line):
        return True
    marks = sum(line.count(mark) for mark in "，。；")
    if len(line) >= LONG_CLAUSES and marks >= 2:
        return True
    if line.count("。") >= 1 and len(line) >= LONG_CLAUSES:
        return True
    if line.endswith("：") and "，" in line and len(line) >= SHORTEST_ANNOUNCEMENT:
        return True
    return line[0] == "“" and bool(_STOP.search(line))


def is_turn(line: str) -> bool:
    """Whether it is a turn of an interview or a play: `问：…？`, `某某：…`."""
    return bool(_TURN.match(line.strip())) and bool(_STOP.search(line.strip()))


def is_headline(line: str) -> bool:
    """Whether it could be the title of an article: a phrase with Han, not closed by a full stop."""
    text = without_bullet(line)
    return (
        4 <= len(text) <= LONGEST_HEADLINE
        and len(HAN.findall(text)) >= 3
        and not _FULL_STOP.search(text)
        and not text.endswith(("：", "——", "，", "；", "、"))
    )

"""The shape of a line: how it would read aloud, whatever its words."""

import re
from functools import lru_cache

# One character for one, so that positions in folded text hold in the text itself.
_FOLDED = dict(
    zip(
        "():,;!?|丨∣[]〔〕［］〖〗﹝﹞「」『』＞＜／\u3000\u00a0\t",
        "（）：，；！？｜｜｜【】【】【】【】【】“”“”></   ",
        strict=True,
    )
)
_FOLDED |= {chr(0xFF01 + n): chr(0x21 + n) for n in range(94) if chr(0x21 + n).isalnum()}
_ODD = re.compile("[" + re.escape("".join(_FOLDED)) + "]")
_THOUSANDS = re.compile(r"，(?<=\d，)(?=\d{3})")

# A day, perhaps with a weekday and a time; or `03-05 12:00`. Begins with \d so that the search
# skips to the next digit at once.
STAMP = re.compile(
    r"\d(?<!\d\d)(?:"
    r"(?:(?:(?<=1)9|(?<=2)0)\d{2}|(?<=1)[01]\d)"  # of Taiwan's calendar: 113年
    r"\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?(?!\d)"
    r"(?:[\s（]{0,4}(?:星期|周)[一二三四五六日天]）?|\s?（[一二三四五六日]）)?"
    r"(?:[\sT]{0,4}(?:上午|下午|AM|PM)?\s?\d{1,2}[：时]\d{1,2}(?:[：分]\d{1,2}秒?|分)?)?"
    r"|\d?/\d{1,2}/(?:19|20)\d{2}(?:\s\d{1,2}：\d{2})?(?:\s?[AP]M)?"
    r"|\d?[-/]\d{1,2}\s{1,3}\d{1,2}：\d{2}(?!\d))"
)
CLOCK = re.compile(r"\d：\d{2}")
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
HAN = re.compile(f"[{_HAN}]")

_BULLET = re.compile(
    r"^[\s\-–—·•●○◆◇■□▪▶►▲△★☆※>»*＊☞➤]{1,4}\s?|^\d{1,2}\s?[.、．)）]\s?|^\d{1,2}\s(?=\S)"
)
_ITEM = re.compile(
    r"(?:[·•●○◆◇■□▪◎★☆※*✦✔▍]|[-–—]\s|\d{1,3}\s?[.、．)）]|\d{1,2}\s+\S|[①-⑳⑴-⒇㈠-㈩]"
    r"|（?[一二三四五六七八九十]{1,3}[、）．.]|第[一二三四五六七八九十百\d]{1,4}[条章节名位步，、：\s]|步骤[一二三四五六七八九十\d])"
)
_NUMBERED = re.compile(
    r"\d{1,3}\s?[.、．)）]|[①-⑳⑴-⒇㈠-㈩]|（?[一二三四五六七八九十]{1,3}[、）．.]"
    r"|第[一二三四五六七八九十\d]{1,3}[条步]|步骤[一二三四五六七八九十\d]"
)
_STOP = re.compile(r"[。！？；…][”’』」）】]{0,3}$")
_FULL_STOP = re.compile(r"。[”’）】]{0,3}\s?(?:[（【][^（）【】]{1,40}[）】]\d{0,8})?$")
_SIGNED = re.compile(  # …。本报记者 某某
    r"。[”’）】]{0,3}\s?[^，。：；！？\s]{0,8}(?:记者|通讯员|作者|撰稿|供稿|文[/：])[^，。！？]{2,40}$"
)
_TURN = re.compile(r"(?:问|答|[^，。：；！？\s]{1,10})：\s?\S")  # a turn of an interview
_PAIRS = re.compile(r"(?:^|\s)\S{1,8}[—–:：\-]\S{1,8}(?=\s|$)")  # 甲队—乙队 丙队—丁队
_PAIR = re.compile(r"^[^，。：]{1,12}：\S|\d\s?[：\-—比]\s?\d")

# Measured on pages of many outlets: headlines rarely pass 40 characters, never 70.
LONGEST_HEADLINE = 70
SHORTEST_HEADLINE = 4
SHORTEST_PROSE = 8  # 他没有回答。
SHORTEST_ANNOUNCEMENT = 16  # 主要成绩如下，… ：
LONG_CLAUSES = 40  # two commas within so many characters are a sentence without its full stop
TABULAR = 0.2  # share of digits in a line of a table, a ranking, a schedule
LONGEST_TAIL = 64  # characters in which a sentence's end and what may follow it is looked for


@lru_cache
def _at_least(count: int) -> re.Pattern[str]:
    return re.compile(f"(?:[^{_HAN}]*+[{_HAN}]){{{count}}}")


def has_han(text: str, count: int) -> bool:
    """Whether it has at least so many Han characters."""
    return _at_least(count).match(text) is not None


def fold(text: str) -> str:
    """Brackets, colons and commas full-width, digits and letters half-width; same length."""
    return _THOUSANDS.sub(",", _ODD.sub(lambda odd: _FOLDED[odd[0]], text))


def without_bullet(line: str) -> str:
    """The line without the bullet or number in front of it."""
    return _BULLET.sub("", line.strip(), count=1).strip()


def is_item(line: str) -> bool:
    """Whether it begins like one of a list: ◆ ① 1. 一、 第三条."""
    return _ITEM.match(line) is not None


def is_numbered(line: str) -> bool:
    """Whether it begins like a step of some instructions: 1. （一） 第二步."""
    return _NUMBERED.match(line) is not None


def ends_in_full_stop(line: str) -> bool:
    """Whether its last sentence is closed by a full stop, perhaps with a credit behind it."""
    if line[-1:] == "。" or "。" not in line:
        return line[-1:] == "。"  # nearly always
    return _FULL_STOP.search(line, max(0, len(line) - LONGEST_TAIL)) is not None


def ends_in_stop(line: str) -> bool:
    """Whether it ends in any mark that closes a sentence."""
    return _STOP.search(line, max(0, len(line) - LONGEST_TAIL)) is not None


def reads_as_prose(line: str) -> bool:
    """Whether a stripped line is at least one whole sentence, not a headline or a button."""
    if len(line) < SHORTEST_PROSE:
        return False
    if ends_in_full_stop(line) or ("。" in line and _is_signed(line)):
        return True
    if len(line) >= LONG_CLAUSES and (
        "。" in line or line.count("，") + line.count("；") >= 2  # a long line without its stop
    ):
        return True
    if line[-1] == "：" and len(line) >= SHORTEST_ANNOUNCEMENT and "，" in line:
        return True
    return line[0] == "“" and ends_in_stop(line)


def _is_signed(line: str) -> bool:
    """Whether who wrote it stands behind its last full stop."""
    return _SIGNED.search(line, max(0, len(line) - LONGEST_TAIL)) is not None


def is_turn(line: str) -> bool:
    """Whether it is a turn of an interview or a play: `问：…？`, `某某：…`."""
    return "：" in line and _TURN.match(line) is not None and ends_in_stop(line)


def is_headline(line: str, shortest: int = SHORTEST_HEADLINE) -> bool:
    """Whether it could be the title of an article: a phrase with Han, not closed by a full stop."""
    text = without_bullet(line)
    return (
        shortest <= len(text) <= LONGEST_HEADLINE
        and has_han(text, min(3, shortest))
        and not ends_in_full_stop(text)
        and not text.endswith(("：", "——", "，", "；", "、"))
    )


def is_tabular(line: str) -> bool:
    """Whether it is a row of figures or of pairs, as in a ranking, a schedule, a list of facts."""
    text = without_bullet(line)[:LONGEST_HEADLINE]
    if sum(char.isdigit() for char in text) >= TABULAR * max(1, len(text)):
        return True
    return _PAIR.search(text) is not None or len(_PAIRS.findall(text)) >= 2

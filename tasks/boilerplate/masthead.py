"""The line above a headline that says whose page it is: `某某日报 2024年1月5日 星期五 第3版：要闻`."""

import re

from config.rules.boilerplate import BoilerplateRules
from tasks.boilerplate.shape import STAMP
from tasks.document import Label

LONGEST_MASTHEAD = 60  # characters
LONGEST_NAME = 16  # of a medium's, an office's
LONGEST_COLUMN = 4  # of a column's name that we do not know, beside a date
MOST_COLUMNS = 2
LONGEST_SECTION = 5  # of one that ends like a column's: 警务要闻; a headline's clause is longer
SHORTEST_NAME = 3

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_DAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天]|农历|\d{4}年\d{1,2}月\d{1,2}日")
_FILED = re.compile(  # what a calendar, a weather station, a printer puts there
    r"(?:星期|周|礼拜)[一二三四五六日天]|今天是|今日|"
    rf"(?:农历|夏历|阴历)?(?:[{_STEMS}][{_BRANCHES}]年?)?(?:[鼠牛虎兔龙蛇马羊猴鸡狗猪]年)?"
    r"闰?[正一二三四五六七八九十冬腊]{1,2}月(?:初|十|廿|卅|二十|三十)[一二三四五六七八九十]{0,2}|"
    rf"(?:农历)?[{_STEMS}][{_BRANCHES}]年|[晴阴雨雪雾霾多云转到小中大阵雷]{{1,8}}|"
    r"-?\d{1,2}℃?[~～—-]-?\d{1,2}℃|(?:总|第|总第)\d{1,6}[期号]|(?:今日|本期|共){0,2}\d{1,3}版|"
    r"(?:第|版次)?[A-Z]{0,2}\d{1,3}版?|(?:发布|发表|刊|更新)于|"
    r"国内统一[\u4e00-\u9fff]{0,8}|CN\s?\d{2}-\d{4}|邮发|\d{2,3}-\d{1,4}"
)
_APART = re.compile(r"[\s｜/·•：（）《》“”【】，、>›»]+|[—–-]{1,2}(?![\d—–-])")
_ADDED = re.compile(r"社?(?:主办|出品|主管)$|社$")


def is_dated_masthead(text: str, rules: BoilerplateRules) -> bool:
    """Whether a folded line is a medium's name, a day, and its weekday, issue, page or column."""
    if len(text) > LONGEST_MASTHEAD or not _DAY.search(text):
        return False
    words = [word for word in _APART.split(STAMP.sub(" ", text)) if word]
    plain = [word for word in words if not _FILED.fullmatch(word)]
    media = [word for word in plain if _is_medium(word, rules)]
    others = [word for word in plain if word not in media and not is_column(word, rules)]
    if len(media) != 1 or len(words) == 1 + len(others):
        return False  # a day and 五年规划正式发布
    return len(others) <= MOST_COLUMNS and all(len(word) <= LONGEST_COLUMN for word in others)


def is_masthead(text: str, rules: BoilerplateRules) -> bool:
    """Whether it is the name of a site, an account, a body, and a column or a page of it.

    Only above another headline: `某某发布 权威发布` by itself may be one.
    """
    if len(text) > LONGEST_MASTHEAD:
        return False
    words = [word for word in _APART.split(text) if word]
    name, columns = "".join(words[:1]), words[1:]
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME or not columns:
        return False
    ends = (*rules.widgets.site_ends, *rules.widgets.body_ends, *rules.widgets.account_ends)
    if not name.endswith(ends) and not name.startswith(rules.widgets.account_starts):
        return False
    return all(is_column(word, rules) or _FILED.fullmatch(word) for word in columns)


def is_column(word: str, rules: BoilerplateRules) -> bool:
    """Whether it is the name of a channel, a column, a section of a paper: 要闻, 警务动态."""
    if rules.widgets.label_of.get(word) == Label.NAV or word in rules.widgets.columns:
        return True
    return len(word) <= LONGEST_SECTION and word.endswith(rules.widgets.column_ends)


def _is_medium(word: str, rules: BoilerplateRules) -> bool:
    name = _ADDED.sub("", word)
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        return False
    return name.endswith(rules.widgets.site_ends) or rules.datelines.is_outlet(name)

"""Lines that lead to other articles: dated headlines, blurbs with their counter, previous and next."""

import re

from config.rules.boilerplate import BoilerplateRules
from config.rules.phrases import Line
from tasks.boilerplate.guess import CERTAIN, LIKELY, Guess
from tasks.boilerplate.shape import has_han, is_item
from tasks.document import Label

_DATED_END = re.compile(
    r"[（【\s]?(?:(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{2}[-/]\d{2})"
    r"(?:\s\d{1,2}：\d{2}(?:：\d{2})?)?[）】]?$"
    r"|\s(?:昨天|今天|前天|昨日|刚刚|\d{1,2}\s?(?:分钟|小时|天)前)(?:\s\d{1,2}：\d{2})?$"
)
_DATED_START = re.compile(
    r"[（【]?(?:(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}|\d{2}[-/]\d{2})[）】\s]"
)
_DATED_LENGTH = 24
_DATE_ENDS = "日）】天刚前"  # or a digit
# The kinds of which a link is by its words.
LINKS = frozenset({"glued_link", "media_link", "recommended_links"})
_SIGNED_DATE = re.compile(r"(?P<body>[^，。：\s]{4,26})\s(?:19|20)\d{2}年\d{1,2}月\d{1,2}日$")
_DIGIT = re.compile(r"\d")


def judge_link(line: Line, _: BoilerplateRules) -> Guess | None:
    """A link to another article by its date: `某某大桥今晨通车 2024-01-05`."""
    text = line.text
    if not _DIGIT.search(text):
        return None
    may_end = text[-1] in _DATE_ENDS or text[-1].isdecimal()
    ending = may_end and _DATED_END.search(text, max(0, len(text) - _DATED_LENGTH))
    if ending and has_han(text[: ending.start()], 6):
        signed = _SIGNED_DATE.match(text)
        if signed and line.part(signed["body"]).says("signature"):
            return Guess(Label.DATELINE, LIKELY)  # 某某局 2024年1月5日
        return Guess(Label.RECOMMENDED_LINKS, CERTAIN if is_item(text) else LIKELY)
    if _DATED_START.match(text) and has_han(text, 6):
        return Guess(Label.RECOMMENDED_LINKS, LIKELY)
    return None


def judge_glued_link(line: Line, _: BoilerplateRules) -> Guess | None:
    """A blurb of another article with its counter and date; previous and next."""
    links = any(line.says(kind) for kind in LINKS)
    return Guess(Label.RECOMMENDED_LINKS, CERTAIN) if links else None


def judge_pager(line: Line, rules: BoilerplateRules) -> Guess | None:
    """`上一篇 返回目录 下一篇`: such links in a row of menu words."""
    pager = line.says("nav") and judge_glued_link(line, rules)
    return Guess(Label.NAV, CERTAIN) if pager else None


def is_dated_item(text: str) -> bool:
    """Whether it is one of a list of links with their days: `· 某某大桥通车 01-05`."""
    return is_item(text) and _DATED_END.search(text) is not None

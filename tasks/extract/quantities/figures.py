"""Figures: where numbers stand in a text, past everything that has digits and is no figure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tasks.extract.quantities.numerals import WRITTEN


class Figure(NamedTuple):
    """A figure in the text, its value in the plain unit, and the upper end of a range."""

    start: int
    end: int
    value: float | str
    unit: str
    upper: float | None = None


_DIGITS = r"(?:\d{1,3}(?:,\d{3})++|\d++)(?:\.\d++)?"
# 50万千瓦 is 500,000 千瓦: this 千 belongs to the unit.
_POWERS = r"(?:千(?![瓦米克卡帕伏焦赫])|[百万亿]){1,2}"
_NUMBER = (
    rf"(?:{_DIGITS}(?:[多余几]?{_POWERS}(?:{_DIGITS}{_POWERS})*)?"
    rf"|[{WRITTEN}]++(?:点[零〇一二三四五六七八九]++)?(?:[多余几][百千万亿]{{1,2}})?)"
)
_YEAR = r"(?:1[5-9]|20|21)\d\d"
_TO = r"[至到、—–~-]{1,2}"
_DAYS = rf"(?:\d{{1,2}}(?:{_TO}\d{{1,2}}){{0,30}}+|[{WRITTEN}]{{1,3}})"
_SKIPPED = "|".join(
    (
        r"https?://[^\s\u4e00-\u9fff]++",
        r"《[^《》\n]{1,60}》",
        r"[A-Za-z][A-Za-z0-9]*+[-.+]?\d?[A-Za-z0-9.+-]*+",  # G9918, K21+097.5, PM2.5
        # dates
        rf"{_YEAR}年?{_TO}{_YEAR}年(?!前|来|以上|历史)",
        rf"{_YEAR}年(?!前|来|以上|历史|的历史)(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?",
        r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}",
        r"[一二][〇零一二三四五六七八九]{3}年",
        rf"民国[{WRITTEN}\d]++年|1[0-2]\d年(?=度|\d|底|初|起)|\d\d年(?=\d{{1,2}}月)",
        rf"\d{{1,2}} ?月 ?(?:\d{{1,2}}(?:{_TO}\d{{1,2}})*+日?)?",
        r"[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号])?",
        rf"(?<![前近续期时满过逾超]){_DAYS}日(?!内|之内|以内|游|龄|元|圆)",
        rf"{_DAYS}日(?=[上中下]午|清晨|凌晨|傍晚|晚|夜|早|当天|举行|召开|起|电|讯)",
        r"\d{1,2}/\d{1,2}(?=（[一二三四五六日]）)",
        # clock times
        r"\d{1,2}:\d\d(?::\d\d)?",
        rf"\d{{1,2}}(?:点|时)(?:半|整|钟|\d{{1,2}}分|[{WRITTEN}]{{1,3}}分)?",
        rf"[{WRITTEN}]{{1,3}}点(?:半|钟|整|[{WRITTEN}]{{1,3}}分)",
        # ordinals, telephone numbers, formations
        rf"第{_NUMBER}(?:{_TO}第?{_NUMBER})*+[\u4e00-\u9fff]?",
        r"\+?\d{2,4}-\d{3,}(?:-\d++)*+",
        r"\d{1,2}(?:-\d{1,2}){2,}",
    )
)
# 2:09:41 behind 以 or 成绩, 1:45.83 anywhere: what somebody ran or swam; any other is a clock's.
_RESULT = (
    r"(?:(?:(?<=[以了])|(?<=成绩[为是])|(?<=用时)|(?<=纪录[为是]))\d{1,2}:\d\d:\d\d(?:\.\d{1,2})?"
    r"|\d{1,2}:\d\d\.\d\d)(?![\d:])"
)
_FIGURE = re.compile(
    rf"(?P<result>{_RESULT})"
    rf"|(?P<skipped>{_SKIPPED})"
    rf"|(?P<whole>[{WRITTEN}]++|\d++)分之(?P<part>{_NUMBER})"
    r"|(?P<pressure>\d{2,3}/\d{2,3})(?= ?mmHg)"
    r"|(?P<tenths>[一二两三四五六七八九]{1,2}|\d(?:\.\d)?)成"
    r"(?P<hundredths>[一二三四五六七八九半]|\d(?!\d))?(?:(?![为立了功果员本长都绩交效品型不语天])|(?<=[中约近有超过占，][二三四五六七八九]成)(?=为))"
    r"|(?P<off>[一二三四五六七八九]{1,2}|\d(?:\.\d)?)折(?![不叠返磨腾扣合算])"
    rf"|(?P<low>{_NUMBER})(?P<rough> ?余|[多几来])?"
    rf"(?:(?P<to>[至到比:]|[—–~～-]{{1,2}})(?P<high>{_NUMBER})(?:[多余几来])?)?"
)
_START = re.compile(rf"[0-9A-Za-z《+民第{WRITTEN}]")


def find_figures(text: str) -> Iterator[re.Match[str]]:
    """Every figure from left to right, by the named groups of the pattern; units are not read.

    `result`, `low` (`to` `high`), `whole` 分之 `part`, `tenths` 成 `hundredths`, `off` 折, or `pressure`.
    Dates, clock times, ordinals, codes, addresses and titles in 《》 are passed over.
    """
    start = _START.search(text)
    while start is not None:
        match = _FIGURE.match(text, start.start())
        if match is not None and match["skipped"] is None:
            yield match
        start = _START.search(text, match.end() if match else start.end())

"""Short names of firms, without 公司: 云岭新材, 云栖创投."""

import re
from collections.abc import Iterator

from config.rules.extract import ExtractRules
from tasks.document import Span
from tasks.extract.passage import Passage, is_han

# A stem so rare is a firm's own name: 望舒医药.
RARE_IDF = 9.5
# A clause begins with the short name of a listed firm, and its code follows: 云岭新材（600000.SH）.
_STOCK = re.compile(r"[(（](?:[A-Z]{2,6}[:：])?[0-9]{4,6}(?:\.[A-Z]{2})?[)）]")
_LISTED = re.compile(rf"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{3,6}}(?={_STOCK.pattern})")
_CODE = re.compile(r"[\s　]{0,2}[0-9]")
# 某某、某某|两家平台, 某某|、某某等24家企业
_COUNTED = re.compile(
    "(?:、[\u4e00-\u9fffA-Za-z]{2,12}){0,4}(?:[等这]|[和与][\u4e00-\u9fff]{2,12}等)?[两三四五六七八九十几多0-9]{1,3}[余多]?家"
)
_NO_STEM_TAGS = frozenset("qpcr")
_LEADING_TAGS = frozenset(("p", "c", "v", "uj"))
_ACTING = frozenset("vtdp")


def find_firms(passage: Passage, rules: ExtractRules) -> Iterator[Span]:
    """Short names of firms: a stem of their own and a trade or two."""
    listed = _LISTED.finditer(passage.text) if _STOCK.search(passage.text) else ()
    yield from (match.span() for match in listed)
    for match in rules.patterns.announced_firm.finditer(passage.text):
        start, stem_end = match.span(1)
        bounded = passage.is_boundary(start) and passage.is_boundary(match.end())
        if bounded and _is_firm(passage, start, stem_end, match.end(), rules):
            yield start, match.end()
    for match in rules.patterns.trade_name.finditer(passage.text):
        if not passage.is_boundary(match.end()):
            continue
        for start in (match.start() - 2, match.start() - 3):
            if (
                _begins(passage, start, rules)
                and _is_firm(passage, start, match.start(), match.end(), rules)
                and _acts(passage, start, match.end())
            ):
                yield start, match.end()
                break


def _begins(passage: Passage, start: int, rules: ExtractRules) -> bool:
    """Whether a pause, a preposition, a verb or the like, or 企业 and the like stands before."""
    if start <= 0 or not is_han(passage.text[start - 1]):
        return start >= 0
    before = passage.words[passage.word_numbers[start - 1]]
    return passage.is_boundary(start) and (
        before.tag in _LEADING_TAGS or before.text in rules.organisations.before
    )


def _is_firm(passage: Passage, start: int, stem_end: int, end: int, rules: ExtractRules) -> bool:
    """The stem is rare or unknown, and nothing else goes on with it."""
    own = _is_own(passage, start, stem_end, rules)
    return own and not _goes_on(passage, start, end, rules)


def _is_own(passage: Passage, start: int, end: int, rules: ExtractRules) -> bool:
    """Whether the stem is nobody else's: no known word, and none in it."""
    stem = passage.text[start:end]
    if any(char in rules.places.never_inside or not is_han(char) for char in stem):
        return False
    words = passage.words_of(start, end)
    if words[0].tag[0] == "v" and passage.char(start - 1) == "的":
        return False  # 供电的|抢修|信息
    if words[0].tag in _NO_STEM_TAGS or rules.idf.get(stem, RARE_IDF + 1) <= RARE_IDF:
        return False
    return all(
        len(word.text) < 2 or rules.idf.get(word.text, RARE_IDF + 1) > RARE_IDF for word in words
    )


def _goes_on(passage: Passage, start: int, end: int, rules: ExtractRules) -> bool:
    """A longer name holds it, or it is a field of business: 具身智能|产业."""
    patterns = rules.patterns
    return bool(
        patterns.trade.match(passage.text, end)
        or patterns.organisation_ending.match(passage.text, end)
        or _is_field(passage, passage.text[start:end])
    )


def _acts(passage: Passage, start: int, end: int) -> bool:
    """It has a stock code, recurs, is counted with its like, or does something."""
    text = passage.text
    if passage.char(end) in {"（", "("} or _CODE.match(text, end) or _COUNTED.match(text, end):
        return True
    after = passage.word_at(end)
    return passage.recurs(text[start:end]) or (after is not None and after.tag in _ACTING)


# Behind a field of business stands what is of it: 具身智能|产业.
_OF_FIELD = re.compile("产业|行业|领域|技术|赛道|市场|时代|模型|企业|论坛|大会|应用|人才|专业")


def _is_field(passage: Passage, name: str) -> bool:
    """Whether what reads like a firm is a field of business somewhere: 具身智能产业."""
    ends = (at + len(name) for at in passage.find_backwards(name))
    return any(_OF_FIELD.match(passage.text, end) for end in ends)

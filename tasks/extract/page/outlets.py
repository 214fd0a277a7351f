"""Outlet, contributor and republisher: who published, who supplied, who reprinted."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.document import CleanArticle, Label
from tasks.extract.page import FURNITURE, IMPRINT, pieces
from tasks.extract.page.credits import split_reporter


class Imprint(NamedTuple):
    """Names as written on the page, or None."""

    outlet: str | None
    contributor: str | None
    republisher: str | None


_NAME = r"([^\s，。；：:、|｜丨/()（）<>《》“”]{2,30})"
_LINK = r"\s?[：:丨|｜]\s*"
_SOURCE = re.compile(
    rf"(?:^|[^自])(?:来源|稿源|出处){_LINK}(?:综合)?{_NAME}|文章来源于[“《]?{_NAME}"
    rf"|(?:转载?自|原载于?|首发于)[：:\s]?[“《]?{_NAME}"
)
# 来源丨甲微观 甲市城管局: the second name, where it is an authority's.
_SECOND_SOURCE = re.compile(rf"来源{_LINK}[^\s：:]{{2,30}}\s+{_NAME}(?=\s|$)")
_SUPPLIED = re.compile(rf"供稿(?:单位|部门)?{_LINK}{_NAME}|([\u4e00-\u9fff]{{4,20}})供稿")
_ISSUED = re.compile(rf"发布(?:机构|单位|部门)?{_LINK}(?![0-9]){_NAME}")
# （云岭日报记者 林岳 通讯员 …）
_REPORTED = re.compile(
    r"(?:^|[(（【〔\[])([\u4e00-\u9fff]{3,10}?)(?:特派|首席|全媒体|融媒体|见习|实习|特约|本报)?记者"
)
_OWNER = re.compile(
    r"(?:版权|著作权)(?:均|皆)?归(?:原作者及|文章)?(?:来源方|来源|原作者)?\s?[：:]?"
    r"([^\s，。；：:、]{2,20}?)所有"
    # 稿件权利属于文章来源方某某客户端，…
    r"|(?:版权|著作权|权利|权益)(?:均|皆|仍)?(?:归|属于?)(?:文章|稿件|内容)?来源(?:方|媒体|网站)\s?[：:]?"
    r"([^\s，。；：:、]{2,20}?)(?=[，。；]|$)"
)
_REPRINT = re.compile(
    r"(?:网页|本页面?|本文|文章)(?:已)?(?:被|由)([^\s，。；：:、]{2,20}?)"
    r"(?:(?:机器|程序|系统|自动|智能){0,2}(?:抓取|采集)|(?:自动)?(?:聚合|转码|转载|收录|转发))"
)
_HOST = re.compile(rf"主办(?:单位)?{_LINK}{_NAME}|(?:^|[\s：:、])([\u4e00-\u9fff]{{4,20}})主办")
_RIGHTS = re.compile(
    r"([^\s，。；：:、©|]{2,24})\s?(?:版权|著作权)所有"
    r"|版权所有\s?[：:©]?\s*([^\s，。；：:、©0-9][^\s，。；：:、©]{1,23})"
    r"|(?:©|[Cc]opyright)[\s©0-9-]{0,40}([\u4e00-\u9fff][^\s，。；：:、0-9]{1,20}"
    r"|[A-Z][A-Za-z&' ]{2,40}(?:Co\., Ltd\.|Ltd\.?|Inc\.?|Corp\.?|Group|LLC))"
    r"|(?:^|[\s：:])([^\s，。；：:、©]{2,20}) (?:增值电信业务|互联网新闻信息服务|[\u4e00-\u9fff]?ICP备)"
)
_DATE = re.compile(
    r"(?:19|20)[0-9]{2}\s?[-/.年]\s?[01]?[0-9]\s?[-/.月]\s?[0-3]?[0-9]日?"
    r"|(?<![0-9])[01][0-9]-[0-3][0-9]\s[0-2][0-9]:[0-5][0-9]"
)
# The end of a dateline: what comes before the day, or before a lone 讯.
_DATED = re.compile(
    r"(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?[0-9]{1,2}日?\s?(?:专|急|快|特)?(?:电|讯|消息)"
)
_UNDATED = re.compile(
    r"^[【(（〔\[\s]*([^\s【】（）(),，]{2,16}?)(?:专|特|综合)?(?:讯|消息)(?=[\s】）)〕\]（(：:]|$)"
)
# What a paper's site or company adds to the paper's name.
_ADDED = re.compile(
    r"(?:数字报|电子报|电子版|数字版|(?:传媒|报业)?(?:集团)?(?:股份)?有限公司|(?:杂志)?社|社?(?:主办|出品))$"
)
_CRUMBS = re.compile(r"[\s>»›/|｜·:：]+|(?<!-)-+>")
# Tokens of a metadata line that may be its medium: before the date or after the time.
_TOKENS = re.compile(r"(?<![^\s|｜丨、])[^\s|｜丨：:、]{2,16}(?![^\s|｜丨、])")
SHORTEST_SITE = 3
# An account's name that stands alone before the date.
SHORTEST_ACCOUNT, LONGEST_ACCOUNT = 4, 12
_COLUMN = re.compile(
    r"要闻|动态|公告|通知|专栏|频道|栏目|政务|公开|中心$|时间|日期|[局委部厅署]$|政府$|发表|更新|编辑|记者|楼主"
)
_ORIGINAL = re.compile("原创")
_OURSELVES = re.compile("本[站网报刊台](?:原创|综合|讯|编辑|记者|$)")
# A 来源 so short (宣传科, 机关党委) is a department of whoever owns the page ...
DEPARTMENT = 4
# ... and so is one named after no particular place: 县委办综合股, 党委办公室.
_RELATIVE = re.compile(r"[省市县区州旗镇乡党院校局]|.*[科股室]$")


def find_imprint(article: CleanArticle, rules: ExtractRules) -> Imprint:
    """来源 first, then the dateline, the name beside the date, the page's head and its owner.

    A 来源 that is an authority is the contributor; then only a medium, or the site's host, is the
    outlet.
    """
    lines = [p.text for p in pieces(article, *IMPRINT, Label.SHARE)]
    notices = [p.text for p in pieces(article, Label.COPYRIGHT, Label.CONTACT)]
    sources = list(_names(_SOURCE, [*lines, *notices], rules))
    supplied = list(_names(_SUPPLIED, lines, rules))
    seconds = list(_names(_SECOND_SOURCE, lines, rules))
    issued = list(_names(_ISSUED, lines, rules))
    suppliers = [n for n in sources + supplied + issued + seconds if is_authority(n, rules)]
    outlet = next((name for name in sources if not is_authority(name, rules)), None)
    outlet = outlet or _outlet_of_page(article, notices, rules)
    if outlet is None and suppliers:
        hosts = _names(_HOST, [*lines, *notices], rules)
        outlet = next((name for name in hosts if name not in sources), None)
    if outlet is None and all(_is_department(name) for name in suppliers):
        owners = _names(_RIGHTS, notices, rules)
        outlet = next((name for name in owners if name not in sources), None)
    contributor = next((name for name in suppliers if name != outlet), None)
    return Imprint(outlet, contributor, next(_names(_REPRINT, notices, rules), None))


def _is_department(name: str) -> bool:
    """县委办综合股, 宣传科, 市农业农村局: it belongs to whoever owns the page."""
    return len(name) <= DEPARTMENT or _RELATIVE.match(name) is not None


def _outlet_of_page(article: CleanArticle, notices: list[str], rules: ExtractRules) -> str | None:
    """The medium that the dateline, the imprint, the head of the page or its owner names."""
    recurs = _recurring(article)
    owners = [
        *_names(_OWNER, notices, rules),
        *filter(lambda name: _is_site(name, recurs, rules), _names(_RIGHTS, notices, rules)),
    ]
    found = (
        dateline_outlet(article, rules)
        or _reporters_medium(article, rules)
        or _beside_date(article, recurs, rules)
        or next((_paper(name, rules) for name in owners if _paper(name, rules) != name), None)
        or _head_of_page(article, recurs, rules)
        or next(iter(owners), None)
    )
    return _paper(found, rules) if found else None


def is_medium(name: str, rules: ExtractRules) -> bool:
    """Whether the name is one of the press: known, or with such an ending and no office's."""
    if name in rules.credits.outlets:
        return True
    medium = _ending(name, rules.credits.outlet_endings)
    if medium:  # not 评论, 日报 by themselves
        return _ending(name, rules.credits.authority_endings) < medium < len(name)
    office = name.endswith(rules.credits.authority_endings)
    return not office and name.startswith(rules.credits.outlets)


def is_authority(name: str, rules: ExtractRules) -> bool:
    """Whether the name is that of an office, a firm or a department, not of a medium."""
    if name in rules.credits.outlets or not name.endswith(rules.credits.authority_endings):
        return False
    office = _ending(name, rules.credits.authority_endings)
    return office > _ending(name, rules.credits.outlet_endings)


def _ending(name: str, endings: tuple[str, ...]) -> int:
    """The length of the longest ending that the name has."""
    if not name.endswith(endings):
        return 0
    return max(len(ending) for ending in endings if name.endswith(ending))


def split_dateline(before: str, rules: ExtractRules) -> tuple[str | None, str | None]:
    """`新华社北京` -> (新华社, 北京): the medium and the place of what precedes the date."""
    text = before.strip(" 　(（〔【[，,")
    reporter = text.rfind("记者")
    if reporter >= 0 and (place := split_reporter(text[reporter + len("记者") :], rules)[1]):
        text = text[:reporter] + place  # 某社记者某某台北
    best = 0
    for ending in (*rules.credits.outlet_endings, *rules.credits.outlets):
        at = text.rfind(ending)
        if at >= 0 and at + len(ending) >= 2:
            best = max(best, at + len(ending))
    outlet, place = text[:best].strip(), text[best:].strip(" 　，、")
    if not best and len(text) > 4:
        return text, None
    nobody = outlet in rules.credits.nobody or len(outlet) < 2
    return (None if nobody else outlet), (place if 2 <= len(place) <= 8 else None)


def dateline_outlet(article: CleanArticle, rules: ExtractRules) -> str | None:
    """The medium of `云岭通讯社石鼓8月3日急电`, `【云岭商报专讯】`; never 本报."""
    for piece in pieces(article, Label.DATELINE):
        dated, undated = _DATED.search(piece.text), _UNDATED.match(piece.text)
        before = piece.text[: dated.start()] if dated else undated and undated.group(1)
        outlet = split_dateline(before, rules)[0] if before else None
        if outlet and outlet not in rules.credits.nobody and not outlet.startswith("本"):
            return outlet
    return None


def _recurring(article: CleanArticle) -> Callable[[str], bool]:
    """Tells whether a name stands on two lines of the page's furniture, or more."""
    texts = [piece.text for piece in pieces(article, *FURNITURE)]
    return lambda name: sum(name in text for text in texts) > 1


def _is_site(name: str, recurs: Callable[[str], bool], rules: ExtractRules) -> bool:
    """A medium by its ending, or a name that the page repeats and that is no office's."""
    if is_medium(_paper(name, rules), rules):
        return True
    return len(name) >= SHORTEST_SITE and not is_authority(name, rules) and recurs(name)


def _reporters_medium(article: CleanArticle, rules: ExtractRules) -> str | None:
    """`（云岭日报记者 林岳）`: the byline names the medium; 本报记者 does not."""
    for piece in pieces(article, Label.BYLINE, Label.DATELINE):
        for match in _REPORTED.finditer(piece.text):
            name = match.group(1)
            if name not in rules.credits.nobody and is_medium(name, rules) and name[0] != "本":
                return name
    return None


def _beside_date(
    article: CleanArticle, recurs: Callable[[str], bool], rules: ExtractRules
) -> str | None:
    """`云岭商报 2024-10-11 06:50`, `2024-03-29 18:06 云岭财闻 记者 …`, `原创 林岳 田间札记 2024-…`."""
    for piece in pieces(article, Label.METADATA):
        date = _DATE.search(piece.text)
        if date is None:
            continue
        before, after = piece.text[: date.start()], piece.text[date.end() :]
        named = [t for t in _tokens(before, rules) if not _ORIGINAL.match(t)]
        if len(named) == 1 + bool(_ORIGINAL.match(before)) and _is_account(named[-1], before):
            return named[-1]
        for token in (*named, *_tokens(after, rules)):
            if _is_site(token, recurs, rules):
                return token
    return None


def _tokens(text: str, rules: ExtractRules) -> list[str]:
    """The words of a metadata line that may be names: neither cues nor figures."""
    found = (match.group().strip("《》（()【】“”") for match in _TOKENS.finditer(text))
    tokens = (token.removeprefix("综合") for token in found if len(token) > 1)
    return [
        token
        for token in tokens
        if not rules.patterns.cue.match(token)
        and not re.search("[0-9]", token)
        and token not in rules.credits.nobody
    ]


def _is_account(token: str, before: str) -> bool:
    """The only name before the date, close to it, and neither a column nor a short name."""
    close = before.rstrip(" \u3000|｜丨,，").endswith(token)
    return close and SHORTEST_ACCOUNT <= len(token) <= LONGEST_ACCOUNT and not _COLUMN.search(token)


def _head_of_page(
    article: CleanArticle, recurs: Callable[[str], bool], rules: ExtractRules
) -> str | None:
    """The first word of the menu or of the breadcrumbs: `云岭晚报 > 副刊`."""
    for piece in pieces(article, Label.NAV):
        first = next((crumb for crumb in _CRUMBS.split(piece.text) if crumb), "")
        named = len(first) >= SHORTEST_SITE and "各" not in first
        if named and _is_site(first, recurs, rules):
            return first
    for piece in pieces(article, Label.METADATA):
        first = next((crumb for crumb in _CRUMBS.split(piece.text) if crumb), "")
        if len(first) >= SHORTEST_SITE and is_medium(_paper(first, rules), rules):
            return first
    return None


def _paper(name: str, rules: ExtractRules) -> str:
    """`云岭日报数字报`, `云岭日报社有限公司` -> 云岭日报."""
    shorter = name
    while added := _ADDED.search(shorter):
        shorter = shorter[: added.start()]
        if is_medium(shorter, rules):
            return shorter
    return name


def _names(pattern: re.Pattern[str], lines: list[str], rules: ExtractRules) -> Iterator[str]:
    for line in lines:
        for match in pattern.finditer(line):
            for group in filter(None, match.groups()):
                name = group.strip("“”\"'[]【】-—《》 ")
                nobody = name in rules.credits.nobody or _OURSELVES.match(name)
                if len(name) > 1 and not nobody:
                    yield name

"""Organisations: full names that stand in the body by themselves, not only inside a title."""

import re
from bisect import bisect_right
from operator import itemgetter

from config.rules.extract import ExtractRules
from tasks.document import Mention, Span
from tasks.extract.organisations.bodies import Place
from tasks.extract.organisations.body_spans import find_stretches
from tasks.extract.organisations.walk import DISTRICTS
from tasks.extract.page.outlets import is_medium
from tasks.extract.passage import Passage

SHORTEST, LONGEST_SHORT = 3, 6
# （下称“云岭机电”）straight after the full name
_CALLED = re.compile(
    r"[(（][^()（）“”]{0,40}?(?:以下简称|下称|简称|以下统称)[：:为]?“?([^“”()（），、]{2,12})”?[^()（）]{0,20}[)）]"
)
# 党中央、国务院决策部署: a formula, no body that does something here.
_FORMULA = re.compile("党中央、国务院")
# 岭川市工会第十五次代表大会: the meeting's name.
_CONGRESS = re.compile(
    "第[一二三四五六七八九十]{1,3}[次届](?:[会团党妇][员女])?(?:代表大会|会员大会)"
)
_ONLY_DISTRICTS = re.compile(
    "[省市县区州旗中全各级]+(?:委|政府|人大|政协)|人民代表大会(?:常务委员会)?"
)
_VAGUE_START = re.compile(
    r"[各多该本某这那几两的]|全(?=[台港澳省市县区镇乡])|原(?=[省市县区州])|[一二三四五六七八九十]+[大家]|大(?:银行|集团|公司|企业|医院|学校|中心)"
)
# 第三局 of a match, 市部署, 省交办, 殡仪馆怀远厅, 服务大局
_NO_BODY = re.compile(
    r"(?:工伤|养老|医疗|失业|生育|社会|人身|财产|农业)保险$|(?<!中[铁建交冶水铝])(?<![铁建交冶水][一二三四五六七八九十])[一二三四五六七八九十首末每本两几半]局$|部署$|[交查举承主创开协合筹互代包帮领停补转催]办$|[馆店场楼].{0,4}厅$|[当大全]局$|常委$|各[局处部委办]$|[最更][高低远近深]处$|地处$"
    # 陡坡处, 弯道处: where something is
    r"|(?:[坡弯崖洼角缝缘顶端隘滩坎坑沟谷峰窗墙洞]|[弯坡匝便]道|隧道|路[口段])处$"
    # 篮球联赛高中组, 东湖校区 whosoever it is
    r"|(?:赛|杯|运动会)(?:小学|初中|高中|中学|大学|国中|国小)$"
    r"|^(?:(?!大学|学院|[中小]学|学校|[一-十]中|医院|幼儿园).){0,30}(?:校区|院区|分校)$"
    # 欧洲主机厂: any of them
    r"|^(?:欧洲|亚洲|非洲|北美|南美|拉美|欧美|东南亚|中东|海外)[\u4e00-\u9fff]{0,2}(?:厂|工会|公司)$"
)


def find_organisations(
    passage: Passage,
    title_spans: tuple[Span, ...],
    people: frozenset[str],
    places: tuple[Mention, ...],
    rules: ExtractRules,
) -> tuple[Mention, ...]:
    """In order of appearance; a name that is part of a longer one counts only elsewhere."""
    stretches = find_stretches(passage, people, _places(places), rules)
    names = {
        passage.text[start:end]
        for start, end in stretches
        if _is_name(passage.text[start:end], rules)
        and _stands_alone(passage, (start, end), title_spans, rules)
    }
    names = {name for name in names if not _is_bare(name, names, rules)}
    short = _abbreviations(passage, names)
    taken: set[int] = set()
    mentions = []
    for name in sorted(names, key=lambda n: (-len(n), n)):
        placed = ((at, at + len(name)) for at in passage.find_all(name))
        spans = [span for span in placed if taken.isdisjoint(range(*span))]
        spans = [span for span in spans if _acts(passage.text, span)]
        taken.update(i for span in spans for i in range(*span))
        if spans:
            mentions.append(
                Mention(name=name, spans=tuple(spans), abbreviations=short.get(name, ()))
            )
    return tuple(sorted(mentions, key=lambda m: m.spans[0]))


def _is_bare(name: str, names: set[str], rules: ExtractRules) -> bool:
    """统计局 where the text has 清浦县统计局, too: the same office, less fully."""
    bureau = name[-1] == "局" and name in rules.organisations.whole
    return bureau and any(n != name and n.endswith(name) for n in names)


def _acts(text: str, span: Span) -> bool:
    """Whether it stands there for itself, in no formula and in no meeting's name."""
    return not (_FORMULA.match(text, span[0] - 4) or _CONGRESS.match(text, span[1]))


def _places(places: tuple[Mention, ...]) -> list[Place]:
    return sorted(
        Place(start, end, full=place.name[-1] in "省市县区州旗镇乡" or len(place.chain) > 1)
        for place in places
        for start, end in place.spans
    )


def _is_name(name: str, rules: ExtractRules) -> bool:
    if name in rules.organisations.whole:
        return True
    if name in rules.bodies.generic or len(name) < SHORTEST or _ONLY_DISTRICTS.fullmatch(name):
        return False
    if name in rules.organisations.not_bodies:
        return False
    if rules.patterns.department.fullmatch(name):
        return True
    ending = rules.patterns.known_ending.search(name)
    stem = name[: ending.start()] if ending else ""
    described = stem in rules.organisations.describing and stem not in DISTRICTS  # 重点中学
    room = name[-1] == "厅" and not rules.patterns.hall.search(name)  # 售票厅, 观众厅
    if described or room or _NO_BODY.search(name):
        return False
    return not _VAGUE_START.match(name) and not _is_press(name, rules)


def _stands_alone(
    passage: Passage, span: Span, title_spans: tuple[Span, ...], rules: ExtractRules
) -> bool:
    """Outside of every title, or before an occupation, or a school or firm, which has its own name.

    省气候中心 stands by itself before 研究员, and 蓝桥大学 before 党委书记; 县水务局 before 局长 does not.
    """
    if passage.text.startswith("常委", span[1]) and passage.char(span[1] + 2) != "会":
        return False  # 县委|常委
    if passage.text[slice(*span)].endswith(rules.bodies.private):
        return True
    after = bisect_right(title_spans, span[0], key=itemgetter(0))
    if any(start < span[1] < end for start, end in title_spans[after : after + 1]):
        return False  # 中国棋手协会|选拔委员会委员
    return all(
        passage.text[span[1] : end] in rules.organisations.own_posts
        for _, end in title_spans[max(0, after - 1) : after]  # they are in order, each by itself
        if span[1] <= end
    )


_NOT_OF_PRESS = (
    "公司",
    "集团",
    "合作社",
    "供销社",
    "合作总社",
    "联合社",
    "信用联社",
    "旅行社",
    "株式会社",
    "福利社",
    "台网",
)


def _is_press(name: str, rules: ExtractRules) -> bool:
    return not name.endswith(_NOT_OF_PRESS) and is_medium(name, rules)


def _abbreviations(passage: Passage, names: set[str]) -> dict[str, tuple[str, ...]]:
    """Short forms by full name: those that the text defines, and 市环督办 for the name it is made of."""
    short: dict[str, list[str]] = {name: [] for name in names}
    for name in names:
        for at in passage.find_all(name):
            called = _CALLED.match(passage.text, at + len(name))
            if called and called.group(1) not in short[name]:
                short[name].append(called.group(1))
    for name in sorted(names):
        if len(name) <= LONGEST_SHORT:
            full = [n for n in names if name not in n and _is_made_of(name, n)]
            if len(full) == 1 and name not in short[full[0]]:
                short[full[0]].append(name)
    return {name: tuple(forms) for name, forms in short.items() if forms}


def _is_made_of(short: str, full: str) -> bool:
    """Whether the characters of `short` stand in the same order in a name twice as long."""
    rest = iter(full)
    return len(full) >= 2 * len(short) and all(char in rest for char in short)

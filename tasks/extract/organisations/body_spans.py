"""Stretches of the body that read like the name of an organisation, by their ends and by form."""

import re
from collections.abc import Iterator, Sequence

from config.rules.extract import ExtractRules
from tasks.document import Span
from tasks.extract.organisations.bodies import (
    LONGEST_PLACE,
    Place,
    body_start,
    described_start,
    places_from,
)
from tasks.extract.organisations.firms import find_firms
from tasks.extract.organisations.forms import department_of, formed
from tasks.extract.organisations.walk import DISTRICTS, is_district
from tasks.extract.passage import Passage, is_han

SHORTEST_KNOWN = 3
_NO_ENDING_TAGS = frozenset(("d", "a", "f"))


def find_stretches(
    passage: Passage, people: frozenset[str], places: Sequence[Place], rules: ExtractRules
) -> set[Span]:
    """Every stretch that may be a body; a part straight behind its whole is joined to it."""
    return _joined(
        {
            *_with_ending(passage, people, places, rules),
            *_with_place_inside(passage, rules),
            *formed(passage, places, rules),
            *_whole(passage, rules),
            *_short_offices(passage, places, rules),
            *_departments(passage, rules),
            *find_firms(passage, rules),
        },
        passage,
        rules,
    )


def _joined(stretches: set[Span], passage: Passage, rules: ExtractRules) -> set[Span]:
    """水利部|长江水利委员会 is one name; 中国棋手协会|选拔委员会 is, and its first part another."""
    joined: set[Span] = set()
    parts: set[Span] = set()
    starts: dict[int, int] = {}  # where what ends here begins
    for start, end in sorted(stretches, key=lambda span: (span[1], span[0])):
        first = starts.get(start, start)
        if first < start:
            parts.add((start, end))
            whole = (first, start)
            if whole not in stretches or not passage.text.endswith(rules.bodies.private, *whole):
                parts.add(whole)
        joined.add((first, end))
        starts[end] = min(starts.get(end, first), first)
    return joined - parts


_REST_OF_SHORT = {"协": "会", "联": "合会"}


def _endings(text: str, rules: ExtractRules) -> Iterator[re.Match[str]]:
    """Every ending from left to right; 摄影|协会, not 摄|影协|会; 华侨|联合会."""
    ending = rules.patterns.organisation_ending
    for match in ending.finditer(text):
        rest = _REST_OF_SHORT.get(match.group()[-1])
        short = rest is not None and text.startswith(rest, match.end())
        yield (ending.match(text, match.end() - 1) or match) if short else match


def _with_ending(
    passage: Passage, people: frozenset[str], places: Sequence[Place], rules: ExtractRules
) -> list[Span]:
    """What ends like a body, the longest at each place, and of which it is a part."""
    found: list[Span] = []
    parents: dict[int, Span] = {}
    persons = [name for name in people if name not in rules.idf]  # 成功小学 is no person's
    for match in _endings(passage.text, rules):
        start = _start(passage, match, places, rules) if _ends(passage, match, rules) else None
        if start is None or _is_described(passage, start, match.start(), rules):
            continue
        if _ANY.search(passage.text, max(0, start - 2), start):
            continue
        told = _TOLD_OF.match(passage.text, start, match.start())
        start = told.end() if told else start
        end = _with_tail(passage.text, match, rules)
        name = passage.text[start:end]
        if any(person in name for person in persons):
            continue
        while found and found[-1][0] >= start:
            part = found.pop()
            if part[0] == start and passage.text.endswith(_PARENTS, *part):
                parents.setdefault(start, part)
        if start < match.start():
            found.append((start, end))
            found.extend(department_of(passage, (start, end), rules))
    return [*found, *parents.values()]


# What stands by itself even where a part of it follows: 中国棋手协会|选拔委员会委员.
_PARENTS = ("协会", "学会", "研究会", "联合会", "商会", "大学", "公司", "集团")

# Verbs that the tagger takes for part of the name: 续聘信|勤会计师事务所.
_TOLD_OF = re.compile("续聘|改聘|选聘|解聘|起任|曾任|尚?需?提交|住近|[用建管办做搞抓守护选讲]好")
# 某某会计师事务所（特殊普通合伙）, 某某大学（深圳）
_TAIL = re.compile(r"（(?:(?:特殊普通|有限|普通)合伙|([\u4e00-\u9fff]{2}))）")


def _with_tail(text: str, ending: re.Match[str], rules: ExtractRules) -> int:
    """Where the name ends, with what brackets add: a firm's form, a university's place."""
    tail = _TAIL.match(text, ending.end())
    if tail is None:
        return ending.end()
    seat = tail.group(1)
    of_school = ending.group() == "大学" and seat in rules.gazetteer
    return tail.end() if seat is None or of_school else ending.end()


# 某某（中国）有限公司, 某某（集团）股份有限公司
_INSIDE = re.compile(
    r"（([\u4e00-\u9fff]{2,4})）[\u4e00-\u9fff]{0,10}?"
    r"(?:集团(?:股份)?有限(?:责任)?公司|有限(?:责任)?公司|集团|公司|银行|研究院|事务所)"
)
_PARTS = frozenset(("集团", "控股", "国际", "中国", "香港", "澳门", "亚洲", "亚太"))


def _with_place_inside(passage: Passage, rules: ExtractRules) -> Iterator[Span]:
    """Firms whose names hold a place, or 集团, in brackets."""
    for match in _INSIDE.finditer(passage.text):
        if match.group(1) not in _PARTS and match.group(1) not in rules.place_names:
            continue
        own = passage.words[passage.word_numbers[match.start() - 1]]
        start = described_start(passage, match.start(), rules)
        if start == match.start() and len(own.text) > 1 and is_han(own.text[0]):
            start = own.start  # a verb to the tagger: 远航（中国）
        if start < match.start():
            yield start, match.end()


# Any such body, none by name: 各设区市人大常委会, 一家研学公司.
_ANY = re.compile("[各每某]$|[一二两三几多这那哪某][家所座间]$")


def _ends(passage: Passage, match: re.Match[str], rules: ExtractRules) -> bool:
    """Whether the name ends here: 局 does in no adverb, no verb (部署) and no other word (格局)."""
    last = passage.words[passage.word_numbers[match.end() - 1]]
    if last.start <= match.start():  # else the segmenter cut the ending: 国|小, 地|检署
        verb = last.tag == "v" and last.text not in {match.group(), last.text[0]}
        if last.tag in _NO_ENDING_TAGS or verb or last.text in rules.organisations.not_bodies:
            return False
    if passage.char(match.start() - 1) in _WHICH.get(match.group(), ()):
        return False
    if match.group() == "控股" and _HELD.match(passage.text, match.end()):
        return False
    if match.group() == "中心" and _is_central(passage.text, match):
        return False
    if match.group() == "公司" and _is_related(passage, match.start()):
        return False
    return _is_last(passage, match, rules)


# 老厂, 新校区: which of them, no name.
_WHICH = {"厂": "大小新老旧", "校区": "新老旧主", "院区": "新老旧主"}
# 石鼓区中心农贸市场: a market in its middle.
_MIDDLE = re.compile("农贸|菜?市场|广场|城区|大?街|路|地带|位置|公园|码头|集镇")


def _is_central(text: str, match: re.Match[str]) -> bool:
    """Whether this 中心 is the middle of a district, where something stands."""
    return text[match.start() - 1] in DISTRICTS and _MIDDLE.match(text, match.end()) is not None


# 控股股东, 控股子公司: what is held; 母公司, 子公司: of whom, no name.
_HELD = re.compile("股东|[子孙母]公司|权|的|方")
_RELATED = frozenset(("母公司", "子公司", "孙公司"))


def _is_related(passage: Passage, start: int) -> bool:
    """Whether the 公司 at `start` is somebody's 母公司 or 子公司; not 种子|公司."""
    before = passage.words[passage.word_numbers[start - 1]]
    return passage.text[before.start : start + 2] in _RELATED


def _is_last(passage: Passage, match: re.Match[str], rules: ExtractRules) -> bool:
    """A word ends here, or a post, 会 or 会议 follows in the same word: 蓝桥|大学教授."""
    end = match.end()
    if passage.is_boundary(end) or not is_han(passage.char(end)):
        return True
    word = passage.words[passage.word_numbers[end]]
    rest = passage.text[end : word.start + len(word.text)]
    if rest in {"会", "将"} and word.text not in rules.idf:
        return True
    if rest == "会议" or rest in rules.organisations.own_posts or match.group() in {"国小", "国中"}:
        return True
    return rest in rules.posts.official and match.group().endswith(rules.bodies.private)


_NEVER_BEFORE = frozenset("的了在是该")  # straight before an ending that is no name


def _start(
    passage: Passage, match: re.Match[str], places: Sequence[Place], rules: ExtractRules
) -> int | None:
    """Where the name begins that has this ending, or None.

    One word with a place or a district in it (省图书馆) is a name; after 局, 署 a describing phrase
    is enough (街市事务署); one lone character is none (借|林场).
    """
    last = passage.words[passage.word_numbers[match.end() - 1]]
    head = min(last.start, match.start())
    inside = head < match.start()
    before = passage.char(head - 1)
    if not inside and (not before.isalnum() or before in _NEVER_BEFORE):
        return None
    if inside and places_from(places, head, head + 1):
        return head
    start = body_start(passage, head, match.group(), places, rules)
    if start is None and inside and (last.tag == "nt" or is_district(passage, head, rules)):
        start = head
    verb = last.tag == "v" and len(last.text) > 1
    if start is None and match.group() in rules.organisations.official and not verb:
        start = described_start(passage, head, rules)
    if match.group()[-1] == "矿" and _is_region(places, match.start()):
        return None  # 山西|煤矿: any of them
    lone = start is not None and match.start() - start == 1
    return None if lone and passage.char(start or 0) not in DISTRICTS else start


def _is_region(places: Sequence[Place], end: int) -> bool:
    """Whether a place without its ending stands straight before `end`."""
    return any(
        place.end == end and not place.full
        for place in places_from(places, end - LONGEST_PLACE, end)
    )


def _is_described(passage: Passage, start: int, end: int, rules: ExtractRules) -> bool:
    """Nothing but words that describe: 一审|法院, 乡村|小学."""
    district = passage.char(start) in DISTRICTS
    return (
        not district
        and start < end
        and all(
            word.text in rules.organisations.describing for word in passage.words_of(start, end)
        )
    )


def _short_offices(
    passage: Passage, places: Sequence[Place], rules: ExtractRules
) -> Iterator[Span]:
    """市安委办, 县农业农村局: after a pause or a function word, and no piece of 城市, 都市.

    What is made of subjects of the administration alone may stand after any verb, too.
    """
    text = passage.text
    around = {place.end: place.start for place in places if place.full}
    for match in rules.patterns.short_office.finditer(text):
        start, end = match.span()
        if start + 1 in around:
            yield around[start + 1], end  # 清浦县|文明办
            continue
        before = passage.char(start - 1)
        cut = is_han(before) and (
            before not in rules.organisations.before_office or before + text[start] in rules.idf
        )
        if not cut and passage.is_boundary(end) and is_district(passage, start, rules):
            yield start, end
    for match in rules.patterns.bureau.finditer(text):
        start, end = match.span()
        word = passage.word_at(start - 1)
        begins = word is None or not is_han(word.text[-1]) or word.tag[0] in "pcvu"
        if start + 1 in around:
            yield around[start + 1], end
        elif begins and is_district(passage, start, rules):
            yield start, end


def _departments(passage: Passage, rules: ExtractRules) -> Iterator[Span]:
    """工务处, 地政处: a branch of the administration, as a word by itself."""
    for match in rules.patterns.department.finditer(passage.text):
        start, end = match.span()
        before = passage.word_at(start - 1)
        alone = before is None or not is_han(before.text[0]) or before.tag in {"p", "c", "v", "n"}
        if alone and passage.is_boundary(start) and passage.is_boundary(end):
            yield start, end


def _whole(passage: Passage, rules: ExtractRules) -> Iterator[Span]:
    """Names that are complete as they stand: 国务院, 交通局, and what the segmenter knows."""
    for match in rules.patterns.whole_body.finditer(passage.text):
        start, end = match.span()
        cut = passage.char(start - 1) in DISTRICTS or passage.char(end) == "长"  # 岚海市|财政局
        if not cut and passage.is_boundary(start) and passage.is_boundary(end):
            yield start, end
    for word in passage.words_tagged("nt"):
        if len(word.text) >= SHORTEST_KNOWN and rules.patterns.known_ending.search(word.text):
            yield word.start, word.start + len(word.text)

"""Names of bodies that their form tells by itself: congresses, foreign firms, ministries, parties."""

import re
from collections.abc import Iterator, Sequence

from config.rules.extract import ExtractRules
from tasks.document import Span
from tasks.extract.organisations.bodies import Place
from tasks.extract.organisations.walk import DISTRICTS
from tasks.extract.passage import LONGEST_SUBJECTS, Passage, is_han

_NUMBER = "第[一二三四五六七八九十]{1,4}"
_TERM = re.compile(
    rf"{_NUMBER}届人民代表大会(?:常务委员会)?"
    rf"|(?:中国人民政治协商会议|政协){_NUMBER}届[\u4e00-\u9fff]{{2,8}}?委员会"
    rf"|(?:共青团|中共|中国共产党|政协)[\u4e00-\u9fff]{{2,10}}?{_NUMBER}届(?:常务|纪律检查)?委员会"
)
# 省第三生态环境保护督察组, 省委第五巡视组
_INSPECTORS = re.compile(
    rf"(?:中央|国务院|[省市县区州]委?){_NUMBER}[\u4e00-\u9fff]{{0,10}}?(?:督察|巡视|巡察|督导|督查|检查|考核)组(?!长)"
)
_INSPECTING = ("察组", "视组", "导组", "查组", "核组")
# Ortholin GmbH, Lichuan Europe B.V., Grey Harbour University
_LATIN = re.compile(
    r"[A-Z](?<![A-Za-z0-9.&’'-].)[A-Za-z0-9&’'-]{0,24}(?: [A-Z&][A-Za-z0-9&’'-]{0,24}){0,4}"
    r" (?:GmbH|AG|SE|KG|AB|ASA|Oyj|LLC|LLP|PLC|plc|Limited|Holdings|Corporation|Company|Group|University"
    r"|Institute|Academy|Foundation|[BN]\.V\.|S\.p\.A\.|S\.A\.|Co\., Ltd\.?|(?:Inc|Ltd|Corp|Co)\.?)(?![A-Za-z])"
    r"(?: of [A-Z][A-Za-z-]{1,24}(?: (?:and )?[A-Z][A-Za-z-]{1,24}){0,3})?"
)
SHORTEST_PARTY, LONGEST_PARTY, LONGEST_MINISTRY = 2, 4, 16  # characters before 党, 部
# Characters of a country before its ministry.
_COUNTRY = range(2, 6)
_PARTY = re.compile("党(?![员组委政建支总史性章课务规籍内校群外派])|联盟")


# 岚海|一中, 市二中; not 一中间, 二中午
_SCHOOL = re.compile(
    "[一二三四五六七八九十]{1,3}[中小](?![间部等时心午秋年号学国央文外共有途期旬型组班队])"
)
# 中铁二十局, 中建三局
_BUILDER = re.compile("中.[一二三四五六七八九十]{1,3}(?:局(?:集团)?|公司|院)(?!部)")
# 农业农村部|种业管理司
_DIVISION = re.compile("司(?<![公官上]司)(?![长法令机仪徒马])")
_HAN = re.compile("[\u4e00-\u9fff]+")
DIVISION = range(3, 11)  # characters


def formed(passage: Passage, places: Sequence[Place], rules: ExtractRules) -> Iterator[Span]:
    """All of them, in no order."""
    ends = {place.end: place.start for place in places if place.full}
    for match in _TERM.finditer(passage.text) if "届" in passage.text else ():
        if match.group()[0] != "第":
            yield match.span()
        elif match.start() in ends:
            yield ends[match.start()], match.end()
    inspected = any(pair in passage.pairs[0] for pair in _INSPECTING)
    for match in _INSPECTORS.finditer(passage.text) if inspected else ():
        yield ends.get(match.start() + 1, match.start()), match.end()
    yield from (match.span() for match in _LATIN.finditer(passage.text))
    for builder in rules.organisations.builders:
        built = (_BUILDER.match(passage.text, at) for at in passage.find_all(builder))
        yield from (match.span() for match in built if match)
    yield from _divisions(passage, rules)
    yield from _numbered_schools(passage, places)
    yield from _ministries(passage, rules)
    yield from _of_two_subjects(passage, places, rules)
    yield from _parties(passage, rules)


def _divisions(passage: Passage, rules: ExtractRules) -> Iterator[Span]:
    """种业管理司 straight behind a whole name; that is one name with it."""
    divisions = list(_DIVISION.finditer(passage.text))
    whole = tuple(rules.organisations.whole) if divisions else ()
    for match in divisions:
        end = match.end()
        starts = (end - n for n in DIVISION if passage.text.endswith(whole, 0, max(0, end - n)))
        start = next(starts, None)
        if (
            start is not None
            and passage.is_boundary(end)
            and _HAN.fullmatch(passage.text, start, end)
        ):
            yield start, end


def _numbered_schools(passage: Passage, places: Sequence[Place]) -> Iterator[Span]:
    """Schools by a place and their number: 岚海一中, 县二小."""
    ends = {place.end: place.start for place in places}
    for match in _SCHOOL.finditer(passage.text):
        start, end = match.span()
        district = passage.char(start - 1) in DISTRICTS and passage.is_boundary(start - 1)
        if passage.is_boundary(end) and (start in ends or district):
            yield ends.get(start, start - 1), end


def _ministries(passage: Passage, rules: ExtractRules) -> Iterator[Span]:
    """Organs of other states with their country before them: 德国|联邦经济和气候保护部, 日本|国会."""
    for at in passage.find_all("部"):
        if not passage.text.endswith(rules.organisations.ministries, 0, at):
            continue
        match = rules.patterns.ministry.search(passage.text, max(0, at - LONGEST_MINISTRY))
        if match is not None and match.end() == at + 1:
            yield from _of_country(passage, *match.span(), rules)
    for organ in rules.organisations.state_organs:
        for at in passage.find_all(organ):
            yield from _of_country(passage, at, at + len(organ), rules)


def _of_two_subjects(
    passage: Passage, places: Sequence[Place], rules: ExtractRules
) -> Iterator[Span]:
    """Hong Kong's 劳工及福利局, with the place straight before it."""
    seats = {place.end: place.start for place in places}
    for at in passage.find_all("及"):
        second = rules.patterns.second_subject.match(passage.text, at + 1)
        if second is None or second.group()[-1] not in _BUREAU:
            continue
        first = rules.patterns.subjects_end.search(passage.text, max(0, at - LONGEST_SUBJECTS), at)
        if first is not None and passage.is_boundary(first.start()):
            yield seats.get(first.start(), first.start()), second.end()


_BUREAU = "局署厅"


def _of_country(passage: Passage, organ: int, end: int, rules: ExtractRules) -> Iterator[Span]:
    """The organ with its country, if one stands straight before it."""
    for length in _COUNTRY:
        start = organ - length
        country = passage.text[max(0, start) : organ]
        if country in rules.lexicon.places and country not in _HOME and passage.is_boundary(start):
            yield start, end
            return


# 蓝桥大学|考古学系; not 大学|联系
_DEPARTMENT = re.compile("[\u4e00-\u9fff]{2,8}?系(?![列统数])")
_OF_UNIVERSITY = ("大学", "学院")


def department_of(passage: Passage, school: Span, rules: ExtractRules) -> Iterator[Span]:
    """A university with its department, which straight follows it; none before 教授, 主任."""
    match = None
    if passage.text.endswith(_OF_UNIVERSITY, *school):
        match = _DEPARTMENT.match(passage.text, school[1])
    if match is None or not passage.is_boundary(match.end()):
        return
    following = passage.word_at(match.end())
    title = following.text if following else ""
    if title in rules.posts.official or title in rules.organisations.own_posts:
        return
    words = passage.words_of(*match.span())
    last = words[-1].text
    if (len(last) != 2 or last == "学系") and all(word.tag[0] in "nvjg" for word in words):
        yield school[0], match.end()


_HOME = frozenset(("中国", "中央", "北京"))


# Tags of the words in a party's name: nouns, adjectives, short forms.
_OF_NAMES = frozenset("nabjz")


def _parties(passage: Passage, rules: ExtractRules) -> Iterator[Span]:
    """民治党, 公民联盟: by a name that begins a clause, does something there, and recurs."""
    for match in _PARTY.finditer(passage.text):
        start, end = match.span()
        least = max(0, start - LONGEST_PARTY)
        while start > least and is_han(passage.char(start - 1)):
            start -= 1
        if is_han(passage.char(start - 1)) or match.start() - start < SHORTEST_PARTY:
            continue
        following = passage.word_at(end)
        acts = following is None or following.tag[0] in "vdptx"
        own = all(
            word.tag[0] in _OF_NAMES and word.text not in rules.organisations.describing
            for word in passage.words_of(start, match.start())
        )
        if acts and own and passage.is_boundary(end) and passage.recurs(passage.text[start:end]):
            yield start, end

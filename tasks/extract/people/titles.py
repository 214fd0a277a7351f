"""Every title that stands before a name, and the firm or school before it that is no part of it."""

import re
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage, is_han
from tasks.extract.people.likeness import Trust
from tasks.extract.people.posts import Post
from tasks.extract.people.rare_words import OWN_WORD, is_rare_word
from tasks.extract.people.stacks import after_joint, row_before, stacked_before
from tasks.extract.people.title_starts import (
    OFFICE,
    UNIT,
    is_head,
    is_short_name,
    title_start,
)
from tasks.extract.places.stems import LONGEST_STEM, Round, stem_start
from tasks.segment import Word


class Titles(NamedTuple):
    """Stacked titles, the private body before the first, where the first begins, and with it."""

    texts: tuple[str, ...]
    body: str | None
    start: int
    whole: int


_PRAISE = re.compile(
    r"著名|知名|杰出|新任|第[一二三四五六七八九十]+任|[和与]?[\u4e00-\u9fff]{0,6}籍|华人|华裔|[控辩]方|[主客]队"
    r"|[\u4e00-\u9fff]{1,8}?行业(?=首席)|[轮号](?=船长|轮机长|大副|[二三]副)"
)
# What only ends a word: 受表彰|者代表 is no title.
_SUFFIXES = frozenset("者们的")
MOST_STACKED = 12  # titles of one person; without a bound a run of nothing but posts takes long


def titles_before(
    passage: Passage, post: Post, posts: dict[int, Post], floor: int, rules: ExtractRules
) -> Titles:
    """The titles that end with `post`, in order; none begins before `floor`.

    `某市委常委、副市长` gives two, `董事长兼总经理` too; a firm, a school or an association is not
    part of a title.
    """
    titles: list[str] = []
    body = None
    current: Post | None = post
    start = first = post.end
    while current is not None:
        start = max(floor, title_start(passage, current, floor, rules))
        start = _whole_place(passage, start, floor, rules)
        start = first = after_joint(passage.text, start, current, posts)
        private = _private_body(passage, start, current, rules)
        if private:
            first = start + len(private)
            body = private
        praise = _PRAISE.match(passage.text, first, current.end)
        title = passage.text[praise.end() if praise else first : current.end]
        if current.titled and title and title[0] not in _SUFFIXES:
            titles.insert(0, title)
        if len(titles) == MOST_STACKED:
            break
        current = stacked_before(passage, start, floor, posts, rules) or row_before(
            passage, start, floor, posts
        )
    return Titles(tuple(titles), body, first, start)


_PLACE_END = re.compile(r"[市县区州旗镇乡](?=[\u4e00-\u9fff])")


def _whole_place(passage: Passage, start: int, floor: int, rules: ExtractRules) -> int:
    """The start of the place that the tagger cut: 盐喜|市委书记, 、高|永镇党委书记.

    The text must have it again, or the place begin an item with a word that is no verb.
    """
    text = passage.text
    if start <= floor or not is_han(passage.char(start - 1)):
        return start
    ending = _PLACE_END.match(text, start) or _PLACE_END.match(text, start + 1)
    if ending is None:
        return start
    first = ending.start() - 1
    while first > floor and ending.start() - first < LONGEST_STEM and is_han(text[first - 1]):
        first -= 1
    place = stem_start(Round(passage, first, frozenset()), ending, rules)
    if place is None or place >= start:
        return start
    again = text.count(text[place : ending.end()]) > 1
    word = passage.words[passage.word_numbers[place]]
    cut = start - place == 1 and place == first and word.tag[0] in "anj"
    return place if again or (cut and word.text not in rules.posts.outside) else start


# A department of a school or a firm goes with it: 某大学建筑系.
_DEPARTMENT = re.compile(
    r"[\u4e00-\u9fff]{1,10}?(?:系|学院|学部|研究所|研究院|研究中心|实验室|事业部)"
)
# Bodies that belong to a title only when the title begins with their place: 县文化馆.
_LOOSE_BODY = re.compile(
    r".*(?:委员会|工会|联合会|联会|理事会|.[^使领][台馆社]|.(?![支大总中]队).队|科院|科技(?![署局厅部处委])|资本|传媒|日报|晚报|早报|时报|周刊|网|杂志|国小|国中|高中"
    r"|工作室|研究所|剧院|剧团|乐团|中心)"
)
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,4}?(?:[省市县州旗乡镇](?![场民])|区(?!域))")
_GOVERNS = re.compile(r"[副代]?[省市县区州旗镇乡村]")
_PROPER = frozenset(("ns", "nz", "nr", "nrt", "nrfg", "nt", "x"))


_ACADEMY = re.compile(r"(?:中国)?(?:科学|工程|社会科学|社科)院")
_HOSPITAL = re.compile(
    r"[\u4e00-\u9fff]{0,6}?[省市县区州旗](?:第[一二三四五六七八九十]+)?(?:人民|中心|中|妇幼|妇保|传染病)[\u4e00-\u9fff]{0,3}院"
)
# Institutes and societies that a province or a city keeps itself.
_INSTITUTE = re.compile(
    r"[\u4e00-\u9fff]{0,5}?[省市州盟](?!委)[\u4e00-\u9fff]{0,12}?(?:科学院|研究院|研究所|研究中心|检验[院所]|检测院|监测中心|设计院|规划院|勘察院|友好协会)"
)
# What the people of a village elect, whatever place stands before it, and what courts have.
_VILLAGERS = re.compile(r"(?:[村居]民.{0,4}|[村居]务监督|换届选举|审判|检察)委员会$")
_NATIONAL = re.compile(r"立法[会院]|[国议]会(?!大学)|国家[\u4e00-\u9fff]{2,12}委员会")
# By themselves these are part of what somebody is: 实验室主管工程师.
_BARE_BODIES = frozenset(
    ("实验室", "研究院", "研究所", "幼儿园", "小学", "中学", "初中", "高中", "国小", "国中")
)
_HEADS_HOSPITAL = frozenset(("院长", "副院长", "党委书记", "书记", "党委副书记"))


def _is_public(body: str, told: str) -> bool:
    """中国科学院|院士, 县人民医院|院长, 村民委员会|主任: here the body belongs to the title."""
    academy = told.endswith("院士") and _ACADEMY.fullmatch(body)
    hospital = told in _HEADS_HOSPITAL and _HOSPITAL.fullmatch(body)
    elected = _VILLAGERS.search(body) or _NATIONAL.match(body)
    return bool(academy or hospital or _INSTITUTE.match(body) or elected)


def _private_body(passage: Passage, start: int, post: Post, rules: ExtractRules) -> str | None:
    """The firm, school, association, team or country before a post, which is no part of it."""
    prefix = passage.text[start : post.start]
    if _is_public(prefix, passage.text[post.start : post.end]):
        return None
    ends = [match.end() for match in rules.patterns.private_body.finditer(prefix)]
    inner = ends and _is_department(passage, start, prefix[: ends[-1]], rules)
    if ends and not inner and not _is_ruled(prefix, ends[-1]):
        department = _DEPARTMENT.match(prefix, ends[-1])
        return prefix[: department.end() if department else ends[-1]]
    governs = _GOVERNS.match(passage.text, post.start)
    if not prefix or governs or OFFICE.match(prefix) or post.trust is Trust.NOUN:
        return None
    told = passage.text[post.start : post.end]
    words = passage.words_of(start, post.start)
    team = (told in _OF_TEAMS and _TEAM.fullmatch(prefix)) or (
        told in _OF_PARTIES and _PARTY.fullmatch(prefix)
    )  # 东湖队|主帅, 某某党|立委
    headed = _PLACE.match(prefix) or is_head(passage, words[0], rules)
    if headed and UNIT.search(prefix) and not team:
        return None
    if team or (told in _RUNS_FIRM and rules.patterns.firm_end.search(prefix)):
        return prefix  # 华衡新材料|副总裁
    firms = told in rules.posts.heads or told.endswith(_IN_FIRMS)
    return (
        _loose_body(passage, start, prefix)
        or _firm(prefix, rules)
        or _proper_beginning(passage, words, start, post, rules)
        or (prefix[:OWN_WORD] if firms and is_short_name(passage, start, rules) else None)
    )


def _loose_body(passage: Passage, start: int, prefix: str) -> str | None:
    """The body without a place before it: 文化馆|馆员."""
    loose = _LOOSE_BODY.match(prefix)
    return loose.group() if loose and passage.is_boundary(start + loose.end()) else None


# No trade of a firm: 某某|教育局, 某某|旅游协会.
_OFFICE_OF_TRADE = frozenset("局署厅部处委办院所站大学会协中系段队")


def _firm(prefix: str, rules: ExtractRules) -> str | None:
    """A firm's own rare word and its trade: 宏远路桥|项目经理, 远拓汽车|制造工程部总经理."""
    if not is_rare_word(prefix[:OWN_WORD], rules):
        return None
    trade = rules.patterns.trade.match(prefix, OWN_WORD)
    named = trade is not None and prefix[trade.end() : trade.end() + 1] not in _OFFICE_OF_TRADE
    return prefix[: trade.end()] if trade and named else None


_OF_BODY = re.compile("大学|学院|公司|集团|研究[院所]|科学院")


def _is_department(passage: Passage, start: int, body: str, rules: ExtractRules) -> bool:
    """农学院, 植物考古实验室: without its university or firm such a body is all that tells.

    With a place's name or one of its own it is no department: 沛川学院.
    """
    if body in _BARE_BODIES:
        return True
    first = passage.words_of(start, start + 1)[0]
    if first.tag == "ns" or is_rare_word(body[:OWN_WORD], rules):
        return False
    if body.endswith("实验室"):
        return _OF_BODY.search(body) is None
    return body.endswith("学院") and len(body) <= 4


def _is_ruled(prefix: str, end: int) -> bool:
    """医院|管理局: the authority over such bodies is no such body."""
    return prefix.startswith(("管理局", "管理处", "管理委", "监督局", "监管局"), end)


# Only firms have these; whatever name stands before them is a firm's.
_OF_FIRMS = frozenset(
    ("创始人", "联合创始人", "创办人", "首席执行官", "董事长", "副董事长", "总裁", "行政总裁")
)
_RUNS_FIRM = _OF_FIRMS | {"副总裁", "总经理", "副总经理", "财务总监", "首席财务官"}
# ... and these, mostly.
_IN_FIRMS = ("总监", "经理", "工程师", "分析师")
SHORTEST_FIRM = 4
# Sports teams have these; whatever 队 stands before them is one.
_OF_TEAMS = frozenset(
    ("主教练", "助理教练", "教练", "主帅", "门将", "前锋", "中锋", "后卫", "中场", "球员", "外援")
) | {"名将", "老将", "小将", "新秀", "球星"}
_TEAM = re.compile(r"[\u4e00-\u9fff]{1,8}队")
# Members of parliaments are their party's, too.
_OF_PARTIES = frozenset(("立委", "立法委员", "议员", "市议员", "县议员", "区议员", "立法会议员"))
_PARTY = re.compile(r"[\u4e00-\u9fff]{1,6}(?:党|联盟|联|(?<![议国法])会)")
_SPOKEN = frozenset(("发言人", "新闻发言人"))
_AUTHORITY = re.compile(r"[部委局厅办署院府会军警队盟国区省市县统席宫馆党团校长]$|^$")


def _proper_beginning(
    passage: Passage, words: tuple[Word, ...], start: int, post: Post, rules: ExtractRules
) -> str:
    """Names of countries, firms and teams before the first ordinary word: 荷兰|交通学者."""
    told = passage.text[post.start : post.end]
    if told in _SPOKEN and not _AUTHORITY.search(passage.text[start : post.start]):
        return passage.text[start : post.start]  # 某某航空|发言人
    if told not in rules.posts.occupation and told not in rules.posts.heads:
        return ""
    proper = ""
    for word in words:
        if not start <= word.start < post.start or not _is_proper(word, rules):
            break
        proper += word.text
    if proper and words[0].tag != "ns" and told not in rules.posts.heads:
        trade = rules.patterns.trade.match(passage.text, start + len(proper))
        proper += trade.group() if trade else ""  # 美联|物业|分析师
    if told in _OF_FIRMS and post.start - start >= SHORTEST_FIRM:
        proper = proper or "firm"
    if proper and told in rules.posts.heads:
        return _before_modifiers(passage.text[start : post.start], rules)
    return "" if passage.char(start + len(proper)) in _STREETS else proper


def _is_proper(word: Word, rules: ExtractRules) -> bool:
    if word.tag not in _PROPER or word.text[-1] == "族" or word.text in rules.posts.modifiers:
        return False
    return word.tag == "ns" or word.text not in rules.lexicon.words


# Regions of a firm go with the post of their head: 亚太区总裁.
_REGION = re.compile(
    r"(?:亚太|大中华|中国|华[东南西北中]|东南亚|北美|南美|欧洲|亚洲|非洲|中东)区?$"
)
_STREETS = frozenset("路街镇村乡区县市州省")


def _before_modifiers(prefix: str, rules: ExtractRules) -> str:
    """The head of a firm or team has no department, only words like 联合, 副, 前 before its post."""
    while ending := next((m for m in rules.posts.modifiers if prefix.endswith(m)), ""):
        prefix = prefix.removesuffix(ending)
    return _REGION.sub("", prefix)

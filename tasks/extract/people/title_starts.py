"""Where a title begins: at the place or office that heads it, else with its noun phrase."""

import re

from config.rules.extract import ExtractRules
from tasks.extract.passage import PHRASE_LENGTH, Passage, is_han, phrase_start
from tasks.extract.people.posts import Post
from tasks.extract.people.rare_words import (
    OWN_WORD,
    RARE_IDF,
    SCHOOL_IDF,
    is_rare_character,
    is_rare_word,
)
from tasks.segment import Word


def title_start(passage: Passage, post: Post, floor: int, rules: ExtractRules) -> int:
    """Where the title begins: at the place or office that heads it, else with its noun phrase."""
    word = passage.words[passage.word_numbers[post.start]]
    stuck = passage.text[word.start : post.start] in _WITH
    first = post.start if stuck else _office_end(passage, word.start)
    committee = _COMMITTEE.search(passage.text, max(floor, first - LONGEST_COMMITTEE), first)
    strict = _noun_start(passage, committee.start() if committee else first, rules)
    if _BARE_UNIT.fullmatch(passage.text, strict, post.start) and strict > floor:
        before = passage.words[passage.word_numbers[strict - 1]]
        if (
            len(before.text) > 1
            and is_han(before.text[0])
            and (
                before.text not in rules.posts.outside
                or before.text in rules.organisations.inner_verbs
            )
        ):
            strict = _noun_start(passage, before.start, rules)
    strict = _with_number(passage, strict, post, floor, rules)
    if strict == first < word.start:
        strict = word.start  # 岩陂站|站长: its name was not told
    head = _head_start(passage, post, floor, rules)
    if _joins_unit(passage, strict, post, floor):
        strict = max(floor, _noun_start(passage, strict - 1, rules))  # 运输及|物流局
    strict = _whole_unit(passage, strict, post, floor, rules)
    strict = _with_own_word(passage, strict, floor, rules)
    banner = _BANNER.search(passage.text, max(floor, strict - 8), strict)
    strict = banner.start() if banner else strict
    if head is None or head >= strict:
        return _without_deed(passage, strict, head)
    return max(floor, _noun_start(passage, head, rules))


# Words that the tagger glues to a post: 同种|粮大户.
_WITH = frozenset("同与和向对由")
# Committees of a village or a block of flats, whose names hold verbs: 村民选举委员会.
_COMMITTEE = re.compile(
    r"(?:[村居]民(?:换届选举|选举|监督|议事)?|村务监督|居务监督|换届选举)委员会$"
)
LONGEST_COMMITTEE = 9
# Offices that the tagger cuts: 地|检署|检察官, 站|站长.
_CUT_OFFICE = re.compile(r"[地高]检署$")
_DOUBLED = frozenset("局部处科组站所署社")


def _office_end(passage: Passage, start: int) -> int:
    """Where the words before a post end that the tagger cut well."""
    if passage.char(start) in _DOUBLED and passage.char(start) == passage.char(start - 1):
        return start - 1
    cut = _CUT_OFFICE.search(passage.text, max(0, start - 3), start)
    return cut.start() if cut else start


_NUMBER = re.compile(r"第?(?:[一二三四五六七八九十]{1,2}|[0-9A-Z]{1,2})号?$")
_NUMBERED = re.compile(
    r"[部办处科股室组站所队班楼]|小组|[支大中分]队|分[局部]|[病工辖]区|车间|党?支部|党小组"
)


def _with_number(passage: Passage, start: int, post: Post, floor: int, rules: ExtractRules) -> int:
    """The title with the number of its unit, which the tagger keeps apart: 投资二|处处长.

    A number in brackets is left out, and its unit: 高二（3）班|班主任.
    """
    shop = start == post.start and passage.text.startswith("车间", start)
    if not (shop or _NUMBERED.fullmatch(passage.text, start, post.start)):
        return start
    number = _NUMBER.search(passage.text, max(floor, start - 4), start)
    if number is None:
        return post.start if passage.char(start - 1) == "）" else start
    position = number.start()
    task = passage.words[passage.word_numbers[position - 1]] if position > floor else None
    if task and task.text in rules.organisations.inner_verbs:
        position = task.start  # 稽查|二科
    return max(floor, _noun_start(passage, position, rules))


def _with_own_word(passage: Passage, start: int, floor: int, rules: ExtractRules) -> int:
    """The title with the body's own word that is no noun to the tagger: 宏远|路桥项目经理, 西麓|大学.

    That word has two characters: 和|晏生物首席科学家 begins with 和.
    """
    text, trade = passage.text, rules.patterns.trade
    joins = passage.char(start - 1) in _CONJUNCTIONS and trade.match(text, start + 1)
    own = start + 1 - OWN_WORD if joins else start - OWN_WORD
    school = _SCHOOL.match(text, start)
    if own < floor or not (joins or school or trade.match(text, start)):
        return start
    apart = not is_han(passage.char(own - 1)) and is_han(passage.char(own))
    rare = apart and is_han(passage.char(own + 1)) and passage.is_boundary(own)
    least = SCHOOL_IDF if school else RARE_IDF
    return own if rare and is_rare_word(text[own : own + OWN_WORD], rules, least) else start


_SCHOOL = re.compile("大学|学院|[中小]学(?!生)|医院|银行")


_CONJUNCTIONS = frozenset("及和与")
_RULED = re.compile(
    r"[\u4e00-\u9fff]{2,4}?(?:[局厅署司部]|委员会|研究院|学院|实验室)[\u4e00-\u9fff]{0,3}$"
)
_BODY_END = frozenset("局厅委部办处科院会所府司署队室组站社校长员记")


def _joins_unit(passage: Passage, start: int, post: Post, floor: int) -> bool:
    """Whether a conjunction before the would-be title stands inside its unit: 海洋与|渔业局局长.

    Two matters that one authority deals with, at the beginning or behind a place.
    """
    if start - floor < 3 or passage.char(start - 1) not in _CONJUNCTIONS:
        return False
    if not _RULED.match(passage.text[start : post.start]):
        return passage.char(start - 1) == "及" and bool(
            UNIT.search(passage.text, start, post.start)
        )
    before = passage.words[passage.word_numbers[start - 2]]
    for _ in range(MOST_MATTERS):
        if before.start < floor or not _is_matter(before):
            return False
        last = passage.char(before.start - 1)
        of_school = passage.text.endswith("大学", 0, before.start)  # 某某大学材料科学与|工程学院
        if not is_han(last) or last in _AUTHORITY_END or of_school:
            return True
        before = passage.words[passage.word_numbers[before.start - 1]]
    return False


MOST_MATTERS = 2  # words before the conjunction: 应急|减灾与公共服务司
_AUTHORITY_END = frozenset("省市县区州旗盟镇乡局部委会")


def _is_matter(word: Word) -> bool:
    """Whether an office may deal with this: 减灾, 工程; no body, nobody's name."""
    named = word.tag.startswith("nr") or word.text[-1] in _BODY_END
    return len(word.text) > 1 and word.tag[0] in "nva" and not named


_LEVEL = re.compile(r"街道|社区|小区|新区|村(?!民)|[镇乡](?=[党政人])")
# Villages and townships of Inner Mongolia.
_BANNER = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,6}(?:嘎查|苏木)$")
_STACKING = frozenset("、兼")
# The rest of a place whose first character the tagger took for a word.
_PLACE_REST = re.compile(
    r"[\u4e00-\u9fff]{1,2}?[省市县区州旗镇乡村屯寨社](?!区)|[\u4e00-\u9fff]高新"
)


def is_short_name(passage: Passage, start: int, rules: ExtractRules) -> bool:
    """Whether two characters that the tagger cut come again, as a firm's short name does: 湾|铁."""
    first = passage.words[passage.word_numbers[start]]
    rest = passage.word_at(start + 1)
    return (
        len(first.text) == 1
        and first.tag[0] not in "pcdru"
        and rest is not None
        and is_han(rest.text[0])
        and not rest.tag.startswith("nr")
        and (len(rest.text) == 1 or rest.text not in rules.lexicon.words)
        and not OFFICE.match(passage.text, start)
        and passage.text.count(passage.text[start : start + 2]) > 1
    )


_GOVERNS = re.compile("[里村乡镇]长")


def _before_and(passage: Passage, joint: int, start: int, floor: int) -> int:
    """Where a place begins whose name ends in 和, else `start`: 安和|里长, but 村长和|里长."""
    first = passage.words[passage.word_numbers[joint - 1]]
    begins = first.start == floor or not is_han(passage.char(first.start - 1))
    alone = len(first.text) == 1 and first.tag[0] not in "rncpd" and is_han(first.text)
    return first.start if alone and begins and first.start >= floor else start


def _whole_unit(passage: Passage, start: int, post: Post, floor: int, rules: ExtractRules) -> int:
    """The title with the word that names its unit, whatever its tag: 解放|街道, 、组织|人事部."""
    if start <= floor or start == 0 or not is_han(passage.char(start - 1)):
        return start
    before = passage.words[passage.word_numbers[start - 1]]
    if before.text == "和" and _GOVERNS.match(passage.text, start):
        return _before_and(passage, before.start, start, floor)
    if before.start < floor or before.text in rules.posts.outside:
        return start
    apart = before.start == floor or not is_han(passage.char(before.start - 1))
    if len(before.text) == 1:
        cut = _PLACE_REST.match(passage.text, start) and is_rare_character(before, rules)
        cut = cut or (start < post.start and is_short_name(passage, before.start, rules))
        return before.start if cut and apart else start  # 皛|溪乡乡长, 湾|铁车务总监
    if len(before.text) != 2:
        return start
    stacked = passage.char(before.start - 1) in _STACKING
    unit = UNIT.search(passage.text, start, post.start) is not None
    level = _LEVEL.match(passage.text, start) is not None and before.tag[0] in "nva"
    return (
        before.start if (level and apart) or (stacked and unit and before.tag[0] in "nv") else start
    )


def _without_deed(passage: Passage, start: int, head: int | None) -> int:
    """A title begins at its place, not with the verb before it: 宣判|某市人民政府原副市长."""
    if head is None or head <= start:
        return start
    before = passage.words_of(start, head)
    place = passage.words[passage.word_numbers[head]]
    deed = all(word.tag in {"v", "vn"} for word in before)
    return head if deed and (place.tag == "ns" or place.text[-1] in "省市县区州") else start


def _noun_start(passage: Passage, position: int, rules: ExtractRules) -> int:
    """Leftwards over the noun phrase and words like 老, 前, 首席; never past a comma or a verb."""
    start = phrase_start(passage, position, rules.posts.outside, rules)
    while start > 0:
        before = passage.words[passage.word_numbers[start - 1]]
        if before.text not in rules.posts.modifiers and not _names_unit(passage, before, rules):
            return start
        start = phrase_start(passage, before.start, rules.posts.outside, rules)
    return start


_UNIT_AHEAD = re.compile(r"[\u4e00-\u9fff]{0,4}?(?:[局部处科股室组系署所]|中心)")


def _names_unit(passage: Passage, verb: Word, rules: ExtractRules) -> bool:
    """Whether a verb tells what the unit behind it does: 制造|工程部, 创新|科技署."""
    if verb.text not in rules.organisations.inner_verbs or verb.text in rules.posts.outside:
        return False
    end = verb.start + len(verb.text)
    following = passage.word_at(end)
    return (
        _UNIT_AHEAD.match(passage.text, end) is not None
        and following is not None
        and not is_head(passage, following, rules)
    )


# The offices of a place begin so: 县水务局, 市委, 区残联; not 市场, 村民.
OFFICE = re.compile(
    r"[省市县区州旗镇乡村](?![场民域里镇乡级道庄落外内中长别间分隔])[\u4e00-\u9fff]"
    r"|[省市县区](?:外[办事侨经]|中(?:级|试|医|小企业))|中共|国家|中央|全国|[乡镇县]民代表会"
)
_BARE_UNIT = re.compile(r"[局部办处科股室组站所队]|小组|中心|支队|大队")
UNIT = re.compile(r"[局厅委部办处科股室组会院所站馆队社校联系署协]|中心|公司|集团")
_APART = frozenset(("r", "uj", "ul", "uz", "ud", "uv", "ug", "y", "m", "t"))


def _head_start(passage: Passage, post: Post, floor: int, rules: ExtractRules) -> int | None:
    """The leftmost place or office from which only the name of a body leads to the post."""
    number = passage.word_numbers[post.start]
    head = None
    while number > 0:
        word = passage.words[number - 1]
        if word.start < floor or post.start - word.start > PHRASE_LENGTH:
            break
        if not _leads_on(passage, word, post, rules):
            break
        if is_head(passage, word, rules):
            head = word.start
        number -= 1
    return head


def is_head(passage: Passage, word: Word, rules: ExtractRules) -> bool:
    """Whether the word is a place, or begins the office of one."""
    if OFFICE.match(passage.text, word.start):
        return True
    return word.text in rules.gazetteer or (
        len(word.text) > 2 and word.text[-1] in "省市县区州镇乡"
    )


def _leads_on(passage: Passage, word: Word, post: Post, rules: ExtractRules) -> bool:
    """Whether the title may reach over this word: a verb only inside the name of a body."""
    if word.text in _JOINING:
        if UNIT.match(passage.text, word.start - 1):
            return False
    elif (
        not is_han(word.text[0])
        or word.text in rules.posts.outside
        or (word.tag in _APART and not (word.tag == "m" and word.text[0] == "第"))
    ):
        return False
    elif word.tag[0] not in "vpdc":
        return True
    last = word.start + len(word.text) - 1
    return UNIT.search(passage.text, last, post.start) is not None


_JOINING = frozenset("和与及")

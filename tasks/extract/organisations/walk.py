"""How far left the name of an organisation can reach: which words can stand inside it."""

import re

from config.rules.extract import ExtractRules
from tasks.extract.passage import PHRASE_LENGTH, Passage, is_han, joins
from tasks.segment import Word

# Above the first idf a word may be a firm's own name; below the second it is an everyday word.
PRIVATE_IDF, EVERYDAY_IDF = 9.5, 8.5
# Odd characters straight after a pause that still belong to a name: 云上|椒香合作社.
LONGEST_ODD = 4
OWN_WORD = 2  # characters of a firm's own word behind its place
CALL_NUMBER = (3, 5)  # digits of 110, 12345
_STOP_TAGS = frozenset(
    ("p", "c", "r", "d", "m", "t", "y", "f", "u", "uj", "ul", "uz", "ug", "ud", "q")
)
_NO_PART_TAGS = _STOP_TAGS | {"i", "vd", "ad"}
OWN_TAGS = frozenset(("ns", "nr", "nrt", "nrfg", "nz", "x", "zg", "g", "j"))
DISTRICTS = frozenset("省市县区州旗镇乡盟")
_COUNTED = frozenset("天年月日次届轮期季个家名")
_NUMERALS = frozenset("一二三四五六七八九十百千万亿两几多")
_TERM = re.compile(r"第[一二三四五六七八九十]{1,3}届")
_PARTICLES = frozenset("了着")  # behind a verb
_NEVER_IN_NAMES = frozenset("的了在是")


def walk(passage: Passage, end: int, rules: ExtractRules) -> int:
    """Leftwards over words that can stand inside the name of a body."""
    start = end
    while start > 0:
        word = passage.words[passage.word_numbers[start - 1]]
        if _cuts_district(word, rules):
            return start - 1  # 中学和|县职业教育中心, 审议了|市残疾人联合会
        if _cuts_leading(passage, word, rules):
            return word.start + 1
        if end - word.start > PHRASE_LENGTH or not _is_inside(passage, word.start, start, rules):
            break
        if _is_glued(word, rules):
            return word.start + 1
        start = word.start
    if start < end and is_district(passage, start, rules):
        return start
    odd = _odd_before(passage, start, rules)
    return odd if end - odd <= PHRASE_LENGTH else start


def _cuts_district(word: Word, rules: ExtractRules) -> bool:
    """A word made of a function word and 市, 县; or a county's name that is more often that."""
    first = word.text[:-1]
    glued = first in rules.organisations.function_words and word.text not in rules.idf
    return word.text[-1] in DISTRICTS and (first in rules.places.worded or (bool(first) and glued))


def _cuts_leading(passage: Passage, word: Word, rules: ExtractRules) -> bool:
    """An unknown word that swallowed the end of what stands before the name.

    联系了换|鹿科技有限公司, 运营方凤鸣|山索道有限公司.
    """
    if len(word.text) < 2 or word.text in rules.idf:
        return False
    before = passage.text[max(0, word.start - 2) : word.start + 1]
    return word.text[0] in _PARTICLES or before in rules.organisations.before


def is_district(passage: Passage, start: int, rules: ExtractRules) -> bool:
    """县 of 县委, 县农业农村局; not of 县城, 市场."""
    word = passage.words[passage.word_numbers[start]]
    return passage.text[start] in DISTRICTS and (
        len(word.text) == 1 or word.text not in rules.organisations.describing
    )


def _is_glued(word: Word, rules: ExtractRules) -> bool:
    """An unknown word that swallowed the preposition before a name: 由岭泽|铁路运输法院."""
    return (
        len(word.text) > 2
        and word.text[0] in rules.organisations.glued
        and word.tag in OWN_TAGS
        and word.text not in rules.idf
    )


def _is_inside(passage: Passage, at: int, end: int, rules: ExtractRules) -> bool:
    """Whether the word that ends at `end` can stand inside the name of a body."""
    word = passage.words[passage.word_numbers[at]]
    own = rules.organisations
    if word.text in {"和", "与", "及"}:
        return _joins(passage, at, rules) or begins_name(passage, at)
    if word.text in own.leading or word.text in own.inner_words:
        return True
    if (word.text == "联合" or word.text in own.own_posts) and _leads_on(passage, end, rules):
        return True  # 联合研究院, 律师事务所, 学生|学者联谊会
    stops = (
        word.text in rules.bodies.outside or word.text in own.before or word.text in own.own_posts
    )
    village = word.tag == "n" and passage.char(end) == "村"  # 龙头|村|卫生室
    if stops and not village and not _follows_noun(passage, word, rules):
        return False
    return _is_part(passage, word, end, rules)


def _leads_on(passage: Passage, end: int, rules: ExtractRules) -> bool:
    """Whether an ending longer than 处, or one more occupation, begins at `end`."""
    ending = rules.patterns.organisation_ending.match(passage.text, end)
    word = passage.word_at(end)
    return (ending is not None and ending.end() > end + 1) or (
        word is not None and word.text in rules.organisations.own_posts
    )


def _follows_noun(passage: Passage, word: Word, rules: ExtractRules) -> bool:
    """城市|建设: what would be a verb elsewhere goes on after a noun."""
    before = passage.word_at(word.start - 1)
    if before is None or before.text in rules.bodies.outside:
        return False
    noun = before.tag == "n" or before.text in rules.organisations.describing
    return noun and word.tag == "vn" and word.text in rules.organisations.inner_verbs


def _is_part(passage: Passage, word: Word, end: int, rules: ExtractRules) -> bool:
    """The same by the word's tag: nouns, names, some verbs and numbers, no function words."""
    if not is_han(word.text[0]) or word.tag == "m":
        if word.tag == "eng" or _is_ordinal(word) or _is_call_number(passage, word, end):
            return True
        return _TERM.fullmatch(word.text) is not None and _is_congress(passage, end)
    if word.tag in {"v", "vg"}:
        return len(word.text) > 1 and _may_be_verb(passage, word.start, end, rules)
    stops = word.tag in _NO_PART_TAGS or word.text in rules.organisations.function_words
    return not stops and _NEVER_IN_NAMES.isdisjoint(word.text)


def _is_ordinal(word: Word) -> bool:
    """第二 in 第二人民医院, or a word that the tagger only takes for a number; not 三家, 第三天."""
    counted = word.text[-1] in _COUNTED or not _NUMERALS.isdisjoint(word.text)
    if counted:
        return word.text[0] == "第" and word.text[-1] not in _COUNTED
    return len(word.text) > 1 and is_han(word.text[0])


def _is_congress(passage: Passage, end: int) -> bool:
    """Whether the standing committee of a people's congress follows its term: 市第十六届|…."""
    return passage.text.startswith("人民代表大会常务委员会", end)


def _is_call_number(passage: Passage, word: Word, end: int) -> bool:
    """110 in 公安局110指挥中心: a short number that Chinese characters stand close round."""
    return (
        word.text.isdecimal()
        and len(word.text) in CALL_NUMBER
        and is_han(passage.char(word.start - 1))
        and is_han(passage.char(end))
    )


def _may_be_verb(passage: Passage, at: int, end: int, rules: ExtractRules) -> bool:
    """繁育 before 基地 and 统计 before 处 stand inside a name; a rare one may begin a name."""
    text = passage.text[at:end]
    if text[-1] in rules.organisations.arriving or text in rules.places.before_place:
        return False
    if text in rules.organisations.inner_verbs:
        return True
    if rules.patterns.organisation_ending.match(passage.text, end):
        return passage.char(end) not in DISTRICTS  # 统计局; not 召开|市委常委会
    after_pause = (
        not is_han(passage.char(at - 1))
        or passage.char(at - 1) in rules.organisations.function_words
    )
    return after_pause and rules.idf.get(text, PRIVATE_IDF + 1) > PRIVATE_IDF


# 某某大学|材料科学与工程学院: two subjects of one school.
_FIRST_SUBJECT = re.compile(r"(?:大学|科学院|研究院)[\u4e00-\u9fff]{2,6}$")
_SECOND_SUBJECT = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:学院|学部|研究院|研究所|实验室|研究中心)")
# 中国岩石|与地下工程协会, 国家科学|及技术委员会; not 国家统计局和某某委员会
_NATIONAL_SUBJECT = re.compile(
    "(?:中国|国家|全国|中华|国际|世界)(?:(?![局部院会署社司行府委协联办的了在是])[\u4e00-\u9fff]){2,6}$"
)
_OFFICIAL_SUBJECT = re.compile(
    "(?!中国|国家|全国)(?:(?![局部院会署社司行府的了在是])[\u4e00-\u9fff]){2,8}?"
    "(?:协会|学会|研究会|联合会|促进会|商会|基金会|委员会|总局|局|部|署)"
)
LONGEST_SUBJECT = 9  # characters, with the end of the university's name


def _joins(passage: Passage, at: int, rules: ExtractRules) -> bool:
    """Whether this 和 stands inside the name of a body: 发展和改革委员会, 化学与工程学院."""
    if _NATIONAL_SUBJECT.search(passage.text, max(0, at - LONGEST_SUBJECT), at):
        return _OFFICIAL_SUBJECT.match(passage.text, at + 1) is not None
    if _FIRST_SUBJECT.search(passage.text, max(0, at - LONGEST_SUBJECT), at):
        return _SECOND_SUBJECT.match(passage.text, at + 1) is not None
    return joins(passage, at, rules)


def begins_name(passage: Passage, at: int) -> bool:
    """Whether 和 is the first character of a name: no verb joins, 批准|和|晏|生物制药公司."""
    before, after = passage.word_at(at - 1), passage.word_at(at + 1)
    if before is None or after is None or after.text in DISTRICTS:
        return False
    return before.tag == "v" and len(after.text) == 1


def _odd_before(passage: Passage, start: int, rules: ExtractRules) -> int:
    """A few odd characters between a pause and `start` are the beginning of the name."""
    at = start
    while at > 0 and start - at <= LONGEST_ODD and is_han(passage.char(at - 1)):
        word = passage.words[passage.word_numbers[at - 1]]
        own = start - at + (len(passage.words[passage.word_numbers[start]].text) == 1)
        if word.tag == "ns" and word.text in rules.place_names and own == OWN_WORD:
            return word.start  # 浙江|澜启|医疗科技, 宁波|启|铖|投资
        everyday = len(word.text) > 1 and rules.idf.get(word.text, EVERYDAY_IDF) < EVERYDAY_IDF
        if (
            word.text in rules.organisations.function_words
            or everyday
            or word.text[-1] in rules.organisations.arriving
        ):
            break
        if word.text in rules.organisations.before or not _NEVER_IN_NAMES.isdisjoint(word.text):
            break
        if word.text in rules.bodies.outside or word.tag in {"m", "r", "t"}:
            break
        at = word.start
    clear = (
        at == start
        or not is_han(passage.char(at - 1))
        or passage.char(at - 1) in rules.organisations.function_words
    )
    return at if clear and 0 < start - at <= LONGEST_ODD else start

"""Posts: where titles end, and every title that stands before a name."""

import re
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.extract.likeness import Trust
from tasks.extract.passage import PHRASE_LENGTH, Passage, is_han, phrase_start
from tasks.segment import Word


class Post(NamedTuple):
    """The last word of a title: 书记, 局长, 研究员; `titled` is False for a mere status."""

    start: int
    end: int
    trust: Trust
    titled: bool


# Characters of the longest post of the lexicon.
LONGEST_POST = 8
# Occupations end so even where the lexicon does not know them: 验收员, 制琴师, 指挥长.
_OCCUPATION = re.compile(
    r"[\u4e00-\u9fff]{2}(?:(?<![人动裁复增减满全])员|[师匠]|(?<![增成延生特专擅身全总周年最])长(?![度期假]))"
)
# Nouns that end so often are people: 拆机达人, 歌唱家, 守门人, 拓荒者.
_PERSONAL = frozenset("者家手工主人帅将师匠员长")


def find_posts(passage: Passage, rules: ExtractRules) -> dict[int, Post]:
    """Every post in the passage, by the position after its last character."""
    posts = {}
    for word in passage.words:
        personal = word.text[-1] in _PERSONAL and not word.text.endswith("人员")
        if word.tag == "n" and len(word.text) > 1 and personal:
            end = word.start + len(word.text)
            posts[end] = Post(word.start, end, Trust.NOUN, titled=False)
    for match in _OCCUPATION.finditer(passage.text):
        end = match.end()
        if not passage.is_boundary(end):
            continue
        posts[end] = Post(end - 1, end, Trust.OCCUPATION, titled=True)
    for match in rules.patterns.post_end.finditer(passage.text):
        post = _known_post(passage.text, match.end(), rules)
        if post is not None and not _is_cut(passage, post.end, rules):
            posts[post.end] = post
    return _longest(posts)


def _longest(posts: dict[int, Post]) -> dict[int, Post]:
    """Without those that are the beginning of a longer one: 副主任|医师."""
    kept: list[Post] = []
    for end in sorted(posts, reverse=True):
        if not kept or posts[end].start < kept[-1].start:
            kept.append(posts[end])
    return {post.end: post for post in kept}


def _known_post(text: str, end: int, rules: ExtractRules) -> Post | None:
    """The longest post of the lexicon that ends at `end`."""
    for start in range(max(0, end - LONGEST_POST), end - 1):
        word = text[start:end]
        if word in rules.posts.official:
            return Post(start, end, Trust.POST, titled=True)
        if word in rules.posts.occupation:
            return Post(start, end, Trust.OCCUPATION, titled=True)
        if word in rules.posts.status:
            return Post(start, end, Trust.OCCUPATION, titled=False)
    return None


def _is_cut(passage: Passage, end: int, rules: ExtractRules) -> bool:
    """Whether a word goes on over the end of the would-be post: 省|长丰县, 少年|宫."""
    word = passage.word_at(end)
    if word is None or word.start >= end or len(word.text) < 3:
        return False
    return word.text in rules.lexicon.places or word.text in rules.lexicon.words


class Titles(NamedTuple):
    """Stacked titles, the private body before the first, where the first begins, and with it."""

    texts: tuple[str, ...]
    body: str | None
    start: int
    whole: int


_PRAISE = re.compile("著名|知名|杰出")
_STACKED = re.compile(r"(?:、|兼|暨)(?:著名|知名|资深|现任|时任|原|也是)?$")


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
        start = first = max(floor, _title_start(passage, current, floor, rules))
        private = _private_body(passage, start, current, rules)
        if private:
            first = start + len(private)
            body = private
        praise = _PRAISE.match(passage.text, first, current.end)
        title = passage.text[praise.end() if praise else first : current.end]
        if current.titled and title:
            titles.insert(0, title)
        stacked = _STACKED.search(passage.text[max(floor, start - 3) : start])
        current = posts.get(start - len(stacked.group())) if stacked else None
    return Titles(tuple(titles), body, first, start)


# A department of a school or a firm goes with it: 某大学建筑系.
_DEPARTMENT = re.compile(r"[\u4e00-\u9fff]{1,10}?(?:系|学院|研究所|研究院|研究中心|实验室|事业部)")
# Bodies that belong to a title only when the title begins with their place: 县文化馆.
_LOOSE_BODY = re.compile(
    r".*(?:委员会|工会|联合会|理事会|.{2}[台馆社队]|科院|科技|资本|传媒|日报|晚报|早报|时报|周刊|网|杂志|国小|国中|高中"
    r"|工作室|研究所|剧院|剧团|乐团|中心)"
)
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,4}?(?:[省市县州旗](?![场民])|区(?!域))")
_GOVERNS = re.compile(r"[副代]?[省市县区州旗镇乡村]")
_PROPER = frozenset(("ns", "nz", "nr", "nrt", "nrfg", "nt", "x"))


def _private_body(passage: Passage, start: int, post: Post, rules: ExtractRules) -> str | None:
    """The firm, school, association, team or country before a post, which is no part of it."""
    prefix = passage.text[start : post.start]
    ends = [match.end() for match in rules.patterns.private_body.finditer(prefix)]
    if ends and not _is_department(prefix[: ends[-1]]):
        department = _DEPARTMENT.match(prefix, ends[-1])
        return prefix[: department.end() if department else ends[-1]]
    governs = _GOVERNS.match(passage.text, post.start)
    if not prefix or governs or _OFFICE.match(prefix) or post.trust is Trust.NOUN:
        return None
    words = passage.words_of(start, post.start)
    headed = _PLACE.match(prefix) or _is_head(passage, words[0], rules)
    if headed and _UNIT.search(prefix):
        return None
    loose = _LOOSE_BODY.match(prefix)
    if loose and passage.is_boundary(start + loose.end()):
        return loose.group()
    return _proper_beginning(passage, words, start, post, rules) or None


def _is_department(body: str) -> bool:
    """农学院, 物理学院: without its university a school's department is all that tells."""
    return body.endswith("学院") and len(body) <= 4


def _proper_beginning(
    passage: Passage, words: tuple[Word, ...], start: int, post: Post, rules: ExtractRules
) -> str:
    """Names of countries, firms and teams before the first ordinary word: 荷兰|交通学者."""
    told = passage.text[post.start : post.end]
    if told not in rules.posts.occupation | rules.posts.heads:
        return ""
    proper = ""
    for word in words:
        if not start <= word.start < post.start or not _is_proper(word, rules):
            break
        proper += word.text
    if proper and told in rules.posts.heads:
        return _before_modifiers(passage.text[start : post.start], rules)
    return "" if passage.char(start + len(proper)) in _STREETS else proper


def _is_proper(word: Word, rules: ExtractRules) -> bool:
    if word.tag not in _PROPER or word.text[-1] == "族":
        return False
    return word.tag == "ns" or word.text not in rules.lexicon.words


_STREETS = frozenset("路街镇村乡区县市州省")


def _before_modifiers(prefix: str, rules: ExtractRules) -> str:
    """The head of a firm or team has no department, only words like 联合, 副, 前 before its post."""
    while ending := next((m for m in rules.posts.modifiers if prefix.endswith(m)), ""):
        prefix = prefix.removesuffix(ending)
    return prefix


def _title_start(passage: Passage, post: Post, floor: int, rules: ExtractRules) -> int:
    """Where the title begins: at the place or office that heads it, else with its noun phrase."""
    word = passage.words[passage.word_numbers[post.start]]
    strict = _noun_start(passage, word.start, rules)
    if _BARE_UNIT.fullmatch(passage.text, strict, post.start) and strict > floor:
        before = passage.words[passage.word_numbers[strict - 1]]
        if (
            len(before.text) > 1
            and is_han(before.text[0])
            and before.text not in rules.posts.outside
        ):
            strict = _noun_start(passage, before.start, rules)
    head = _head_start(passage, post, floor, rules)
    if head is None or head >= strict:
        return strict
    return max(floor, _noun_start(passage, head, rules))


def _noun_start(passage: Passage, position: int, rules: ExtractRules) -> int:
    """Leftwards over the noun phrase and words like 老, 前, 首席; never past a comma or a verb."""
    start = phrase_start(passage, position, rules.posts.outside, rules)
    while start > 0:
        before = passage.words[passage.word_numbers[start - 1]]
        if before.text not in rules.posts.modifiers:
            return start
        start = phrase_start(passage, before.start, rules.posts.outside, rules)
    return start


# The offices of a place begin so: 县水务局, 市委, 区残联; not 市场, 村民.
_OFFICE = re.compile(
    r"[省市县区州旗镇乡村](?![场民域里镇乡级道庄落外内中长别间分隔])[\u4e00-\u9fff]"
    r"|中共|国家|中央|全国"
)
_BARE_UNIT = re.compile(r"[局部办处科股室组站所队]|小组|中心|支队|大队")
_UNIT = re.compile(r"[局厅委部办处科股室组会院所站馆队社校联系署协]|中心|公司|集团")
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
        if _is_head(passage, word, rules):
            head = word.start
        number -= 1
    return head


def _is_head(passage: Passage, word: Word, rules: ExtractRules) -> bool:
    if _OFFICE.match(passage.text, word.start):
        return True
    return word.text in rules.gazetteer or (
        len(word.text) > 2 and word.text[-1] in "省市县区州镇乡"
    )


def _leads_on(passage: Passage, word: Word, post: Post, rules: ExtractRules) -> bool:
    """Whether the title may reach over this word: a verb only inside the name of a body."""
    end = word.start + len(word.text)
    unit = _UNIT.search(passage.text, end - 1, post.start)
    if word.text in _JOINING:
        return unit is not None and not _UNIT.match(passage.text, word.start - 1)
    if not is_han(word.text[0]) or word.text in rules.posts.outside or word.tag in _APART:
        return False
    return word.tag[0] not in "vpdc" or unit is not None


_JOINING = frozenset("和与及")

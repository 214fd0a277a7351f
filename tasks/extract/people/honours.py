"""Names before a post or an honorific: 某某教授, 某某先生."""

import re
from collections.abc import Iterator, Sequence, Set

from config.rules.extract import ExtractRules
from tasks.document import Span
from tasks.extract.passage import Passage, is_han
from tasks.extract.people.agreement import PERSON_TAGS
from tasks.extract.people.likeness import Trust
from tasks.extract.people.names import Candidate, name_before
from tasks.extract.people.slots import Found, Posts, begins_with_post
from tasks.extract.people.titles import titles_before

# Posts that stand after a name; 代表 and 主持人 after one would be what it does, or the next.
_STANDS_AFTER = re.compile(
    r"(?![省市县区州镇乡]委).*(?:[长师员]|书记|主任|主席|教授|院士|博士|医生|经理|总监|总裁|司机|教练|总理|总统|大使|将军|先生|女士|[一二三四五六七八九初]段|警司|警长|修女)$"
)


def honoured_names(
    passage: Passage,
    posts: Posts,
    taken: frozenset[int],
    titled: Sequence[Span],
    rules: ExtractRules,
) -> Iterator[Found]:
    """Names before a post or an honorific: 某某县长, 某某教授, 某某先生.

    A post that itself announces a name (`taken` holds where names begin) belongs to that one, and
    so does one that 兼 joins to it: 车务|总监兼经理某某 (`titled` holds where titles stand).
    """
    after = {
        post.start: post.end
        for post in posts.values()
        if post.titled
        and post.end - post.start > 1
        and _STANDS_AFTER.match(passage.text[post.start : post.end])
    }
    for word in passage.words_ending(rules.patterns.honorific_end):
        if word.text not in rules.posts.honorific:
            continue
        after[word.start] = max(after.get(word.start, 0), word.start + len(word.text))
    for start, end in sorted(after.items()):
        if end in taken or start in taken or _TO_FILL.match(passage.text, end):
            continue
        if passage.char(end) == "兼" and any(s <= start and end < e for s, e in titled):
            continue
        told = passage.text[start:end]
        known = told in rules.posts.official or told in rules.posts.occupation
        trust = Trust.NOUN if known else Trust.OCCUPATION
        candidate = _after_body(passage, start, rules) or name_before(passage, start, trust, rules)
        if candidate is None or not _believed(passage, candidate, posts, taken, rules):
            continue
        yield Found(
            passage.text[candidate.start : candidate.end],
            candidate.start,
            (told,) if known else (),
        )


# An office that is to be filled is its place's: 某某|县长提名初选.
_TO_FILL = re.compile("(?:提名)?(?:初选|补选|参选|候选|选举|选战|人选|宝座)|提名[战人]|一职")
# Two characters before a post are often no name: 安监|局长.
SURE_OF_TWO = 4.0


def _believed(
    passage: Passage, candidate: Candidate, posts: Posts, taken: frozenset[int], rules: ExtractRules
) -> bool:
    name = passage.text[candidate.start : candidate.end]
    if name[-1] in _UNITS or name.startswith("文中") or _becomes(passage, candidate):
        return False  # 某某科|主治医师, （文中|贝小姐为化名）, 由某某任|指挥长
    if candidate.start in taken:
        return True
    if _stands_after_body(passage, candidate.start, rules):
        return not begins_with_post(candidate, posts)
    place = name[-1] in rules.names.place_ends and passage.text[candidate.end + 1] != "段"
    word = name in rules.lexicon.words or name[-1] == "老"  # 明星|交易员, 孙老|将军
    if place or word or begins_with_post(candidate, posts):
        return False
    if not is_han(passage.char(candidate.start - 1)) and len(name) > 2:
        return True
    tagged = passage.words_of(candidate.start, candidate.end)[0].tag in PERSON_TAGS
    return (len(name) > 2 and (tagged or passage.is_boundary(candidate.start))) or (
        tagged and candidate.score >= SURE_OF_TWO
    )


_APPOINTS = re.compile("任命|聘[任请]?|选举?|推举|[、）]$")


def _becomes(passage: Passage, candidate: Candidate) -> bool:
    """Whether the would-be name ends in a verb: 由某某任|指挥长, 选举某某为|省长, 把钱花在|老人身边."""
    word = passage.words[passage.word_numbers[candidate.end - 1]]
    if word.text == "在" and word.tag == "p":
        return True
    last = passage.char(candidate.end - 1)
    before = passage.text[max(0, candidate.start - 3) : candidate.start]
    return last == "任" or (last == "为" and _APPOINTS.search(before) is not None)


_UNITS = frozenset("科室系部处组所")
_BODY = re.compile(
    r"(?:大学|学院|学校|中学|研究院|研究所|医院|实验室|博物馆|美术馆|公司|集团|[系所])$"
)


def _stands_after_body(passage: Passage, start: int, rules: ExtractRules) -> bool:
    """Whether the name of a school, an institute or a firm ends here: 某某学院|某某教授."""
    return (
        passage.text[start] in rules.surnames.common or passage.text[start] in rules.surnames.rare
    ) and _BODY.search(passage.text[max(0, start - 4) : start]) is not None


def _after_body(passage: Passage, end: int, rules: ExtractRules) -> Candidate | None:
    """The two or three characters between the name of a body and `end`, where they are a name."""
    for start in (end - 3, end - 2):
        if start > 0 and _stands_after_body(passage, start, rules):
            name = passage.text[start:end]
            named = all(is_han(c) and c not in rules.names.never for c in name)
            return Candidate(start, end, SURE_OF_TWO) if named else None
    return None


_ADDRESSED = re.compile(
    r"(?<!老)(?:老([\u4e00-\u9fff])|([\u4e00-\u9fff])([叔婶嫂姨伯爷太哥姐]|阿姨|师傅|大[爷妈叔]|奶奶))(?!\3)"
)
_ALIAS = re.compile(r"（(?:化名|音译)")
_NO_CALL = frozenset("大小老阿二三四五六七八九太叔婶嫂姨伯爷哥姐爸妈公娘的地得人这那")


def addressed_names(
    passage: Passage, posts: Posts, known: Set[str], rules: ExtractRules
) -> Iterator[Found]:
    """People known by how they are addressed: 店主老某, 某叔 behind an occupation, 老某（化名）, 老某说.

    No full name with that surname is among the `known` ones.
    """
    firsts = {name[0] for name in known}
    for match in _ADDRESSED.finditer(passage.text):
        start, end = match.span()
        surname = match.group(1) or match.group(2)
        aliased = _ALIAS.match(passage.text, end) is not None
        post = posts.get(start) or posts.get(start - (passage.char(start - 1) == "的"))
        post = post if post and post.trust >= Trust.OCCUPATION else None
        speaks = (
            match.group(1) is not None
            and rules.patterns.says.match(passage.text, end) is not None
            and match.group() not in rules.posts.addresses
        )
        if surname in _NO_CALL or surname in rules.names.never:
            continue
        if surname in firsts and not aliased:
            continue
        named = surname in rules.surnames.common
        if not named and (match.group(1) or match.group(3) == "太"):
            continue
        speaks = speaks and surname not in rules.surnames.wordlike
        goes_on = not is_han(passage.char(end)) or rules.patterns.follower.match(passage.text, end)
        if aliased or speaks or (post and (match.group(1) or goes_on)):
            titles = titles_before(passage, post, posts, 0, rules).texts if post else ()
            yield Found(match.group(), start, titles)


def courtesy_names(
    passage: Passage, posts: Posts, known: set[str], rules: ExtractRules
) -> Iterator[Found]:
    """A surname before 女士, 先生: a name of its own when no full name has that surname."""
    placed = (
        (start, courtesy)
        for courtesy in rules.posts.courtesy
        for start in passage.find_all(courtesy)
    )
    for end, courtesy in placed:
        for length in (2, 1):
            start = max(0, end - length)
            surname = passage.text[start:end]
            surnames = rules.surnames.compound if length == 2 else rules.surnames.common
            if surname in surnames and passage.is_boundary(start):
                full = surname + courtesy
                if not any(n.startswith(surname) and n != full for n in known):
                    post = posts.get(start)
                    titled = titles_before(passage, post, posts, 0, rules).texts if post else ()
                    yield Found(full, start, titled)
                break

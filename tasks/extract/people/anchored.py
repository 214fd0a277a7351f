"""Names straight after a post, and the names that go on in the same list."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.document import Span
from tasks.extract.passage import Passage, is_han
from tasks.extract.people.agreement import PERSON_TAGS
from tasks.extract.people.likeness import Trust
from tasks.extract.people.names import Candidate, name_at
from tasks.extract.people.posts import Post
from tasks.extract.people.slots import Found, begins_with_post
from tasks.extract.people.stacks import has_holder
from tasks.extract.people.title_starts import title_start
from tasks.extract.people.titles import Titles, titles_before


class Anchored(NamedTuple):
    """Names, where they stand, and the stretches of text that are titles."""

    found: tuple[Found, ...]
    title_spans: tuple[Span, ...]
    begins: dict[int, int]  # where the titles begin that stand before the name at a position


# A noun of unknown sort or a status announces a name only when the name itself is a good one.
_BODY_ENDS = frozenset("署局厅委厂馆队")
LEAST = {Trust.NOUN: 4.0, Trust.OCCUPATION: 0.5}
MUCH = 99.0
LEAST_WORD = 1.0  # 男子|单打
LEAST_TAGGED = 8.0  # 朋友|管帐
# What may stand between two names of one list.
_LIST_SEPARATORS = frozenset("、和与及")
_GLOSS = re.compile(r"[(（][^()（）\n]{0,40}[)）]")
_STOPS = frozenset("，。；！？")
_SPACES = " \u3000"


def anchored_names(passage: Passage, posts: dict[int, Post], rules: ExtractRules) -> Anchored:
    """Names straight after a post, and the names that go on in the same list."""
    found: list[Found] = []
    title_spans: list[Span] = []
    begins: dict[int, int] = {}
    taken = 0
    for end in sorted(posts):
        start = _name_start(passage, posts[end])
        if start < taken:
            continue
        post = posts[end]
        if taken and post.start == taken:
            post = post._replace(titled=False)  # 韦某某|代表周某某
        top = Trust.STACK if post.trust >= Trust.OCCUPATION else post.trust
        likely = name_at(passage, start, top, rules)  # asked before the titles, which cost more
        if likely is None:
            continue
        titles = _with_branch(passage, start, titles_before(passage, post, posts, taken, rules))
        slot = _slot(passage, start, post, titles, taken)
        trust = _announced(passage, slot, posts, rules)
        candidate = likely if trust is top else name_at(passage, start, trust, rules)
        if candidate is None or begins_with_post(
            candidate, posts, sure=Trust.TITLE <= trust <= Trust.STACK
        ):
            continue
        if _PLAYED.search(passage.text, max(0, titles.whole - 3), titles.whole):
            continue
        deed = passage.char(titles.whole - 1) == "由" and passage.char(candidate.end) in _STOPS
        if deed or _goes_on(passage, candidate, posts, rules):
            continue  # 由秘书|代跑。
        if candidate.score < _least(passage, candidate, post, trust, rules):
            continue
        title_spans.append((titles.start, end))
        begins[start] = titles.whole
        for member in _list_from(passage, candidate, posts, trust, rules):
            name = passage.text[member.start : member.end]
            found.append(Found(name, member.start, titles.texts, titles.body))
            taken = member.end
    return Anchored(tuple(found), tuple(title_spans), begins)


def _with_branch(passage: Passage, start: int, titles: Titles) -> Titles:
    """The titles with what stands in brackets between the last and the name at `start`."""
    branch = _BRANCH_BEFORE.search(passage.text, max(0, start - LONGEST_BRANCH), start)
    if branch is None or not titles.texts:
        return titles
    *others, last = titles.texts
    return titles._replace(texts=(*others, last + branch.group()))


_BRANCH_BEFORE = re.compile(r"（(?!主持|法定|[兼原代正副])[^（）]{2,8}）$")
LONGEST_BRANCH = 10  # characters, with the brackets


def _least(
    passage: Passage, candidate: Candidate, post: Post, trust: Trust, rules: ExtractRules
) -> float:
    """How much must speak for a name: more after a status, and more when it is a word there."""
    if trust < Trust.TITLE and passage.char(candidate.end - 1) in _BODY_ENDS:
        return MUCH  # 指挥|廉政署
    many = passage.text[post.start : post.end] in rules.posts.many
    name = passage.text[candidate.start : candidate.end]
    if post.titled and not many:
        speaks = rules.patterns.says.match(passage.text, candidate.end)
        weak = trust <= Trust.OCCUPATION and not speaks
        return MUCH if weak and name in rules.names.not_names else 0.0  # 村医|养老补贴
    noun = trust is Trust.NOUN and name[-1] in rules.names.place_ends
    if noun or name in rules.names.not_names:
        return MUCH  # 个人|计时赛, 妻子|张罗
    if passage.char(post.start) == name[0]:
        return MUCH  # 双人|双锁
    word = passage.words[passage.word_numbers[candidate.start]]
    if trust is Trust.OCCUPATION and many and word.text == name and word.tag not in PERSON_TAGS:
        return LEAST_TAGGED
    listed = trust is Trust.OCCUPATION and name in rules.lexicon.words
    return LEAST_WORD if listed else LEAST.get(trust, 0.0)


# So much of an office stands before its post in a title that announces a name by itself.
OFFICE_LENGTH = 2
_AFTER_PERSON = re.compile(r"[、，和与及](?:以及)?$")


# A part in a play is nobody: 饰演刑警队长某某.
_PLAYED = re.compile(r"(?:饰演?|扮演|出演|饰演的|扮演的)$")
# 曾任某县委书记的|某某
_SERVING = re.compile(
    r"(?:曾任|时任|担任|身为|当过|做过|出任|任职)[^，。；、\n]{0,24}$|(?:做|当(?![地时天年日前场中]))[^，。；、的\n]{0,8}$"
)
LONGEST_SERVICE = 30
APPOSED_LENGTH = 3


# 副校长（研究）某某, 副主任（主持工作）某某; the second is no part of the title.
_BRANCH = re.compile(r"（(?![左右前后中]|图)[\u4e00-\u9fff]{2,8}）(?=[\u4e00-\u9fff])")


def _name_start(passage: Passage, post: Post) -> int:
    """Where a name behind the post would begin: after a space, after 的 of 曾任某职的, or （研究）."""
    after = passage.char(post.end)
    branch = _BRANCH.match(passage.text, post.end) if after == "（" else None
    if branch:
        return branch.end()
    if after == "的" and post.titled and post.trust >= Trust.OCCUPATION:
        before = passage.text[max(0, post.start - LONGEST_SERVICE) : post.start]
        return post.end + 1 if _SERVING.search(before) else post.end
    apart = (after and after in _SPACES) or (after == "，" and _is_apposed(passage, post.end + 1))
    return post.end + 1 if apart else post.end


def _is_apposed(passage: Passage, start: int) -> bool:
    """Whether a clause is a name of three characters and nothing else: 一个老师，某某某，."""
    word = passage.word_at(start)
    return (
        word is not None
        and word.tag in PERSON_TAGS
        and len(word.text) == APPOSED_LENGTH
        and passage.char(start + APPOSED_LENGTH) == "，"
    )


class Slot(NamedTuple):
    """Where a name may stand behind a post, and what stands before it."""

    start: int
    post: Post
    titles: Titles
    chained: bool  # another person with a post stands straight before the titles


def _slot(passage: Passage, start: int, post: Post, titles: Titles, taken: int) -> Slot:
    gloss = _GLOSS.match(passage.text, taken)
    last = gloss.end() if gloss else taken
    chained = 0 < last < titles.whole and _AFTER_PERSON.fullmatch(passage.text, last, titles.whole)
    return Slot(start, post, titles, chained=bool(chained))


def _announced(passage: Passage, slot: Slot, posts: dict[int, Post], rules: ExtractRules) -> Trust:
    """How strongly the post announces a name, with what stands round it.

    Several posts are rarely written without their holder, and where a row of people has begun
    (or begins here) its next post is somebody's too.
    """
    trust, titles = slot.post.trust, slot.titles
    if trust >= Trust.OCCUPATION and _begins_list(passage, slot.start, rules):
        return Trust.STACK if slot.chained else Trust.TITLE
    if trust is Trust.OCCUPATION:
        aged = _AGE.search(passage.text, max(0, titles.whole - 4), titles.whole)
        if slot.chained and slot.post.titled:
            return Trust.TITLE
        row = slot.chained or _in_row(passage, slot.start, posts, Trust.OCCUPATION)
        office = slot.post.titled and _has_office(slot)  # 物理教师|某某
        return Trust.POST if aged or office or (row and slot.post.titled) else trust
    if trust is Trust.POST and has_holder(passage, slot.post, rules):
        return Trust.OCCUPATION
    if trust is Trust.POST and (slot.chained or len(titles.texts) > 1):
        return Trust.STACK
    return _of_office(passage, slot, posts) if trust is Trust.POST else trust


def _has_office(slot: Slot) -> bool:
    """Whether the title says what its post is about: 市水利局|局长, 物理|教师."""
    length = slot.post.end - slot.post.start
    return bool(slot.titles.texts) and len(slot.titles.texts[-1]) - length >= OFFICE_LENGTH


def _of_office(passage: Passage, slot: Slot, posts: dict[int, Post]) -> Trust:
    row = slot.titles.body or _has_office(slot) or _in_row(passage, slot.start, posts, Trust.POST)
    return Trust.TITLE if row else Trust.POST


_LIST = re.compile(r"[\u4e00-\u9fff]{2,3}(?:、[\u4e00-\u9fff]{2,3}){2,30}")


def _begins_list(passage: Passage, start: int, rules: ExtractRules) -> bool:
    """Whether three items or more follow that all begin like names: 同志|解决明、常好、高慧."""
    row = _LIST.match(passage.text, start)
    return row is not None and all(i[0] in rules.surnames.common for i in row.group().split("、"))


_AGE = re.compile(r"[岁旬]的?$")
_ROW = re.compile(r"[\u4e00-\u9fff]{2,3}[、，](?=([\u4e00-\u9fff]{2,20}))")


def _in_row(passage: Passage, start: int, posts: dict[int, Post], least: Trust) -> bool:
    """Whether two or three characters and a comma follow, and then another post with its name."""
    row = _ROW.match(passage.text, start)
    if row is None:
        return False
    first, last = row.span(1)
    return any(
        end in posts and posts[end].trust >= least and end < last
        for end in range(first + 2, last + 1)
    )


def _list_from(
    passage: Passage, first: Candidate, posts: dict[int, Post], trust: Trust, rules: ExtractRules
) -> Iterator[Candidate]:
    """The name and those that follow it after 、 or 和, each ending where a list item ends."""
    current: Candidate | None = first
    while current is not None:
        yield current
        after = current.end
        gloss = _GLOSS.match(passage.text, after)
        after = gloss.end() if gloss else after
        if passage.char(after) not in _LIST_SEPARATORS:
            return
        listed = trust if passage.char(after) == "、" else min(trust, Trust.OCCUPATION)
        current = name_at(passage, after + 1, listed, rules)
        if current is not None and (
            not (_is_dotted(passage, current) or _ends_item(passage, current.end, rules))
            or begins_with_post(current, posts)
            or _goes_on(passage, current, posts, rules)
        ):
            current = None


# How far behind a would-be name a post may stand that it belongs to, in characters.
LONGEST_REST = 12


def _goes_on(
    passage: Passage, candidate: Candidate, posts: dict[int, Post], rules: ExtractRules
) -> bool:
    """Whether the would-be name is inside the title of somebody else: 云岭国|有林场场长."""
    at = candidate.end
    if not is_han(passage.char(at)):
        return False
    if passage.text[at - 1] in rules.names.place_ends and any(
        end in posts and posts[end].start == at for end in range(at + 2, at + 6)
    ):
        return True  # 交警支队|支队长
    if (
        _is_dotted(passage, candidate)
        or passage.is_boundary(at)
        or passage.char(at) in _LIST_SEPARATORS
    ):
        return False
    for end in range(at + 3, at + LONGEST_REST):
        if not is_han(passage.char(end - 1)):
            return False
        post = posts.get(end)
        if post is not None and post.trust >= Trust.OCCUPATION and post.start > at:
            return title_start(passage, post, candidate.start, rules) < at
    return False


def _is_dotted(passage: Passage, candidate: Candidate) -> bool:
    return "·" in passage.text[candidate.start : candidate.end]


def _ends_item(passage: Passage, end: int, rules: ExtractRules) -> bool:
    after = passage.char(end)
    return (
        not is_han(after)
        or after in _LIST_SEPARATORS
        or rules.patterns.follower.match(passage.text, end) is not None
        or any(passage.text[end:stop] in rules.lexicon.actions for stop in (end + 2, end + 3))
    )

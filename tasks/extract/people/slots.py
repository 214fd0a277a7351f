"""Places that announce a name without a post before it: 名叫, speaker turns, line-ups, 某, 先生."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage, is_han
from tasks.extract.people.agreement import PERSON_TAGS
from tasks.extract.people.likeness import Trust
from tasks.extract.people.names import Candidate, name_at, name_before
from tasks.extract.people.posts import LONGEST_POST, Post
from tasks.extract.people.titles import titles_before

Posts = dict[int, Post]


class Found(NamedTuple):
    """A name where it was recognised, with the titles that stand there and the body they name."""

    name: str
    start: int
    titles: tuple[str, ...] = ()
    body: str | None = None


_CALLED = re.compile(
    r"(?=[名大全叫本原真姓化艺笔])(?<![它管])"
    r"(?:名叫|大名|全名|叫做|叫作|叫|名为|本名|原名|真名|姓名：|化名|艺名|笔名)(?!什么|好|作|做)"
)
_NAMED = re.compile(r"(?:名叫|大名|全名|叫做|叫作|本名|原名|真名|姓名：|化名)")
# 这条街还|叫柴码头
_THING_CALLED = re.compile("[街路村镇乡县山河湖岛桥洞庙店馆厂队][还就都也]?$")
_MADE_BY = re.compile("由")
_AGED = re.compile(r"岁的?|之一")
_NOTE = re.compile(r"[(（](?=男|女|化名|音译|中|左|右|[0-9]{1,3}岁|(?:19|20)[0-9]{2}年?[-—至到])")
_TURN = re.compile(r"^(?:[^\n，。：]{2,14}[ \u3000])?([\u3400-\u9fff·]{2,8})：", re.MULTILINE)
_NO_SPEAKERS = ("报", "刊", "网", "台", "社", "记者", "者", "人")
_ROSTER = re.compile(
    r"[0-9](?<![0-9].)[0-9]{0,2}[-.．、号 ]{1,2}([\u3400-\u9fff·•]{2,14})(?=[、；;，,。(（)）\n]|$)"
)
# So many numbered items make a line-up, a start list or a ranking.
SHORTEST_ROSTER = 3
_MASKED = re.compile(r"[\u4e00-\u9fff](?:某|××)")
_DOT = re.compile(r"[·•・]")
_LATIN = re.compile(r"[A-Z](?<![A-Za-z].)(?<![A-Za-z] .)[a-z]+(?: [A-Z][a-z.]*){1,2}(?![A-Za-z])")


def announced_names(passage: Passage, posts: Posts, rules: ExtractRules) -> Iterator[Found]:
    """Names from all of these places, in no order; a place may be told twice."""
    yield from _called(passage, posts, rules)
    yield from _noted(passage, rules)
    yield from _nicknamed(passage, posts, rules)
    yield from _holders(passage, posts, rules)
    yield from _pairs(passage, rules)
    yield from _turns(passage, rules)
    yield from _rosters(passage, rules)
    yield from _masked(passage, rules)
    yield from _dotted(passage, posts, rules)
    yield from _latin(passage, posts, rules)


def _called(passage: Passage, posts: Posts, rules: ExtractRules) -> Iterator[Found]:
    """名叫某某, 61岁的某某."""
    for cue in _CALLED.finditer(passage.text):
        if _THING_CALLED.search(passage.text, max(0, cue.start() - 2), cue.start()):
            continue
        trust = Trust.CUE if _NAMED.match(cue.group()) else Trust.POST
        candidate = name_at(passage, cue.end(), trust, rules)
        if candidate is None or begins_with_post(candidate, posts):
            continue
        comma = passage.char(cue.start() - 1) == "，"
        post = posts.get(cue.start() - comma)
        titled = titles_before(passage, post, posts, 0, rules).texts if post else ()
        surname = passage.char(candidate.start)  # 赵铁匠|本名赵某某
        titled = tuple(title for title in titled if title[0] != surname)
        yield found_at(passage, candidate)._replace(titles=titled)
    for maker in _MADE_BY.finditer(passage.text):
        candidate = name_at(passage, maker.end(), Trust.NOUN, rules)
        if candidate is not None and rules.patterns.deed.match(passage.text, candidate.end):
            yield found_at(passage, candidate)
    for age in _AGED.finditer(passage.text):
        candidate = name_at(passage, age.end(), Trust.OCCUPATION, rules)
        if candidate is None or begins_with_post(candidate, posts):
            continue
        found = found_at(passage, candidate)
        tagged = passage.words[passage.word_numbers[age.end()]].tag in PERSON_TAGS
        if found.name in rules.names.not_names:
            continue
        if found.name not in rules.lexicon.words and (tagged or age.group() != "之一"):
            yield found


def begins_with_post(candidate: Candidate, posts: Posts, *, sure: bool = False) -> bool:
    """Whether a would-be name is, or begins with, the post of somebody else: 局长|助理, 孙女|竺.

    When a name is `sure` to stand here, it may end like a post: 会长|方药师.
    """
    ends = range(candidate.start + 2, candidate.end + LONGEST_POST)
    return any(
        end in posts
        and posts[end].trust > Trust.NOUN
        and candidate.start <= posts[end].start < candidate.end
        and end - posts[end].start > 1
        and not (sure and end == candidate.end and posts[end].start > candidate.start)
        for end in ends
    )


# 组长为|某某、某某。 主裁判由|某某担任
_HELD_BY = re.compile(r"(?:分别)?[为是系由](?=[\u3400-\u9fff])")
_HELD = re.compile(r"(?:分别)?(?:担任|出任)|(?=[，。；\n])")
MOST_HOLDERS = 6


def _holders(passage: Passage, posts: Posts, rules: ExtractRules) -> Iterator[Found]:
    """Names behind the post that they are told to hold, up to the end of the clause."""
    for end, post in posts.items():
        begins = _HELD_BY.match(passage.text, end) if post.titled else None
        if begins is None:
            continue
        row: list[Found] = []
        at = begins.end()
        while len(row) < MOST_HOLDERS and (named := name_at(passage, at, Trust.OCCUPATION, rules)):
            if begins_with_post(named, posts):
                break
            row.append(found_at(passage, named))
            at = named.end + (passage.char(named.end) in _JOINED)
            if at == named.end:
                break
        held = _HELD.match(passage.text, at)
        ended = held is not None and (held.end() > at) == begins.group().endswith("由")
        if row and ended and not any(f.name in rules.lexicon.words for f in row):
            titled = titles_before(passage, post, posts, 0, rules).texts
            yield from (f._replace(titles=titled) for f in row)


_JOINED = frozenset("、和")
# 老常——常守林
_NICKNAME = re.compile(r"[老小阿]([\u4e00-\u9fff])(?:——|（)(?=\1)")


def _nicknamed(passage: Passage, posts: Posts, rules: ExtractRules) -> Iterator[Found]:
    """A nickname and the full name: 护林员老某——某某某."""
    for match in _NICKNAME.finditer(passage.text):
        candidate = name_at(passage, match.end(), Trust.CUE, rules)
        if candidate is None:
            continue
        post = posts.get(match.start())
        titled = titles_before(passage, post, posts, 0, rules).texts if post else ()
        yield found_at(passage, candidate)._replace(titles=titled)


def _noted(passage: Passage, rules: ExtractRules) -> Iterator[Found]:
    """某某（男，41岁）, 某某（化名）."""
    for match in _NOTE.finditer(passage.text):
        candidate = name_before(passage, match.start(), Trust.OCCUPATION, rules)
        if candidate is not None:
            yield found_at(passage, candidate)


# A pair of players: 陈某某/白某某.
_PAIR = re.compile(r"[/／](?<=[\u3400-\u9fff].)(?=[\u3400-\u9fff]{2})")


def _pairs(passage: Passage, rules: ExtractRules) -> Iterator[Found]:
    """Two names with a stroke between them; both read like names, neither is a word."""
    for stroke in _PAIR.finditer(passage.text):
        pair = (
            name_before(passage, stroke.start(), Trust.OCCUPATION, rules),
            name_at(passage, stroke.end(), Trust.OCCUPATION, rules),
        )
        found = [found_at(passage, named) for named in pair if named is not None]
        if len(found) == len(pair) and not any(_is_known(f.name, rules) for f in found):
            yield from found


def _is_known(name: str, rules: ExtractRules) -> bool:
    return name in rules.lexicon.words or name in rules.place_names or name in rules.names.not_names


def _turns(passage: Passage, rules: ExtractRules) -> Iterator[Found]:
    """Speaker turns: `某某：` at the beginning of a line."""
    labels = [match.span(1) for match in _TURN.finditer(passage.text)]
    for start, end in labels:
        name = passage.text[start:end]
        repeated = sum(passage.text[s:e] == name for s, e in labels) > 1
        trust = Trust.POST if repeated else Trust.NOUN
        candidate = name_at(passage, start, trust, rules)
        medium = name.endswith(_NO_SPEAKERS)
        if candidate is not None and candidate.end == end and not medium:
            yield found_at(passage, candidate)


def _rosters(passage: Passage, rules: ExtractRules) -> Iterator[Found]:
    """Line-ups and rankings: `7-某某、8-某某`, `1.某某（某地）`."""
    found = []
    for match in _ROSTER.finditer(passage.text):
        candidate = name_at(passage, match.start(1), Trust.OCCUPATION, rules)
        if candidate is not None and candidate.end == match.end(1):
            found.append(found_at(passage, candidate))
    if len(found) >= SHORTEST_ROSTER:
        yield from found


def _masked(passage: Passage, rules: ExtractRules) -> Iterator[Found]:
    """Names that a court or the police mask: 张某, 任某军."""
    if "某" not in passage.text and "××" not in passage.text:
        return
    for match in _MASKED.finditer(passage.text):
        held = passage.word_at(match.start())
        if held is not None and held.tag == "ns" and held.start < match.start():
            continue  # 江|苏某化工厂
        candidate = name_at(passage, match.start(), Trust.POST, rules)
        if candidate is not None and match.group()[0] in rules.surnames.common:
            yield found_at(passage, candidate)


def _dotted(passage: Passage, posts: Posts, rules: ExtractRules) -> Iterator[Found]:
    """Foreign and minority names: 若奥·门德斯."""
    for match in _DOT.finditer(passage.text):
        start = _first_part(passage, match.start(), posts, rules)
        if start is None:
            continue
        candidate = name_at(passage, start, Trust.NONE, rules)
        if candidate is not None:
            yield found_at(passage, candidate)


def _first_part(passage: Passage, dot: int, posts: Posts, rules: ExtractRules) -> int | None:
    """Where the first part of a dotted name begins: behind a post or a word that is none of it."""
    first = dot
    while first > dot - LONGEST_PART and is_han(passage.char(first - 1)) and first not in posts:
        first -= 1
    if passage.char(first - 1) in _DOTS:
        return None
    start = dot
    while start > first and passage.text[start - 1] in rules.names.transliteration:
        start -= 1
    if start > first and not passage.is_boundary(start):
        held = passage.words[passage.word_numbers[start]]
        start = max(first, held.start) if held.tag in PERSON_TAGS else start  # 何塞
    if first not in posts and is_han(passage.char(first - 1)):
        first = start
    for word in passage.words_of(first, dot) if first < dot else ():
        told = (word.tag[0] in "pcvdurm" and word.text != "何") or word.text in _BEFORE
        if told and word.start + len(word.text) < dot:
            first = max(first, word.start + len(word.text))
    return first if first < dot else None


# Characters of the first part of a dotted name.
LONGEST_PART = 6
_DOTS = frozenset("·•・")
_BEFORE = frozenset(("队", "由", "被", "将", "和", "与", "及"))


def _latin(passage: Passage, posts: Posts, rules: ExtractRules) -> Iterator[Found]:
    """Latin names that speak or carry a post: Anna Berg说, Anna Berg教授."""
    starts = {post.start: post for post in posts.values() if post.trust > Trust.NOUN}
    for match in _LATIN.finditer(passage.text):
        post = starts.get(match.end())
        told = match.start() in posts  # 法国人Anna Berg
        if post is not None or told or rules.patterns.says.match(passage.text, match.end()):
            titles = (passage.text[post.start : post.end],) if post and post.titled else ()
            yield Found(match.group(), match.start(), titles)


def found_at(passage: Passage, candidate: Candidate) -> Found:
    """The candidate with its text and no titles."""
    return Found(passage.text[candidate.start : candidate.end], candidate.start)

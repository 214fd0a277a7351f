"""Rolls: lines that begin with a name and tell who it is, in lists of honour and in notices."""

import re
from collections.abc import Iterator

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage
from tasks.extract.people.foreign import is_foreign
from tasks.extract.people.holders import Announced, from_beginning
from tasks.extract.people.likeness import Trust
from tasks.extract.people.names import name_at
from tasks.extract.people.slots import Found, Posts
from tasks.extract.people.titles import titles_before

_NAME = r"[\u3400-\u9fff]{2,8}(?:[·•][\u3400-\u9fff]{1,8}){0,3}"
# 某某（女，回族） 某县第二小学教师; 专家：某某 某医院主任医师
_ENTRY = re.compile(
    rf"^(?:[0-9]{{1,3}}[.、．] ?|([\u4e00-\u9fff]{{2,8}}[：:] ?))?({_NAME})(（[^（）\n]{{1,20}}）)?[ \u3000\t：]{{1,4}}"
    r"([\u3400-\u9fff][^\n，。；！？：]{1,60})$",
    re.MULTILINE,
)
_SEX_OR_PEOPLE = re.compile(r"[（，][男女]|族[，）]")
# 某某（某县第二小学 高级教师）
_BRACKETED = re.compile(
    rf"^(?:[0-9]{{1,3}}[.、．] ?)?({_NAME})（(?:([^（）\n]{{2,40}})[ \u3000，])?([^（）\n]{{2,30}})）[；。，、]?$",
    re.MULTILINE,
)
# 二等奖（4名）：某某、某某; 评委：某某 某某
_LABELLED = re.compile(
    rf"^([^，。；：:\n]{{1,20}}?)(?:[（(][^（）()\n]{{1,12}}[)）])?[：:] ?({_NAME}(?:[、 \u3000]{{1,3}}{_NAME}){{0,60}})[。；]?$",
    re.MULTILINE,
)
_OF_PEOPLE = re.compile(r"(?:奖|名单|者|人|员|标兵|先锋|模范|嘉宾|评委|成员)$")
_ITEM = re.compile(_NAME)
# 1.某某，某区委副书记、区长，政务记过。
_NUMBERED = re.compile(
    rf"^[（(]?[0-9]{{1,3}}[）).、．] ?({_NAME})，([^，。；：\n]{{2,60}})(?=[，。；])", re.MULTILINE
)
# A roll without sex and people in brackets is believed from this many lines on.
SHORTEST_ROLL = 2
# 某某，女，汉族，1980年3月出生，…，现任某局副局长，拟任某局局长
_BORN = r"[，：](?:[男女]|(?:19|20)[0-9]{2}年[^，。\n]{0,6}(?:出生|生)|中国国籍)[，、（]"
_OF_RESUMES = re.compile(_BORN)
_RESUME = re.compile(rf"(?:^|(?<=[。；])) ?({_NAME})(?={_BORN})", re.MULTILINE)
_PRESENT = re.compile(r"[^。；\n]{0,160}?，现任([^，。；（\n]{2,60})")
LONGEST_HAN = 3


def rolled_names(passage: Passage, posts: Posts, rules: ExtractRules) -> Iterator[Found]:
    """Names that begin a line, with the posts that the same line tells them to hold."""
    yield from _entries(passage, posts, rules)
    yield from _bracketed(passage, posts, rules)
    yield from _labelled(passage, posts, rules)
    yield from _numbered(passage, posts, rules)
    yield from _resumes(passage, posts, rules)


def _bracketed(passage: Passage, posts: Posts, rules: ExtractRules) -> Iterator[Found]:
    """Line by line a name, and in brackets its bearer's unit and post."""
    lines = list(_BRACKETED.finditer(passage.text))
    if len(lines) < SHORTEST_ROLL:
        return
    for line in lines:
        post = posts.get(line.end(3))
        if post is not None and post.titled and _is_name(passage, *line.span(1), rules):
            titles = titles_before(passage, post, posts, line.start(3), rules)
            yield Found(line.group(1), line.start(1), titles.texts, line.group(2) or titles.body)


def _numbered(passage: Passage, posts: Posts, rules: ExtractRules) -> Iterator[Found]:
    """Line by line a number, a name, its bearer's posts, and what became of them."""
    lines = list(_NUMBERED.finditer(passage.text))
    if len(lines) < SHORTEST_ROLL:
        return
    for line in lines:
        post = posts.get(line.end(2))
        if post is not None and post.titled and _is_name(passage, *line.span(1), rules):
            titles = titles_before(passage, post, posts, line.start(2), rules)
            told = Announced(line.start(2), sure=True)
            texts = from_beginning(passage, told, post, titles, rules) or titles.texts
            yield Found(line.group(1), line.start(1), texts, titles.body)


def _labelled(passage: Passage, posts: Posts, rules: ExtractRules) -> Iterator[Found]:
    """Names behind a label that tells what they are or got: most must read like names."""
    for line in _LABELLED.finditer(passage.text):
        post = posts.get(line.end(1))
        if (post is None or post.start != line.start(1)) and not _OF_PEOPLE.search(line.group(1)):
            continue
        items = [item.span() for item in _ITEM.finditer(passage.text, *line.span(2))]
        named = [span for span in items if _is_name(passage, *span, rules)]
        if 2 * len(named) <= len(items):
            continue
        titles = (line.group(1),) if post and post.titled and post.start == line.start(1) else ()
        yield from (Found(passage.text[start:end], start, titles) for start, end in named)


def _entries(passage: Passage, posts: Posts, rules: ExtractRules) -> Iterator[Found]:
    """`某某 某公司某班班长`: name first, then unit and post, line by line."""
    entries = []
    for line in _ENTRY.finditer(passage.text):
        post = posts.get(line.end(4))
        if post is None or not post.titled or post.start < line.start(4):
            continue
        sure = line.group(1) or (line.group(3) and _SEX_OR_PEOPLE.search(line.group(3)))
        if _is_name(passage, *line.span(2), rules):
            titles = titles_before(passage, post, posts, line.start(4), rules)
            entries.append(
                (bool(sure), Found(line.group(2), line.start(2), titles.texts, titles.body))
            )
    if len(entries) >= SHORTEST_ROLL or any(sure for sure, _ in entries):
        yield from (found for _, found in entries)


def _resumes(passage: Passage, posts: Posts, rules: ExtractRules) -> Iterator[Found]:
    """`某某，女，…现任某职`; a post that somebody is to get is none yet."""
    if not _OF_RESUMES.search(passage.text):
        return
    for match in _RESUME.finditer(passage.text):
        start, end = match.span(1)
        end -= len("先生") * match.group(1).endswith(("先生", "女士"))
        start = max((at for at in posts if start < at < end), default=start)
        if end - start < 2:
            continue
        present = _PRESENT.match(passage.text, end)
        post = posts.get(present.end(1)) if present else None
        if present is None or post is None:
            yield Found(passage.text[start:end], start)
            continue
        titles = titles_before(passage, post, posts, present.start(1), rules)
        yield Found(passage.text[start:end], start, titles.texts, titles.body)


def _is_name(passage: Passage, start: int, end: int, rules: ExtractRules) -> bool:
    name = passage.text[start:end]
    if name in rules.names.not_names or name[-1] in rules.names.place_ends:
        return False
    candidate = name_at(passage, start, Trust.TITLE, rules)
    if candidate is not None and candidate.end == end:
        return True
    return end - start > LONGEST_HAN and is_foreign(name, rules)

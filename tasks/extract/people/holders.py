"""Posts told behind a name: 某某当选县长, 任命某某、某某为局长, 某某是县医院的护士."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.document import Span
from tasks.extract.passage import Passage
from tasks.extract.people.appointments import GLOSS
from tasks.extract.people.likeness import Trust
from tasks.extract.people.posts import Post
from tasks.extract.people.slots import Found, Posts
from tasks.extract.people.titles import Titles, titles_before
from tasks.segment import Word

_BECOMES = re.compile(
    r"(?:同志)?(?:以[^，。；：、\n]{1,12}票)?(?:全票|高票|再次|首次|正式|新|已|同时)?"
    r"(?:当选为?|被(?:任命|聘任?|选举?|推选|推举|增补|委任)为|获委任为|受聘为"
    r"|担任|出任|接任|兼任|现任|就任|任(?![期务何命由职]))[了该]?"
)
_APPOINTED = re.compile(rf"{GLOSS}(?:同志|先生|女士|小姐)?(?:担任|任|为)")
_APPOINTING = re.compile(
    r"(?:任命|聘任|聘请|聘|补选|增选|增补|选举|改选|推选|推举|选出|选举产生|委任|续聘)了?(?:：\n?)?$"
)
_IS = re.compile(
    r"(?:（[^（）\n]{1,12}）)?(?:的(?:另一个?|真实|日常)?(?:身份|职业|本职工作|主业)，?)?(?:，(?=是))?(?:[也正]?[是系]|成[了为]|当上了?)(?:个|一名|一位|名|位|([^，。；：！？“”、\n]{0,14}?的))?"
)
# 他是某某研究所研究员, where nobody else has been named since.
_THEY = re.compile("[他她](?:(?:今年[0-9]{2}岁，)?[也正]?是|(?:现在|如今|目前)?在)")
LONGEST_CLAUSES = 64  # characters from a name to 他是
# 他在镇上一家快递站当|班组长
_THEY_WORK = re.compile(
    r"[^\n：“”]{1,60}?[，。][他她](?:现在|如今|目前)?在[^，。；：！？“”\n]{2,24}?()(?:当|担任)"
    r"(?![时场地年]|[^，。；：\n]{2,12}(?:时|后|期间))"
)
_THEY_ARE = re.compile(
    r"[^\n：“”]{1,60}?[，。][他她](?:今年[0-9]{2}岁，)?[也正]?是"
    r"(?:个|一名|一位|名|位|我们[所院校厂村站队局组]的|([^，。；：！？“”、\n]{0,14}?的))?"
)
_OTHERS = re.compile("[你我他她它咱谁曾]")
# Behind a post that somebody holds: the end of the clause, or what goes on after it.
_AFTER_POST = frozenset("、，。；！？（\n后时并兼和")
# Characters of the posts behind a name.
LONGEST_STRETCH = 48
_STRETCH = re.compile(rf"[^，。；！？：（）“”\n]{{2,{LONGEST_STRETCH}}}")
# A post of so many characters may begin with a verb: 摆渡船工.
LONGEST_WHOLE = 6
_JOINED = re.compile(rf"{GLOSS}[、和]")
LONGEST_ROW = 100  # names that one list joins
_NEXT = re.compile(r"[，；、]\n?|。\n")

# Words that stand in no post that is told from its beginning on: 担任过|三年, 担任在|…的.
_NO_PART = frozenset("pcdrufymtv")

Mention = tuple[int, int, str]


class Announced(NamedTuple):
    """Where a post behind a name may begin, and whether one surely does: an appointment's."""

    start: int
    sure: bool


def held_posts(
    passage: Passage,
    spans: Mapping[str, Sequence[Span]],
    posts: Posts,
    begins: Mapping[int, int],
    rules: ExtractRules,
) -> Iterator[Found]:
    """People who are told to hold a post, get one, or be something, with what that is.

    `begins` says for the start of a name with titles before it where these begin.
    """
    mentions = sorted((start, end, name) for name, every in spans.items() for start, end in every)
    ended = -1  # where the last appointment ended that was told
    for number in range(len(mentions)):
        row = _row(passage, mentions, number)
        following = _NEXT.match(passage.text, ended) if ended > 0 else None
        first = begins.get(row[0][0], row[0][0])
        if first < row[0][0] and (held := _told_before(passage, first, posts, rules)):
            yield from (Found(name, start, held) for start, _, name in row)
        follows = following is not None and following.end() == first
        begin = _begin(passage, (first, row[-1][1]), spans, follows=follows)
        if begin is None:
            continue
        after = mentions[number + 1][0] if number + 1 < len(mentions) else len(passage.text)
        told, end = _told(passage, begin, after, posts, rules)
        if told:
            ended = end
            yield from (Found(name, start, told) for start, _, name in row)


# Between a post and its holder, who has one more: 专家组组长是|某大学教授某某.
_HELD_BY = frozenset("为是系")


def _told_before(
    passage: Passage, begin: int, posts: Posts, rules: ExtractRules
) -> tuple[str, ...]:
    """The titles that the one is told to hold whose other titles begin at `begin`."""
    post = posts.get(begin - 1) if passage.char(begin - 1) in _HELD_BY else None
    official = post is not None and post.trust is Trust.POST
    return titles_before(passage, post, posts, 0, rules).texts if post and official else ()


def _row(passage: Passage, mentions: Sequence[Mention], number: int) -> Sequence[Mention]:
    """The mention with those that a list joins before it: 甲、乙、丙."""
    first = number
    least = max(0, number - LONGEST_ROW)
    while first > least and _JOINED.fullmatch(
        passage.text, mentions[first - 1][1], mentions[first][0]
    ):
        first -= 1
    return mentions[first : number + 1]


def _begin(
    passage: Passage, row: Span, spans: Mapping[str, Sequence[Span]], *, follows: bool
) -> Announced | None:
    """Where the post of those in the row would begin, or None where nothing announces one.

    A row that `follows` an appointment is one, too: 选举某某为主任，|某某为副主任.
    """
    start, end = row
    becomes = _BECOMES.match(passage.text, end)
    if becomes:
        return Announced(becomes.end(), sure=True)
    appointed = _APPOINTED.match(passage.text, end)
    if appointed:
        before = follows or _APPOINTING.search(passage.text, max(0, start - 6), start)
        return Announced(appointed.end(), sure=True) if before else None
    copula = _IS.match(passage.text, end)
    if copula is None and _THEY.search(passage.text, end, end + LONGEST_CLAUSES):
        copula = _THEY_ARE.match(passage.text, end) or _THEY_WORK.match(passage.text, end)
    if copula is None or _OTHERS.search(copula.group(1) or ""):
        return None
    if any(name in copula.group() for name in spans):
        return None
    return Announced(copula.end(), sure=False)


def _told(
    passage: Passage, begin: Announced, after: int, posts: Posts, rules: ExtractRules
) -> tuple[tuple[str, ...], int]:
    """The titles that begin there and end their clause, or stand before what it goes on with.

    With them the position behind the last; `after`: where the next name stands.
    """
    stretch = _STRETCH.match(passage.text, begin.start, after)
    if stretch is None:
        return (), begin.start
    for end in range(stretch.end(), begin.start + 1, -1):
        post = posts.get(end)
        if post is None or not post.titled or post.start < begin.start:
            continue
        if passage.char(end) not in _AFTER_POST and end < len(passage.text):
            continue
        titles = titles_before(passage, post, posts, begin.start, rules)
        if titles.whole == begin.start:
            return titles.texts, end
        return from_beginning(passage, begin, post, titles, rules), end
    return (), begin.start


def from_beginning(
    passage: Passage, begin: Announced, post: Post, titles: Titles, rules: ExtractRules
) -> tuple[str, ...]:
    """The titles although a part before them reads like none: 为|政协第十届某县委员会副主席."""
    start = begin.start
    between = passage.words_of(start, titles.whole)
    if begin.sure and titles.texts and all(_is_part(word, rules) for word in between):
        if titles.body:
            return titles.texts
        first, *others = titles.texts
        return (passage.text[start : titles.whole] + first, *others)
    whole = post.end - start <= LONGEST_WHOLE and all(
        word.tag[0] in "nvbj" for word in passage.words_of(start, post.start)
    )
    return (passage.text[start : post.end],) if whole and len(titles.texts) == 1 else ()


def _is_part(word: Word, rules: ExtractRules) -> bool:
    """Whether a word may stand in the unit before a post."""
    ordinal = word.tag == "m" and word.text[0] == "第"
    verb = word.tag == "vn" or word.text in rules.organisations.inner_verbs
    return ordinal or verb or word.tag[0] not in _NO_PART

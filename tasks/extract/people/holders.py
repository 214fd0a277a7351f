"""Posts told behind a name: 某某当选县长, 任命某某、某某为局长, 某某是县医院的护士."""

import re
from collections.abc import Iterator, Mapping, Sequence

from config.rules.extract import ExtractRules
from tasks.document import Span
from tasks.extract.passage import Passage
from tasks.extract.people.appointments import GLOSS
from tasks.extract.people.slots import Found, Posts
from tasks.extract.people.titles import titles_before

_BECOMES = re.compile(
    r"(?:同志)?(?:全票|高票|再次|首次|正式|新|已|同时)?"
    r"(?:当选为?|被(?:任命|聘任?|选举?|推选|推举|增补|委任)为|获委任为|受聘为"
    r"|担任|出任|接任|兼任|现任|就任|任(?![期务何命由职]))[了该]?"
)
_APPOINTED = re.compile(rf"{GLOSS}(?:同志)?(?:担任|任|为)")
_APPOINTING = re.compile(
    r"(?:任命|聘任|聘请|聘|补选|增选|增补|选举|改选|推选|推举|选出|选举产生|委任)了?(?:：\n?)?$"
)
_IS = re.compile(
    r"(?:（[^（）\n]{1,12}）)?[也正]?[是系](?:个|一名|一位|名|位|[^，。；：！？“”、\n]{0,14}?的)?"
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
_NEXT = re.compile(r"[，；、]\n?")

Mention = tuple[int, int, str]


def held_posts(
    passage: Passage, spans: Mapping[str, Sequence[Span]], posts: Posts, rules: ExtractRules
) -> Iterator[Found]:
    """People who are told to hold a post, get one, or be something, with what that is."""
    mentions = sorted((start, end, name) for name, every in spans.items() for start, end in every)
    ended = -1  # where the last appointment ended that was told
    for number in range(len(mentions)):
        row = _row(passage, mentions, number)
        following = _NEXT.match(passage.text, ended) if ended > 0 else None
        follows = following is not None and following.end() == row[0][0]
        begin = _begin(passage, row, spans, follows=follows)
        told, end = _told(passage, begin, posts, rules) if begin is not None else ((), ended)
        if told:
            ended = end
            yield from (Found(name, start, told) for start, _, name in row)


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
    passage: Passage, row: Sequence[Mention], spans: Mapping[str, Sequence[Span]], *, follows: bool
) -> int | None:
    """Where the post of those in the row would begin, or None where nothing announces one.

    A row that `follows` an appointment is one, too: 选举某某为主任，|某某为副主任.
    """
    start, end = row[0][0], row[-1][1]
    becomes = _BECOMES.match(passage.text, end)
    if becomes:
        return becomes.end()
    appointed = _APPOINTED.match(passage.text, end)
    if appointed:
        before = follows or _APPOINTING.search(passage.text, max(0, start - 6), start)
        return appointed.end() if before else None
    copula = _IS.match(passage.text, end)
    if copula is None or _OTHERS.search(copula.group()):
        return None
    return None if any(name in copula.group() for name in spans) else copula.end()


def _told(
    passage: Passage, begin: int, posts: Posts, rules: ExtractRules
) -> tuple[tuple[str, ...], int]:
    """The titles that begin at `begin` and end their clause, or stand before what it goes on with.

    With them the position behind the last.
    """
    stretch = _STRETCH.match(passage.text, begin)
    if stretch is None:
        return (), begin
    for end in range(stretch.end(), begin + 1, -1):
        post = posts.get(end)
        if post is None or not post.titled or post.start < begin:
            continue
        if passage.char(end) not in _AFTER_POST and end < len(passage.text):
            continue
        titles = titles_before(passage, post, posts, begin, rules)
        if titles.whole == begin:
            return titles.texts, end
        whole = end - begin <= LONGEST_WHOLE and all(
            word.tag[0] in "nvbj" for word in passage.words_of(begin, post.start)
        )
        return ((passage.text[begin:end],) if whole and len(titles.texts) == 1 else ()), end
    return (), begin

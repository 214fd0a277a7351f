"""Posts of one person that stand in a row: joined by 、 or 兼, parted by a comma, before an honour."""

import re
from itertools import accumulate, islice

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage, is_han
from tasks.extract.people.agreement import PERSON_TAGS
from tasks.extract.people.likeness import Trust
from tasks.extract.people.posts import Post
from tasks.segment import Word

# Honours stand between a post and a name without a comma.
_HONOURS = ("拿督", "丹斯里", "爵士", "勋爵", "太平绅士")
_HELD = re.compile(r"(?:(?<![责主委现时前原曾历上首])任|为)副?$")
LONGEST_JOINT = 7  # characters: 、我国著名
_STACKED = re.compile(
    r"(?:、|(?:，?同时|并)?兼任?|暨)(?:我国|国内|国际)?(?:著名|知名|资深|现任|时任|原|也是)?$"
)


_LEVELS = frozenset("省市县区州旗盟镇乡村")


def has_holder(passage: Passage, post: Post, rules: ExtractRules) -> bool:
    """Whether a name stands before the post already: 李某某总理|向全国; no place: 宁某|市委书记."""
    if passage.char(post.start) in _LEVELS:
        return False
    before = passage.word_at(post.start - 1)
    return (
        before is not None
        and before.tag in PERSON_TAGS
        and len(before.text) > 1
        and before.text[0] in rules.surnames.firsts
        and before.start + len(before.text) == post.start
    )


def stacked_before(
    passage: Passage, start: int, floor: int, posts: dict[int, Post], rules: ExtractRules
) -> Post | None:
    """The post that a title beginning at `start` is stacked on, unless it belongs to the one before.

    `某某总警司、某书院校长某某`: straight behind the name that ends at `floor` a post is that one's,
    and so is one behind a name that begins a clause: 李某某教授、|市长某某.
    """
    text = passage.text
    stacked = _STACKED.search(text[max(floor, start - LONGEST_JOINT) : start])
    post = posts.get(start - len(stacked.group())) if stacked else posts.get(start)
    if post is None or (floor and post.start <= floor):
        return None
    if _HELD.search(text, max(floor, post.start - 3), post.start):
        return None  # 由某某任指挥长、|副县长某某
    if has_holder(passage, post, rules) and _begins_clause(passage, post, rules):
        return None
    return post if stacked or text.startswith(_HONOURS, start) else None


def _begins_clause(passage: Passage, post: Post, rules: ExtractRules) -> bool:
    """Whether what stands before the post begins a clause, and ends like no place or body."""
    before = passage.words[passage.word_numbers[post.start - 1]]
    body = before.text[-1] in rules.names.place_ends
    return not body and not is_han(passage.char(before.start - 1))


# A sentence that begins with a row of posts: 局党组书记、局长，|市绿化委员会办公室主任某某.
_POSTS_ROW = re.compile(
    r"(?:^|[。！？；\n])([\u4e00-\u9fff]{2,20}(?:、[\u4e00-\u9fff]{2,20}){1,4})，$"
)
LONGEST_ROW = 60


def row_before(passage: Passage, start: int, floor: int, posts: dict[int, Post]) -> Post | None:
    """The last of two posts or more that begin the sentence, where a comma parts them from here."""
    if passage.char(start - 1) != "，" or start - 1 not in posts:
        return None
    row = _POSTS_ROW.search(passage.text, max(floor, start - LONGEST_ROW), start)
    if row is None or not _is_row(passage.words_of(*row.span(1))):
        return None
    ends = accumulate(row.group(1).split("、"), lambda end, item: end + len(item) + 1, initial=-1)
    held = [posts.get(row.start(1) + end) for end in islice(ends, 1, None)]
    official = all(post is not None and post.trust is Trust.POST for post in held)
    return held[-1] if official else None


def after_joint(text: str, start: int, post: Post, posts: dict[int, Post]) -> int:
    """Where the last of posts joined by 兼 begins: 副总裁兼|首席技术官, 主席|拿督."""
    end = post.start
    if end in posts and text.startswith(_HONOURS, end):
        return end
    joint = max(text.rfind("兼", start, end), text.rfind("暨", start, end))
    return joint + 1 if joint > start and joint in posts else start


def _is_row(words: tuple[Word, ...]) -> bool:
    """Whether nobody is named there and nothing is done: no 出席的有局长、."""
    return words[0].tag[0] in "nbj" and not any(
        (word.tag in PERSON_TAGS and word.text[-1] != "部")  # 宣传部
        or word.tag[0] in "prdu"
        or (word.tag == "v" and len(word.text) == 1)
        for word in words
    )

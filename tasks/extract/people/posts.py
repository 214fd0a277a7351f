"""Posts: the last words of titles, and where they stand."""

import re
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage, is_han
from tasks.extract.people.likeness import Trust
from tasks.segment import Word


class Post(NamedTuple):
    """The last word of a title: 书记, 局长, 研究员; `titled` is False for a mere status."""

    start: int
    end: int
    trust: Trust
    titled: bool


# Characters of the longest post of the lexicon.
LONGEST_POST = 8
# Occupations end so even where the lexicon does not know them: 验收员, 制琴师, 指挥长, 气候学家.
_OCCUPATION = re.compile(
    r"(?:员(?<![人动裁复增减满全]员)|师|匠|学家|长(?<![增成延生特专擅身全总周年最]长)(?![度期假]))"
    r"(?<=[\u4e00-\u9fff]{3})"
)
LONGEST_OCCUPATION = 3
# Nouns that end so often are people: 拆机达人, 歌唱家, 守门人, 拓荒者.
_PERSONAL = re.compile("[者家手工主人帅将师匠员长]")


def find_posts(passage: Passage, rules: ExtractRules) -> dict[int, Post]:
    """Every post in the passage, by the position after its last character."""
    posts = _personal(passage, rules)
    done = 0
    for match in _OCCUPATION.finditer(passage.text):
        end = match.end()
        if end - LONGEST_OCCUPATION < done:
            continue
        done = end
        if passage.is_boundary(end):
            posts[end] = Post(end - 1, end, Trust.OCCUPATION, titled=True)
    for match in rules.patterns.post_end.finditer(passage.text):
        if passage.text[match.end() - 2 : match.end()] not in rules.posts.lengths:
            continue
        post = _known_post(passage.text, match.end(), rules)
        if post is None or _in_middle(passage.text, post) or _is_joint(passage, post):
            continue
        if _is_cut(passage, post.end, rules):
            posts.pop(post.end - 1, None)  # 制茶师|傅培训学校
        else:
            posts[post.end] = post
    return _longest(passage, posts)


def _personal(passage: Passage, rules: ExtractRules) -> dict[int, Post]:
    """Nouns that may be a person's, and whoever does something."""
    posts = {}
    for word in passage.words_ending(_PERSONAL):
        if word.tag == "n" and len(word.text) > 1 and not word.text.endswith("人员"):
            end = word.start + len(word.text)
            posts[end] = Post(word.start, end, Trust.NOUN, titled=False)
        elif word.text == "人" and (agent := _agent(passage, word, rules)):
            posts[agent.end] = agent
    return posts


def _agent(passage: Passage, word: Word, rules: ExtractRules) -> Post | None:
    """Whoever does something, by two words: 认养|人, 签发|人, not 做到|人; a status, no post."""
    deed = passage.word_at(word.start - 1)
    if deed is None or len(deed.text) != 2 or deed.tag not in {"v", "vn"}:
        return None
    if deed.text[-1] in rules.organisations.arriving:
        return None
    return Post(deed.start, word.start + 1, Trust.OCCUPATION, titled=False)


def _longest(passage: Passage, posts: dict[int, Post]) -> dict[int, Post]:
    """Without those that are the beginning of a longer one: 副主任|医师, or overlap: 总支书|记."""
    kept: list[Post] = []
    for end in sorted(posts, reverse=True):
        if kept and posts[end].start >= kept[-1].start:
            continue
        if kept and end > kept[-1].start:
            if passage.is_boundary(kept[-1].start) or not passage.is_boundary(end):
                continue
            kept.pop()
        kept.append(posts[end])
    return {post.end: post for post in kept}


def _known_post(text: str, end: int, rules: ExtractRules) -> Post | None:
    """The longest post of the lexicon that ends at `end`."""
    for length in rules.posts.lengths[text[end - 2 : end]]:
        start = end - length
        if start < 0:
            continue
        word = text[start:end]
        if word in rules.posts.official:
            return Post(start, end, Trust.POST, titled=True)
        if word in rules.posts.occupation:
            return Post(start, end, Trust.OCCUPATION, titled=True)
        if word in rules.posts.status:
            return Post(start, end, Trust.OCCUPATION, titled=False)
    return None


_RANKED = frozenset("军名位国党队衔")


def _in_middle(text: str, post: Post) -> bool:
    """执勤中|将某某抓获: a general's rank stands behind a pause, or an army."""
    general = text[post.start : post.end] in {"中将", "上将"}
    before = text[post.start - 1 : post.start]
    return general and is_han(before) and before not in _RANKED


def _is_joint(passage: Passage, post: Post) -> bool:
    """Whether a status is only where two words meet: 宁建业|主持."""
    if post.titled:
        return False
    return not (passage.is_boundary(post.start) or passage.is_boundary(post.end))


_COUNCILS = frozenset("委员事")


def _is_cut(passage: Passage, end: int, rules: ExtractRules) -> bool:
    """Whether a word goes on over the end of the would-be post: 省|长丰县, 少年|宫."""
    if passage.char(end) == "会" and passage.char(end - 1) in _COUNCILS:
        return True  # 常委|会
    if passage.text.startswith(rules.posts.goes_on, end):
        return passage.text[end] not in rules.surnames.firsts
    word = passage.word_at(end)
    if word is None or word.start >= end:
        return False
    if len(word.text) < 3:
        return passage.char(end - 1) == "工" and word.text in rules.lexicon.words  # 长渡|工程
    return word.text in rules.lexicon.places or word.text in rules.lexicon.words

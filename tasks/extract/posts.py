"""Posts: where titles end, and every title that stands before a name."""

import re
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.extract.names import Trust
from tasks.extract.passage import Passage, phrase_start


class Post(NamedTuple):
    """The last word of a title: 书记, 局长, 研究员; `titled` is False for a mere status."""

    start: int
    end: int
    trust: Trust
    titled: bool


# Occupations end so even where the lexicon does not know them: 验收员, 制琴师, 指挥长.
_OCCUPATION = re.compile(r"[\u4e00-\u9fff]{2}[员师匠长]")


def find_posts(passage: Passage, rules: ExtractRules) -> dict[int, Post]:
    """Every post in the passage, by the position after its last character."""
    posts = {}
    for match in _OCCUPATION.finditer(passage.text):
        end = match.end()
        posts[end] = Post(end - 1, end, Trust.OCCUPATION, titled=True)
    for match in rules.patterns.post.finditer(passage.text):
        word = match.group()
        official = word in rules.posts.official
        titled = official or word in rules.posts.occupation
        trust = Trust.POST if official else Trust.OCCUPATION
        posts[match.end()] = Post(match.start(), match.end(), trust, titled)
    return posts


class Titles(NamedTuple):
    """Stacked titles, the private body named before the first, and where the first begins."""

    texts: tuple[str, ...]
    body: str | None
    start: int


def titles_before(
    passage: Passage, post: Post, posts: dict[int, Post], rules: ExtractRules
) -> Titles:
    """The titles that end with `post`, in order.

    `某市委常委、副市长` gives two, `董事长兼总经理` too; a firm, a school or an association is not
    part of a title.
    """
    titles: list[str] = []
    body = None
    current: Post | None = post
    first = post.end
    while current is not None:
        start = first = _title_start(passage, current, rules)
        private = _private_body(passage.text[start : current.start], rules)
        if private:
            first = start + len(private)
            body = private
        if current.titled:
            titles.insert(0, passage.text[first : current.end])
        current = posts.get(start - 1) if passage.char(start - 1) in ("、", "兼") else None
    return Titles(tuple(titles), body, first)


def _private_body(prefix: str, rules: ExtractRules) -> str | None:
    ends = [match.end() for match in rules.patterns.private_body.finditer(prefix)]
    return prefix[: ends[-1]] if ends else None


def _title_start(passage: Passage, post: Post, rules: ExtractRules) -> int:
    """Leftwards over the noun phrase and words like 老, 前, 首席; never past a comma or a verb."""
    word = passage.words[passage.word_numbers[post.start]]
    start = phrase_start(passage, word.start, rules.posts.outside, rules)
    while start > 0:
        before = passage.words[passage.word_numbers[start - 1]]
        if before.text not in rules.posts.modifiers:
            return start
        start = phrase_start(passage, before.start, rules.posts.outside, rules)
    return start

"""Names that nothing announces: they stand before a post or an honorific, or only act."""

import re
from collections.abc import Iterator

from config.rules.extract import ExtractRules
from tasks.extract.likeness import Trust
from tasks.extract.names import PERSON_TAGS, Candidate, name_at, name_before
from tasks.extract.passage import Passage, is_han, occurrences
from tasks.extract.slots import PERSONAL_DEED, Found, Posts, begins_with_post, found_at

# Posts that stand after a name; 代表 and 主持人 after one would be what it does, or the next.
_STANDS_AFTER = re.compile(
    r"(?![省市县区州镇乡]委).*(?:[长师员]|书记|主任|主席|教授|院士|博士|医生|经理|总监|总裁|司机|教练|总理|总统|大使|将军|先生|女士)$"
)


def honoured_names(
    passage: Passage, posts: Posts, taken: frozenset[int], rules: ExtractRules
) -> Iterator[Found]:
    """Names before a post or an honorific: 某某县长, 某某教授, 某某先生.

    A post that itself announces a name (`taken` holds where names begin) belongs to that one.
    """
    after = {
        post.start: post.end
        for post in posts.values()
        if post.titled
        and post.end - post.start > 1
        and _STANDS_AFTER.match(passage.text[post.start : post.end])
    }
    for word in passage.words:
        if word.text in rules.posts.honorific:
            after[word.start] = max(after.get(word.start, 0), word.start + len(word.text))
    for start, end in sorted(after.items()):
        if end in taken or start in taken:
            continue
        told = passage.text[start:end]
        titled = told in rules.posts.official or told in rules.posts.occupation
        trust = Trust.NOUN if titled else Trust.OCCUPATION
        candidate = name_before(passage, start, trust, rules)
        if candidate is None or not _believed(passage, candidate, posts, taken, rules):
            continue
        yield Found(
            passage.text[candidate.start : candidate.end],
            candidate.start,
            (told,) if titled else (),
        )


# Two characters before a post are often no name: 安监|局长.
SURE_OF_TWO = 4.0


def _believed(
    passage: Passage, candidate: Candidate, posts: Posts, taken: frozenset[int], rules: ExtractRules
) -> bool:
    name = passage.text[candidate.start : candidate.end]
    if candidate.start in taken:
        return True
    if begins_with_post(candidate, posts) or name[-1] in rules.names.place_ends:
        return False
    if not is_han(passage.char(candidate.start - 1)) and len(name) > 2:
        return True
    tagged = passage.words_of(candidate.start, candidate.end)[0].tag in PERSON_TAGS
    return (len(name) > 2 and (tagged or passage.is_boundary(candidate.start))) or (
        tagged and candidate.score >= SURE_OF_TWO
    )


def courtesy_names(passage: Passage, known: set[str], rules: ExtractRules) -> Iterator[Found]:
    """A surname before 女士, 先生: a name of its own when no full name has that surname."""
    placed = (
        (start, courtesy)
        for courtesy in rules.posts.courtesy
        for start, _ in occurrences(passage.text, courtesy)
    )
    for end, courtesy in placed:
        for length in (2, 1):
            start = max(0, end - length)
            surname = passage.text[start:end]
            surnames = rules.surnames.compound if length == 2 else rules.surnames.common
            if surname in surnames and passage.is_boundary(start):
                full = surname + courtesy
                if not any(n.startswith(surname) and n != full for n in known):
                    yield Found(full, start)
                break


def acting_names(passage: Passage, rules: ExtractRules) -> Iterator[Found]:
    """Names that nothing announces: they begin a clause and speak, or recur and act."""
    firsts = rules.surnames.firsts
    for number, word in enumerate(passage.words):
        if word.text[0] not in firsts:
            continue
        tagged = word.tag in PERSON_TAGS
        if not tagged and len(word.text) > 1 and word.text in rules.lexicon.words:
            continue
        begins = not is_han(passage.char(word.start - 1))
        if not begins and not (tagged and len(word.text) > 1) and not _described(passage, number):
            continue
        if not tagged and not _may_act(passage.text, word.start, rules):
            continue
        candidate = name_at(passage, word.start, Trust.NONE, rules)
        if candidate is None:
            continue
        name = passage.text[candidate.start : candidate.end]
        if name[-1] not in rules.names.place_ends and _acts(
            passage, candidate, begins, tagged, rules
        ):
            yield found_at(passage, candidate)


def _may_act(text: str, start: int, rules: ExtractRules) -> bool:
    """Whether what begins here recurs or speaks: cheap, since nearly every clause is asked."""
    if text.count(text[start : start + 2]) > 1:
        return True
    return any(
        rules.patterns.speech.match(text, end) or PERSONAL_DEED.match(text, end)
        for end in (start + 2, start + 3, start + 4)
    )


def _described(passage: Passage, number: int) -> bool:
    return number > 0 and passage.words[number - 1].text in {"的", "和", "与", "、"}


# Three characters that read so much better as a name need no second mention.
SURE_OF_ONE = 4.0


def _acts(
    passage: Passage, candidate: Candidate, begins: bool, tagged: bool, rules: ExtractRules
) -> bool:
    """Whether the candidate speaks at the beginning of a clause, acts and recurs, or is clear."""
    name = passage.text[candidate.start : candidate.end]
    if name in rules.lexicon.words:
        return False
    speaks = rules.patterns.speech.match(passage.text, candidate.end) is not None
    if begins and (speaks or PERSONAL_DEED.match(passage.text, candidate.end)):
        return True
    if len(name) < 3:
        return False
    acts = speaks or rules.patterns.follower.match(passage.text, candidate.end) is not None
    if passage.text.count(name) > 1:
        return acts or (tagged and candidate.score >= SURE_OF_ONE / 2)
    listed = passage.char(candidate.end) == "、" or passage.char(candidate.start - 1) == "、"
    return tagged and candidate.score >= SURE_OF_ONE and (acts or listed)

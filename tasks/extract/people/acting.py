"""Names that nothing announces: they begin a clause and speak or act, or stand in results."""

import re
from collections.abc import Iterator, Set
from itertools import islice

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage, is_han
from tasks.extract.people.agreement import PERSON_TAGS
from tasks.extract.people.likeness import Trust
from tasks.extract.people.names import Candidate, name_at
from tasks.extract.people.slots import Found, found_at

_PREPOSITIONS = frozenset("向和由与对从为以同于")
_BEFORE_PREPOSITION = frozenset("并还也已再正将曾均都先又就便只未不")
_TAKES_ONE = frozenset("vp")
# At the beginning of a clause three characters that the tagger takes for a name need little more.
CLEAR = 1.0
# Three characters that read so much better as a name need no second mention.
SURE_OF_ONE = 4.0
# ... and so much better that they need not do anything: on newspaper text 9 of 10 are people.
VERY_SURE = 6.0
# ... and so much that it does not matter what stands round them, if they are no foreign word.
BEYOND_DOUBT = 8.0


def acting_names(passage: Passage, known: Set[str], rules: ExtractRules) -> Iterator[Found]:
    """Names that begin a clause, or stand after 的, and do there what people do.

    `known`: names of three characters or more that something announces elsewhere; their mentions
    are found by themselves.
    """
    text, surnames, elements = passage.text, rules.surnames.firsts, rules.names.element_firsts
    open_places = {match.start() for match in rules.patterns.name_start.finditer(text)}
    tagged_places = {word.start for word in passage.words if word.tag in PERSON_TAGS}
    for start in sorted(open_places | tagged_places):
        word, tagged = passage.words[passage.word_numbers[start]], start in tagged_places
        if word.start < start:
            continue
        begins = not is_han(passage.char(start - 1))
        before = passage.words[passage.word_numbers[start] - 1] if not begins else word
        described = not begins and start in open_places and len(before.text) == 1  # 送奶的|某某
        if before.text in _BEFORE_PREPOSITION and text[start] in _PREPOSITIONS:
            continue  # 并|向泽安派出工作组
        taken = tagged and (len(word.text) > 1 or before.tag in _TAKES_ONE)  # 是|麦|俊杰
        if not (begins or described or taken):
            continue
        element = text[start] in elements and rules.patterns.element.match(text, start)
        if text[start] not in surnames and not element:
            continue
        if text[start : start + 3] in known or text[start : start + 4] in known:
            continue
        if not tagged and not element and not _may_act(passage, start, rules):
            continue
        candidate = name_at(passage, start, Trust.NONE, rules)
        if candidate is None or _is_ruled_out(passage, candidate, rules):
            continue
        if _acts(passage, candidate, begins=begins or described, tagged=tagged, rules=rules):
            yield found_at(passage, candidate)


# Behind a quoted name so few characters end a slogan: “沙进人|退”.
LONGEST_SLOGAN = 4


def _is_ruled_out(passage: Passage, candidate: Candidate, rules: ExtractRules) -> bool:
    """Whether it ends like a place, is a known word, or stands in quotation marks somewhere.

    Or it stands behind a figure, whose measure it begins with: 3|周蛙纹.
    """
    name = passage.text[candidate.start : candidate.end]
    if passage.char(candidate.start - 1).isdigit():
        return True
    if name[-1] in rules.names.place_ends or name in rules.names.not_names:
        return True
    return any(
        passage.char(at - 1) == "“"
        and "”" in passage.text[at + len(name) : at + len(name) + LONGEST_SLOGAN]
        for at in passage.find_backwards(name)
    )


def _may_act(passage: Passage, start: int, rules: ExtractRules) -> bool:
    """Whether what begins here recurs, speaks or acts: cheap, as nearly every clause is asked."""
    text = passage.text
    for end in (start + 2, start + 3, start + 4):
        if _does(text, end, rules):
            return True
    return passage.recurs(text[start : start + 3])


def _does(text: str, end: int, rules: ExtractRules) -> bool:
    """Whether what only a person does stands here: 说, 夺冠, 罚球命中, 等35人."""
    return (rules.patterns.does.match(text, end) or _AND_OTHERS.match(text, end)) is not None


_AND_OTHERS = re.compile(r"等[0-9一二三四五六七八九十百两]{1,4}(?:人|名(?!词))")


def _acts(
    passage: Passage, candidate: Candidate, *, begins: bool, tagged: bool, rules: ExtractRules
) -> bool:
    """Whether the candidate speaks or acts at the beginning of a clause, or is clear and recurs."""
    text, end = passage.text, candidate.end
    name = text[candidate.start : end]
    does = _does(text, end, rules)
    if name in rules.lexicon.words:
        ends = (at + len(name) for at in passage.find_backwards(name))
        doing = islice((end for end in ends if _does(text, end, rules)), 2)
        return begins and does and len(list(doing)) > 1
    if begins and does:
        return True
    if len(name) == 2:
        return tagged and _begins_short(passage, candidate, rules)
    return _is_clear(passage, candidate, acts=does, tagged=tagged, rules=rules)


def _begins_short(passage: Passage, candidate: Candidate, rules: ExtractRules) -> bool:
    """Whether two characters that can hardly be a word begin a clause, and no noun goes on."""
    before = passage.char(candidate.start - 1)
    return (
        candidate.score >= VERY_SURE
        and (not before or before in _CLAUSE_ENDS)
        and passage.char(candidate.end - 1) not in rules.names.thing_ends
        and _clause_goes_on(passage, candidate.end, rules)
    )


def _is_clear(
    passage: Passage, candidate: Candidate, *, acts: bool, tagged: bool, rules: ExtractRules
) -> bool:
    """Whether three characters act and recur, or are so good a name that they need not."""
    text, end = passage.text, candidate.end
    name = text[candidate.start : end]
    acts = acts or _follows(text, end, rules)
    recurs = passage.recurs(name)
    if not tagged:
        return recurs and acts
    if candidate.score >= CLEAR and _begins_and_goes_on(passage, candidate):
        return True
    if candidate.score >= VERY_SURE and _stands_clear(passage, candidate, rules):
        return True
    if candidate.score >= 2 * SURE_OF_ONE and passage.char(candidate.start - 1) == "的":
        return _is_described(passage, candidate, rules)
    if recurs:
        return acts or (
            candidate.score >= SURE_OF_ONE / 2 and _acts_elsewhere(passage, name, rules)
        )
    listed = "、" in (passage.char(end), passage.char(candidate.start - 1))
    return candidate.score >= SURE_OF_ONE and (acts or listed)


# Whose a person may be said to be ends so: 五年级的, 邻村的.
_OWNERS = frozenset("级班队组村寨屯镇乡县市省州厂校系院店岁籍")


def _is_described(passage: Passage, candidate: Candidate, rules: ExtractRules) -> bool:
    """Whether a place, a team or a class is said to have a person here: 五年级的|韦某某，.

    The name holds no word, and no noun goes on with it.
    """
    owner = passage.word_at(candidate.start - 2)
    if owner is None or not (owner.tag == "ns" or owner.text[-1] in _OWNERS):
        return False
    name = passage.text[candidate.start : candidate.end]
    if name[:2] in rules.lexicon.words or name[1:] in rules.lexicon.words:
        return False
    following = passage.word_at(candidate.end)
    return following is None or not is_han(following.text[0]) or following.tag[0] in "vdptcu"


# What stands before a name by itself: a mark that ends a clause, or what has people as its object.
_CLAUSE_ENDS = frozenset("，。；！？”\n")
_TAKES_PEOPLE = frozenset("vpcu")


def _stands_clear(passage: Passage, candidate: Candidate, rules: ExtractRules) -> bool:
    """Whether three characters stand where a person may, and no noun goes on: 请|骆某某|来."""
    if not _is_no_thing(passage, candidate, rules):
        return False
    if candidate.score >= BEYOND_DOUBT and passage.char(candidate.start - 1) not in _QUOTES:
        name = frozenset(passage.text[candidate.start : candidate.end])
        if name - rules.names.transliteration - rules.names.seldom_foreign:
            return True
    before = passage.word_at(candidate.start - 1)
    apart = before is None or before.text[-1] in _CLAUSE_ENDS or before.tag[0] in _TAKES_PEOPLE
    return apart and _clause_goes_on(passage, candidate.end, rules)


_QUOTES = frozenset("“‘《「『")


def _is_no_thing(passage: Passage, candidate: Candidate, rules: ExtractRules) -> bool:
    """Whether three characters hold no word, do not end like a thing, and cut no word."""
    start, end = candidate.start, candidate.end
    name = passage.text[start:end]
    if end - start != 3 or name[-1] in rules.names.thing_ends or name[:2] in rules.lexicon.words:
        return False
    given = passage.words[passage.word_numbers[start + 1]]
    if name[1:] in rules.lexicon.words and given.tag not in PERSON_TAGS:
        return False
    return passage.is_boundary(start) and passage.is_boundary(end)


def _clause_goes_on(passage: Passage, end: int, rules: ExtractRules) -> bool:
    """Whether what stands behind a name is no noun that it would belong to."""
    after = passage.word_at(end)
    if after is None or after.text[0] in _CLAUSE_ENDS or passage.char(end) in _OPENS:
        return True
    if after.text == "、":
        return passage.char(end + 1) in rules.surnames.firsts
    if after.start != end:
        return False
    short = after.tag == "a" and len(after.text) == 1  # 比某某|快
    return short or after.tag[0] in "vdptcu" or after.text[0] == "第"


# What stands before words or works of somebody: 刘某某《晨雾》, 刘某某的《晨雾》.
_OPENS = frozenset("的《“（(：—")


def _begins_and_goes_on(passage: Passage, candidate: Candidate) -> bool:
    """Whether a clause begins here, and a verb or what goes with one follows, no noun."""
    following = passage.word_at(candidate.end)
    return (
        not is_han(passage.char(candidate.start - 1))
        and following is not None
        and following.start == candidate.end
        and (following.tag[0] in "vdpt" or (following.tag == "a" and len(following.text) > 1))
    )


# After a thing as well as after a person.
_OF_THINGS = frozenset("的等和与及是为以有在也")


def _follows(text: str, end: int, rules: ExtractRules) -> bool:
    following = rules.patterns.follower.match(text, end)
    return following is not None and following.group() not in _OF_THINGS


def _acts_elsewhere(passage: Passage, name: str, rules: ExtractRules) -> bool:
    text = passage.text
    return any(
        not is_han(text[start - 1 : start])
        and (_does(text, end, rules) or _follows(text, end, rules))
        for start, end in ((at, at + len(name)) for at in passage.find_backwards(name))
    )


# A box score: so many names, each with its points.
SHORTEST_SCORE = 2
_SCORED = re.compile(r"(?<![\u4e00-\u9fff·])([\u4e00-\u9fff·•]{2,10}?)[0-9]{1,3}分(?![钟贝米])")
_SCORE_ROW = re.compile(r"[^\n。；;]+")


def scored_names(passage: Passage, rules: ExtractRules) -> Iterator[Found]:
    """Names of a box score: `某某28分9篮板、某某17分`."""
    for row in _SCORE_ROW.finditer(passage.text):
        if row.group().count("分") < SHORTEST_SCORE:
            continue
        scored = list(_SCORED.finditer(passage.text, row.start(), row.end()))
        if len(scored) < SHORTEST_SCORE:
            continue
        named = [_scored(passage, *item.span(1), rules) for item in scored]
        if sum(n is not None for n in named) * 2 > len(scored):
            yield from (found_at(passage, n) for n in named if n is not None)


# A time to the hundredth is one of a race: 2:09.90, 12秒98, 7分49秒02.
_TIME = re.compile(r"[0-9]{1,2}(?:[:：][0-9]{2}[.．]|秒)[0-9]{2}(?![0-9])")
_MARK = r"[0-9]{1,2}(?:[:：分][0-9]{1,2})?[.．秒][0-9]{1,2}(?![0-9%％元万亿美倍度])"
# 某某（某地）7:49.16, and at the beginning of a clause 某某13秒25位列第三
_TIMED = re.compile(
    rf"(?<![\u4e00-\u9fff·•0-9A-Za-z])([\u4e00-\u9fff·•]{{2,10}}?)(?:（[\u4e00-\u9fff]{{2,8}}）)? ?{_MARK}"
)


def timed_names(passage: Passage, rules: ExtractRules) -> Iterator[Found]:
    """Names before the time that somebody ran or swam, in a text that tells such times."""
    if not _TIME.search(passage.text):
        return
    for result in _TIMED.finditer(passage.text):
        named = _scored(passage, *result.span(1), rules)
        if named is None or result.group(1) in rules.lexicon.words:
            continue
        bracketed = passage.char(named.end) == "（"
        word = passage.words[passage.word_numbers[named.start]]
        if bracketed or named.end - named.start > 2 or word.tag in PERSON_TAGS:
            yield found_at(passage, named)


def _scored(passage: Passage, start: int, end: int, rules: ExtractRules) -> Candidate | None:
    candidate = name_at(passage, start, Trust.TITLE, rules)
    if candidate is None or candidate.end != end:
        return None
    return None if passage.text[end - 1] in rules.names.place_ends else candidate

"""How a stretch of text reads as a name, and how the same text reads as everyday words.

All figures are costs or weights in natural logarithms: what the characters of names in a
dictionary say, against what its words say.
"""

import re
from collections.abc import Iterator
from enum import IntEnum

from config.rules.extract import ExtractRules
from config.rules.lexicon import LONGEST_WORD
from tasks.extract.passage import is_han
from tasks.extract.people.foreign import (
    FOREIGN_CHARACTER,
    FOREIGN_NAME,
    foreign_ends,
    japanese_ends,
)


class Trust(IntEnum):
    """How strongly a place announces a name."""

    NONE = 0  # the beginning of a clause
    NOUN = 1  # a noun that may be a person's, an item of a list
    OCCUPATION = 2  # an occupation or a status
    POST = 3  # an official post
    TITLE = 4  # a post with its office (市水利局局长), or one of a row of people with posts
    STACK = 5  # several posts of one person, or one straight after another person with a post
    CUE = 6  # 名叫


# Set by hand, then checked on some seventy annotated articles and a month of a newspaper.
TWO, THREE, COMPOUND, MARRIED = 0.8, 0.6, 3.0, 4.0  # costs of a name of that build
RARE_SURNAME, COMPOUND_SURNAME, MASK, MASKED_GIVEN = 9.0, 6.0, 3.0, 8.0
DOTTED_CHARACTER, SELDOM_IN_DOTTED, OTHER_CHARACTER = 3.0, 5.0, 8.0
ODD_NAME, ODD_CHARACTER, LONGEST_ODD = 14.0, 4.0, 3
DOUBLED = 3.0
UNKNOWN_CHARACTER = 15.0
FOLLOWS = 4.0
NOT_NAME, DOING, SELDOM = -7.0, -3.0, -2.0
NEVER = -99.0
PLACE = {
    Trust.NONE: NEVER,
    Trust.NOUN: NEVER,
    Trust.OCCUPATION: -7.0,
    Trust.POST: -3.5,
    Trust.TITLE: -2.5,
    Trust.STACK: -1.0,
    Trust.CUE: 0.0,
}
# Words that cost more than this are seldom met.
UNUSUAL_WORD = 12.5
_CONJUNCTIONS = frozenset("和与及")
# Characters of a Chinese name, and of a foreign one without dots.
LONGEST_HAN, LONGEST_FOREIGN = 4, 8

_MASKED = re.compile(r"[某×][某甲乙丙丁×]?")


def usual_costs(text: str, rules: ExtractRules) -> list[float]:
    """For each position, the cost of the rest of `text` as a row of ordinary words."""
    cost_of, beginnings = rules.lexicon.words.get, rules.lexicon.beginnings
    length = len(text)
    costs = [0.0] * (length + 1)
    for i in range(length - 1, -1, -1):
        best = cost_of(text[i], UNKNOWN_CHARACTER) + costs[i + 1]
        if i + 2 <= length:
            pair = text[i : i + 2]
            cost = cost_of(pair)
            if cost is not None and cost + costs[i + 2] < best:
                best = cost + costs[i + 2]
            if pair in beginnings:
                for end in range(i + 3, min(i + LONGEST_WORD, length) + 1):
                    cost = cost_of(text[i:end])
                    if cost is not None and cost + costs[end] < best:
                        best = cost + costs[end]
        costs[i] = best
    return costs


def usual_costs_before(text: str, rules: ExtractRules) -> list[float]:
    """For each position, the cost of `text` before it as a row of ordinary words."""
    cost_of = rules.lexicon.words.get
    costs = [0.0]
    for end in range(1, len(text) + 1):
        best = cost_of(text[end - 1], UNKNOWN_CHARACTER) + costs[end - 1]
        for start in range(max(0, end - LONGEST_WORD), end - 1):
            cost = cost_of(text[start:end])
            if cost is not None and cost + costs[start] < best:
                best = cost + costs[start]
        costs.append(best)
    return costs


def name_ends(
    text: str, start: int, longest: int, trust: Trust, rules: ExtractRules
) -> Iterator[tuple[int, float]]:
    """Where a name that begins at `start` may end, and what it costs as a name."""
    masked = _MASKED.match(text, start + 1)
    if masked and text[start] in rules.surnames.common:
        yield masked.end(), MASK
        goes_on = rules.patterns.follower.match(text, masked.end())  # 杜某|犯诈骗罪
        word = text[masked.end() : masked.end() + 2] in rules.lexicon.words  # 某|平时
        if len(masked.group()) == 1 and longest > 2 and not (goes_on or word):
            yield masked.end() + 1, MASK + MASKED_GIVEN  # 任某军
        return
    for end in range(start + 2, start + min(longest, LONGEST_HAN) + 1):
        if text[end - 1] in rules.names.never:
            break
        cost = _han_cost(text[start:end], trust, rules)
        if cost is None and end - start == LONGEST_HAN and trust < Trust.POST:
            cost = _married_cost(text, start, end, trust, rules)
        if cost is not None:
            yield end, cost
    if Trust.POST <= trust <= Trust.STACK:
        yield from _odd_ends(text, start, min(longest, LONGEST_ODD), trust, rules)
    if trust < Trust.OCCUPATION and rules.patterns.element.match(text, start):
        yield from foreign_ends(text, start, min(longest, LONGEST_FOREIGN), rules)
    if trust >= Trust.OCCUPATION:
        yield from foreign_ends(text, start, min(longest, LONGEST_FOREIGN), rules)
        yield from japanese_ends(text, start, longest, rules)


def name_starts(
    text: str, first: int, end: int, trust: Trust, rules: ExtractRules
) -> Iterator[tuple[int, float]]:
    """Where a name that ends at `end` may begin, and what it costs as a name."""
    for start in range(max(first, end - LONGEST_HAN), end - 1):
        if not rules.names.never.isdisjoint(text[start + 1 : end]):
            continue
        cost = _han_cost(text[start:end], trust, rules)
        if cost is not None:
            yield start, cost
    start = end
    while start > max(first, end - LONGEST_FOREIGN) and (
        text[start - 1] in rules.names.transliteration
    ):
        start -= 1
    start += text[start - 1 : start].isdigit()  # 20日|普里马科夫
    if end - start >= 3:
        yield start, FOREIGN_NAME + FOREIGN_CHARACTER * (end - start)


_COMMAS = frozenset("、，")


def ends_odd(text: str, end: int, trust: Trust, rules: ExtractRules) -> bool:
    """Whether a name without a known surname may end at `end`."""
    if trust >= Trust.TITLE and text[end : end + 1] in _COMMAS:
        return True
    return rules.patterns.says.match(text, end) is not None


def _odd_ends(
    text: str, start: int, longest: int, trust: Trust, rules: ExtractRules
) -> Iterator[tuple[int, float]]:
    """A name without a known surname: before a speech verb, or with an office before it a comma."""
    for end in range(start + 2, start + longest + 1):
        name = text[start:end]
        if not ends_odd(text, end, trust, rules) or name in rules.lexicon.actions:
            continue
        if rules.names.never.isdisjoint(name):
            yield end, ODD_NAME + ODD_CHARACTER * (end - start)


def _han_cost(name: str, trust: Trust, rules: ExtractRules) -> float | None:
    """What a name of Chinese characters costs, by how usual they are in names; None: no name."""
    surnames, cost_of = rules.surnames, rules.lexicon.surnames.get
    first, length = name[0], len(name)
    common = first in surnames.common
    best = None
    if length > 2 and name[:2] in surnames.compound:
        best = COMPOUND + COMPOUND_SURNAME
        best += _given_cost(name[2:], rules)
    if length < 4 and (common or (trust > Trust.NOUN and first in surnames.rare)):
        cost = min(cost_of(first, RARE_SURNAME), RARE_SURNAME) if common else RARE_SURNAME
        cost += TWO if length == 2 else THREE
        cost += _given_cost(name[1:], rules)
        best = cost if best is None else min(best, cost)
    if length == 4 and common and trust >= Trust.POST and name[1] in surnames.common:
        married = _both_surnames_cost(name, rules)
        best = married if best is None else min(best, married)
    if length == 4 and common and name[1] == "氏":
        # a Vietnamese woman's: 黎氏秋芳
        best = cost_of(first, RARE_SURNAME) + THREE + _given_cost(name[2:], rules)
    return best


def _both_surnames_cost(name: str, rules: ExtractRules) -> float:
    """What a married woman's name costs in Taiwan and Hong Kong: her husband's surname and her own."""
    cost_of = rules.lexicon.surnames.get
    own = cost_of(name[1], RARE_SURNAME) + _given_cost(name[2:], rules)
    return cost_of(name[0], RARE_SURNAME) + MARRIED + own


def _married_cost(
    text: str, start: int, end: int, trust: Trust, rules: ExtractRules
) -> float | None:
    """The same where no post announces her: a mark or what people do follows, no part is a word."""
    name, common = text[start:end], rules.surnames.common
    if name[0] not in common or name[1] not in common:
        return None
    parts = (name[:2], name[1:3], name[:3], name[1:])
    if any(part in rules.lexicon.words for part in parts) or is_word_rather(name[2:], rules):
        return None
    if is_han(text[end : end + 1]) and not _follows(text, end, trust, rules):
        return None
    return _both_surnames_cost(name, rules)


def _follows(text: str, end: int, trust: Trust, rules: ExtractRules) -> bool:
    """Whether what stands at `end` may follow a name; speech alone where nothing announces it."""
    if trust is Trust.NONE:
        return rules.patterns.says.match(text, end) is not None
    return text[end] in rules.names.never or rules.patterns.follower.match(text, end) is not None


def _given_cost(given: str, rules: ExtractRules) -> float:
    lexicon = rules.lexicon
    if len(given) == 1:
        return lexicon.single.get(given, lexicon.unseen)
    first, second = given[0], given[1]
    cost = lexicon.first.get(first, lexicon.unseen) + lexicon.second.get(second, lexicon.unseen)
    doubled = DOUBLED if first == second else 0.0
    return cost - doubled


def is_word_rather(given: str, rules: ExtractRules) -> bool:
    """Whether two characters are a word rather than a given name: 居民, not 建国."""
    cost = rules.lexicon.words.get(given)
    return cost is not None and cost < _given_cost(given, rules)


def weigh_as_word(name: str, trust: Trust, rules: ExtractRules) -> float:
    """What speaks against a stretch that is, begins or ends like an everyday word."""
    rest, addresses = name[1:], rules.posts.addresses
    if len(name) >= LONGEST_HAN and name[-2:] in rules.roles.attending:
        return NEVER  # 许曼|列席会议
    if rest in addresses or name[2:] in addresses:
        return NEVER if trust < Trust.TITLE else NOT_NAME / 2  # 孙老师, 会长|方药师
    if name in rules.names.after_posts:
        return 2 * NOT_NAME  # 局长|任内
    beginning = name[:2] if len(name) > 2 else ""
    score = _weigh_known(name, beginning, trust, rules)
    if name in rules.roles.says:
        score += 2 * NOT_NAME  # 城乡建设局局长解释，…
    elif rest in rules.roles.says:
        score += NOT_NAME  # 记者时|说
    elif trust < Trust.TITLE and name in rules.lexicon.actions:
        score += DOING
    elif trust < Trust.TITLE and beginning in rules.lexicon.actions:
        score += DOING / 2  # 连声|道谢
    if trust is Trust.OCCUPATION:
        score -= max(0.0, UNUSUAL_WORD - rules.lexicon.words.get(name, UNUSUAL_WORD))
    if not rules.names.rare.isdisjoint(rest):
        score += SELDOM
    return score


def _weigh_known(name: str, beginning: str, trust: Trust, rules: ExtractRules) -> float:
    """What speaks against a name that is known as something else, or whose `beginning` is."""
    if name in rules.surnames.compound or (
        trust <= Trust.OCCUPATION and name in rules.posts.modifiers
    ):
        return NOT_NAME  # 相里|女士, 群众|养牛
    if trust < Trust.TITLE and name in rules.names.not_names:
        return NOT_NAME if trust >= Trust.OCCUPATION else 2 * NOT_NAME
    if trust < Trust.CUE and beginning in rules.names.not_names:
        return DOING if trust >= Trust.OCCUPATION else NOT_NAME  # 书记|任务重、
    if name in rules.place_names:
        return PLACE[trust]
    return 0.0


_NUMERALS = frozenset("一二三四五六七八九十")
_THEREUPON = ("当庭", "当场", "当天", "当日", "当晚")


def dotted_end(text: str, last_part: int, end: int, rules: ExtractRules) -> int:
    """Where the last part of a dotted name ends that begins at `last_part`: at `end` at most."""
    usual = usual_costs(text[last_part:end], rules)
    best, best_cost = end, float("inf")
    cost = 0.0
    for stop in range(last_part + 1, end + 1):
        char = text[stop - 1]
        if char == "第" and text[stop : stop + 1] in _NUMERALS:
            break  # 泰克勒|第三
        if text.startswith(_THEREUPON, stop - 1):
            break  # 康蒂|当庭反驳
        if char not in rules.names.transliteration:
            seldom = char in rules.names.seldom_foreign
            word = not seldom and text[stop - 1 : stop + 1] in rules.lexicon.words
            if word or (char in rules.names.never and not seldom) or char in _CONJUNCTIONS:
                break  # 苏坦托|感谢
            cost += SELDOM_IN_DOTTED if seldom else OTHER_CHARACTER
        cost += DOTTED_CHARACTER
        ends = stop == end and not is_han(text[end : end + 1])
        ends = ends or text[stop : stop + 2] in rules.posts.honorific
        told = FOLLOWS if ends or rules.patterns.follower.match(text, stop) else 0.0
        if cost + usual[stop - last_part] - told < best_cost:
            best, best_cost = stop, cost + usual[stop - last_part] - told
    return best

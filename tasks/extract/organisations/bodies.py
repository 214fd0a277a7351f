"""Where the name of an organisation begins, and whether it is a name at all."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.extract.organisations.walk import (
    OWN_TAGS,
    PRIVATE_IDF,
    begins_name,
    is_district,
    walk,
)
from tasks.extract.passage import PHRASE_LENGTH, Passage, is_han

LONGEST_PLACE = 12  # characters
OWN_WORDS = (2, 3)  # the same, behind a place with its ending
_DESCRIBING_TAGS = frozenset(("m", "q", "r", "uj", "a", "b"))
_OF_STATE = frozenset(("国家", "中国", "中华"))  # 国家开发银行; not 国有商业银行


class Place(NamedTuple):
    """A place's mention; `full` when it has its ending."""

    start: int
    end: int
    full: bool


def places_from(places: Sequence[Place], start: int, end: int) -> Sequence[Place]:
    """Those that begin between `start` and `end`; `places` are in order."""
    first = bisect_left(places, start, key=lambda place: place.start)
    return places[first : bisect_left(places, end, lo=first, key=lambda place: place.start)]


def _ending_at(places: Sequence[Place], end: int) -> Iterator[int]:
    """Where the places begin that stand straight before `end`, one before the other."""
    for place in reversed(places_from(places, end - PHRASE_LENGTH, end)):
        if place.full and place.end == end:
            yield place.start
            end = place.start


def body_start(
    passage: Passage, end: int, ending: str, places: Sequence[Place], rules: ExtractRules
) -> int | None:
    """Where the name begins whose ending begins at `end`; None when it has no name of its own."""
    start = walk(passage, end, rules)
    if start < end and is_district(passage, start, rules):
        # 市林业局, 县委农村工作领导小组, and 柳岔镇|小学 where the segmenter cut the town's name
        return min(_ending_at(places, start + 1), default=start)
    start = _with_place_over(start, places)
    inside = [p for p in places_from(places, start, end) if not _cuts_word(passage, p)]
    full = [p.start for p in inside if p.full]
    if full:
        return _with_leading(passage, min(full), rules)
    bare = [p.start for p in inside]
    naming = ending in rules.organisations.naming
    private = naming or ending.endswith(rules.organisations.private)
    own = _own_start(passage, start, end, private, rules)
    starts = [at for at in (min(bare, default=None), own) if at is not None]
    if private and start < end:
        starts += _over_cut_word(passage, start, places, rules)
    if starts:
        return _with_leading(passage, min(starts), rules)
    return _everyday_start(passage, start, end, ending, rules)


def _with_place_over(start: int, places: Sequence[Place]) -> int:
    """清|浦县|第二粮库: where the place begins whose name the segmenter cut at `start`."""
    for place in reversed(places_from(places, start - LONGEST_PLACE, start)):
        if place.full and place.start < start < place.end:
            return place.start
    return start


def _cuts_word(passage: Passage, place: Place) -> bool:
    """Whether a would-be place begins inside a phrase of everyday: 全面完|成县|级."""
    word = passage.words[passage.word_numbers[place.start]]
    return word.start < place.start and word.tag in {"l", "i"}


def described_start(passage: Passage, end: int, rules: ExtractRules) -> int:
    """The beginning of the whole describing phrase: 街市事务|署; none after a verb."""
    before = passage.word_at(end - 1)
    if before is None or (before.tag == "v" and before.text not in rules.organisations.inner_verbs):
        return end
    return walk(passage, end, rules)


def _own_start(
    passage: Passage, start: int, end: int, private: bool, rules: ExtractRules
) -> int | None:
    """The first word that is a name's own: tagged as one, unknown, or in a firm's name rare."""
    at = start
    while at < end:
        word = passage.words[passage.word_numbers[at]]
        rare = private and rules.idf.get(word.text, PRIVATE_IDF + 1) > PRIVATE_IDF
        whole = word.text in rules.organisations.whole  # 公安部|物证鉴定中心
        national = word.text.startswith(tuple(rules.organisations.leading)) and (
            word.tag == "nt"
            or (at + len(word.text) < end and (not private or word.text in _OF_STATE))
        )
        unknown = len(word.text) == 2 and word.tag == "n" and word.text not in rules.idf
        own = (
            word.tag in OWN_TAGS
            or (rare and word.text not in rules.organisations.describing)
            or national
            or whole
            or unknown
        )
        if len(word.text) > 1 and own:
            return at
        alone = len(word.text) == 1 and word.tag not in {"b", "n", "k", "h"}
        if alone and (word.tag != "c" or begins_name(passage, at)):
            return _with_stem(passage, at, start, rules)
        if len(word.text) == 1 and _is_run(passage, at, end, private, rules):
            return at
        at = word.start + len(word.text)
    return None


def _over_cut_word(
    passage: Passage, start: int, places: Sequence[Place], rules: ExtractRules
) -> Iterator[int]:
    """The place before an own word that the segmenter cut: 青砚县|民|兴|水务投资有限公司."""
    for place in places_from(places, start - PHRASE_LENGTH, start):
        own = passage.text[place.end : start]
        if place.full and len(own) in OWN_WORDS and all(map(is_han, own)):
            words = passage.words_of(place.end, start)
            known = any(len(w.text) > 1 and w.text in rules.idf for w in words)
            if not known and rules.organisations.function_words.isdisjoint(own):
                yield place.start


def _everyday_start(
    passage: Passage, start: int, end: int, ending: str, rules: ExtractRules
) -> int | None:
    """光明小学, 胜利街道办事处: schools and their like may be called by any word that describes none.

    Not after 一所 or 的: what stands there describes.
    """
    before = passage.word_at(start - 1)
    named = ending in rules.organisations.naming
    if not named and ending == "集团":  # 中程|铝业|集团
        trade = passage.word_at(end - 1)
        named = trade is not None and trade.text in rules.organisations.trades
        end = trade.start if named and trade else end
    if not named or (before and before.tag in _DESCRIBING_TAGS):
        return None
    while start < end:
        word = passage.words[passage.word_numbers[start]]
        if word.text not in rules.organisations.describing:
            return start if len(word.text) > 1 else None
        start = word.start + len(word.text)
    return None


def _with_stem(passage: Passage, at: int, start: int, rules: ExtractRules) -> int:
    """董家|塬: what a lone geographic character is called stands before it."""
    geographic = passage.char(at) in rules.places.toponymic
    return passage.words[passage.word_numbers[at - 1]].start if geographic and at > start else at


def _is_run(passage: Passage, at: int, end: int, private: bool, rules: ExtractRules) -> bool:
    """Single characters in a row, or one before an unknown or rare word, are pieces of a name."""
    after = passage.words[passage.word_numbers[at + 1]] if at + 1 < end else None
    if after is None:
        return False
    known = after.text in rules.idf and (not private or rules.idf[after.text] <= PRIVATE_IDF)
    return len(after.text) == 1 or not known


def _with_leading(passage: Passage, start: int, rules: ExtractRules) -> int:
    """国有 and its like stand before the name's own word, 国网 and 武警 before the place."""
    if start == 0:
        return start
    word = passage.words[passage.word_numbers[start - 1]]
    leads = word.text in rules.organisations.leading or word.text in rules.organisations.parents
    return word.start if leads else start

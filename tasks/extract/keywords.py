"""Keywords: the terms that the body returns to, joined words before their parts."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.document import Keyword
from tasks.extract.passage import Passage, is_han
from tasks.segment import Word

COUNT = 10
LONGEST_PHRASE = 3  # in words
LONGEST_TERM = 8  # in characters
# idf of a word that the table does not hold: between its median and its rarest words.
UNKNOWN_IDF = 10.5
# What a joined term gains for each further word, so that it can pass its parts.
PHRASE_BONUS = 0.35
# A term in the first paragraph counts as if it stood there this many times more.
LEAD_BONUS = 1.0
# Below this weight a term is left out once FEWEST are found.
LOWEST_WEIGHT, FEWEST = 0.25, 5
# Places are seldom the topic; a joined term that stands only once is seldom a term.
PLACE_FACTOR, ONCE_FACTOR = 0.4, 0.5

_NOUNS = frozenset(("n", "nz", "vn", "nt", "j", "l", "an", "eng", "nrt"))
_VERBS = frozenset(("v",))
_JOINING = _NOUNS | _VERBS | {"b", "i"}
_USABLE = _JOINING | {"ns"}
_NEVER_FIRST = frozenset(("ns", "i"))


class Term(NamedTuple):
    """A candidate and what speaks for it."""

    text: str
    times: int
    score: float


def find_keywords(
    passage: Passage, taken: frozenset[int], rules: ExtractRules
) -> tuple[Keyword, ...]:
    """At most COUNT terms with weights falling from 1; never a person's name (`taken`)."""
    lead = passage.text.find("\n")
    lead_end = lead if lead >= 0 else len(passage.text)
    phrases: dict[str, tuple[Word, ...]] = {}
    counts: Counter[str] = Counter()
    for phrase in _phrases(passage, taken, rules):
        text = "".join(word.text for word in phrase)
        counts[text] += 1
        phrases.setdefault(text, phrase)
    terms = [
        Term(text, count, _score(phrases[text], count, phrases[text][0].start < lead_end, rules))
        for text, count in counts.items()
        if _is_worth(phrases[text], count, phrases[text][0].start < lead_end)
    ]
    return _choose(terms)


def _phrases(
    passage: Passage, taken: frozenset[int], rules: ExtractRules
) -> Iterator[tuple[Word, ...]]:
    """Every single term, and every run of two or three words that together can be one."""
    usable = [_is_usable(word, taken) for word in passage.words]
    for first, word in enumerate(passage.words):
        if not usable[first]:
            continue
        if _is_single(word, rules):
            yield (word,)
        for length in range(2, LONGEST_PHRASE + 1):
            last = first + length - 1
            if last >= len(usable) or not usable[last]:
                break
            phrase = passage.words[first : last + 1]
            if _is_phrase(phrase, rules):
                yield phrase


def _is_usable(word: Word, taken: frozenset[int]) -> bool:
    """A word that can be a term or a part of one."""
    if len(word.text) < 2 or word.tag not in _USABLE or word.start in taken:
        return False
    return is_han(word.text[0]) or word.tag == "eng"


def _is_single(word: Word, rules: ExtractRules) -> bool:
    if word.text in rules.stop_words or word.text in rules.posts.official:
        return False
    return word.tag not in {"b", "i"} and word.text not in rules.bodies.generic


def _is_phrase(phrase: tuple[Word, ...], rules: ExtractRules) -> bool:
    """Mostly words with a meaning of their own; a verb only beside a noun, never between."""
    if phrase[0].tag in _NEVER_FIRST or _end(phrase[-1]) - phrase[0].start > LONGEST_TERM:
        return False
    if sum(word.text in rules.stop_words for word in phrase) * 2 > len(phrase):
        return False
    return any(word.tag in _NOUNS for word in phrase)


def _end(word: Word) -> int:
    return word.start + len(word.text)


def _is_worth(phrase: tuple[Word, ...], count: int, in_lead: bool) -> bool:
    """A noun may stand once; a verb or a joined term must recur, or be all nouns in the lead."""
    if count > 1:
        return True
    if len(phrase) == 1:
        return phrase[0].tag in _NOUNS
    return in_lead and len(phrase) == 2 and all(word.tag in _NOUNS for word in phrase)


def _score(phrase: tuple[Word, ...], count: int, in_lead: bool, rules: ExtractRules) -> float:
    known = [rules.idf.get(word.text, UNKNOWN_IDF) for word in phrase]
    idf = sum(known) / len(known) * (1 + PHRASE_BONUS * (len(phrase) - 1))
    factor = PLACE_FACTOR if phrase[0].tag == "ns" else 1.0
    if len(phrase) > 1 and count == 1:
        factor *= ONCE_FACTOR
    return (count + LEAD_BONUS * in_lead) * idf * factor


def _choose(terms: list[Term]) -> tuple[Keyword, ...]:
    """The best terms; none that repeats one already chosen."""
    chosen: list[Term] = []
    for term in sorted(terms, key=lambda t: (-t.score, t.text)):
        enough = len(chosen) >= FEWEST and term.score < LOWEST_WEIGHT * chosen[0].score
        if enough or len(chosen) == COUNT:
            break
        if not any(_repeats(term, other) for other in chosen):
            chosen.append(term)
    top = chosen[0].score if chosen else 1.0
    return tuple(Keyword(term=t.text, weight=round(t.score / top, 4)) for t in chosen)


def _repeats(term: Term, other: Term) -> bool:
    """A part of a chosen term that seldom stands alone, or a rarer longer term round one."""
    if term.text in other.text:
        return term.times < 2 * other.times
    return other.text in term.text and 2 * term.times < other.times

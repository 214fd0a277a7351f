"""Keywords: the terms that the body returns to, whole terms before their parts.

Candidates are named places and bodies, words, and runs of two to four words that a noun phrase can
be made of. A linear model weighs them by what the field's methods use one at a time: frequency,
rarity elsewhere (idf), the headline, the opening, the variety of what stands before the term, and
what kind of term it is. The people whom the article is about come beside them.
"""

import math
import operator
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.document import Keyword, Mention
from tasks.extract.keywords.phrases import Phrase, find_phrases
from tasks.extract.passage import Passage

COUNT, FEWEST = 10, 5
# Once FEWEST are found a further term must be this likely to be a good one.
LIKELY = 0.75
# idf of a word that the table does not hold, between its median and its rarest words; and the most
# that counts: rarer words say more about the writer than about the topic.
UNKNOWN_IDF, MOST_IDF = 10.5, 11.0
# Below the first a term is common in any article; the most frequent word is looked for above the
# second.
COMMON_IDF, LEAST_TELLING_IDF = 6.5, 6.0
PAIR, LONG_TERM = 2, 5  # characters


class Features(NamedTuple):
    """What speaks for or against a candidate; truth counts 1."""

    gerund: float  # 整治, 补贴: one word, a noun made of a verb
    verb: float  # one word
    latin: float
    in_title: float
    in_first_sentence: float
    common: float
    frequency: float  # of the most frequent telling word's
    long: float
    left_variety: float  # how seldom the same character stands before it, if it recurs
    several_words: float  # that recur together
    pair: float  # two characters
    pair_frequency: float


# A logistic regression on the 72 articles of tests/corpus and five real ones, each article counting
# the same. In seven-fold cross-validation by article 77% of the keywords are an annotator's too (of
# those that it was fitted on, 78%).
BIAS = -1.55
WEIGHTS = Features(
    gerund=0.55,
    verb=-0.5,
    latin=-1.2,
    in_title=2.3,
    in_first_sentence=0.95,
    common=-1.05,
    frequency=1.35,
    long=0.35,
    left_variety=0.45,
    several_words=0.35,
    pair=-0.95,
    pair_frequency=0.7,
)

_SENTENCE_END = re.compile(r"[。！？\n]")


class Text(NamedTuple):
    """What the weights look at; `most` is how often the most frequent telling word stands."""

    body: Passage
    title: str
    sentence_end: int
    most: int


class Term(NamedTuple):
    """A candidate and how likely it is a good keyword."""

    text: str
    score: float


def find_keywords(
    passage: Passage,
    taken: frozenset[int],
    named: Sequence[Mention],
    title: str | None,
    rules: ExtractRules,
    *,
    subjects: Mapping[str, float],
) -> tuple[Keyword, ...]:
    """At most COUNT terms of the body, weights falling from 1.

    No person's name (`taken`) but those of the `subjects`, which come with how likely they are.
    """
    phrases = find_phrases(passage, taken, named, title or "", rules)
    text = _read(passage, title or "", phrases, rules)
    likely = {name: _likelihood(features(name, p, text, rules)) for name, p in phrases.items()}
    return _choose([Term(name, score) for name, score in (likely | dict(subjects)).items()])


def _read(passage: Passage, title: str, phrases: Mapping[str, Phrase], rules: ExtractRules) -> Text:
    stop = _SENTENCE_END.search(passage.text)
    telling = (
        phrase.times
        for name, phrase in phrases.items()
        if len(phrase.words) == 1 and rules.idf.get(name, UNKNOWN_IDF) > LEAST_TELLING_IDF
    )
    return Text(
        body=passage,
        title=title,
        sentence_end=stop.start() if stop else len(passage.text),
        most=max(telling, default=1),
    )


def features(name: str, phrase: Phrase, text: Text, rules: ExtractRules) -> Features:
    """What the model sees of a candidate."""
    words = phrase.words
    idf = sum([min(rules.idf.get(w.text, UNKNOWN_IDF), MOST_IDF) for w in words]) / len(words)
    tag = words[0].tag if len(words) == 1 else None
    starts = text.body.find_all(name)
    times = max(1, len(starts))
    body = text.body.text
    before = {body[at - 1] if at else "" for at in starts} if times > 1 else ()
    pair = len(name) == PAIR
    return Features(
        gerund=tag == "vn",
        verb=tag == "v",
        latin="eng" in [word.tag for word in words],
        in_title=name in text.title,
        in_first_sentence=words[0].start < text.sentence_end,
        common=idf < COMMON_IDF,
        frequency=times / text.most,
        long=len(name) >= LONG_TERM,
        left_variety=len(before) / times,
        several_words=times > 1 and tag is None,
        pair=pair,
        pair_frequency=math.log2(times) if pair else 0,
    )


def _likelihood(values: Features) -> float:
    score = BIAS + sum(map(operator.mul, WEIGHTS, values))
    return 1 / (1 + math.exp(-score))


def _choose(terms: list[Term]) -> tuple[Keyword, ...]:
    """The best terms; none that is a part of another, or has one as its part."""
    chosen: list[Term] = []
    for term in sorted(terms, key=lambda t: (-t.score, t.text)):
        if len(chosen) == COUNT or (len(chosen) >= FEWEST and term.score < LIKELY):
            break
        if not any(term.text in other.text or other.text in term.text for other in chosen):
            chosen.append(term)
    top = chosen[0].score if chosen else 1.0
    return tuple(Keyword(term=t.text, weight=round(t.score / top, 4)) for t in chosen)

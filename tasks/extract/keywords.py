"""Keywords: the terms that the body returns to, whole terms before their parts.

Candidates are named places and bodies, and runs of one to four words that a noun phrase can be made
of. A linear model weighs them by what the field's methods use one at a time: frequency, rarity
elsewhere (idf), the headline, the opening, and what kind of term it is.
"""

import math
import operator
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.document import Keyword, Mention
from tasks.extract.passage import Passage
from tasks.extract.phrases import BODY, PLACE, Phrase, find_phrases

COUNT, FEWEST = 10, 5
# Once FEWEST are found a further term must be this likely to be a good one.
LIKELY = 0.7
# idf of a word that the table does not hold, between its median and its rarest words; and the most
# that counts: rarer words say more about the writer than about the topic.
UNKNOWN_IDF, MOST_IDF = 10.5, 11.0

# A logistic regression on the 52 articles of tests/corpus and five real ones, candidate by candidate,
# rounded; the weight of several words is set higher than fitted (0.4), because whole terms are what a
# reader wants. Eight-fold cross-validation of the fit: 3.5 of five keywords are an annotator's too.
BIAS = -4.4
SEVERAL_WORDS, NOUN, VERB, NAME = 0.9, 0.4, 0.4, 0.25
NAMED_PLACE, NAMED_BODY, LATIN, EVERYDAY_PART = 0.5, 0.7, -1.5, -1.2
IN_TITLE, SHARED_WITH_TITLE, IN_LEAD, IN_FIRST_SENTENCE = 2.5, 0.6, 0.7, 0.9
IDF, RAREST_PAIR, MOST_FREQUENT_WORD = 0.16, 0.55, 1.6
ONCE, FOUR_CHARACTERS = -0.35, 0.35

_NAME_TAGS = frozenset(("nr", "nrt", "nz", "ns", "nt", "j", "l"))
_SENTENCE_END = re.compile(r"[。！？\n]")


class Text(NamedTuple):
    """What the weights look at: the headline, where the opening ends, how often things stand."""

    title: str
    lead_end: int
    sentence_end: int
    pairs: Counter[str]
    words: Counter[str]
    most: int  # of the most frequent word that is no everyday word


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
) -> tuple[Keyword, ...]:
    """At most COUNT terms of the body, weights falling from 1; never a person's name (`taken`)."""
    phrases = find_phrases(passage, taken, named, title or "", rules)
    text = _read(passage, title or "", rules)
    return _choose(
        [Term(name, _likelihood(name, phrase, text, rules)) for name, phrase in phrases.items()]
    )


def _read(passage: Passage, title: str, rules: ExtractRules) -> Text:
    text = passage.text
    stop = _SENTENCE_END.search(text)
    lead = text.find("\n")
    words = Counter(word.text for word in passage.words)
    counts = (n for w, n in words.items() if len(w) > 1 and rules.idf.get(w, UNKNOWN_IDF) > 6)
    return Text(
        title=title,
        lead_end=lead if lead >= 0 else len(text),
        sentence_end=stop.start() if stop else len(text),
        pairs=Counter(map(operator.add, text, text[1:])),
        words=words,
        most=max(counts, default=1),
    )


def _likelihood(name: str, phrase: Phrase, text: Text, rules: ExtractRules) -> float:
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    words = [word.text for word in phrase.words]
    idf = sum(min(rules.idf.get(w, UNKNOWN_IDF), MOST_IDF) for w in words) / len(words)
    shared = sum(pair in text.title for pair in pairs) / max(1, len(pairs))
    start = phrase.words[0].start
    score = BIAS + _kind(phrase) + IDF * idf
    score += IN_TITLE if name in text.title else SHARED_WITH_TITLE * shared
    score += IN_LEAD * (start < text.lead_end) + IN_FIRST_SENTENCE * (start < text.sentence_end)
    score += RAREST_PAIR * math.log2(max(1, min((text.pairs[pair] for pair in pairs), default=1)))
    score += MOST_FREQUENT_WORD * max(max(1, text.words[w]) for w in words) / text.most
    score += ONCE * (phrase.times == 1) + FOUR_CHARACTERS * (len(name) > 3)
    score += EVERYDAY_PART * any(word in rules.stop_words for word in words)
    return 1 / (1 + math.exp(-score))


def _kind(phrase: Phrase) -> float:
    """What the term is: several words, a noun, a name."""
    score = LATIN if any(word.tag == "eng" for word in phrase.words) else 0.0
    if len(phrase.words) > 1:
        return score + SEVERAL_WORDS
    tag = phrase.words[0].tag
    if tag in _NAME_TAGS:
        return score + NAME
    by_tag = {PLACE: NAMED_PLACE, BODY: NAMED_BODY, "n": NOUN, "vn": NOUN, "v": VERB}
    return score + by_tag.get(tag, 0.0)


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

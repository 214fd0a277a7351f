"""Which excerpts make the summary: the most worth within the length, each thing told once."""

from collections.abc import Sequence
from typing import NamedTuple

from config.rules.summarize import SummarizeRules
from tasks.document import Span
from tasks.summarize.clauses import PAUSES, Excerpt, Sentence, excerpts
from tasks.summarize.worth import Worth


class Candidate(NamedTuple):
    """An excerpt, its own worth less what it costs the reader, and the things it names."""

    excerpt: Excerpt
    own: float
    things: int  # as bits
    ends_sentence: bool


def choose(
    text: str, sentences: Sequence[Sentence], worth: Worth, rules: SummarizeRules
) -> list[Span]:
    """Spans of the body, in its order, of at most `max_characters` together."""
    if sum(sentence.end - sentence.start for sentence in sentences) <= rules.max_characters:
        return [(sentence.start, sentence.end) for sentence in sentences]
    candidates = [
        _candidate(excerpt, sentence, worth, rules)
        for sentence in sentences
        for excerpt in excerpts(sentence, text, rules.words, rules.max_characters)
    ]
    chosen: list[Candidate] = []
    told = used = 0
    while best := _best(_open(candidates, chosen, rules), worth, told, used, rules):
        chosen.append(best)
        told |= best.things
        used += best.excerpt.length
    spans = sorted(span for candidate in chosen for span in candidate.excerpt.spans)
    return _without_last_pause(text, spans) or [_hard_cut(text, sentences[0], rules)]


def _candidate(
    excerpt: Excerpt, sentence: Sentence, worth: Worth, rules: SummarizeRules
) -> Candidate:
    """A reader pays for each jump, and for each sentence that breaks off."""
    clauses = [sentence.clauses[k] for k in excerpt.clauses]
    whole = excerpt.clauses[-1] == len(sentence.clauses) - 1
    cost = rules.jump * len(excerpt.spans) + (0.0 if whole else rules.cut)
    things = 0
    for clause in clauses:
        things |= worth.named[clause]
    return Candidate(excerpt, sum(worth.own[clause] for clause in clauses) - cost, things, whole)


def _open(
    candidates: Sequence[Candidate], chosen: Sequence[Candidate], rules: SummarizeRules
) -> list[Candidate]:
    """The candidates that still fit, tell no clause twice, and hang on nothing left out."""
    room = rules.max_characters - sum(candidate.excerpt.length for candidate in chosen)
    taken = {(c.excerpt.sentence, k) for c in chosen for k in c.excerpt.clauses}
    ended = {c.excerpt.sentence for c in chosen if c.ends_sentence}
    return [
        candidate
        for candidate in candidates
        if candidate.excerpt.length <= room
        and not (candidate.excerpt.dangling and candidate.excerpt.sentence - 1 not in ended)
        and not any((candidate.excerpt.sentence, k) in taken for k in candidate.excerpt.clauses)
    ]


def _best(
    candidates: Sequence[Candidate], worth: Worth, told: int, used: int, rules: SummarizeRules
) -> Candidate | None:
    """The candidate that adds most for its length; None when none is worth its characters."""
    best, best_score = None, 0.0
    for candidate in candidates:
        length = candidate.excerpt.length
        gain = candidate.own + worth.of_things(candidate.things & ~told)
        if used >= rules.core_characters and gain < rules.enough * length:
            continue
        score = gain / length**rules.length_power
        if score > best_score:
            best, best_score = candidate, score
    return best


def _without_last_pause(text: str, spans: list[Span]) -> list[Span]:
    """The same spans, the last without the comma at which it was cut."""
    if spans:
        start, end = spans[-1]
        spans[-1] = (start, start + len(text[start:end].rstrip(PAUSES)))
    return spans


def _hard_cut(text: str, sentence: Sentence, rules: SummarizeRules) -> Span:
    """A sentence without a clause that fits: its beginning, to a comma if there is one."""
    start, end = sentence.start, min(sentence.end, sentence.start + rules.max_characters)
    pause = max(text.rfind(mark, start + rules.max_characters // 2, end) for mark in "，；、")
    return (start, pause if pause > start else end)

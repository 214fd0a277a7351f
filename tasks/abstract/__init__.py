"""A summary in a model's own words: what the model is told, and whether its answer may stand.

No stage: nothing here asks anybody anything. The worker sends what `prompt` makes to a model, and
`judge` takes the answer or says what is wrong with it. Whatever an answer names, counts, dates,
quotes or denies must stand in the body; its sentences are linked to those of the body that they
rest on. A sentence that is the body's own, letter for letter, needs no check.
"""

from collections.abc import Set
from typing import NamedTuple

from config.rules import Rules
from tasks.abstract.claim import Claim, read_claim
from tasks.abstract.dates import wrong_dates
from tasks.abstract.marks import foreign_marks, talk, wrong_quotations
from tasks.abstract.names import wrong_doers, wrong_names, wrong_posts, wrong_speakers
from tasks.abstract.numbers import wrong_numbers
from tasks.abstract.prompt import fingerprint, instruction_in, messages, opening
from tasks.abstract.support import Support, find_support, wrong_denials
from tasks.document import Refusal, Result, Statement, Summary, SummarySentence
from tasks.normalize import normalize_text

__all__ = ["Fault", "fingerprint", "instruction_in", "judge", "messages"]

MOST_TIMES = 8  # the limit: so long an answer is not even read
SHOWN = 40  # characters of the words at fault
MENDED = frozenset(("markup", "html_entity", "pinyin_annotation", "byte_shift"))
CHECKS = (
    (Refusal.FORM, talk),
    (Refusal.FORM, foreign_marks),
    (Refusal.QUOTATION, wrong_quotations),
    (Refusal.DATE, wrong_dates),
    (Refusal.NUMBER, wrong_numbers),
    (Refusal.NAME, wrong_names),
    (Refusal.POST, wrong_posts),
    (Refusal.SPEAKER, wrong_speakers),
    (Refusal.SPEAKER, wrong_doers),
)


class Fault(NamedTuple):
    """Why an answer cannot be the summary, and the words at fault."""

    reason: Refusal
    detail: str


def judge(answer: str, result: Result, rules: Rules, longest: int) -> Summary | Fault:
    """The answer as the article's summary of at most `longest` characters, or its first fault."""
    if len(answer) > MOST_TIMES * longest:
        return Fault(Refusal.LENGTH, f"{len(answer)} characters")
    mended = normalize_text("".join(answer.split("\n")).strip(), rules.normalize)
    text, kinds = mended.text, {repair.kind for repair in mended.repairs}
    fault = _unfit(text, kinds, longest)
    if fault is not None:
        return fault
    claim = read_claim(text, result.body.text, rules)
    for reason, wrong in CHECKS:
        for start, end in wrong(claim, result, rules):
            if not claim.is_verbatim(start, end):
                return Fault(reason, text[start:end][:SHOWN])
    return _supported(claim, result, rules)


def _unfit(text: str, kinds: Set[str], longest: int) -> Fault | None:
    """What is wrong with a text, or with how it came, whatever it says."""
    if not text:
        return Fault(Refusal.EMPTY, "")
    if len(text) > longest:
        return Fault(Refusal.LENGTH, f"{len(text)} characters")
    if "script" in kinds:
        return Fault(Refusal.SCRIPT, text[:SHOWN])
    if kinds & MENDED:
        return Fault(Refusal.FORM, "、".join(sorted(kinds & MENDED)))
    return None


def _supported(claim: Claim, result: Result, rules: Rules) -> Summary | Fault:
    """The summary with the sentences of the body that each of the answer's rests on."""
    seen = opening(result.body.paragraphs, rules.abstract.prompt.body_characters)
    found = find_support(claim, seen)
    for support in found:
        words = claim.text[slice(*support.span)]
        if not support.enough:
            return Fault(Refusal.SUPPORT, words[:SHOWN])
        for word in wrong_denials(words, support, result.body.text, rules.abstract.denials):
            return Fault(Refusal.DENIAL, word)
    cited = sorted({span for support in found for span in support.sentences})
    return result.summary.model_copy(
        update={
            "text": claim.text,
            "method": "abstractive",
            "sentences": tuple(
                SummarySentence(text=result.body.text[slice(*span)], span=span) for span in cited
            ),
            "statements": tuple(_statement(claim, support, cited) for support in found),
        }
    )


def _statement(claim: Claim, support: Support, cited: list[tuple[int, int]]) -> Statement:
    return Statement(
        text=claim.text[slice(*support.span)],
        support=tuple(cited.index(span) for span in support.sentences),
    )

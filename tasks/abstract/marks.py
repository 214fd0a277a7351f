"""What only looks at characters: talk about the task, foreign marks, quotations."""

import re
from collections.abc import Iterator

from config.rules import Rules
from tasks.abstract.claim import Claim
from tasks.document import Result, Span
from tasks.extract.passage import is_han

_USUAL = frozenset("，。、；：？！“”‘’《》（）—…·%0123456789.")
_FOREIGN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-+.&/_][A-Za-z0-9]+)*|.", re.DOTALL)
_QUOTED = re.compile(r"“([^“”]*)”|‘([^‘’]*)’|《([^《》]*)》")
_QUOTES = re.compile("[“”‘’《》]")
_ENDS = "，。；！？、"


def talk(claim: Claim, result: Result, rules: Rules) -> Iterator[Span]:
    """以下是摘要, 抱歉: words about the task, or to whoever asked."""
    for word in rules.abstract.talk:
        if word in claim.text and word not in result.body.text:
            at = claim.text.index(word)
            yield at, at + len(word)


def foreign_marks(claim: Claim, result: Result, rules: Rules) -> Iterator[Span]:  # noqa: ARG001
    """Latin words and signs that the body does not have: addresses, markup, other languages."""
    body = result.body.text
    for match in _FOREIGN.finditer(claim.text):
        part = match.group()
        if part not in _USUAL and not is_han(part) and part not in body:
            yield match.span()


def wrong_quotations(claim: Claim, result: Result, rules: Rules) -> Iterator[Span]:  # noqa: ARG001
    """Quotations and titles that are not in the body letter for letter, and quotes left open."""
    body, text = result.body.text, claim.text
    inside: set[int] = set()
    for match in _QUOTED.finditer(text):
        inside.update(range(*match.span()))
        words = next(group for group in match.groups() if group is not None)
        if words.rstrip(_ENDS) not in body:
            yield match.span()
    for match in _QUOTES.finditer(text):
        if match.start() not in inside:
            yield match.span()

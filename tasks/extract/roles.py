"""Roles: who leads, who speaks, who attends, who is only mentioned."""

import re

from config.rules.extract import ExtractRules
from tasks.document import Role, Span
from tasks.extract.passage import Passage

_CLAUSE_END = re.compile(r"[。！？；\n]")
# A name so often mentioned, and twice as often as any other, is the main character.
MAIN_CHARACTER_MENTIONS = 3
# How far behind a name the verb of its clause is looked for, in characters.
VERB_DISTANCE = 24
_GLOSS = re.compile(r"\([^()]{1,12}\)")
_PRONOUN = re.compile(r"[。，”\n][他她](?:还|也|又|同时|进一步)?")
_AFTER_QUOTE = re.compile(r"”[他她]")


def role_of(passage: Passage, name: str, spans: dict[str, list[Span]], rules: ExtractRules) -> Role:
    """The strongest part that any mention of the name shows."""
    if any(_leads(passage, span, spans, rules) for span in spans[name]):
        return Role.PRINCIPAL
    if _is_main_character(name, spans):
        return Role.PRINCIPAL
    if any(_speaks(passage, span, spans, rules) for span in spans[name]):
        return Role.SPEAKER
    if any(_attends(passage, span, rules) for span in spans[name]):
        return Role.ATTENDEE
    return Role.MENTIONED


def _is_main_character(name: str, spans: dict[str, list[Span]]) -> bool:
    count = len(spans[name])
    others = max((len(s) for n, s in spans.items() if n != name), default=0)
    return count >= MAIN_CHARACTER_MENTIONS and count > others


def _leads(passage: Passage, span: Span, spans: dict[str, list[Span]], rules: ExtractRules) -> bool:
    """Chairs, addresses or inspects: the verb stands in the name's own clause."""
    clause = _own_clause(passage, span, spans)
    leading = rules.patterns.leading.search(clause)
    attending = rules.patterns.attending.search(clause)
    if leading is None or (attending and attending.start() < leading.start()):
        return leading is not None and attending is not None and leading.group() in _ADDRESSES
    return True


_ADDRESSES = frozenset(("讲话", "并讲话", "出席并讲话", "发表讲话", "作重要讲话", "致辞"))


def _own_clause(passage: Passage, span: Span, spans: dict[str, list[Span]]) -> str:
    text = _GLOSS.sub("", passage.text[span[1] : span[1] + VERB_DISTANCE])
    cut = re.search(r"[，。！？；、：“\n]", text)
    end = span[1] + (cut.start() if cut else len(text))
    others = [s for every in spans.values() for s, _ in every if span[1] <= s < end]
    return passage.text[span[1] : min([end, *others])]


def _speaks(
    passage: Passage, span: Span, spans: dict[str, list[Span]], rules: ExtractRules
) -> bool:
    """The name's own clause holds a speech verb, or the next sentence goes on 他说, 她强调."""
    clause = _own_clause(passage, span, spans)
    speech = rules.patterns.speech.search(clause)
    attending = rules.patterns.attending.search(clause)
    if speech and not (attending and attending.start() <= speech.start()):
        return True
    if _goes_on_speaking(passage, span, spans, rules):
        return True
    for pronoun in _PRONOUN.finditer(passage.text, span[1]):
        others = (s for every in spans.values() for s, _ in every)
        if any(span[1] <= s < pronoun.start() for s in others):
            return False
        spoken = rules.patterns.speech.match(passage.text, pronoun.end())
        if spoken or _AFTER_QUOTE.match(passage.text, pronoun.start()):
            return True
    return False


def _goes_on_speaking(
    passage: Passage, span: Span, spans: dict[str, list[Span]], rules: ExtractRules
) -> bool:
    """A later clause of the same sentence begins with a speech verb: `…, 说`."""
    stop = _CLAUSE_END.search(passage.text, span[1])
    end = stop.start() if stop else len(passage.text)
    others = [s for every in spans.values() for s, _ in every if span[1] <= s < end]
    stretch = passage.text[span[1] : min([end, *others])]
    return any(rules.patterns.speech.match(stretch, m.end()) for m in _COMMA.finditer(stretch))


_COMMA = re.compile(r"，(?:并|还|也|又|同时)?")


def _attends(passage: Passage, span: Span, rules: ExtractRules) -> bool:
    stop = _CLAUSE_END.search(passage.text, span[1])
    rest = passage.text[span[1] : stop.start() if stop else len(passage.text)]
    return rules.patterns.attending.search(rest) is not None

"""Demands: which clauses of what is said are demands, and where each begins and ends."""

import re
from collections.abc import Iterator

from config.rules.measures import MeasureRules
from tasks.document import Span
from tasks.extract.measures.markers import BULLETS, OPENING, Marker, Markers
from tasks.extract.measures.speeches import Force

_BULLETS = tuple(BULLETS)
_CLOSING = "。；，！？、… \u3000"
# 一是, 二要, 首先，(三), ③, 4. at the beginning of a clause.
ENUMERATOR = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}(?:是|要|、)|第[一二三四五六七八九十]，|首先，|其次，"
    r"|[（(][一二三四五六七八九十0-9]{1,2}[)）]|[①-⑳]|[0-9]{1,2}[.．、])"
)


def demands_in(
    text: str,
    said: Span,
    force: Force,
    markers: Markers,
    rules: MeasureRules,
    *,
    listed: bool = False,
) -> Iterator[Span]:
    """The demands in what is said within one sentence, one for each 要 or addressee after a ；.

    `listed`: counted items (一是……) are demands even without a marker.
    """
    current: Span | None = None
    for part in _pieces(text, said, "；"):
        ordered = force >= Force.ORDER and part[0] == said[0]
        item = ENUMERATOR.match(text, part[0]) is not None or text.startswith(_BULLETS, part[0])
        whole = ordered or (listed and item)
        usable = _usable(markers.between(*part), force)
        begins = part[0] if whole or not usable else _first_clause(text, part, usable[0], rules)
        opens = whole or _begins_another(text, part, usable, rules)
        if opens or (usable and current is None):
            if current is not None:
                yield from _by_item(text, current, markers, rules)
            current = (begins, part[1])
        elif current is not None:
            current = (current[0], part[1])
    if current is not None:
        yield from _by_item(text, current, markers, rules)


def _begins_another(text: str, part: Span, usable: list[Marker], rules: MeasureRules) -> bool:
    """Whether a part behind a ； is told by itself: at once, or by 要 behind a deadline, a condition.

    Behind 对……, by 要 that begins the next clause; behind an addressee, by any marker that does.
    """
    words, named, bound = rules.markers, False, False
    for start, end in _pieces(text, part, "，"):
        marked = [marker for marker in usable if start <= marker.start < end]
        if start > part[0] and not named:
            marked = [m for m in marked if m.addressed or text[m.start] == "要"]
        if bound:
            marked = [m for m in marked if m.plain]
        if marked:
            return True
        named = text.endswith(words.addressees, start, end - 1)
        bound = named or text.startswith(words.kept_before, start)
        if not bound and not text.endswith(words.kept_behind, start, end - 1):
            return False
    return False


def _pieces(text: str, stretch: Span, mark: str) -> Iterator[Span]:
    """The stretch cut behind every `mark`; at least one piece."""
    start, end = stretch
    while True:
        cut = text.find(mark, start, end)
        yield start, end if cut < 0 else cut + 1
        if cut < 0 or cut + 1 >= end:
            return
        start = cut + 1


def _usable(markers: tuple[Marker, ...], force: Force) -> list[Marker]:
    return [m for m in markers if not m.advice and (m.plain or m.strict or force > Force.TELL)]


def _first_clause(text: str, part: Span, marker: Marker, rules: MeasureRules) -> int:
    """Where the demand begins: at the marked clause, or at 对……, 按照…… and an addressee before it."""
    words = rules.markers
    pause = max(text.rfind(mark, part[0], marker.start) for mark in "，：")
    start = max(part[0], pause + 1)
    for before, end in reversed(list(_pieces(text, (part[0], start), "，"))):
        clause = text[before:end].rstrip("，")
        kept = clause.startswith(words.kept_before) or (
            clause.endswith(words.kept_behind) and "是" not in clause
        )
        if not kept and not clause.endswith(words.addressees):
            break
        start = before
    return start


def _by_item(text: str, demand: Span, markers: Markers, rules: MeasureRules) -> Iterator[Span]:
    """Cut behind a comma where the next counted item begins, or another body is addressed.

    一要……，二要……; 各专班要……，县农业局要…….
    """
    start, end = demand
    first = markers.between(start, end)[:1]
    addressed = any(marker.addressed and marker.clause <= start for marker in first)
    counted = ENUMERATOR.match(text, start) is not None
    for clause in list(_pieces(text, demand, "，"))[1:] if addressed or counted else ():
        head = [text[m.clause : m.start] for m in markers.between(*clause) if m.addressed][:1]
        other = addressed and any(h.endswith(rules.subjects.bodies) for h in head)
        if other or (counted and ENUMERATOR.match(text, clause[0])):
            yield _stripped(text, start, clause[0])
            start = clause[0]
    yield _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Span:
    """Without bullets and opening quotes before it, and punctuation after it."""
    while start < end and text[start] in OPENING:
        start += 1
    while end > start and (
        text[end - 1] in _CLOSING or (text[end - 1] == "”" and "“" not in text[start:end])
    ):
        end -= 1
    return start, end

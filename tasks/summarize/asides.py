"""What a summary leaves out of a clause: its number, asides in brackets, all but one post of a name."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from config.rules.summarize import AsideWords
from tasks.document import Person, Span
from tasks.summarize.clauses import BULLETS, NUMBERED

_BRACKETS = re.compile(r"（([^（）\n]+)）|\(([a-zà-öø-ÿāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü ]+)\)")
_NUMBER = re.compile(f"(?m)^[{re.escape(BULLETS)}]*+((?:{NUMBERED.pattern})[ 　]*)")
_DATE = re.compile(r"(?:\d+月)?\d+日")  # what 今天 and 昨日 mean
_QUOTES = (("《", "》"), ("“", "”"), ("‘", "’"))
_FORMULA = "=×÷/^"
_ALTERNATIVES = "省市县区州旗盟镇乡村"  # 各县（市、区）
_RELATIVE = "今昨明前本"  # 今（5）日
_DEPUTY = re.compile(r"(?:中共)?([^、，]*[省市县区州旗盟镇乡])党?委(?:副书记|常委)")
_OFFICE = re.compile(r"(?:代|代理|常务副|副)?[省市县区州旗盟镇乡]长")


def find_asides(text: str, people: Sequence[Person], words: AsideWords) -> list[Span]:
    """Spans in order that a reader does not miss; what is left reads on across each."""
    numbers = [match.span(1) for match in _NUMBER.finditer(text)]
    labels = [match.span() for match in words.labels.finditer(text)]
    found = sorted([*numbers, *labels, *_bracketed(text, words), *_posts(text, people, words)])
    apart = [(0, 0)]
    for span in found:
        if span[0] >= apart[-1][1]:
            apart.append(span)
    return apart[1:]


def _bracketed(text: str, words: AsideWords) -> Iterator[Span]:
    """Short names, codes, readings, ages: not what belongs to a title, a list or a formula."""
    for match in _BRACKETS.finditer(text):
        start, end = match.span()
        inside, before = match[1], text[start - 1 : start]
        if not (before.isalnum() or before in ("》", "”")) or text[end : end + 1] in _FORMULA:
            continue
        if any(text.rfind(a, 0, start) > text.rfind(b, 0, start) for a, b in _QUOTES):
            continue
        if inside is None or not (
            before in _RELATIVE + _ALTERNATIVES
            or len(inside) == 1
            or _DATE.fullmatch(inside)
            or inside in words.kept
        ):
            yield start, end


def _posts(text: str, people: Sequence[Person], words: AsideWords) -> Iterator[Span]:
    """All posts before a name but the one that says most."""
    for person in people:
        if len(person.titles) < 2:
            continue
        for start, _ in person.spans:
            stack = _stack(text, start, person.titles)
            if len(stack) > 1:
                yield from _left_out(text, stack, words)


def _stack(text: str, end: int, titles: Sequence[str]) -> list[Span]:
    """The posts right before a name, joined by 、, the first one first."""
    stack: list[Span] = []
    while True:
        title = max((t for t in titles if text.endswith(t, 0, end)), key=len, default=None)
        if title is None:
            return stack
        stack.insert(0, (end - len(title), end))
        end -= len(title) + 1
        if text[end : end + 1] != "、":
            return stack


def _left_out(text: str, stack: Sequence[Span], words: AsideWords) -> Iterator[Span]:
    (start, end), second = stack[0], stack[1]
    first = text[start:end]
    deputy = _DEPUTY.fullmatch(first)
    if deputy and _OFFICE.fullmatch(text[slice(*second)]):
        place = deputy.span(1) if len(deputy[1]) > 2 else (0, 0)
        if place[0]:
            yield start, start + place[0]
        yield start + place[1], second[0]
        kept = second
    elif first.endswith(words.joint):
        return
    else:
        kept = stack[0]
    for one, two in pairwise(stack):
        if one[0] >= kept[0]:
            yield one[1], two[1]

"""Spans that are no body inside lines that are: datelines, bylines, credits, end marks."""

import re
from typing import NamedTuple

from config.rules.boilerplate import BoilerplateRules
from tasks.boilerplate.fields import judge_fields
from tasks.boilerplate.names import are_names, is_credit
from tasks.boilerplate.shape import fold
from tasks.document import Label

# After a closer the sentence goes on behind one of these; 电力 and 讯问 do not.
_BREAK = " （【】，：丨｜。—"
_REPORTERS = re.compile(r"[）】]?\s{0,3}（[^）]{2,60}）")
_TAIL = re.compile(r"[（【]([^（）【】]{1,60})[）】]\s*\d{0,8}$")  # 1130503: the day in Taiwan
_LEAD_BYLINE = re.compile(
    r"^(?:【[^】]{0,16}记者[^】]{2,30}(?:报导|报道|电|专访|特稿)】"
    r"|（[^）]{0,16}记者[^）]{2,30}(?:报导|报道|电|专访|特稿)）"
    r"|[^，。：；！？“”\s]{0,10}记者[^，。：；！？“”]{1,12}/[^，。：；！？“”]{1,10}(?:综合)?(?:报导|报道|特稿|专访)"
    r"|[^，。：；！？“”\s]{0,8}记者\s?[^，。：；！？“”]{2,16}(?:报道|报导)(?=[：\s]))"
)
_AFTER_CLOSER = re.compile(
    r"\s{0,2}(?:本报|本网)?记者\s?[^，。：；！？“”]{2,16}?(?:报道|报导|摄影报道)(?=[：\s])"
)
_WRITERS = ("记者", "通讯员", "作者", "本报", "文/", "文：")
_SENTENCE_END = "。！？”…"
SEARCHED = 80  # a dateline ends within so many characters
LONGEST_CREDITS = 120
LONGEST_OUTLET = 10  # characters of a name that stands before 讯 without a date


class Lifted(NamedTuple):
    """A span of one line, `[start, end)` in its characters."""

    start: int
    end: int
    label: Label


def dateline_end(text: str, rules: BoilerplateRules) -> int:
    """Where the dateline at the start of a folded line ends, 0 if there is none."""
    head = text[:SEARCHED]
    match = rules.datelines.opening.match(head)
    if not match or not _is_dateline(head, match, rules):
        return 0
    end, after = match.end(), head[match.end() : match.end() + 1]
    if head[0] in "（【":
        if after not in ("）", "】"):
            return 0
        end += 1
    if reporters := _REPORTERS.match(text, end):
        inner = reporters[0].strip("）】 （")
        if is_credit(inner, rules):
            end = reporters.end()
    if byline := _AFTER_CLOSER.match(text, end):
        end = byline.end()
    return end


def _is_dateline(head: str, match: re.Match[str], rules: BoilerplateRules) -> bool:
    """Whether what looks like OUTLET [day] CLOSER is one, by what stands in and after it."""
    outlet, closer = match["outlet"].strip(), match["closer"]
    after = head[match.end() : match.end() + 1]
    boxed = head[0] in "（【" and after in ("）", "】")
    known = outlet.endswith(rules.datelines.outlet_ends) or bool(
        rules.datelines.agency.search(outlet)
    )
    if match["day"]:
        return not after or after in _BREAK or boxed or known
    if boxed:
        return known or closer.startswith("综合") or "记者" in outlet
    if closer in ("讯", "专讯", "快讯") and len(outlet) <= LONGEST_OUTLET:
        reported = _AFTER_CLOSER.match(head, match.end()) is not None
        return reported or after in (" ", "（") or (known and after in _BREAK)
    # 据某某社报道，… is a clause of the sentence, not a dateline.
    return known and bool(after) and after in "：（，" and not outlet.startswith("据")


def lift(line: str, rules: BoilerplateRules) -> tuple[list[Lifted], int, int]:
    """The spans to lift out of a body line, and `[start, end)` of what stays body."""
    text = fold(line)
    start = len(text) - len(text.lstrip())
    spans: list[Lifted] = []
    if length := dateline_end(text[start:], rules):
        spans.append(Lifted(start, start + length, Label.DATELINE))
    elif match := _LEAD_BYLINE.match(text[start:]):
        spans.append(Lifted(start, start + match.end(), Label.BYLINE))
    if spans:
        start = spans[0].end
        start += len(text[start:]) - len(text[start:].lstrip(" ，：:丨｜。—"))
    end = len(text.rstrip())
    while end > start and (tail := _trailing(text[start:end], rules)):
        spans.append(Lifted(start + tail.start, end, tail.label))
        end = start + len(text[start : start + tail.start].rstrip())
    return sorted(spans), start, end


def _trailing(text: str, rules: BoilerplateRules) -> Lifted | None:
    """The last thing in a line that is no body, in brackets or after the last full stop."""
    if match := _TAIL.search(text):
        before = text[: match.start()].rstrip()
        if label := _bracket_label(match[1].strip(), match[0].strip(), before, rules):
            return Lifted(match.start(), len(text), label)
    stop = max(text.rfind(mark) for mark in _SENTENCE_END) + 1
    rest = text[stop:]
    if not 0 < stop < len(text) or len(rest) > LONGEST_CREDITS:
        return None
    stripped = rest.strip()
    label = judge_fields(stripped, rules) if stripped else None
    if not label and rules.phrases.byline.search(stripped):
        label = Label.BYLINE
    if label:
        return Lifted(stop + len(rest) - len(rest.lstrip()), len(text), label)
    return None


def _bracket_label(inner: str, whole: str, before: str, rules: BoilerplateRules) -> Label | None:
    """The label of what stands in brackets at the end of a line, None where it is body."""
    if rules.phrases.end_mark.search(whole):
        return Label.END_MARK
    label = judge_fields(inner, rules)
    if label in (Label.EDITOR_LINE, Label.SOURCE_LINE, Label.CAPTION):
        return label
    if not before.endswith((*_SENTENCE_END, "）", "】")):
        return None
    named = inner.startswith(_WRITERS) and is_credit(inner, rules)
    if named or are_names(inner, rules) or rules.phrases.byline.search(whole):
        return Label.BYLINE
    return label if label in (Label.METADATA, Label.BYLINE) else None

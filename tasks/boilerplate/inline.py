"""Spans that are no body inside lines that are: datelines, bylines, credits, end marks."""

import re
from typing import NamedTuple

from config.rules.boilerplate import BoilerplateRules
from config.rules.phrases import Line
from tasks.boilerplate.fields import judge_fields
from tasks.boilerplate.names import are_names, is_credit, is_from_office
from tasks.document import Label

# After a closer the sentence goes on behind one of these; 电力 and 讯问 do not.
_BREAK = " （【】，：丨｜。—"
_BETWEEN = " ，：:丨｜。—"  # between a dateline and the article's first word
_REPORTERS = re.compile(r"[）】]?\s{0,3}（[^）]{2,60}）")
_TAIL = re.compile(r"[（【]([^（）【】]{1,60})[）】]\s*\d{0,8}$")  # 1130503: the day in Taiwan
_LEAD_BYLINE = re.compile(
    r"^(?:（(?:本[报网台刊])?(?:记者|通讯员)[：\s]?[^，。）]{2,30}）(?=[^\s，。])"
    r"|【[^】]{0,16}记者[^】]{2,30}(?:报导|报道|电|专访|特稿)】"
    r"|（[^）]{0,16}记者[^）]{2,30}(?:报导|报道|电|专访|特稿)）"
    r"|[^，。：；！？“”\s]{0,10}记者[^，。：；！？“”]{1,12}/[^，。：；！？“”]{1,10}(?:综合)?(?:报导|报道|特稿|专访)"
    r"|[^，。：；！？“”\s]{0,8}记者\s?[^，。：；！？“”]{2,16}(?:报道|报导)(?=[：\s])"
    # 某某新闻记者 某某 9月7日11时，…; not 记者 某某 9月7日走访了…
    r"|[^，。：；！？“”\s]{0,10}(?:记者|通讯员)(?:[\s、][\u4e00-\u9fff·]{2,8}){1,4}"
    r"(?=\s(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日|[今昨近日][日天前晨晚早])"
    r"[\d时分：许上中下午早晚凌清晨傍夜间]{0,12}，))"
)
_AFTER_CLOSER = re.compile(
    r"\s{0,2}(?:本报|本网)?记者\s?[^，。：；！？“”]{2,16}?(?:报道|报导|摄影报道)(?=[：\s])"
)
_WRITERS = re.compile(r"[^\s，。：]{0,8}(?:记者|通讯员)|作者|本报|文[/：]")
_SENTENCE_END = "。！？”…"
_DATELINE_ENDS = tuple("讯电息道导稿）】—–-")
# A company's release: 【中国某城，2025年3月12日】, 某城，2025年3月12日 /某某社/ --
_RELEASE = re.compile(
    r"[（【][\u4e00-\u9fff]{2,12}[，\s]\s?\d{4}年\d{1,2}月\d{1,2}日[^（）【】，。]{0,12}[）】]"
    r"|[\u4e00-\u9fff]{2,12}[，\s]\s?\d{4}年\d{1,2}月\d{1,2}日\s?(?:/[^/\s]{2,12}/)?\s?(?:——|--|—|–)"
)
SEARCHED = 80  # a dateline ends within so many characters
LONGEST_CREDITS = 120
MOST_SPANS = 6  # of one line
LONGEST_OUTLET = 10  # characters of a name that stands before 讯 without a date


class Lifted(NamedTuple):
    """A span of one line, `[start, end)` in its characters."""

    start: int
    end: int
    label: Label


def is_dateline(text: str, rules: BoilerplateRules) -> bool:
    """Whether a folded line is nothing but a dateline, with a mark or two behind it."""
    bare = text.rstrip(" ，：。")
    return bare.endswith(_DATELINE_ENDS) and dateline_end(text, rules) >= len(bare)


def dateline_end(text: str, rules: BoilerplateRules) -> int:
    """Where the dateline at the start of a folded line ends, 0 if there is none."""
    head = text[:SEARCHED]
    if "年" in head and (release := _RELEASE.match(head)):
        return release.end()
    known = rules.datelines
    closed = known.closing.search(head) and known.closer.search(head)
    match = known.opening.match(head) if closed else None
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
    known = rules.datelines.is_outlet(outlet)
    if match["day"]:
        return not after or after in _BREAK or boxed or known
    if boxed:
        return known or closer.startswith("综合") or "记者" in outlet
    if closer in ("讯", "专讯", "快讯") and len(outlet) <= LONGEST_OUTLET:
        reported = _AFTER_CLOSER.match(head, match.end()) is not None
        return reported or after in (" ", "（") or (known and after in _BREAK)
    # 据某某社报道，… is a clause of the sentence, not a dateline.
    return known and bool(after) and after in "：（，" and not outlet.startswith("据")


def lift(line: Line, rules: BoilerplateRules) -> tuple[list[Lifted], int, int]:
    """The spans to lift out of a folded body line, and `[start, end)` of what stays body."""
    text = line.text
    start = len(text) - len(text.lstrip())
    head = text[start : start + SEARCHED + LONGEST_CREDITS]
    spans: list[Lifted] = []
    if length := dateline_end(head, rules):
        spans.append(Lifted(start, start + length, Label.DATELINE))
    elif ("记者" in head or "通讯员" in head) and (match := _LEAD_BYLINE.match(head)):
        spans.append(Lifted(start, start + match.end(), Label.BYLINE))
    if spans:
        start = spans[0].end
        start = len(text) - len(text[start:].lstrip(_BETWEEN))
    end = len(text.rstrip())
    while len(spans) < MOST_SPANS and end > start and (tail := _trailing(line, start, end, rules)):
        spans.append(tail)
        end = tail.start
        while end > start and text[end - 1].isspace():
            end -= 1
    return sorted(spans), start, end


def _trailing(line: Line, start: int, end: int, rules: BoilerplateRules) -> Lifted | None:
    """The last thing in `text[start:end]` that is no body: in brackets, or behind a full stop."""
    offset = max(start, end - 2 * LONGEST_CREDITS)
    text = line.text[offset:end]
    if text[-1] in _SENTENCE_END:
        return None
    if (text[-1] in "）】" or text[-1].isdigit()) and (match := _TAIL.search(text)):
        before = text[: match.start()].rstrip()
        whole = line.part(match[0].strip())
        if label := _bracket_label(match[1].strip(), whole, before, rules):
            return Lifted(offset + match.start(), end, label)
    stop = max(text.rfind(mark) for mark in _SENTENCE_END) + 1
    rest = text[stop:]
    if not 0 < stop < len(text) or len(rest) > LONGEST_CREDITS or not (words := rest.strip()):
        return None
    label = judge_fields(words, rules)
    if not label and line.part(words).says("byline"):
        label = Label.BYLINE
    return Lifted(offset + stop + len(rest) - len(rest.lstrip()), end, label) if label else None


def _names_writers(inner: str, whole: Line, rules: BoilerplateRules) -> bool:
    """Whether what stands in brackets behind a sentence says who wrote it."""
    if _WRITERS.match(inner) and is_credit(inner, rules):
        return True
    if are_names(inner, rules) or is_from_office(inner, rules):
        return True
    return whole.says("byline") or whole.says("credit_of_both")


def _bracket_label(inner: str, whole: Line, before: str, rules: BoilerplateRules) -> Label | None:
    """The label of what stands in brackets at the end of a line, None where it is body."""
    if whole.says("end_mark"):
        return Label.END_MARK
    label = judge_fields(inner, rules)
    if label in (Label.EDITOR_LINE, Label.SOURCE_LINE, Label.CAPTION):
        return label
    if not before.endswith((*_SENTENCE_END, "）", "】")):
        return None
    if _names_writers(inner, whole, rules):
        return Label.BYLINE
    if whole.says("source_line"):
        return Label.SOURCE_LINE
    return label if label in (Label.METADATA, Label.BYLINE) else None

"""Lines made of page facts: `2021年6月11日 15:18 来源：… 编辑：…`, and of buttons."""

import re
from collections import Counter
from typing import NamedTuple

from config.rules.boilerplate import BoilerplateRules
from tasks.boilerplate.names import is_credit
from tasks.boilerplate.shape import CLOCK, STAMP, is_item
from tasks.document import Label

LONGEST_SOURCE = 36  # characters of the longest outlet names, with a column and a date
LONGEST_CREDIT = 60  # a whole list of editors
LONGEST_REST = 12  # an outlet's name, which stands without a key
LONGEST_COLUMN = 6  # a column's name before the editor's
LONGEST_BUTTONS = 90
MOSTLY = 0.8  # share of a line's letters that are button words

_SENTENCE = re.compile(r"[。！？；]|，.*，")
_DIGITS = re.compile(r"\d")
_LETTERS = re.compile(r"[\u3400-\u9fffA-Za-z]")
_NUMBERS = re.compile(r"\d[\d.,，]*\s?[万亿kKwW]?\+?")
_COUNTS = re.compile(
    r"(?:阅读|浏览|点击|评论|人气|围观|点赞|转发|播放)[数量次：\s]{0,3}\d[\d.,，]*\s?万?|第\s?[A-Z]?\d{1,3}\s?版"
)
_BRACKETS = "（）【】《》｜/·•○◎□■◆●-–—_ 　>*＊："


class Field(NamedTuple):
    """One `key：value` of a line, and the label that the key speaks for."""

    label: Label
    key: str
    value: str


def split_fields(line: str, rules: BoilerplateRules) -> tuple[str, tuple[Field, ...]]:
    """What stands before the first key of a folded line, and the fields."""
    pattern = rules.fields.key
    keys = list(pattern.finditer(line)) or list(rules.fields.bare_key.finditer(line))
    if not keys:
        return line, ()
    ends = [match.start() for match in keys[1:]] + [len(line)]
    fields = tuple(
        Field(Label(rules.fields.label_of[match[1]]), match[1], line[match.end() : end].strip())
        for match, end in zip(keys, ends, strict=True)
    )
    return line[: keys[0].start()], fields


def _fits(field: Field, rules: BoilerplateRules) -> bool:
    value = _COUNTS.sub("", STAMP.sub("", field.value)).strip(_BRACKETS)
    match field.label:
        case Label.METADATA:
            if field.key in rules.fields.metadata_open:
                return True
            return len(value) <= LONGEST_SOURCE and not _SENTENCE.search(value)
        case Label.CONTACT:
            # 微信：… in an article tells something; a contact has a number or an address.
            return bool(_DIGITS.search(value) or "@" in value or len(value) <= 4)
        case Label.EDITOR_LINE:
            short = len(value) <= LONGEST_CREDIT and not _SENTENCE.search(value)
            return short and (len(value) <= 12 or is_credit(value, rules) or "、" in value)
        case Label.BYLINE:
            short = len(value) <= LONGEST_SOURCE and not _SENTENCE.search(value)
            return short and (len(value) <= 8 or is_credit(value, rules) or "（" in value)
        case _:
            return len(value) <= LONGEST_SOURCE and not _SENTENCE.search(value)


def judge_fields(line: str, rules: BoilerplateRules) -> Label | None:
    """The label of a folded line that is nothing but page facts, else None."""
    before, fields = split_fields(line, rules)
    stamped = bool(STAMP.search(line))
    rest = _rest(before, rules)
    if fields and fields[0].key in rules.fields.metadata_open:
        return Label.METADATA if len(rest) <= 2 else None
    if not all(_fits(field, rules) for field in fields) or _SENTENCE.search(rest):
        return None
    if not fields:
        return Label.METADATA if stamped and _is_stamp_line(line, rest) else None
    label = _label_of_fields([field.label for field in fields], stamped=stamped)
    credit = label in (Label.EDITOR_LINE, Label.SOURCE_LINE)
    longest = LONGEST_REST if stamped else LONGEST_COLUMN if credit else 2
    return label if len(rest) <= longest else None


def _is_stamp_line(line: str, rest: str) -> bool:
    """A time, with an outlet's name at the most; not a dated headline."""
    return len(rest) <= (LONGEST_REST if CLOCK.search(line) else 6)


def _rest(text: str, rules: BoilerplateRules) -> str:
    """What is left of a text without times, buttons, numbers and brackets."""
    text = rules.widgets.word.sub("", _COUNTS.sub("", STAMP.sub("", text)))
    return _NUMBERS.sub("", text).strip(_BRACKETS)


def _label_of_fields(labels: list[Label], *, stamped: bool) -> Label:
    """One label for a line of several fields: the page's facts outrank its credits."""
    kinds = Counter(labels)
    if stamped or Label.METADATA in kinds:
        return Label.METADATA
    if kinds[Label.EDITOR_LINE] >= 2:
        return Label.EDITOR_LINE
    if Label.SOURCE_LINE in kinds and len(kinds) > 1:
        return Label.METADATA
    return labels[0]


def judge_buttons(line: str, rules: BoilerplateRules) -> Label | None:
    """The label of a folded line that is nothing but button and menu words, else None."""
    if len(line) > LONGEST_BUTTONS:
        return None
    plain = _NUMBERS.sub("", STAMP.sub("", line))
    letters = len(_LETTERS.findall(plain))
    if not letters:
        return None
    weight: Counter[str] = Counter()
    for match in rules.widgets.word.finditer(plain):
        label = rules.widgets.label_of[match[0]]
        weight[label] += len(_LETTERS.findall(match[0]))
    # 2. 意见反馈表: in a list a word or two may be button words by chance.
    if sum(weight.values()) < (1.0 if is_item(line) else MOSTLY) * letters:
        return None
    return Label(weight.most_common(1)[0][0])

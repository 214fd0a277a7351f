"""Lines made of page facts: `2021年6月11日 15:18 来源：… 编辑：…`."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from config.rules.boilerplate import BoilerplateRules
from tasks.boilerplate.masthead import is_dated_masthead
from tasks.boilerplate.names import is_credit
from tasks.boilerplate.shape import CLOCK, STAMP, has_han
from tasks.document import Label

LONGEST_SOURCE = 36  # characters of the longest outlet names, with a column and a date
LONGEST_CREDIT = 60  # a whole list of editors
SHORT_VALUE = 8  # characters
LONGEST_REST = 12  # an outlet's name, which stands without a key
SHORTEST_HEADLINE = 8  # Han characters of a link's; an outlet's name so long ends like one
LONGEST_COLUMN = 6  # a column's name before the editor's
LABELS = {label.value: label for label in Label}  # Label(…) takes ten times as long
CREDITS = frozenset({Label.EDITOR_LINE, Label.BYLINE, Label.CAPTION})
SIGNED = (Label.EDITOR_LINE, Label.BYLINE)  # what a line that names its supplier is besides
LATEST_KEY = 60  # characters in which a line of facts has its first key

_SENTENCE = re.compile(r"[。！？；]|，.{0,80}，")
_DIGITS = re.compile(r"\d")
_NUMBERS = re.compile(r"\d[\d.,，]*\s?[万亿kKwW]?\+?")
_COUNTS = re.compile(
    r"(?:阅读|浏览|点击|点阅|查看|评论|回[帖贴复]|人气|热度|围观|点赞|收藏|分享|转发|播放|跟[贴帖])[数量次：\s]{0,3}\d[\d.,，]*\s?万?"
    r"|第\s?[A-Z]?\d{1,3}\s?版|[A-Z]\d{1,3}\s?版"
    r"|(?:全文)?(?:共|约)?\d{1,9}字|，?(?:预计|阅读|约|需){1,4}\d+分钟"
)
_OTHER_FIELD = re.compile(r"\s[\u4e00-\u9fff]{2,5}：.*")  # beside a date, keys unknown to us
_OTHER_CREDITS = re.compile(  # beside an editor, offices unknown to us
    r"(?:[\s｜][\u4e00-\u9fff]{2,6}\s?[：｜/]\s?[^\s：，。｜]{1,8}(?:\s[^\s：，。｜]{1,4})?(?=[\s｜]|$)){1,8}$"
)
_ADDRESS = re.compile(
    r"\s(?:电话|邮箱|微信|QQ|E-?mail)\s?[：:]?\s?[\w.@#\-]{3,40}$"
)  # of an editor
_PAGE = re.compile(r"第\s?[A-Z]?\d{1,3}\s?版|[A-Z]\d{1,3}\s?版")
_APART = re.compile(r"[\s·｜，]+")
_KEY_SIGN = re.compile("[：｜/]")
_MAY_BE_FACTS = re.compile(r"[：｜/ \d]")  # a key ends in one of these, a day begins with one
_BRACKETS = "（）【】《》｜/·•○◎□■◆●-–—_ 　>*＊：，"


class Field(NamedTuple):
    """One `key：value` of a line, and the label that the key speaks for."""

    label: Label
    key: str
    value: str


def split_fields(line: str, rules: BoilerplateRules) -> tuple[str, tuple[Field, ...]]:
    """What stands before the first key of a folded line, and the fields."""
    keys: list[re.Match[str]] = []
    if _KEY_SIGN.search(line, 0, LATEST_KEY) and rules.fields.key.search(line, 0, LATEST_KEY):
        keys = list(rules.fields.key.finditer(line))
    elif len(line) <= LONGEST_CREDIT and " " in line:
        keys = list(rules.fields.bare_key.finditer(line))
    if not keys:
        return line, ()
    ends = [match.start() for match in keys[1:]] + [len(line)]
    fields = [
        Field(LABELS[rules.fields.label(match[1])], match[1], line[match.end() : end].strip())
        for match, end in zip(keys, ends, strict=True)
    ]
    return line[: keys[0].start()], tuple(fields)


def _is_short(field: Field) -> bool:
    """Whether the value is so short that it fits its key, whatever it says."""
    short = len(field.value) <= SHORT_VALUE and field.label is not Label.CONTACT
    return short and not _SENTENCE.search(field.value)


def _has_address(text: str) -> bool:
    return bool(_DIGITS.search(text) or "@" in text)


def _fits(field: Field, rules: BoilerplateRules, *, stamped: bool) -> bool:
    value = _OTHER_FIELD.sub("", field.value) if stamped else field.value
    if field.label is Label.METADATA and rules.fields.is_open(field.key):
        return True
    if field.label is Label.CONTACT:
        # 微信：… in an article tells something; a contact has a number or an address.
        return _has_address(value) or len(value) <= 4
    if field.label in SIGNED and _KEY_SIGN.search(value):
        value = _OTHER_CREDITS.sub("", value)
    value = _without_figures(_ADDRESS.sub("", value)).strip(_BRACKETS)
    longest = LONGEST_CREDIT if field.label is Label.EDITOR_LINE else LONGEST_SOURCE
    if len(value) > longest or _SENTENCE.search(value):
        return False
    match field.label:
        case Label.EDITOR_LINE:
            return len(value) <= 12 or is_credit(value, rules) or "、" in value
        case Label.BYLINE:
            return len(value) <= 8 or is_credit(value, rules) or "（" in value
        case _:
            return True


def judge_fields(line: str, rules: BoilerplateRules) -> Label | None:
    """The label of a folded line that is nothing but page facts, else None."""
    if not _MAY_BE_FACTS.search(line):
        return None
    before, fields = split_fields(line, rules)
    stamped = STAMP.search(line) is not None
    if not fields:
        rest = _rest(before, rules) if stamped else ""
        facts = stamped and not _SENTENCE.search(rest) and _is_stamp_line(line, rest, rules)
        return Label.METADATA if facts or is_dated_masthead(line, rules) else None
    if rules.fields.is_open(fields[0].key):
        return Label.METADATA if len(_rest(before, rules)) <= 2 else None
    words = before.strip()
    # 分享至 微博 微信
    button = words and fields[0].label is Label.CONTACT and not _has_address(line)
    fit = all(_is_short(field) or _fits(field, rules, stamped=stamped) for field in fields)
    if button or not fit:
        return None
    if words and not stamped and rules.phrases.read([words])[0].says("source_line"):
        return Label.SOURCE_LINE  # 本文由某某供稿 撰稿：…
    rest = _rest(words, rules)
    label = _label_of_fields(fields, rules, stamped=stamped)
    if len(fields) > 1 and CREDITS.issuperset(field.label for field in fields):
        fitting = len(rest) <= LONGEST_REST  # 水利学院 文/某某 图/某某
    elif label in (Label.EDITOR_LINE, Label.SOURCE_LINE):
        fitting = len(rest) <= LONGEST_COLUMN
    else:
        fitting = len(rest) <= (LONGEST_REST if stamped else 2)
    fitting = fitting or (stamped and is_credit(rest, rules))
    return label if fitting and not _SENTENCE.search(rest) else None


def tells_event(line: str, rules: BoilerplateRules) -> bool:
    """Whether a folded line of facts may be one of an article's own list: `主办单位：…`."""
    if STAMP.search(line):
        return False
    _, fields = split_fields(line, rules)
    return bool(fields) and all(rules.fields.is_of_event(field.key) for field in fields)


def _is_stamp_line(line: str, rest: str, rules: BoilerplateRules) -> bool:
    """A time, with an outlet's name and a few words at the most; not a dated headline."""
    days = list(STAMP.finditer(line))
    if len(days) > 1 or line[: days[0].start()].rstrip().endswith("："):
        return False  # 生产日期：2023年3月1日至2023年11月30日
    if len(rest) <= 6 or (_PAGE.search(line) and len(rest) <= LONGEST_SOURCE):
        return True
    outlet, _, credit = rest.partition(" ")
    if CLOCK.search(line):
        words = _APART.split(rest)
        if len(rest) <= LONGEST_SOURCE and max(map(len, words)) <= LONGEST_REST:
            plain = _APART.split(_COUNTS.sub("", STAMP.sub(" ", line)).strip(_BRACKETS))
            return "记者" in rest or all(_may_be_outlet(word, rules) for word in plain)
        return "记者" in credit and len(outlet) <= LONGEST_REST and is_credit(credit, rules)
    return rest.endswith(rules.widgets.site_ends) and len(rest) <= LONGEST_REST


def _may_be_outlet(word: str, rules: BoilerplateRules) -> bool:
    """Whether a word beside a time is no headline: short, or the name of a medium or a body."""
    key, _, value = word.partition("：")
    if not any(has_han(part, SHORTEST_HEADLINE) for part in (key, value)):
        return True
    ends = (*rules.widgets.site_ends, *rules.widgets.body_ends)
    return word.endswith(ends) or rules.datelines.is_outlet(word)


def _rest(text: str, rules: BoilerplateRules) -> str:
    """What is left of a text without times, buttons, numbers and brackets."""
    if not text:
        return text
    text = rules.widgets.word.sub("", _without_figures(text))
    return _NUMBERS.sub("", text).strip(_BRACKETS)


def _without_figures(text: str) -> str:
    """A text without times and counters, all of which have a digit."""
    return _COUNTS.sub("", STAMP.sub("", text)) if _DIGITS.search(text) else text


def _label_of_fields(fields: Sequence[Field], rules: BoilerplateRules, *, stamped: bool) -> Label:
    """One label for a line of several fields: the page's facts outrank its credits."""
    labels = [field.label for field in fields]
    kinds = set(labels)
    if not stamped and len(kinds) > 1 and (label := _label_of_credits(fields, kinds, rules)):
        return label
    if stamped or Label.METADATA in kinds:
        return Label.METADATA
    if labels.count(Label.EDITOR_LINE) >= 2:
        return Label.EDITOR_LINE
    if Label.SOURCE_LINE in kinds and len(kinds) > 1:
        return Label.METADATA
    return labels[0]


def _label_of_credits(
    fields: Sequence[Field], kinds: set[Label], rules: BoilerplateRules
) -> Label | None:
    """One label for a line of different credits, where it is not the first one's."""
    if rules.fields.is_supplier(fields[0].key):
        return next((kind for kind in SIGNED if kind in kinds), None)
    if kinds == {Label.METADATA, Label.CONTACT}:
        return fields[0].label
    if kinds == {Label.BYLINE, Label.CAPTION}:
        return Label.BYLINE
    if kinds == {Label.CAPTION, Label.SOURCE_LINE} and fields[0].label is Label.CAPTION:
        return Label.CAPTION
    return None

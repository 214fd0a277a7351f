"""Pass 1: each line by itself, without a look at its neighbours."""

import re
from typing import NamedTuple

from config.rules.boilerplate import BoilerplateRules
from tasks.boilerplate.fields import judge_buttons, judge_fields
from tasks.boilerplate.inline import dateline_end
from tasks.boilerplate.names import are_names, is_credit, is_signed_by
from tasks.boilerplate.shape import (
    HAN,
    STAMP,
    fold,
    is_item,
    is_turn,
    reads_as_prose,
    without_bullet,
)
from tasks.document import Label

CERTAIN = 1.0
LIKELY = 0.5  # holds only where the neighbours do not speak against it
LONGEST_NOTICE_CUE = 60  # in a longer sentence one weak word proves nothing
LONGEST_CONTACT = 80
LONGEST_CHANNEL = 8  # characters of a channel's name in a breadcrumb
LONGEST_COLUMN = 5  # of a column's: 专题 ｜ 民生
CHANNEL_ENDS = ("新闻", "中心", "频道", "网", "资讯")


class Guess(NamedTuple):
    """What a line seems to be, and how sure that is; 0 is 'unsure'."""

    label: Label
    confidence: float


UNSURE = Guess(Label.BODY, 0.0)
PROSE = Guess(Label.BODY, LIKELY)

_QUOTED = re.compile(r"“[^”]*”")
_AROUND_HEAD = " ：｜>》»【】（）—-·•■◆●□◇★☆▍|.…<《+*"
_DATED_END = re.compile(
    r"[（【\s]?(?:(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{2}[-/]\d{2})"
    r"(?:\s\d{1,2}：\d{2}(?:：\d{2})?)?[）】]?$"
)
_DATED_START = re.compile(
    r"^[（【]?(?:(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}|\d{2}[-/]\d{2})[）】\s]"
)
_CRUMB = re.compile(r"\s?[>›»→]{1,2}\s?")
_MENU_SPLIT = re.compile(r"[\s｜/·•]+")
_SEO = re.compile(r"[\u4e00-\u9fff]_[^_]{2,20}_[^_]{2,}")
_SIGN = re.compile(r"^[○◎●□■◇◆△▲☆★]\s?")


def judge_line(line: str, rules: BoilerplateRules) -> Guess:
    """What one line seems to be by its words and shape alone."""
    text = fold(line).strip()
    if not text:
        return Guess(Label.BLANK, CERTAIN)
    for judge in (
        _head,
        _notice,
        _fact,
        _link,
        _phrase,
        _fact_in_words,
        _button,
        _menu,
        _signature,
    ):
        if guess := judge(text, rules):
            return guess
    if reads_as_prose(text) or is_turn(text):
        return PROSE
    return UNSURE


def judge_lines(lines: list[str], rules: BoilerplateRules) -> list[Guess]:
    """One guess per line."""
    return [judge_line(line, rules) for line in lines]


def head_of(line: str, rules: BoilerplateRules) -> Label | None:
    """The label of the part of the page that this line opens, if it opens one."""
    text = fold(line).strip().strip(_AROUND_HEAD)
    for tail in ("：", "MORE", "More", "更多", ">"):
        text = text.removesuffix(tail).strip(_AROUND_HEAD)
    label = rules.heads.label_of.get(text)
    if label is None and text.endswith("声明") and "版权" in text:
        label = "copyright"  # 某某网版权与免责声明
    return Label(label) if label else None


def _head(text: str, rules: BoilerplateRules) -> Guess | None:
    if rules.phrases.end_mark.search(text):
        return Guess(Label.END_MARK, CERTAIN)
    label = head_of(text, rules)
    return Guess(label, CERTAIN) if label else None


def _fact(text: str, rules: BoilerplateRules) -> Guess | None:
    if _is_dated_link(text):
        return None
    if (
        not STAMP.search(text) and judge_buttons(text, rules) is Label.SHARE
    ):  # 字号：大 中 小 is a button, no fact
        return Guess(Label.SHARE, CERTAIN)
    label = judge_fields(text.strip("（【】）"), rules)
    return Guess(label, CERTAIN) if label else None


def _is_dated_link(text: str) -> bool:
    return is_item(text) and bool(_DATED_END.search(text))


def _notice(text: str, rules: BoilerplateRules) -> Guess | None:
    """Copyright, risk and liability: a page speaking of itself, not a story about such notices."""
    if rules.phrases.comment_form.search(text):
        return None
    own_words = _QUOTED.sub("", text)
    if rules.phrases.copyright.search(own_words):
        return Guess(Label.COPYRIGHT, CERTAIN)
    if not rules.phrases.copyright_weak.search(own_words):
        return None
    if rules.phrases.notice_opening.search(text):
        return Guess(Label.COPYRIGHT, LIKELY)
    return None


def _link(text: str, rules: BoilerplateRules) -> Guess | None:
    """A link to another article: glued blurbs, previous and next, dated headlines."""
    if rules.phrases.recommended_links.search(text):
        return Guess(Label.RECOMMENDED_LINKS, CERTAIN)
    if reads_as_prose(text):
        return None
    if (ending := _DATED_END.search(text)) and len(HAN.findall(text[: ending.start()])) >= 6:
        return Guess(Label.RECOMMENDED_LINKS, CERTAIN if is_item(text) else LIKELY)
    if _DATED_START.search(text) and len(HAN.findall(text)) >= 6:
        return Guess(Label.RECOMMENDED_LINKS, LIKELY)
    return None


def _phrase(text: str, rules: BoilerplateRules) -> Guess | None:
    """A line that says what it is: a picture's, a button's, an address."""
    phrases, prose = rules.phrases, reads_as_prose(text)
    if len(text) <= LONGEST_CONTACT and phrases.contact.search(text):
        return Guess(Label.CONTACT, LIKELY if prose and not _has_address(text) else CERTAIN)
    if phrases.caption.search(text):
        return Guess(Label.CAPTION, CERTAIN)
    for label in (Label.COMMENT_FORM, Label.SHARE, Label.ADVERT):
        if len(text) <= LONGEST_NOTICE_CUE and getattr(phrases, label).search(text):
            return Guess(label, LIKELY if prose else CERTAIN)
    return None


def _fact_in_words(text: str, rules: BoilerplateRules) -> Guess | None:
    """A fact about the page that has no `key：`."""
    phrases = rules.phrases
    if reads_as_prose(text) and not text.startswith(("（", "作者")):
        return None
    for label in (Label.METADATA, Label.BYLINE, Label.SOURCE_LINE, Label.NAV):
        if getattr(phrases, label).search(text):
            return Guess(label, CERTAIN)
    return Guess(Label.CAPTION, LIKELY) if phrases.caption_weak.search(text) else None


def _has_address(text: str) -> bool:
    return bool(re.search(r"[@#]|\d{5,}|\d{3,4}-\d", text))


def _button(text: str, rules: BoilerplateRules) -> Guess | None:
    if label := judge_buttons(text, rules):
        return Guess(label, CERTAIN)
    if reads_as_prose(text):
        return None
    if _is_breadcrumb(text, rules):
        return Guess(Label.NAV, CERTAIN)
    if _SEO.search(text) and text.count("_") >= 2:
        return Guess(Label.ADVERT, CERTAIN)
    return None


def _menu(text: str, rules: BoilerplateRules) -> Guess | None:
    """A column's name, or a row of channels; not a row of people."""
    if reads_as_prose(text):
        return None
    segments = [segment.strip() for segment in text.split("｜")]
    if len(segments) > 1 and max(map(len, segments)) <= LONGEST_COLUMN:
        return Guess(Label.NAV, LIKELY)
    words = _MENU_SPLIT.split(text)
    if len(words) >= 5 and all(2 <= len(word) <= 6 and HAN.match(word) for word in words):
        return None if are_names(text, rules, most=20) else Guess(Label.NAV, LIKELY)
    return None


def _is_breadcrumb(text: str, rules: BoilerplateRules) -> bool:
    crumbs = [crumb.strip() for crumb in _CRUMB.split(text)]
    if len(crumbs) < 2 or not all(len(crumb) <= 16 for crumb in crumbs):
        return False
    ends = rules.widgets.breadcrumb_ends
    if max(map(len, crumbs)) <= LONGEST_CHANNEL and crumbs[0].endswith(CHANNEL_ENDS):
        return True
    return crumbs[0].endswith(ends) or crumbs[-1] in ends or len(crumbs) >= 3


def _signature(text: str, rules: BoilerplateRules) -> Guess | None:
    """A line that only says who wrote it, or from where."""
    if len(text) > LONGEST_NOTICE_CUE:
        return None
    if (end := dateline_end(text, rules)) and not text[end:].strip(" ，：。"):
        return Guess(Label.DATELINE, CERTAIN)
    bare = text.strip("（）【】 ")
    if (bare != text and is_credit(bare, rules)) or is_signed_by(bare, rules):
        return Guess(Label.BYLINE, CERTAIN)
    if _SIGN.match(text) and are_names(_SIGN.sub("", text), rules, most=3):
        return Guess(Label.BYLINE, LIKELY)
    if are_names(without_bullet(text), rules, most=4) and len(text) <= 16:
        return Guess(Label.BYLINE, LIKELY)
    return None

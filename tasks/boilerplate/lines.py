"""Pass 1: each line by itself, without a look at its neighbours. All take stripped, folded text."""

import re
from collections.abc import Callable, Collection, Sequence

from config.rules.boilerplate import BoilerplateRules
from config.rules.phrases import Line
from tasks.boilerplate.buttons import are_boxes, is_breadcrumb, is_menu, judge_buttons, sells
from tasks.boilerplate.fields import LATEST_KEY, judge_fields, tells_event
from tasks.boilerplate.guess import BLANK, CERTAIN, LIKELY, PROSE, UNSURE, Guess
from tasks.boilerplate.inline import is_dateline
from tasks.boilerplate.links import LINKS, is_dated_item, judge_glued_link, judge_link, judge_pager
from tasks.boilerplate.names import are_names, is_credit, is_from_office, is_signed_by
from tasks.boilerplate.parts import (
    HEADS,
    LONGEST_HEAD,
    NOTICES,
    judge_end_mark,
    judge_head,
    judge_head_in_words,
    judge_notice,
    judge_notice_head,
)
from tasks.boilerplate.pictures import PICTURES, describes_picture, is_dated_caption
from tasks.boilerplate.shape import (
    STAMP,
    is_item,
    is_numbered,
    is_turn,
    reads_as_prose,
    without_bullet,
)
from tasks.document import Label

LONGEST_NOTICE_CUE = 60  # in a longer sentence one weak word proves nothing
LONGEST_CONTACT = 80
LONGEST_CAPTION = 130
LONGEST_FACTS = 400  # a longer line is no list of page facts, whatever it holds


Judge = Callable[[Line, BoilerplateRules], Guess | None]

_COMMENTS: tuple[Label, ...] = (Label.COMMENT_FORM,)
_UNSOLD = (*_COMMENTS, Label.SHARE)
_BUTTONS = (*_UNSOLD, Label.ADVERT)
_PHRASES = PICTURES | {"contact", "picture_and_text", *_BUTTONS}
_FACTS: tuple[Label, ...] = (Label.METADATA, Label.BYLINE, Label.SOURCE_LINE, Label.NAV)
_POINTING = "♥❤♡👍👏✦👆👇👉☝⬆⬇☞➤→↑↓▲▼ "
_SEO = re.compile(r"[\u4e00-\u9fff]_[^_]{2,20}_[^_]{2,}")
_DIGIT = re.compile(r"\d")
_SIGN = re.compile(r"[○◎●□■◇◆△▲☆★]\s?")
_ADDRESS = re.compile(r"[@#]|\d{5,}|\d{3,4}-\d")


def judge_lines(lines: Sequence[Line], rules: BoilerplateRules) -> list[Guess]:
    """What each line seems to be by its words and shape alone."""
    prose = {i for i, line in enumerate(lines) if reads_as_prose(line.text)}
    others = {i for i, line in enumerate(lines) if line.text} - prose
    found = _judge(lines, prose, _OF_PROSE, rules) | _judge(lines, others, _OF_OTHERS, rules)
    for i in prose - found.keys():
        found[i] = PROSE
    for i in others - found.keys():
        found[i] = PROSE if is_turn(lines[i].text) else UNSURE
    return [found.get(i, BLANK) for i in range(len(lines))]


def _judge(
    lines: Sequence[Line],
    left: set[int],
    judges: Sequence[tuple[Judge, frozenset[str]]],
    rules: BoilerplateRules,
) -> dict[int, Guess]:
    """For each line the guess of the first judge that has one.

    One judge sees all lines before the next: its patterns are then still in the processor's cache.
    """
    found: dict[int, Guess] = {}
    for judge, kinds in judges:
        asked: Collection[int] = left
        if kinds:
            words = rules.phrases.words(kinds)
            asked = [i for i in left if not words.isdisjoint(lines[i].words)]
        if told := {i: guess for i in asked if (guess := judge(lines[i], rules))}:
            found |= told
            left = left - told.keys()
    return found


def _fact(line: Line, rules: BoilerplateRules) -> Guess | None:
    text = line.text
    if len(text) > LONGEST_FACTS or is_dated_item(text):
        return None
    if text[0] not in "（【" and text[-1] not in " ，：。" and is_dateline(text, rules):
        return Guess(Label.DATELINE, CERTAIN)
    facts = text.strip("（【】）")
    label = judge_fields(facts, rules)
    if label is Label.METADATA and tells_event(facts, rules):
        return Guess(label, LIKELY)
    return Guess(label, CERTAIN) if label else None


def _fact_of_prose(line: Line, rules: BoilerplateRules) -> Guess | None:
    """Page facts that end in a full stop, or hold a long title; most sentences have no key."""
    if "：" in line.text[:LATEST_KEY] and rules.fields.key.match(line.text.lstrip("（【")):
        return _fact(line, rules)
    return None


def _poll(line: Line, _: BoilerplateRules) -> Guess | None:
    """What readers voted or felt, with the counts."""
    poll = len(line.text) <= LONGEST_CAPTION and _DIGIT.search(line.text) and line.says("poll")
    return Guess(Label.SHARE, CERTAIN) if poll else None


def _phrase(line: Line, _: BoilerplateRules) -> Guess | None:
    """A line that says what it is: a picture's, a button's, an address."""
    return _kind(line, CERTAIN)


def _phrase_of_prose(line: Line, _: BoilerplateRules) -> Guess | None:
    return _kind(line, LIKELY) if len(line.text) <= LONGEST_CAPTION else None


def _kind(line: Line, confidence: float) -> Guess | None:
    text = line.text
    if len(text) <= LONGEST_CONTACT and line.says("contact"):
        return Guess(Label.CONTACT, CERTAIN if _ADDRESS.search(text) else confidence)
    if text[0] in _POINTING and (guess := _button_in_words(line, confidence)):
        return guess  # ▲ 点击视频，看…: no caption
    if line.says("picture_and_text"):
        return Guess(Label.BYLINE, CERTAIN)
    if len(text) <= LONGEST_CAPTION and describes_picture(line):
        return Guess(Label.CAPTION, CERTAIN)
    return _button_in_words(line, confidence)


def _dated_caption(line: Line, _: BoilerplateRules) -> Guess | None:
    dated = len(line.text) <= LONGEST_CAPTION and is_dated_caption(line)
    return Guess(Label.CAPTION, CERTAIN) if dated else None


def _sells(line: Line, _: BoilerplateRules) -> Guess | None:
    if not sells(line):
        return None
    listed = is_item(line.text) and line.text[0] not in _POINTING
    return Guess(Label.ADVERT, LIKELY if listed else CERTAIN)


def _widget(line: Line, _: BoilerplateRules) -> Guess | None:
    """`您的浏览器不支持播放`: a part of the page excuses itself."""
    excuses = len(line.text) <= LONGEST_NOTICE_CUE and line.says("widget")
    return Guess(Label.SHARE, CERTAIN) if excuses else None


def _button_in_words(line: Line, confidence: float) -> Guess | None:
    """What asks the reader to comment, to share, to follow, to buy."""
    text = line.text
    short = len(text) <= LONGEST_NOTICE_CUE
    if not short and confidence < CERTAIN:
        return None
    bare = line.part(text.lstrip(_POINTING))
    asked = text[-1] == "？" or text[0] == "“"  # 扫码领券，谁在受益？
    for label in (_UNSOLD if asked else _BUTTONS) if short else _COMMENTS:
        if bare.says(label):
            step = is_numbered(text) or text.endswith("；")  # 第一步：扫描二维码，关注公众号；
            return Guess(label, LIKELY if step else confidence)
    return None


def _fact_in_words(line: Line, _: BoilerplateRules) -> Guess | None:
    """A fact about the page that has no `key：`."""
    if len(line.text) > LONGEST_CAPTION:
        return None
    for label in _FACTS:
        if line.says(label):
            return Guess(label, CERTAIN)
    if line.says("ticker"):
        return Guess(Label.NAV, LIKELY)
    return Guess(Label.CAPTION, LIKELY) if line.says("caption_weak") else None


def _aside(line: Line, _: BoilerplateRules) -> Guess | None:
    """`（作者系某某大学教授。）`, `作者为…。`: a fact in words that is a sentence."""
    text = line.text
    if not text.startswith(("（", "作者", "本文")) or len(text) > LONGEST_CAPTION:
        return None
    if text[0] == "（" and not text.endswith(("）", "）。")):
        return None
    for label in (Label.BYLINE, Label.SOURCE_LINE):
        if line.says(label):
            return Guess(label, CERTAIN)
    return None


def _button(line: Line, rules: BoilerplateRules) -> Guess | None:
    if not STAMP.search(line.text) and (judged := judge_buttons(line.text, rules)):
        label, certain = judged
        certain = certain or line.says("asks")
        return Guess(label, CERTAIN if certain else LIKELY)
    return None


def _comment(line: Line, _: BoilerplateRules) -> Guess | None:
    """A reader's comment, or the form for one."""
    comment = len(line.text) <= LONGEST_CAPTION and line.says("comment_form")
    return Guess(Label.COMMENT_FORM, CERTAIN) if comment else None


def _asks(line: Line, _: BoilerplateRules) -> Guess | None:
    """`长按图片保存`: no article begins a line so, unless it lists what to do."""
    text = line.text
    asks = len(text) <= LONGEST_HEAD and line.part(text.lstrip(_POINTING)).says("asks")
    return Guess(Label.SHARE, LIKELY if is_numbered(text) else CERTAIN) if asks else None


def _menu(line: Line, rules: BoilerplateRules) -> Guess | None:
    text = line.text
    if len(text) > LONGEST_CAPTION:
        return None
    if is_breadcrumb(text, rules) or are_boxes(text):
        return Guess(Label.NAV, CERTAIN)
    if text.count("_") >= 2 and _SEO.search(text):
        return Guess(Label.ADVERT, CERTAIN)
    return Guess(Label.NAV, LIKELY) if is_menu(text, rules) else None


def _signature(line: Line, rules: BoilerplateRules) -> Guess | None:
    """A line that only says who wrote it, or from where."""
    text = line.text
    if len(text) > LONGEST_NOTICE_CUE:
        return None
    if is_dateline(text, rules):
        return Guess(Label.DATELINE, CERTAIN)
    bare = text.strip("（）【】 ")
    boxed = bare != text and (is_credit(bare, rules) or is_from_office(bare, rules))
    if boxed or is_signed_by(bare, rules):
        return Guess(Label.BYLINE, CERTAIN)
    if _SIGN.match(text) and are_names(_SIGN.sub("", text, count=1), rules, most=3):
        return Guess(Label.BYLINE, LIKELY)
    if len(text) <= 16 and are_names(without_bullet(text), rules, most=4):
        return Guess(Label.BYLINE, LIKELY)
    return None


# The judges, in this order, and of which kinds a line must be for one to say anything at all.
_OF_PROSE: Sequence[tuple[Judge, frozenset[str]]] = (
    (judge_notice, NOTICES),
    (_fact_of_prose, frozenset()),
    (judge_notice_head, frozenset({"copyright_head"})),
    (judge_glued_link, LINKS),
    (_aside, frozenset({"byline", "source_line"})),
    (_widget, frozenset({"widget"})),
    (_sells, frozenset({"call"})),
    (_dated_caption, PICTURES),
    (_phrase_of_prose, _PHRASES),
)
_OF_OTHERS: Sequence[tuple[Judge, frozenset[str]]] = (
    (judge_end_mark, frozenset({"end_mark"})),
    (judge_head, frozenset()),
    (judge_head_in_words, HEADS),
    (judge_notice, NOTICES),
    (_sells, frozenset({"call"})),
    (_comment, frozenset({"comment_form"})),
    (_widget, frozenset({"widget"})),
    (_dated_caption, PICTURES),
    (_fact, frozenset()),
    (judge_notice_head, frozenset({"copyright_head"})),
    (judge_pager, frozenset({"nav"})),
    (judge_glued_link, LINKS),
    (judge_link, frozenset()),
    (_poll, frozenset({"poll"})),
    (_phrase, _PHRASES),
    (_fact_in_words, frozenset({*_FACTS, "ticker", "caption_weak"})),
    (_button, frozenset()),
    (_menu, frozenset()),
    (_signature, frozenset()),
    (_asks, frozenset({"asks"})),
)

"""Pass 1: each line by itself, without a look at its neighbours. All take stripped, folded text."""

import re
from collections.abc import Callable, Sequence

from config.rules.boilerplate import BoilerplateRules
from tasks.boilerplate.buttons import is_breadcrumb, is_menu, judge_buttons, sells
from tasks.boilerplate.fields import LATEST_KEY, judge_fields, tells_event
from tasks.boilerplate.guess import BLANK, CERTAIN, LIKELY, PROSE, UNSURE, Guess
from tasks.boilerplate.inline import dateline_end
from tasks.boilerplate.links import is_dated_item, judge_glued_link, judge_link
from tasks.boilerplate.names import are_names, is_credit, is_signed_by
from tasks.boilerplate.pictures import describes_picture, is_dated_caption
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
LONGEST_HEAD = 40
LONGEST_FACTS = 400  # a longer line is no list of page facts, whatever it holds


Judge = Callable[[str, BoilerplateRules], Guess | None]

_HEADS = (
    ("copyright_head", Label.COPYRIGHT),  # 某某网版权与免责声明
    ("comment_head", Label.COMMENT_FORM),
    ("recommended_head", Label.RECOMMENDED_LINKS),
)
_COMMENTS: tuple[Label, ...] = (Label.COMMENT_FORM,)
_UNSOLD = (*_COMMENTS, Label.SHARE)
_BUTTONS = (*_UNSOLD, Label.ADVERT)
_QUOTED = re.compile(r"“[^”]*”")
_AROUND_HEAD = " ！：｜>》»【】（）—-·•■◆●□◇★☆▌▍▎▏▐█┃❙❚◢◣◤◥▶►➤❖◈◉▪▫✦▸▹◂◀‣※◎#＃|.…<《+*↓▼"
_POINTING = "♥❤♡👍👏✦👆👇👉☝⬆⬇☞➤→↑↓▲▼ "
_SEO = re.compile(r"[\u4e00-\u9fff]_[^_]{2,20}_[^_]{2,}")
_DIGIT = re.compile(r"\d")
_SIGN = re.compile(r"[○◎●□■◇◆△▲☆★]\s?")
_ADDRESS = re.compile(r"[@#]|\d{5,}|\d{3,4}-\d")


def judge_lines(page: Sequence[str], rules: BoilerplateRules) -> list[Guess]:
    """What each line seems to be by its words and shape alone.

    One judge sees all lines before the next: its patterns are then still in the processor's cache,
    which halves the time.
    """
    found = [UNSURE if text else BLANK for text in page]
    prose = [i for i, text in enumerate(page) if reads_as_prose(text)]
    others = sorted({i for i, text in enumerate(page) if text}.difference(prose))
    for i in _judge(page, prose, found, _OF_PROSE, rules):
        found[i] = PROSE
    for i in _judge(page, others, found, _OF_OTHERS, rules):
        found[i] = PROSE if is_turn(page[i]) else UNSURE
    return found


def _judge(
    page: Sequence[str],
    lines: list[int],
    found: list[Guess],
    judges: Sequence[Judge],
    rules: BoilerplateRules,
) -> list[int]:
    """Note the guess of the first judge that has one for each line; the lines of which none has."""
    for judge in judges:
        left = []
        for i in lines:
            if guess := judge(page[i], rules):
                found[i] = guess
            else:
                left.append(i)
        lines = left
    return lines


def head_of(text: str, rules: BoilerplateRules) -> Label | None:
    """The label of the part of the page that a line opens, if it opens one."""
    if len(text) > LONGEST_HEAD:
        return None
    boxed, text = text[:1] == "【", text.strip(_AROUND_HEAD)
    for tail in ("：", "MORE", "More", "更多", ">"):
        text = text.removesuffix(tail).strip(_AROUND_HEAD)
    before, colon, _ = text.partition("：")
    if colon and rules.heads.label_of.get(before) == Label.RECOMMENDED_LINKS:
        return Label.RECOMMENDED_LINKS  # 大家都在搜：…
    if label := rules.heads.label_of.get(text):
        return Label(label)
    heads = _HEADS[:-1] if boxed else _HEADS  # 【今日话题】 may be a part of the article
    return next((label for kind, label in heads if rules.phrases.says(kind, text)), None)


def _head(text: str, rules: BoilerplateRules) -> Guess | None:
    if len(text) <= LONGEST_HEAD and rules.phrases.says("end_mark", text):
        words = any(char.isalnum() for char in text)  # a row of signs may part two scenes
        return Guess(Label.END_MARK, CERTAIN if words else LIKELY)
    label = head_of(text, rules)
    return Guess(label, CERTAIN) if label else None


def _notice(text: str, rules: BoilerplateRules) -> Guess | None:
    """Copyright, risk and liability: a page speaking of itself, not a story about such notices."""
    phrases = rules.phrases
    if not phrases.says("copyright", text) and not phrases.says("copyright_weak", text):
        return None
    if phrases.says("comment_form", text) or phrases.says("picture_credit", text):
        return None
    own_words = _QUOTED.sub("", text)
    if phrases.says("copyright", own_words):
        helps = phrases.says("help_line", own_words)
        return Guess(Label.CONTACT if helps else Label.COPYRIGHT, CERTAIN)
    if phrases.says("copyright_weak", own_words) and phrases.says("notice_opening", text):
        return Guess(Label.COPYRIGHT, LIKELY)
    return None


def _notice_head(text: str, rules: BoilerplateRules) -> Guess | None:
    """`声明：…`: the head of a notice and the notice in one line."""
    return Guess(Label.COPYRIGHT, LIKELY) if rules.phrases.says("copyright_head", text) else None


def _fact(text: str, rules: BoilerplateRules) -> Guess | None:
    if len(text) > LONGEST_FACTS or is_dated_item(text):
        return None
    if text[0] not in "（【" and dateline_end(text, rules) == len(text):
        return Guess(Label.DATELINE, CERTAIN)
    facts = text.strip("（【】）")
    label = judge_fields(facts, rules)
    if label is Label.METADATA and tells_event(facts, rules):
        return Guess(label, LIKELY)
    return Guess(label, CERTAIN) if label else None


def _fact_of_prose(text: str, rules: BoilerplateRules) -> Guess | None:
    """Page facts that end in a full stop, or hold a long title; most sentences have no key."""
    if "：" in text[:LATEST_KEY] and rules.fields.key.match(text.lstrip("（【")):
        return _fact(text, rules)
    return None


def _poll(text: str, rules: BoilerplateRules) -> Guess | None:
    """What readers voted or felt, with the counts."""
    poll = _DIGIT.search(text) and len(text) <= LONGEST_CAPTION and rules.phrases.says("poll", text)
    return Guess(Label.SHARE, CERTAIN) if poll else None


def _phrase(text: str, rules: BoilerplateRules) -> Guess | None:
    """A line that says what it is: a picture's, a button's, an address."""
    return _kind(text, rules, CERTAIN)


def _phrase_of_prose(text: str, rules: BoilerplateRules) -> Guess | None:
    return _kind(text, rules, LIKELY) if len(text) <= LONGEST_CAPTION else None


def _kind(text: str, rules: BoilerplateRules, confidence: float) -> Guess | None:
    phrases = rules.phrases
    if len(text) <= LONGEST_CONTACT and phrases.says("contact", text):
        return Guess(Label.CONTACT, CERTAIN if _ADDRESS.search(text) else confidence)
    if text[0] in _POINTING and (guess := _button_in_words(text, rules, confidence)):
        return guess  # ▲ 点击视频，看…: no caption
    if phrases.says("picture_and_text", text):
        return Guess(Label.BYLINE, CERTAIN)
    if len(text) <= LONGEST_CAPTION and describes_picture(text, rules):
        return Guess(Label.CAPTION, CERTAIN)
    return _button_in_words(text, rules, confidence)


def _dated_caption(text: str, rules: BoilerplateRules) -> Guess | None:
    dated = len(text) <= LONGEST_CAPTION and is_dated_caption(text, rules)
    return Guess(Label.CAPTION, CERTAIN) if dated else None


def _sells(text: str, rules: BoilerplateRules) -> Guess | None:
    if not sells(text, rules):
        return None
    listed = is_item(text) and text[0] not in _POINTING
    return Guess(Label.ADVERT, LIKELY if listed else CERTAIN)


def _widget(text: str, rules: BoilerplateRules) -> Guess | None:
    """`您的浏览器不支持播放`: a part of the page excuses itself."""
    excuses = len(text) <= LONGEST_NOTICE_CUE and rules.phrases.says("widget", text)
    return Guess(Label.SHARE, CERTAIN) if excuses else None


def _button_in_words(text: str, rules: BoilerplateRules, confidence: float) -> Guess | None:
    """What asks the reader to comment, to share, to follow, to buy."""
    short = len(text) <= LONGEST_NOTICE_CUE
    if not short and confidence < CERTAIN:
        return None
    bare = text.lstrip(_POINTING)
    asked = text[-1] == "？" or text[0] == "“"  # 扫码领券，谁在受益？
    for label in (_UNSOLD if asked else _BUTTONS) if short else _COMMENTS:
        if rules.phrases.says(label, bare):
            step = is_numbered(text) or text.endswith("；")  # 第一步：扫描二维码，关注公众号；
            return Guess(label, LIKELY if step else confidence)
    return None


def _fact_in_words(text: str, rules: BoilerplateRules) -> Guess | None:
    """A fact about the page that has no `key：`."""
    if len(text) > LONGEST_CAPTION:
        return None
    for label in (Label.METADATA, Label.BYLINE, Label.SOURCE_LINE, Label.NAV):
        if rules.phrases.says(label, text):
            return Guess(label, CERTAIN)
    return Guess(Label.CAPTION, LIKELY) if rules.phrases.says("caption_weak", text) else None


def _aside(text: str, rules: BoilerplateRules) -> Guess | None:
    """`（作者系某某大学教授。）`, `作者为…。`: a fact in words that is a sentence."""
    if not text.startswith(("（", "作者", "本文")) or len(text) > LONGEST_CAPTION:
        return None
    if text[0] == "（" and not text.endswith(("）", "）。")):
        return None
    for label in (Label.BYLINE, Label.SOURCE_LINE):
        if rules.phrases.says(label, text):
            return Guess(label, CERTAIN)
    return None


def _button(text: str, rules: BoilerplateRules) -> Guess | None:
    if not STAMP.search(text) and (judged := judge_buttons(text, rules)):
        label, certain = judged
        certain = certain or rules.phrases.says("asks", text)
        return Guess(label, CERTAIN if certain else LIKELY)
    return None


def _comment(text: str, rules: BoilerplateRules) -> Guess | None:
    """A reader's comment, or the form for one."""
    comment = len(text) <= LONGEST_CAPTION and rules.phrases.says("comment_form", text)
    return Guess(Label.COMMENT_FORM, CERTAIN) if comment else None


def _asks(text: str, rules: BoilerplateRules) -> Guess | None:
    """`长按图片保存`: no article begins a line so, unless it lists what to do."""
    asks = len(text) <= LONGEST_HEAD and rules.phrases.says("asks", text.lstrip(_POINTING))
    return Guess(Label.SHARE, LIKELY if is_numbered(text) else CERTAIN) if asks else None


def _menu(text: str, rules: BoilerplateRules) -> Guess | None:
    if len(text) > LONGEST_CAPTION:
        return None
    if is_breadcrumb(text, rules):
        return Guess(Label.NAV, CERTAIN)
    if text.count("_") >= 2 and _SEO.search(text):
        return Guess(Label.ADVERT, CERTAIN)
    return Guess(Label.NAV, LIKELY) if is_menu(text, rules) else None


def _signature(text: str, rules: BoilerplateRules) -> Guess | None:
    """A line that only says who wrote it, or from where."""
    if len(text) > LONGEST_NOTICE_CUE:
        return None
    if (end := dateline_end(text, rules)) and not text[end:].strip(" ，：。"):
        return Guess(Label.DATELINE, CERTAIN)
    bare = text.strip("（）【】 ")
    if (bare != text and is_credit(bare, rules)) or is_signed_by(bare, rules):
        return Guess(Label.BYLINE, CERTAIN)
    if _SIGN.match(text) and are_names(_SIGN.sub("", text, count=1), rules, most=3):
        return Guess(Label.BYLINE, LIKELY)
    if len(text) <= 16 and are_names(without_bullet(text), rules, most=4):
        return Guess(Label.BYLINE, LIKELY)
    return None


_OF_PROSE = (
    _notice,
    _fact_of_prose,
    _notice_head,
    judge_glued_link,
    _aside,
    _widget,
    _sells,
    _dated_caption,
    _phrase_of_prose,
)
_OF_OTHERS = (
    _head,
    _notice,
    _sells,
    _comment,
    _widget,
    _dated_caption,
    _fact,
    _notice_head,
    judge_link,
    _poll,
    _phrase,
    _fact_in_words,
    _button,
    _menu,
    _signature,
    _asks,
)

"""Lines that open or close a part of the page: end marks, heads like 相关阅读, notices."""

import re

from config.rules.boilerplate import BoilerplateRules
from config.rules.phrases import Line
from tasks.boilerplate.guess import CERTAIN, LIKELY, Guess
from tasks.document import Label

LONGEST_HEAD = 40  # characters

_HEADS = (
    ("copyright_head", Label.COPYRIGHT),  # 某某网版权与免责声明
    ("comment_head", Label.COMMENT_FORM),
    ("recommended_head", Label.RECOMMENDED_LINKS),
)
HEADS = frozenset(kind for kind, _ in _HEADS)  # the kinds of which a head is by its words
NOTICES = frozenset({"copyright", "copyright_weak"})  # and a notice
_QUOTED = re.compile(r"“[^”]{0,300}”")
_AROUND_HEAD = " ！：｜>》»【】（）—-·•■◆●□◇★☆▌▍▎▏▐█┃❙❚◢◣◤◥▶►➤❖◈◉▪▫✦▸▹◂◀‣※◎#＃|.…<《+*↓▼"
_HEAD_ENDS = ("：", "MORE", "More", "更多", ">")


def judge_end_mark(line: Line, _: BoilerplateRules) -> Guess | None:
    """A line that says the article is over, or a row of signs."""
    if len(line.text) > LONGEST_HEAD or not line.says("end_mark"):
        return None
    words = any(char.isalnum() for char in line.text)  # a row of signs may part two scenes
    return Guess(Label.END_MARK, CERTAIN if words else LIKELY)


def judge_head(line: Line, rules: BoilerplateRules) -> Guess | None:
    """A line that opens a part of the page."""
    text = line.text
    if len(text) > LONGEST_HEAD:
        return None
    bare = _bare_head(text)
    before, colon, _ = bare.partition("：")
    if colon and rules.heads.label_of.get(before) == Label.RECOMMENDED_LINKS:
        return Guess(Label.RECOMMENDED_LINKS, CERTAIN)  # 大家都在搜：…
    label = rules.heads.label_of.get(bare)
    return Guess(Label(label), CERTAIN) if label else None


def judge_head_in_words(line: Line, _: BoilerplateRules) -> Guess | None:
    """A line that opens a part of the page in words of its own: `关于某某网版权的声明`."""
    text = line.text
    if len(text) > LONGEST_HEAD:
        return None
    bare = line.part(_bare_head(text))
    # 【今日话题】 may be a part of the article
    for kind, label in _HEADS[:-1] if text[0] == "【" else _HEADS:
        if bare.says(kind):
            return Guess(label, CERTAIN)
    return None


def _bare_head(text: str) -> str:
    text = text.strip(_AROUND_HEAD)
    if text.endswith(_HEAD_ENDS):
        for end in _HEAD_ENDS:
            text = text.removesuffix(end).strip(_AROUND_HEAD)
    return text


def judge_notice(line: Line, rules: BoilerplateRules) -> Guess | None:
    """Copyright, risk and liability: a page speaking of itself, not a story about such notices."""
    if not line.says("copyright") and not line.says("copyright_weak"):
        return None
    if line.says("comment_form") or line.says("picture_credit"):
        return None
    unquoted = _QUOTED.sub("", line.text)
    own_words = line if unquoted == line.text else rules.phrases.read([unquoted])[0]
    if own_words.says("copyright"):
        helps = own_words.says("help_line")
        return Guess(Label.CONTACT if helps else Label.COPYRIGHT, CERTAIN)
    if own_words.says("copyright_weak") and line.says("notice_opening"):
        return Guess(Label.COPYRIGHT, LIKELY)
    return None


def judge_notice_head(line: Line, _: BoilerplateRules) -> Guess | None:
    """`声明：…`: the head of a notice and the notice in one line."""
    return Guess(Label.COPYRIGHT, LIKELY) if line.says("copyright_head") else None

"""Lines made of buttons, counters and menu words: `赞 218 转发 47`, `首页 要闻 时政 …`."""

import re
from collections import Counter

from config.rules.boilerplate import BoilerplateRules
from tasks.boilerplate.names import are_names
from tasks.boilerplate.shape import HAN, is_item
from tasks.document import Label

LONGEST_BUTTONS = 90  # characters
LONGEST_LETTERS = 30  # of a row of single letters: 大 中 小
MOSTLY = 0.8  # share of a line's letters that are button words: no doubt
PARTLY = 0.5  # share of its pieces: a row of buttons, some of them new to us
MENU_PARTLY = 0.6  # menu words (市场, 公司) are also everyday words
LONGEST_CHANNEL = 8  # characters of a channel's name in a breadcrumb
LONGEST_COLUMN = 5  # of a column's: 专题 ｜ 民生
LONGEST_ENTRY = 9  # of an entry of a menu
SERVING = (Label.SHARE, Label.COMMENT_FORM, Label.NAV)  # of two that are even the first
CHANNEL_ENDS = ("新闻", "中心", "频道", "网", "资讯")

_LETTERS = re.compile(r"[\u3400-\u9fffA-Za-z]")
_NUMBERS = re.compile(r"\d[\d.,，：/\-]*\s?[万亿kKwW]?\+?(?:\s?MB|℃)?")
_PIECE = re.compile(r"[^\s｜/·•【】（）○◎□■◆●>»›《》“”，？！…]+")
_CRUMB = re.compile(r"\s?[>›»→]{1,2}\s?|\s[/·｜\-]\s")
_MENU_SPLIT = re.compile(r"[\s｜/·•]+")
_SENTENCE = re.compile("[。！；]")
_CLAUSE = re.compile("[，。；！？、：“]")
_PUNCTUATION = re.compile(r"[，。；：！？“”《》（）\d%]")


def judge_buttons(text: str, rules: BoilerplateRules) -> tuple[Label, bool] | None:
    """The label of a folded line of button and menu words, and whether that is certain."""
    if len(text) > LONGEST_BUTTONS:
        return None
    if len(text) > LONGEST_LETTERS and not rules.widgets.long_word.search(text):
        return None
    plain = _NUMBERS.sub(" ", text)
    letters = words = pieces = hits = 0
    weight: Counter[str] = Counter()
    for piece in _PIECE.findall(plain):
        if not (size := len(_LETTERS.findall(piece))):
            continue
        found = {}
        for match in rules.widgets.word.finditer(piece):
            found[match[0]] = len(match[0])
            weight[rules.widgets.label_of[match[0]]] += 1
        known = sum(found.values())
        words += known
        letters += size
        pieces += 1
        hits += known == size or sum(n for n in found.values() if n > 1) * 2 >= size
    if not words:
        return None
    label = max(SERVING, key=lambda kind: weight[kind])
    # 2. 意见反馈表: in a list a word or two may be button words by chance.
    if words >= (1.0 if is_item(text) else MOSTLY) * letters and not _SENTENCE.search(text):
        return label, pieces > 1 or label is Label.SHARE  # 文化 alone may head a part of the body
    if label is Label.NAV and _CLAUSE.search(text):
        return None  # a headline in which such words occur
    enough = MENU_PARTLY if label is Label.NAV else PARTLY
    row = pieces >= (3 if label is Label.NAV else 2) and hits >= 2 and hits >= enough * pieces
    return (label, False) if row else None


def is_breadcrumb(text: str, rules: BoilerplateRules) -> bool:
    """Whether it says where on a site the page stands: `首页 > 要闻 > 正文`."""
    crumbs = [crumb.strip() for crumb in _CRUMB.split(text)]
    if len(crumbs) < 2 or not all(len(crumb) <= 16 for crumb in crumbs):
        return False
    ends = rules.widgets.breadcrumb_ends
    if max(map(len, crumbs)) <= LONGEST_CHANNEL and crumbs[0].endswith(CHANNEL_ENDS):
        return True
    if crumbs[0].endswith(ends) or crumbs[-1] in ends:
        return True
    return len(crumbs) >= 3 and any(mark in text for mark in ">›»→")


def is_menu(text: str, rules: BoilerplateRules) -> bool:
    """A column's name, or a row of channels; not a row of people."""
    segments = [segment.strip() for segment in text.split("｜")]
    if len(segments) > 1 and max(map(len, segments)) <= LONGEST_COLUMN:
        return True
    if _PUNCTUATION.search(text):
        return False
    words = _MENU_SPLIT.split(text)
    spaced = len(words) >= 3 and any(f" {mark} " in text for mark in "·/｜")
    if len(words) < 4 and not spaced:
        return False
    longest = LONGEST_ENTRY if len(words) > 4 or spaced else LONGEST_COLUMN
    if not all(1 < len(word) <= longest for word in words):
        return False
    han = sum(HAN.match(word) is not None for word in words)
    return han >= MOSTLY * len(words) - 1 and not are_names(text, rules, most=20)

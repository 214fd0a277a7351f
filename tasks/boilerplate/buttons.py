"""Lines made of buttons, counters and menu words: `赞 218 转发 47`, `首页 要闻 时政 …`."""

import re
from collections.abc import Sequence

from config.rules.boilerplate import BoilerplateRules
from config.rules.phrases import Line
from tasks.boilerplate.names import are_names
from tasks.boilerplate.shape import HAN, is_item
from tasks.document import Label

LONGEST_BUTTONS = 90  # characters
LONGEST_ADVERT = 130
LONGEST_KEY = 6  # of a list of facts
LONGEST_LETTERS = 30  # of a row of single letters: 大 中 小
MOSTLY = 0.8  # share of a line's letters that are button words: no doubt
PARTLY = 0.5  # share of its pieces: a row of buttons, some of them new to us
MENU_PARTLY = 0.6  # menu words (市场, 公司) are also everyday words
LONGEST_CHANNEL = 8  # characters of a channel's name in a breadcrumb
LONGEST_COLUMN = 5  # of a column's: 专题 ｜ 民生
LONGEST_ENTRY = 9  # of an entry of a menu
MOST_SIGNED = 3  # people between bars who sign an article; more are a menu
LONGEST_TAG = 7
SHORT_TAG = 4  # of the shortest of a row
LONGEST_NAME = 16  # of a site's
SERVING = (Label.SHARE, Label.COMMENT_FORM, Label.NAV)  # of two that are even the first
CHANNEL_ENDS = ("新闻", "中心", "频道", "网", "资讯")

_NO_LETTER = re.compile(r"[^\u3400-\u9fffA-Za-z]")
_NUMBERS = re.compile(r"\d[\d.,，：/\-]*\s?[万亿kKwW]?\+?(?:\s?MB|℃)?")
_PIECE = re.compile(r"[^\s｜/·•【】（）○◎□■◆●>»›《》“”，？！…]+")
_CRUMB = re.compile(r"\s?[>›»→]{1,2}\s?|\s[/·｜\-]\s")
_TIGHT_CRUMB = re.compile(r"[-—_/｜·]")  # 掌上某城-首页-要闻
_MENU_SPLIT = re.compile(r"[\s｜/·•]+")
_BOXES = re.compile(r"(?:【[^】。，]{2,8}】\s?){2,}+")
_SENTENCE = re.compile("[。！；]")
_CLAUSE = re.compile("[，。；！？、：“]")
_PUNCTUATION = re.compile(r"[，。；：！？“”《》（）\d%]")


def judge_buttons(text: str, rules: BoilerplateRules) -> tuple[Label, bool] | None:
    """The label of a folded line of button and menu words, and whether that is certain."""
    if len(text) > LONGEST_BUTTONS:
        return None
    some = rules.widgets.long_word if len(text) > LONGEST_LETTERS else rules.widgets.word
    if not some.search(text):
        return None
    plain = _NUMBERS.sub(" ", text)
    letters = words = pieces = hits = 0
    weight: dict[str, int] = dict.fromkeys(SERVING, 0)
    for piece in _PIECE.findall(plain):
        size = len(piece) - len(_NO_LETTER.findall(piece))
        if not size:
            continue
        found = {}
        for word in rules.widgets.word.findall(piece):
            found[word] = len(word)
            weight[rules.widgets.label_of[word]] += 1
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


def are_boxes(text: str) -> bool:
    """Whether it is nothing but boxed words: `【比分直播】【技术统计】`."""
    return _BOXES.fullmatch(text) is not None


def sells(line: Line) -> bool:
    """Whether it says what is to be had and what to do for it: `会员价99元，点此下单`."""
    text = line.text
    if len(text) > LONGEST_ADVERT or "。" in text or text[0] == "“" or text[-1] in "？：；":
        return False
    key = text[:LONGEST_KEY]
    if "：" in key and not line.part(key).says("offer"):
        return False  # 门票：扫码购买，30元/人
    return line.says("call") and line.says("offer")


def is_breadcrumb(text: str, rules: BoilerplateRules) -> bool:
    """Whether it says where on a site the page stands: `首页 > 要闻 > 正文`."""
    crumbs = [crumb.strip() for crumb in _CRUMB.split(text)]
    if len(crumbs) < 2 and " " not in text:
        return _is_tight_breadcrumb(_TIGHT_CRUMB.split(text), rules)
    if len(crumbs) < 2 or not all(len(crumb) <= 16 for crumb in crumbs):
        return False
    ends = rules.widgets.breadcrumb_ends
    if max(map(len, crumbs)) <= LONGEST_CHANNEL and crumbs[0].endswith(CHANNEL_ENDS):
        return True
    if crumbs[0].endswith(ends) or crumbs[-1] in ends:
        return True
    return len(crumbs) >= 3 and any(mark in text for mark in ">›»→")


def _is_tight_breadcrumb(crumbs: Sequence[str], rules: BoilerplateRules) -> bool:
    """Whether three or more short words without blanks are channels: `掌上某城-首页-要闻`."""
    if len(crumbs) < 3 or not 1 < min(map(len, crumbs)) <= max(map(len, crumbs)) <= LONGEST_CHANNEL:
        return False
    if any(crumb in rules.widgets.breadcrumb_ends for crumb in crumbs):
        return True
    known = sum(
        rules.widgets.label_of.get(crumb) == Label.NAV or crumb.endswith(CHANNEL_ENDS[:3])
        for crumb in crumbs[1:]
    )
    return known >= (1 if crumbs[0].endswith(rules.widgets.site_ends) else 2)


def _heads_site(words: Sequence[str], rules: BoilerplateRules) -> bool:
    """Whether it is a site's name and its channels: `某某县人民政府 网站首页 政务公开`."""
    name, *channels = words
    if any(word in rules.widgets.homes for word in words[:2]):
        return max(map(len, words)) <= LONGEST_NAME
    named = name.endswith((*rules.widgets.body_ends, *rules.widgets.site_ends))
    return named and len(name) <= LONGEST_NAME and max(map(len, channels)) <= LONGEST_COLUMN


def _are_sites(words: Sequence[str], rules: BoilerplateRules) -> bool:
    """Whether each is the name of a site: `某某网 某某在线 其他网站`."""
    return all(
        word.endswith(rules.widgets.site_ends) and len(word) <= LONGEST_NAME for word in words
    )


def is_tags(text: str, rules: BoilerplateRules) -> bool:
    """A row of keywords: `供水 管网改造工程 望溪县`; a headline in parts has none so short."""
    if _PUNCTUATION.search(text):
        return False
    words = text.replace("#", " ").split()
    sizes = [len(word) for word in words]
    if not (len(words) >= 3 and min(sizes) >= 2 and max(sizes) <= LONGEST_TAG):
        return False
    if min(sizes) > SHORT_TAG or any(word in rules.widgets.label_of for word in words):
        return False
    return not are_names(text, rules, most=20)


def is_menu(text: str, rules: BoilerplateRules) -> bool:
    """A column's name, or a row of channels; not a row of people."""
    segments = [len(segment.strip()) for segment in text.split("｜")]
    if len(segments) > 1 and max(segments) <= LONGEST_COLUMN:
        return True
    if _PUNCTUATION.search(text):
        return False
    words = _MENU_SPLIT.split(text)
    barred = len(segments) > MOST_SIGNED and max(segments) <= LONGEST_ENTRY
    if barred or (len(words) >= 3 and (_heads_site(words, rules) or _are_sites(words, rules))):
        return True
    spaced = len(words) >= 3 and any(f" {mark} " in text for mark in "·/｜")
    if len(words) < 4 and not spaced:
        return False
    longest = LONGEST_ENTRY if len(words) > 4 or spaced else LONGEST_COLUMN
    if not all(1 < len(word) <= longest for word in words):
        return False
    han = sum(HAN.match(word) is not None for word in words)
    return han >= MOSTLY * len(words) - 1 and not are_names(text, rules, most=20)

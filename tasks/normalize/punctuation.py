"""One style of punctuation: full-width beside Han characters, ASCII in numbers and Latin text."""

import re
from functools import lru_cache

from config.rules.normalize import NormalizeRules
from tasks.normalize.mending import HAN, Mended, merge, record, substitute

WIDE = str.maketrans(",;:!?()", "，；：！？（）")
IS_HAN = re.compile(f"[{HAN}]")
# Whatever shows that the text around is Chinese. Quotation marks and dashes are not among them:
# they are looked through, because English has them too.
IS_CHINESE = re.compile(f"[{HAN}。、（）《》〈〉【】〔〕℃]")
CLOSING = " ”’…—·\"'）》】〉)]"
OPENING = " “‘\"'《【〈（(["
LOOK = 12  # characters that are looked through, at most

# Web and mail addresses keep every character.
ADDRESS = r"(?:https?://|www\.)[0-9A-Za-z._/?=&%#:~+@;!,-]*[0-9A-Za-z/=#]"
MARKS = re.compile(
    rf"(?P<address>{ADDRESS})| ?(?P<marks>[,;:!?，；：！？](?: ?[,;:!?，；：！？])*)(?P<gap> ?)"
)
BRACKETS = re.compile(rf"(?P<address>{ADDRESS})|[()（）\n]|(?P<han>[{HAN}]+)")
GLOSS = re.compile("[a-züêāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]{1,6}")
TONE = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]")
DOUBLE = re.compile('"([^"\n]*)"')
SINGLE = re.compile("(?<![0-9A-Za-z'])'([^'\n]*)'(?![0-9A-Za-z])")


def unify_punctuation(text: str, rules: NormalizeRules) -> Mended:
    """Make brackets, quotation marks and the marks , ; : ! ? full-width where Chinese is written."""
    table = rules.characters.punctuation
    forms = substitute("punctuation", _forms("".join(table)), lambda match: table[match[0]], text)
    brackets = _widen_brackets(forms.text)
    double = substitute("punctuation", DOUBLE, lambda match: _curl(match, "“”"), brackets.text)
    single = substitute("punctuation", SINGLE, lambda match: _curl(match, "‘’"), double.text)
    marks = substitute("punctuation", MARKS, _widen_marks, single.text)
    return merge(marks.text, marks, brackets, double, single, forms)


@lru_cache(maxsize=4)
def _forms(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(characters)}]")


def _widen_marks(match: re.Match[str]) -> str:
    marks = match["marks"]
    if marks is None or not any(mark in ",;:!?" for mark in marks):
        return match[0]
    text, (start, end) = match.string, match.span()
    if marks == ":" and text.startswith("//", end):
        return match[0]
    left, right = _shown_left(text, start), _shown_right(text, end)
    if not (IS_CHINESE.match(left) or IS_CHINESE.match(right)):
        return match[0]
    # A sentence may end in ! or ? and a title go on after a space; the others join their parts.
    gap = match["gap"] if marks[-1] in "!?！？" else ""
    return marks.replace(" ", "").translate(WIDE) + gap


def _shown_left(text: str, start: int) -> str:
    """Give the character before `start`, looking through closing marks and percentages."""
    at = start - 1
    least = start - LOOK
    while at > least and at >= 0 and text[at] in CLOSING:
        if IS_CHINESE.match(text[at]):
            return text[at]
        at -= 1
    if at >= 0 and text[at] == "%":
        while at > least and at >= 0 and text[at] in "%.,0123456789":
            at -= 1
    return text[at] if at >= 0 else ""


def _shown_right(text: str, end: int) -> str:
    """Give the character after `end`, looking through opening marks."""
    at = end
    most = min(len(text), end + LOOK)
    while at < most and text[at] in OPENING:
        if IS_CHINESE.match(text[at]):
            return text[at]
        at += 1
    return text[at] if at < len(text) else ""


def _widen_brackets(text: str) -> Mended:
    """Widen pairs that hold a Han character or stand next to one, and what is left of others."""
    wide: dict[int, str] = {}
    opened: list[int] = []
    last_han = -1
    for match in BRACKETS.finditer(text):
        at = match.start()
        if match["han"]:
            last_han = match.end() - 1
        elif text[at] == "\n":
            _widen_single(text, opened, wide)
            opened = []
        elif text[at] in "(（":
            opened.append(at)
        elif text[at] in ")）" and opened:
            _widen_pair(text, opened.pop(), at, last_han, wide)
        elif text[at] in ")）":
            _widen_single(text, [at], wide)
    _widen_single(text, opened, wide)
    if not wide:
        return Mended(text)
    characters = list(text)
    for at, bracket in wide.items():
        characters[at] = bracket
    changes = (
        (text[max(0, at - 3) : at + 4], "".join(characters[max(0, at - 3) : at + 4]))
        for at in sorted(wide)
    )
    flat = ((a.replace("\n", " "), b.replace("\n", " ")) for a, b in changes)
    return Mended("".join(characters), record("punctuation", len(wide), flat))


def _widen_pair(text: str, start: int, end: int, last_han: int, wide: dict[int, str]) -> None:
    half = [at for at in (start, end) if text[at] in "()"]
    if not half or _is_gloss(text[start + 1 : min(end, start + LOOK)], end - start - 1):
        return
    if len(half) == 1 or last_han > start or _is_beside_han(text, start, end):
        wide.update((at, text[at].translate(WIDE)) for at in half)


def _widen_single(text: str, places: list[int], wide: dict[int, str]) -> None:
    for at in places:
        if text[at] in "()" and _is_beside_han(text, at, at):
            wide[at] = text[at].translate(WIDE)


def _is_beside_han(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start] if start else ""
    return bool(IS_HAN.match(before) or IS_HAN.match(text[end + 1 : end + 2]))


def _is_gloss(content: str, length: int) -> bool:
    """Tell whether brackets hold one syllable of pinyin with its tone; those stay as they are."""
    return len(content) == length and bool(GLOSS.fullmatch(content) and TONE.search(content))


def _curl(match: re.Match[str], quotes: str) -> str:
    text, (start, end) = match.string, match.span()
    if IS_HAN.search(match[1]) or _is_beside_han(text, start, end - 1):
        return quotes[0] + match[1] + quotes[1]
    return match[0]

"""One style of punctuation: full-width beside Han characters, ASCII in numbers and Latin text."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from config.rules.normalize import NormalizeRules
from tasks.document import Span
from tasks.normalize.mending import (
    EXAMPLES,
    HAN,
    Mended,
    aligned,
    change,
    distinct,
    exchange,
    substitute,
)
from tasks.origins import Edit

KIND = "punctuation"
WIDE = str.maketrans(",;:!?()", "，；：！？（）")
FULL_MARKS = "，；：！？"
# Whatever shows that the text around is Chinese. Quotation marks and dashes are not among them:
# they are looked through, because English has them too.
CHINESE = f"{HAN}。、（）《》〈〉【】〔〕℃"
IS_HAN = re.compile(f"[{HAN}]")
IS_CHINESE = re.compile(f"[{CHINESE}]")
CHINESE_MARK = re.compile(f"[。、《》{FULL_MARKS}]")
CLOSING = " ”’…—·\"'）》】〉)]"
OPENING = " “‘\"'《【〈（(["
NUMBER = "%.,0123456789"
NUMBERS = NUMBER + ":-–—~"  # times, scores and ranges
LOOK = 12  # characters that are looked through, at most

# Web and mail addresses keep every character.
ADDRESS = re.compile(r"(?:https?://|www\.)[0-9A-Za-z._/?=&%#:~+@;!,-]*[0-9A-Za-z/=#]")
# A mark straight after Chinese and by itself, which is nearly all of them.
PLAIN = {
    mark: re.compile(rf"{re.escape(mark)}(?<=[{CHINESE}].)(?![ ,;:!?{FULL_MARKS}]|//)")
    for mark in ",;:!?"
}
# The others, but for those inside times and figures; a comma beside a time is not inside one.
MARK = re.compile(
    r"[,;:!?](?!(?<=[0-9][,:])(?!(?<=,)[0-9]{1,3}:[0-9])(?<!:[0-9],)(?<!:[0-9][0-9],)[0-9])"
)
MARKS = re.compile(rf"[,;:!?{FULL_MARKS}](?: ?[,;:!?{FULL_MARKS}])*")
STOP_AT_END = re.compile(rf"\.(?<=[{HAN}”’）》】]\.)$", re.MULTILINE)
BRACKET = re.compile("[()（）]")
GLOSS = re.compile("(?:[a-züêāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]{1,6} ?){1,4}")
TONE = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]")
OPERATORS = frozenset("×÷+−*/^=√")  # but the hyphen, which joins telephone numbers
DOUBLE = re.compile('"([^"\n]*)"')
SINGLE = re.compile("'(?<![0-9A-Za-z'‘’].)([^'‘’\n]+)'(?![0-9A-Za-z])")


def unify_forms(text: str, rules: NormalizeRules) -> Mended:
    """Write the punctuation of other typographies as mainland text has it: 「」 as “”."""
    table = rules.characters.punctuation
    return substitute(KIND, _forms("".join(table)), lambda match: table[match[0]], text)


def unify_dots(text: str, rules: NormalizeRules) -> Mended:
    """Write the dots that stand in foreign names for the middle dot as one: 丹尼尔．霍夫曼."""
    return exchange(KIND, _dots(rules.characters.name_dots), "·", text)


def curl_double(text: str, _: NormalizeRules) -> Mended:
    """Curl pairs of straight double quotation marks that hold Chinese, or a mark of it, or stand in it."""
    return substitute(KIND, DOUBLE, lambda match: _curled(match, "“”"), text)


def curl_single(text: str, _: NormalizeRules) -> Mended:
    """Curl pairs of straight single quotation marks that hold Chinese or stand in it."""
    return substitute(KIND, SINGLE, lambda match: _curled(match, "‘’"), text)


def widen_plain_marks(text: str, _: NormalizeRules) -> Mended:
    """Widen , ; : ! ? where they stand by themselves straight after Chinese."""
    mended, count = text, 0
    changed: list[tuple[int, int, str]] = []
    for mark, pattern in PLAIN.items():
        if mark not in text:
            continue
        wide = mark.translate(WIDE)
        mended, widened = pattern.subn(wide, mended)
        if widened:
            count += widened
            found = islice(pattern.finditer(text), EXAMPLES)
            changed += [(*match.span(), wide) for match in found]
    changes = (change(text, *each) for each in sorted(changed))
    return Mended(mended, KIND, count, distinct(changes))


def widen_marks(text: str, _: NormalizeRules) -> Mended:
    """Widen , ; : ! ? and runs of them where Chinese is written on one side, and close them up."""
    addresses = _addresses(text)
    pieces: list[str] = []
    edits: list[Edit] = []
    changed: list[tuple[int, int, str]] = []
    done = seen = 0
    for match in MARK.finditer(text):
        if match.start() < seen or _is_inside(match.start(), addresses):
            continue
        start, end = _run_of_marks(text, match.start(), seen)
        seen = end
        before, after = text[start:end], _widened(text, start, end)
        if after == before:
            continue
        pieces += (text[done:start], after)
        done = end
        changed.append((start, end, after))
        if len(after) != len(before):
            edits += aligned(before, after, start)
    pieces.append(text[done:])
    changes = (change(text, *each) for each in changed)
    return Mended("".join(pieces), KIND, len(changed), distinct(changes), edits)


def widen_stops(text: str, rules: NormalizeRules) -> Mended:
    """Widen the full stops of a text that writes them as dots: 会议结束.

    Such a text ends lines with them and has fewer of the others. A dot in a foreign name stays.
    """
    ends = len(STOP_AT_END.findall(text))
    if not ends or ends <= text.count("。"):
        return Mended(text)
    return exchange(KIND, _stops(rules.characters.transliterating), "。", text)


def widen_brackets(text: str, _: NormalizeRules) -> Mended:
    """Widen pairs that hold a Han character or stand next to one, and what is left of others."""
    if "(" not in text and ")" not in text:
        return Mended(text)
    addresses = _addresses(text)
    wide: list[int] = []
    start = 0
    for line in text.split("\n"):
        if "(" in line or ")" in line:
            wide += _wide_brackets(text, start, start + len(line), addresses)
        start += len(line) + 1
    if not wide:
        return Mended(text)
    wide.sort()
    pieces: list[str] = []
    done = 0
    for at in wide:
        pieces += (text[done:at], text[at].translate(WIDE))
        done = at + 1
    pieces.append(text[done:])
    changes = (change(text, at, at + 1, text[at].translate(WIDE)) for at in wide)
    return Mended("".join(pieces), KIND, len(wide), distinct(changes))


@lru_cache(maxsize=4)
def _forms(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(characters)}]")


@lru_cache(maxsize=4)
def _stops(transliterating: str) -> re.Pattern[str]:
    """A dot behind Chinese at the end of a line, or between Chinese that is no foreign name."""
    name = f"[{transliterating}]"
    return re.compile(
        rf"\.(?<=[{HAN}”’）》】℃%0-9]\.)(?=[”’）】]?$|(?<=[{HAN}”’）》】]\.)[{HAN}“”‘’（《])"
        rf"(?!(?<={name}{name}\.){name}{name})",
        re.MULTILINE,
    )


@lru_cache(maxsize=4)
def _dots(dots: str) -> re.Pattern[str]:
    # 一．概况 is a heading, not a name.
    return re.compile(rf"[{re.escape(dots)}](?<=[{HAN}].)(?<![一二三四五六七八九十]．)(?=[{HAN}])")


def _addresses(text: str) -> list[Span]:
    if "://" not in text and "www." not in text:
        return []
    return [match.span() for match in ADDRESS.finditer(text)]


def _is_inside(position: int, spans: Sequence[Span]) -> bool:
    at = bisect_right(spans, position, key=lambda span: span[0]) - 1 if spans else -1
    return at >= 0 and position < spans[at][1]


def _run_of_marks(text: str, position: int, least: int) -> tuple[int, int]:
    """Give the run of marks round a position with the blanks beside it, not before `least`."""
    start = position
    while True:
        if start > least and text[start - 1] in FULL_MARKS:
            start -= 1
        elif start - 1 > least and text[start - 1] == " " and text[start - 2] in FULL_MARKS:
            start -= 2
        else:
            break
    start -= start > least and text[start - 1] == " "
    marks = MARKS.match(text, position)
    end = marks.end() if marks else position + 1
    return start, end + (text[end : end + 1] == " ")


def _widened(text: str, start: int, end: int) -> str:
    """Give what a run of marks becomes, the blanks beside it included."""
    run = text[start:end]
    marks = run.strip(" ")
    if marks == ":" and text.startswith("//", end):
        return run
    # Figures have commas and colons; the other marks stand between figures, not in them.
    is_beside_time = marks == "," and text[end : end + 1].isdecimal()
    numbers = NUMBERS if is_beside_time or marks[0] in ";!?；！？" else ""
    left = _shown_left(text, start, numbers)
    if not (IS_CHINESE.match(left) or IS_CHINESE.match(_shown_right(text, end, numbers))):
        return run
    # A sentence may end in ! or ? and a title go on after a space; the others join their parts.
    gap = " " if run.endswith(" ") and marks[-1] in "!?！？" else ""
    return marks.replace(" ", "").translate(WIDE) + gap


def _shown_left(text: str, start: int, numbers: str) -> str:
    """Give the character before `start`, looking through closing marks and percentages."""
    at = start - 1
    least = max(-1, start - LOOK)
    while at > least and text[at] in CLOSING:
        if IS_CHINESE.match(text[at]):
            return text[at]
        at -= 1
    if at >= 0 and (text[at] == "%" or text[at] in numbers):
        while at > least and text[at] in (numbers or NUMBER):
            at -= 1
    return text[at] if at >= 0 else ""


def _shown_right(text: str, end: int, numbers: str) -> str:
    """Give the character after `end`, looking through opening marks."""
    at = end
    most = min(len(text), end + LOOK)
    while at < most and text[at] in OPENING:
        if IS_CHINESE.match(text[at]):
            return text[at]
        at += 1
    while at < most and text[at] in numbers:
        at += 1
    return text[at] if at < len(text) else ""


def _wide_brackets(text: str, start: int, end: int, addresses: Sequence[Span]) -> list[int]:
    """List the half-width brackets of one line that become full-width."""
    wide: list[int] = []
    opened: list[int] = []
    last, last_han = start, -1
    for match in BRACKET.finditer(text, start, end):
        at = match.start()
        if _is_inside(at, addresses):
            continue
        if IS_HAN.search(text, last, at):
            last_han = at
        last = at
        if text[at] in "(（":
            opened.append(at)
        elif opened:
            wide += _wide_pair(text, opened.pop(), at, last_han)
        else:
            wide += _wide_single(text, at)
    for at in opened:
        wide += _wide_single(text, at)
    return wide


def _wide_pair(text: str, start: int, end: int, last_han: int) -> list[int]:
    half = [at for at in (start, end) if text[at] in "()"]
    if not half or _is_gloss(text[start + 1 : min(end, start + LOOK)], end - start - 1):
        return []
    if len(half) == 1 or last_han > start:
        return half
    if text[end + 1 : end + 2] in OPERATORS or text[start - 1 : start] in OPERATORS:
        return []  # a formula: (12-8)×2000
    return half if _is_beside_han(text, start, end) else []


def _wide_single(text: str, at: int) -> list[int]:
    return [at] if text[at] in "()" and _is_beside_han(text, at, at) else []


def _is_beside_han(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start] if start else ""
    return bool(IS_HAN.match(before) or IS_HAN.match(text[end + 1 : end + 2]))


def _is_gloss(content: str, length: int) -> bool:
    """Tell whether brackets hold one syllable of pinyin with its tone; those stay as they are."""
    return len(content) == length and bool(GLOSS.fullmatch(content) and TONE.search(content))


def _curled(match: re.Match[str], quotes: str) -> str:
    text, (start, end) = match.string, match.span()
    written = IS_HAN.search(match[1]) or CHINESE_MARK.search(match[1])
    if written or _is_beside_han(text, start, end - 1):
        return quotes[0] + match[1] + quotes[1]
    return match[0]

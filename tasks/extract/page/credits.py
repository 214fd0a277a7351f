"""Authors and editors: the names on bylines and imprint lines, with the word that credits them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.document import CleanArticle, Label, Person, Role
from tasks.extract.page import IMPRINT, pieces
from tasks.extract.passage import is_han


class Credit(NamedTuple):
    """A credited name and the word before it (记者, 作者, 责任编辑), None when there is none."""

    name: str
    cue: str | None
    role: Role


# A name: two to four characters, a dotted name, or a Latin one.
_NAME = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff]{1,8}(?:[·•・][\u3400-\u9fff]{1,8}){1,3}"
    r"|[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}(?![\u3400-\u9fff])"
)
_SPACED = re.compile(
    r"(?<![\u3400-\u9fff])([\u3400-\u9fff])[ 　]+([\u3400-\u9fff])(?![\u3400-\u9fff])"
)
_PLACE_NOTE = re.compile(
    r"[／/][^〕)）\s]{0,12}(?:报导|报道|电|专访|特稿)|[(（](?![^()（）]{0,6}记者)[^()（）]{2,8}(?:报导|报道|专访|电|讯)[)）]"
)
_STOP = re.compile(
    r"[|｜;；。]|[0-9]{2}|来源|发布|时间|浏览|阅读|点击|字号|分享|打印|评论|来稿|责任(?!编辑)|发自|发稿|采访于"
    r"|纠错|报错|举报|收藏|点赞|转发|赞赏|打赏|订阅|关闭|复制|返回|[\]】］]\s*[\[【［]"
)
# A byline without a cue holds no more names than this.
MOST_BARE = 6
SHORTEST_NAME = 2
_BULLETS = "○●◎■□▢◇◆△▲▼▽☆★*—-(（〔【[［)）〕】]］ \u3000"
_PARENTHESES = re.compile(r"[(（]([^()（）]{2,40})[)）]")
_WHOSE = frozenset("文图、/／")  # 文/图 says only whose the text and the pictures are
# Between cue and name: 记者：, 文/, 作者 | , 文、图：
_LINK = re.compile(r"[\s　]*[、]?[\s　]*[：:／/|｜丨]?[\s　]*")


def find_credits(article: CleanArticle, rules: ExtractRules) -> tuple[Credit, ...]:
    """Everyone credited as an author or an editor, in order, each once."""
    found: list[Credit] = []
    for piece in pieces(article, *IMPRINT):
        text = _plain(piece.text)
        cued = [*_before_cues(piece.label, text, rules), *_main(text, rules)]
        if not cued and piece.label in (Label.BYLINE, Label.DATELINE):
            cued = list(_bare(text, piece.label, rules))
        elif not cued and piece.label is Label.METADATA:
            cued = list(_signed(text, rules))
        found += cued
    found += [c for p in pieces(article, Label.SHARE) for c in _main(p.text, rules)]
    unique: dict[tuple[str, bool], Credit] = {}
    for credit in found:
        key = (credit.name, credit.role is Role.EDITOR)
        if key not in unique or not unique[key].cue:
            unique[key] = credit
    return tuple(unique.values())


def find_helpers(article: CleanArticle, rules: ExtractRules) -> tuple[Credit, ...]:
    """Who checked the text or took the pictures (审核, 摄影), and neither wrote nor edited it."""
    found = [c for p in pieces(article, *IMPRINT) for c in _cued(_plain(p.text), rules)]
    others = {c.name for c in found if not _helps(c, rules)}
    helpers = [c for c in found if c.name not in others and _is_person(c.name, rules)]
    return tuple({credit.name: credit for credit in reversed(helpers)}.values())[::-1]


def _helps(credit: Credit, rules: ExtractRules) -> bool:
    return credit.cue in rules.credits.checker_cues + rules.credits.picture_cues


def _is_person(name: str, rules: ExtractRules) -> bool:
    """A surname, and no office: 审核：党委."""
    return name[0] in rules.surnames.firsts and not name.endswith(rules.credits.authority_endings)


def as_people(credits_: tuple[Credit, ...]) -> tuple[Person, ...]:
    """Credited names as people; they have no place in the body. Who also edits is an author."""
    by_name = {c.name: c for c in sorted(credits_, key=lambda c: c.role is Role.AUTHOR)}
    return tuple(
        Person(name=c.name, titles=_post(c), role=c.role, scope=None, spans=())
        for c in dict.fromkeys(by_name[c.name] for c in credits_)
    )


def _post(credit: Credit) -> tuple[str, ...]:
    """What the credited one is (记者, 责任编辑); 文 says only whose the text is."""
    cue = credit.cue or ""
    return () if len(cue) < SHORTEST_NAME or _WHOSE.issuperset(cue) else (cue,)


def _plain(text: str) -> str:
    """A line without the place of a report; the two characters of a spaced name together."""
    return _SPACED.sub(r"\1\2", _PLACE_NOTE.sub(" ", text))


def _main(text: str, rules: ExtractRules) -> Iterator[Credit]:
    """The authors and editors among those credited."""
    return (credit for credit in _cued(text, rules) if not _helps(credit, rules))


def _cued(text: str, rules: ExtractRules) -> Iterator[Credit]:
    """Names after a cue, up to the next cue: `记者 甲 通讯员 乙 编辑：丙`."""
    cues = [cue for cue in rules.patterns.cue.finditer(text) if _is_cue(text, cue)]
    edits = rules.credits.editor_cues + rules.credits.checker_cues
    for i, cue in enumerate(cues):
        word = cue.group()
        if word in rules.credits.other_cues:
            continue
        role = Role.EDITOR if word in edits else Role.AUTHOR
        if _ABOUT.match(text, cue.end()) or _BEEN.search(text, 0, cue.start()):
            continue
        end = cues[i + 1].start() if i + 1 < len(cues) else len(text)
        link = _LINK.match(text, cue.end())
        stretch = _without_place(text[link.end() if link else cue.end() : end], rules)
        stop = _STOP.search(stretch)
        for name in _names(stretch[: stop.start()] if stop else stretch, rules):
            yield Credit(name, word, role)


def _before_cues(label: Label, text: str, rules: ExtractRules) -> Iterator[Credit]:
    """Names without a cue before the first one: `（甲 责编：乙）`, a reporter by surname."""
    cue = rules.patterns.cue.search(text)
    if label is not Label.EDITOR_LINE or cue is None or not _is_cue(text, cue):
        return
    if is_han(text[: cue.start()][-1:]):
        return  # 微信编辑：甲
    parts = [p for p in re.split(r"[\s　、,，]+", text[: cue.start()].strip(_BULLETS)) if p]
    named = all(_NAME.fullmatch(p) and _plausible(p, rules) for p in parts)
    if named and all(p[0] in rules.surnames.firsts for p in parts) and len(parts) <= MOST_BARE:
        yield from (Credit(part, None, Role.AUTHOR) for part in parts)


def _is_cue(text: str, cue: re.Match[str]) -> bool:
    """A cue of one character (文, 图, 摄) may be part of a name: it stands apart and has a link.

    So do 图文 and 文图, which are words of other things, too.
    """
    if len(cue.group()) > 1 and not _WHOSE.issuperset(cue.group()):
        return True
    apart = cue.start() == 0 or not is_han(text[cue.start() - 1])
    return apart and _LINK_REQUIRED.match(text, cue.end()) is not None


# A note about an author names nobody: （作者系自由撰稿人，曾任县报校对）.
_ABOUT = re.compile(r"[系为是曾现]")
_BEEN = re.compile(
    r"(?:系|为|是|曾任|现任|曾是)[^\s：:（）]{0,12}$|[该位名个各]$|(?:喜欢|关注|支持)$"
)
_LINK_REQUIRED = re.compile(r"[\s　]*[／/|｜丨：:、]")


def _names(stretch: str, rules: ExtractRules) -> Iterator[str]:
    """Names in a stretch of credits, up to the first thing that is none."""
    for written in re.split(r"[\s　、,，(（)）〔〕\[\]［］【】]+", stretch):
        part = _SIGN.sub("", written)
        if not part:
            continue
        name = _without_noise(part, rules)
        if name is None or _is_body(name, rules):
            continue  # 供稿：县委办综合股 某某
        sure = name[0] in rules.surnames.firsts and _NO_NAME.isdisjoint(name)  # 晏几
        if not _NAME.fullmatch(name) or not (sure or _plausible(name, rules)):
            return
        yield name


# Never in a name, not even after a cue.
_NO_NAME = frozenset("的了是这那们吗呢吧")
SHORTEST_BODY = 4


def _is_body(name: str, rules: ExtractRules) -> bool:
    """Whether a credit names an office or a medium: 食药安办."""
    endings = rules.credits.authority_endings + rules.credits.outlet_endings
    return len(name) >= SHORTEST_BODY and name.endswith(endings)


def _is_office(name: str, rules: ExtractRules) -> bool:
    """Whether a word beside names is the office that they work in: 医务科, 某县融媒体中心."""
    return _is_body(name, rules) or (name[-1] in "科股室部" and name[:-1] in rules.lexicon.words)


# The sign of an editor's desk: 某某_NJ5530, 某某 HN017.
_SIGN = re.compile(r"(?<![_A-Z0-9])[_A-Z0-9]+$")
_DAY = re.compile(r"[0-9]{1,2}(?:月[0-9]{1,2})?日")


def _without_place(part: str, rules: ExtractRules) -> str:
    """黄某某台北10日电 -> 黄某某: a place and a day straight after the name."""
    day = _DAY.search(part)
    return part if day is None else split_reporter(part[: day.start()], rules)[0]


# A county that no gazetteer lists; before it a surname and the two characters of most given names.
_COUNTY = re.compile(r"([\u3400-\u9fff]{3})([\u3400-\u9fff]{2,3}[县市区州镇乡])")


def split_reporter(written: str, rules: ExtractRules) -> tuple[str, str]:
    """黄某某台北 -> (黄某某, 台北): a name and the place that it is written together with."""
    ends = (len(written) - length for length in (4, 3, 2))
    for end in ends:
        if end >= SHORTEST_NAME and written[end:] in rules.gazetteer:
            return written[:end], written[end:]
    county = _COUNTY.fullmatch(written)
    if county and written[0] in rules.surnames.common:
        return county.group(1), county.group(2)
    return written, ""


def _without_noise(part: str, rules: ExtractRules) -> str | None:
    if part in rules.credits.noise:
        return None
    for noise in rules.credits.noise:
        if len(noise) > 1 and part.endswith(noise) and len(part) > len(noise) + 1:
            return part.removesuffix(noise)
    return part


def _plausible(name: str, rules: ExtractRules) -> bool:
    return name not in rules.credits.noise and not any(c in rules.names.never for c in name)


# 韩某某 2025-09-20 21:06 某某观察
_SIGNED = re.compile(r"([\u3400-\u9fff]{2,3})[ \u3000·|｜/]{1,3}(?=(?:19|20)[0-9]{2}[-/.年])")
# 原创 苏某 某某前哨 2025-09-20 …: of two names before the date the second is the account's
_ORIGINAL = re.compile(
    r"原创[ \u3000:：|｜]{1,3}([\u3400-\u9fff]{2,4})[ \u3000]{1,3}"
    r"[^\s0-9]{2,16}[ \u3000]{1,3}(?:(?:19|20)[0-9]{2}[-/.年]|[昨今前]天|刚刚|[0-9])"
)


def _signed(text: str, rules: ExtractRules) -> Iterator[Credit]:
    """A name that begins the line of the date and can be neither a word nor a medium."""
    signed, original = _SIGNED.match(text), _ORIGINAL.match(text)
    if original and _names_author(original.group(1), rules):
        yield Credit(original.group(1), None, Role.AUTHOR)
    if signed is None:
        return
    name, words = signed.group(1), rules.lexicon.words
    told = name in words or name[:2] in words or name[1:] in words
    medium = name.endswith(rules.credits.outlet_endings + rules.credits.authority_endings)
    if name[0] in rules.surnames.common and not (told or medium) and _plausible(name, rules):
        yield Credit(name, None, Role.AUTHOR)


def _names_author(name: str, rules: ExtractRules) -> bool:
    """Whether who stands behind 原创 is a person: by a surname, and neither a medium nor an office."""
    endings = rules.credits.outlet_endings + rules.credits.authority_endings
    named = name[0] in rules.surnames.firsts and name not in rules.gazetteer
    return named and not name.endswith(endings) and _plausible(name, rules)


def _bare(text: str, label: Label, rules: ExtractRules) -> Iterator[Credit]:
    """A byline of names alone: `(甲 乙)`, `○ 丙`; in a dateline only what stands in brackets."""
    if label is Label.DATELINE:
        stretches = [m.group(1) for m in _PARENTHESES.finditer(text)]
    else:
        stretches = [text.strip(_BULLETS)]
    for stretch in stretches:
        written = [part for part in re.split(r"[\s　、,，]+", stretch) if part]
        parts = [part for part in written if not _is_office(part, rules)]
        if len(parts) <= MOST_BARE and all(
            _NAME.fullmatch(p) and _plausible(p, rules) for p in parts
        ):
            yield from (Credit(part, None, Role.AUTHOR) for part in parts)

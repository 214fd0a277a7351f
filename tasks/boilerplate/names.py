"""Whether some words are the names of people, as bylines and credits give them."""

import re

from config.rules.boilerplate import BoilerplateRules

_SEPARATOR = re.compile(r"[\s、，/｜;；&]+")
_SPACED_NAME = re.compile(r"(?<![^\s、，])([\u3400-\u9fff])\s([\u3400-\u9fff])(?![^\s、，])")
_HAN_NAME = re.compile(r"^[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}$")
_FOREIGN_NAME = re.compile(r"^[\u3400-\u9fff]{1,8}(?:[·•.][\u3400-\u9fffA-Z]{1,8}){1,3}$")
_ROLE = re.compile(
    r"^(?:文/图|图/文|文、图|[^\s、，：]{0,12}(?:记者|通讯员|读者|特派员|评论员|撰稿人?|摄影|实习生|见习|特约|作者|编辑|文图?|图文|报道)"
    r"|见习)(?:[：/｜\s]\s?|$)?"
)
_AFTERWORD = re.compile(
    r"(?:文/图|摄影报道|采访报道|综合报道|整理报道|报道|报导|文图|图文|整理|采写|摄|文|图)$"
)


def tokens(text: str) -> list[str]:
    """The words between spaces and 、."""
    return [token for token in _SEPARATOR.split(text.strip()) if token]


def is_name(token: str, rules: BoilerplateRules) -> bool:
    """Whether one token is a name: a surname and one to three characters, or with a dot."""
    if _FOREIGN_NAME.match(token):
        return True
    if token in rules.names_not or not _HAN_NAME.match(token):
        return False
    if token[:2] in rules.surnames:
        return len(token) >= 3
    return len(token) <= 3 and token[0] in rules.surnames


def are_names(text: str, rules: BoilerplateRules, *, most: int = 8) -> bool:
    """Whether the text is nothing but names, half of them certain; `most` names at the most.

    A name of two characters may be written with a space between them: `白 桦 文青青`.
    """
    words = tokens(_SPACED_NAME.sub(r"\1\2", text))
    if not 1 <= len(words) <= most:
        return False
    certain = 0
    for word in words:
        if word in rules.names_not:
            return False
        if is_name(word, rules):
            certain += 1
        elif not _HAN_NAME.match(word):
            return False
    return 2 * certain >= len(words)


def is_credit(text: str, rules: BoilerplateRules) -> bool:
    """Whether the text names who wrote or took part: `记者 某某 通讯员 某某 摄影报道`."""
    role = _ROLE.match(text)
    rest = _ROLE.sub(" ", text, count=1) if role else text
    for word in ("记者", "通讯员", "实习生", "特派员", "摄影", "摄"):
        rest = rest.replace(word, " ")
    rest = _AFTERWORD.sub("", rest.strip())
    rest = rest.replace("：", " ")
    if role or rest != text:
        return not rest.strip() or are_names(rest, rules) or len(rest.strip()) <= 4
    return are_names(rest, rules)


def is_signed_by(text: str, rules: BoilerplateRules) -> bool:
    """Whether it is an office and names: `某某社记者某某、某某`."""
    role = _ROLE.match(text)
    return role is not None and are_names(_AFTERWORD.sub("", text[role.end() :]), rules)


def is_from_office(text: str, rules: BoilerplateRules) -> bool:
    """Whether it is an office and who of it wrote: `某某县融媒体中心 某某`."""
    office, _, names = text.partition(" ")
    return office.endswith(rules.widgets.offices) and are_names(names, rules, most=4)

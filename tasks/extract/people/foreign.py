"""Names without dots that have no Han surname: foreign ones, and those of the peoples of China."""

from collections.abc import Iterator

from config.rules.extract import ExtractRules

# Costs in natural logarithms, on the scale of likeness.py.
FOREIGN_NAME, FOREIGN_CHARACTER, SELDOM_FOREIGN = 3.0, 5.0, 6.5
JAPANESE, JAPANESE_GIVEN = 10.0, (7.0, 9.0)
KNOWN_ELEMENT, CUT_ELEMENT = 8.0, 6.0
# Foreign names of two characters end so: 布朗, 曲珍, 哈桑.
_LAST_OF_TWO = frozenset("茨斯尔特朗德森曼克罗兰吉珍姆玛珠桑措增登布宗旦萨娜娃")
_CONJUNCTIONS = frozenset("和与及")
_NOT_LAST = frozenset("地不都三先")


def foreign_ends(
    text: str, start: int, longest: int, rules: ExtractRules
) -> Iterator[tuple[int, float]]:
    """A name without a Han surname and without dots: 次仁旺姆, 特朗普."""
    cost = FOREIGN_NAME
    first, element = text[start], rules.patterns.element
    if not (
        first in rules.names.transliteration
        or first in rules.names.seldom_foreign
        or element.match(text, start, start + longest)
    ):
        return
    known = _elements(text, start, start + longest, rules)
    for end in range(start + 1, start + longest + 1):
        char = text[end - 1]
        if char in rules.names.transliteration or end - 1 in known:
            cost += FOREIGN_CHARACTER
        elif char in rules.names.seldom_foreign:
            cost += SELDOM_FOREIGN
        else:
            return
        if char in _NOT_LAST or (end - start == 2 and char not in _LAST_OF_TWO):
            continue
        if end - start >= 2:
            told = start in known or end - 1 in known or element.fullmatch(text, end - 2, end)
            cut = CUT_ELEMENT if end in known and text[end] in _CONJUNCTIONS else 0.0
            yield end, cut + (cost - KNOWN_ELEMENT if told else cost)


def _elements(text: str, start: int, end: int, rules: ExtractRules) -> frozenset[int]:
    """The positions that elements of names cover: in 巴特尔苏和 the last character too."""
    found = rules.patterns.element.finditer(text, start, end)
    return frozenset(i for element in found for i in range(*element.span()))


def japanese_ends(
    text: str, start: int, longest: int, rules: ExtractRules
) -> Iterator[tuple[int, float]]:
    """A Japanese name: a surname and up to two characters, 佐藤|健一, 长谷川|翔."""
    for length in (2, 3):
        if text[start : start + length] not in rules.names.japanese:
            continue
        if length < longest:
            yield start + length, JAPANESE  # 首相|桥本
        for end in range(start + length + 1, min(start + length + 2, start + longest) + 1):
            last = text[end - 1]
            if last == "太" or not (last in rules.names.never or last in rules.names.glued):  # 健太
                yield end, JAPANESE + JAPANESE_GIVEN[end - start - length - 1]


def is_foreign(name: str, rules: ExtractRules) -> bool:
    """Whether three of four characters are those of transliterated names: no 中国·云岭."""
    chars = [char for char in name if char not in "·•・"]
    foreign = sum(
        char in rules.names.transliteration
        or char in rules.names.seldom_foreign
        or "A" <= char <= "Z"
        for char in chars
    )
    return len(chars) > 2 and 4 * foreign >= 3 * len(chars)

"""Places: names by their form (省, 市, 县, 镇, 村 …), by what stands round them, and known ones.

Most places of an article are in no list, so form comes first; the gazetteer adds the names that have
no ending, and tells the chain of province, city and district.
"""

import re
from collections import Counter
from collections.abc import Iterator

from config.rules.extract import ExtractRules
from config.rules.gazetteer import COUNTY_CODE
from tasks.document import CleanArticle, Dateline, Label, Mention, Span
from tasks.extract.page import FURNITURE, pieces
from tasks.extract.passage import Passage, is_han
from tasks.extract.places.gazetteer import Place, chains_of
from tasks.extract.places.stems import Round, ending_level, stem_start

_GLOSSED = re.compile(r"[\u4e00-\u9fff]\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)[\u4e00-\u9fff]{1,3}")
# 云岭市水务局 or 云岭市人民政府 at the start of a word on the page round the body.
_ON_PAGE = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,3})[省市县区州]"
    r"(?=[\u4e00-\u9fff]{0,10}(?:局|委|政府|院|办|中心|站|社|处|队))"
)
_SENT_FROM = re.compile(r"发自([\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])")
# The levels whose names are also used without their ending: province, city, county.
LEVELS_WITH_SHORT_NAMES = 3
# A word with a higher idf is rare enough to be a place wherever the tagger says so.
RARE_IDF = 9.5
_PLACE_TAGS = frozenset(("ns", "nr", "nz"))
# 北京时间, 中国特色社会主义, 中国共产党
_NO_PLACE_AFTER = re.compile("时间|特色|共产党|式现代化|梦")
_LOCALIZERS = frozenset("上下里中内外前后旁边间")
# A name without an ending that no list holds must stand so often in the body.
RECURS = 3


def page_hints(
    article: CleanArticle, dateline: Dateline | None, outlet: str | None, rules: ExtractRules
) -> frozenset[str]:
    """Short names that the page round the body makes likely to be places."""
    hints = {dateline.place} if dateline and dateline.place else set()
    for piece in pieces(article, *FURNITURE, Label.TITLE, Label.BYLINE):
        hints.update(_SENT_FROM.findall(piece.text))
        hints.update(_ON_PAGE.findall(piece.text))
    ending = max(
        (e for e in rules.credits.outlet_endings if outlet and outlet.endswith(e)),
        key=len,
        default="",
    )
    if outlet and len(ending) > 1:
        hints.add(outlet.removesuffix(ending))
    return frozenset(hint for hint in hints if 2 <= len(hint) <= 4 and hint not in rules.idf)


def find_places(
    passage: Passage, taken: frozenset[int], hints: frozenset[str], rules: ExtractRules
) -> tuple[Mention, ...]:
    """In order of appearance, with every span; none at the characters `taken` by people."""
    ended = [p for p in _with_ending(passage, hints, rules) if _is_free(p, taken)]
    covered = {i for place in ended for i in range(place.start, place.end)}
    stems = {
        passage.text[p.start : p.end - 1]
        for p in ended
        if p.level is not None and p.level < LEVELS_WITH_SHORT_NAMES and p.end - p.start > 2
    }
    bare = _bare(passage, stems | hints | _announced(passage, rules), covered, rules)
    known = _known(passage, covered, rules)
    found = {p.start: p for p in [*known, *bare, *ended] if _is_free(p, taken)}
    spans: dict[str, list[Span]] = {}
    for place in sorted(found.values()):
        name = passage.text[place.start : place.end]
        spans.setdefault(name, []).append((place.start, place.end))
    chains = chains_of(passage.text, sorted(found.values()), rules)
    return tuple(
        Mention(name=name, spans=tuple(every), chain=chains.get(name, ()))
        for name, every in spans.items()
    )


def _is_free(place: Place, taken: frozenset[int]) -> bool:
    return taken.isdisjoint(range(place.start, place.end))


def _with_ending(passage: Passage, hints: frozenset[str], rules: ExtractRules) -> Iterator[Place]:
    """A stem and an ending; what follows another place straight away begins there."""
    before = 0
    for match in rules.patterns.place_ending.finditer(passage.text):
        start = stem_start(Round(passage, before, hints), match, rules)
        if start is not None:
            before = match.end()
            yield Place(start, match.end(), ending_level(match.group(), rules))
    for gloss in _GLOSSED.finditer(passage.text):
        ending = rules.patterns.place_ending.search(gloss.group()[-1])
        if ending:
            yield Place(*gloss.span(), ending_level(ending.group(), rules))


def _bare(
    passage: Passage, stems: set[str], covered: set[int], rules: ExtractRules
) -> Iterator[Place]:
    """Every other mention of those short names, unless it is a piece of a known word."""
    for stem in sorted(stems):  # in a fixed order: two may begin at one character
        for start in passage.find_all(stem):
            word = passage.word_at(start)
            inside = word is not None and len(word.text) > len(stem) and word.text in rules.idf
            if start not in covered and not inside:
                yield Place(start, start + len(stem), None)


def _announced(passage: Passage, rules: ExtractRules) -> set[str]:
    """Names that 在…举行 or …气象台 announces, and unknown ones that recur and end in 州, 城, 港."""
    text = passage.text
    patterns = (rules.patterns.announced_place, rules.patterns.seated_place)
    announced = {m.group(1) for pattern in patterns for m in pattern.finditer(text)}
    names = {
        name
        for name in announced
        if len(passage.find_all(name)) >= (2 if name[-1] in rules.places.toponymic else RECURS)
    }
    pairs = Counter(
        text[m.start() - 1 : m.end()] for m in rules.patterns.toponymic.finditer(text, 1)
    )
    names.update(pair for pair, count in pairs.items() if count >= RECURS)
    return {name for name in names if _is_odd(name, passage, rules)}


def _is_odd(name: str, passage: Passage, rules: ExtractRules) -> bool:
    """In no dictionary, made of Chinese characters, and cut from no everyday word."""
    if name in rules.idf or not all(map(is_han, name)) or name[-1] in _LOCALIZERS:
        return False
    if name[0] in rules.places.rarely_first or any(c in rules.places.never_inside for c in name):
        return False
    start = passage.text.find(name)
    inner = passage.words_of(start, start + len(name))
    return not any(len(word.text) > 1 and word.text in rules.idf for word in inner)


def _known(passage: Passage, covered: set[int], rules: ExtractRules) -> Iterator[Place]:
    """Countries, provinces, cities; counties where something else speaks for one."""
    for match in rules.patterns.known_place.finditer(passage.text):
        start, end = match.span()
        if start not in covered and _is_clear(passage, match, rules):
            yield Place(start, end, None)
    for word in passage.words_tagged("ns"):
        known = word.start not in covered and len(word.text) > 1
        if known and _is_county(word.text, passage.text, rules):
            yield Place(word.start, word.start + len(word.text), None)


def _is_clear(passage: Passage, match: re.Match[str], rules: ExtractRules) -> bool:
    """A word by itself, or part of a place's name (法国巴黎/ns); 白银 and 朝阳 only where tagged."""
    start, end = match.span()
    words = passage.words_of(start, end)
    if _NO_PLACE_AFTER.match(passage.text, end):
        return False
    begins = words[0].start == start or words[0].tag in _PLACE_TAGS
    ends = passage.is_boundary(end) or words[-1].tag in _PLACE_TAGS or passage.char(end) == "人"
    clear = match.group() not in rules.places.ambiguous or words[0].tag == "ns"
    return begins and ends and clear


def _is_county(name: str, text: str, rules: ExtractRules) -> bool:
    """A county's short name that is rare, or whose city or province the text names."""
    codes = [c for c in rules.divisions.codes.get(name, ()) if len(c) == COUNTY_CODE]
    if not codes or name in rules.places.not_places:
        return False
    if rules.idf.get(name, 0) > RARE_IDF:
        return True
    names = rules.divisions.names
    wider = (names[code[:end]] for code in codes for end in (2, 4) if code[:end] in names)
    return any(above in text or above[:-1] in text for above in wider)

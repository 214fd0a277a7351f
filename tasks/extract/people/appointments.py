"""Names of those who are appointed, elected or removed: 任命某某为, 免去某某的, 某某当选."""

import re
from collections.abc import Iterator

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage, is_han
from tasks.extract.people.likeness import Trust
from tasks.extract.people.names import Candidate, name_at, name_before
from tasks.extract.people.slots import Found, found_at

# 赵某某（女，满族）
GLOSS = r"(?:[(（][^()（）\n]{1,16}[)）])?"
_OFFICE = r"的?[\u4e00-\u9fff、（）]{2,60}职务"
_NAMED = rf"[\u4e00-\u9fff·]{{2,8}}?{GLOSS}(?:同志)?(?:[、，]|为|担任|任|辞去|{_OFFICE})"
_APPOINTED = re.compile(
    rf"(?:任命|免去|选举|推选|提名|聘任|聘请|增选|补选|接受)(?:：\n?)?[ \u3000]?(?={_NAMED})"
)
# A notice goes on line by line: 某某为甲；某某的乙职务。
_NOTICE = re.compile("任命|免去|任免")
_LINE = re.compile(
    rf"^[ \u3000]?(?=[\u4e00-\u9fff·、]{{2,20}}?{GLOSS}(?:同志)?(?:为[^\n，。；]{{4,60}}[；。]|{_OFFICE}))",
    re.MULTILINE,
)
_AFTER_ROW = re.compile(rf"(?:同志)?(?:为|担任|任(?![期务])|辞去|{_OFFICE})")
_ELECTED = re.compile(
    r"(?=[同当获被担出任])(?<!新)(?:同志)?(?:当选|获任命|被任命|(?:担任|出任|任)"
    r"(?=[^，。；、\n]{1,20}(?:长|书记|主任|主席|委员|经理|总监|指挥|教练)[，。；、]))"
)
# The post that those in a row get, before the next row: 某某为主任，|某某为副主任.
_NEXT_POST = re.compile(r"[^，。；、\n]{2,30}[，；、]\n?")
_GLOSS = re.compile(GLOSS)
_DISTRICTS = frozenset("省市县区州")  # 占全区|当选人数的
_JOINED = frozenset("、和")


def appointed_names(passage: Passage, rules: ExtractRules) -> Iterator[Found]:
    """任命某某、某某为甲，某某为乙, 免去某某的某职务, 某某当选."""
    cues = list(_APPOINTED.finditer(passage.text))
    if _NOTICE.search(passage.text):
        cues += _LINE.finditer(passage.text)
    for match in cues:
        begin: int | None = match.end()
        while begin is not None:
            row, end = _row(passage, begin, rules)
            yield from row
            following = _NEXT_POST.match(passage.text, end) if row else None
            begin = following.end() if following else None
    for match in _ELECTED.finditer(passage.text):
        named = name_before(passage, match.start(), Trust.POST, rules)
        if named is None or passage.char(named.start - 1).isalnum():
            continue
        name = passage.text[named.start : named.end]
        word = name in rules.lexicon.words and not _stands_for_somebody(passage, named, rules)
        if not word and name[-1] not in _DISTRICTS:
            yield found_at(passage, named)


# Words that tell how or when somebody becomes something: 相继|任县长, 平时|任班长.
_ADVERBIAL = frozenset("dtfcpmr")


def _stands_for_somebody(passage: Passage, named: Candidate, rules: ExtractRules) -> bool:
    """Whether a word begins a clause here and elsewhere, as a name does: 成全|任董事长, 成全|把."""
    name = passage.text[named.start : named.end]
    word = passage.words[passage.word_numbers[named.start]]
    if name in rules.names.not_names or name in rules.names.adverbial or word.tag[0] in _ADVERBIAL:
        return False
    begins = [at for at in passage.find_backwards(name) if not is_han(passage.char(at - 1))]
    return named.start in begins and len(begins) > 1


def _row(passage: Passage, begin: int, rules: ExtractRules) -> tuple[list[Found], int]:
    """The names from `begin` on that a list joins and 为 or 任 follows, and where they end."""
    row: list[Found] = []
    while candidate := name_at(passage, begin, Trust.STACK, rules):
        candidate = _without_verb(passage, candidate)
        row.append(found_at(passage, candidate))
        gloss = _GLOSS.match(passage.text, candidate.end)
        end = gloss.end() if gloss else candidate.end
        if passage.char(end) not in _JOINED:
            appointed = _AFTER_ROW.match(passage.text, end)
            return (row, appointed.end()) if appointed else ([], begin)
        begin = end + 1
    return [], begin


_BECOMES = frozenset("为任")


def _without_verb(passage: Passage, candidate: Candidate) -> Candidate:
    """郑某|为副主任: no verb but the one that ends the would-be name leads to the post."""
    end = candidate.end - 1
    ends = end - candidate.start > 1 and passage.char(end) in _BECOMES
    if ends and is_han(passage.char(end + 1)) and not _AFTER_ROW.match(passage.text, end + 1):
        return candidate._replace(end=end)
    return candidate

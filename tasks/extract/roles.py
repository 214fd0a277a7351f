"""Roles: who leads, who speaks, who attends, who is only mentioned."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.document import Role, Span
from tasks.extract.passage import Passage, is_han


class Mention(NamedTuple):
    """A name in the body with what it begins (its titles count) and the reach of what it does."""

    name: str
    start: int
    end: int
    subject: bool  # it stands where the doer of the clause stands
    clause_end: int
    reach: int  # the end of the sentence, or the next doer before that
    next_doer: int  # where the next one who does something is named


# How far behind a name the verb of its clause is looked for, in characters.
VERB_DISTANCE = 24
# A main character is named so often, and about as often as anybody.
MAIN_MENTIONS, MAIN_SHARE = 3, 0.8
# Whoever the text names first and comes back to.
FIRST_MENTIONS = 2
_SENTENCE_END = re.compile(r"[。！？\n]")
_CLAUSE_END = re.compile(r"[，。！？；：“\n]")
_GLOSS = re.compile(r"[(（][^()（）]{1,12}[)）]")
_PRONOUN = re.compile(r"[。，”！？\n][他她](?!们)(?:还|也|又|同时|进一步|随后|接着|笑着)?")
_AFTER_QUOTE = re.compile(r"”[他她]")
_QUOTED = re.compile(r"：“|[，：]“[^”]{6,}|[说道称指](?=[，：“])|：‘")
_TURN = re.compile(r"[：:](?!\n)")
_JOINED = frozenset("、和与及")
_ADVERBIAL = frozenset(("t", "d", "c", "f", "s", "m"))
# Before a name these end the description of a doer: 送奶的|某某, 接着|某某.
_DESCRIBING = frozenset("的")
_CHAIRING = re.compile(r"主持|讲话|致辞|带队|率队|作.{0,2}报告")
_OFFICE = re.compile(
    r"(?:[省市县区州旗镇乡厅局部司署处院校]长|书记|总统|总理|首相|主席|特首|行政长官|主任|秘书长|会长)$"
)
# How far from a name 他说 is still its bearer's, in characters.
PRONOUN_DISTANCE = 300


def roles_of(
    passage: Passage,
    spans: Mapping[str, list[Span]],
    titles: Mapping[str, tuple[str, ...]],
    begins: Mapping[int, int],
    rules: ExtractRules,
) -> dict[str, Role]:
    """The strongest part that any mention of each name shows.

    `begins` says for the start of a name with titles before it where these begin.
    """
    mentions = _mentions(passage, spans, begins)
    leaders = {m.name for m in mentions if m.subject and _leads(passage, m, titles, rules)}
    speakers = {m.name for m in mentions if _speaks(passage, m, rules)}
    main = set() if leaders else _main_characters(passage, mentions, speakers, titles, rules)
    first = mentions[0].name if mentions else ""
    if leaders and first in speakers and _holds_office(titles.get(first, ())):
        main.add(first)
    attending = {m.name for m in mentions if _attends(passage, m, rules)}
    if leaders:  # an office-holder who does something on the occasion was there
        attending |= {m.name for m in mentions if m.subject and _holds_office(titles[m.name])}
    roles = dict.fromkeys(spans, Role.MENTIONED)
    roles |= dict.fromkeys(attending, Role.ATTENDEE)
    roles |= dict.fromkeys(speakers, Role.SPEAKER)
    return roles | dict.fromkeys(leaders | main, Role.PRINCIPAL)


def _mentions(
    passage: Passage, spans: Mapping[str, list[Span]], begins: Mapping[int, int]
) -> list[Mention]:
    """All mentions in order; names joined by 、 or 和 do together what the last of them does."""
    placed = sorted((start, end, name) for name, every in spans.items() for start, end in every)
    subjects: list[bool] = []
    for i, (start, _, _) in enumerate(placed):
        first = begins.get(start, start)
        joined = passage.char(first - 1) in _JOINED and i > 0 and placed[i - 1][1] == first - 1
        stacked = passage.char(first - 1) == "、"  # a post that was not recognised comes before
        subjects.append(subjects[-1] if joined else stacked or _is_doer(passage, first))
    mentions: list[Mention] = []
    for i in reversed(range(len(placed))):
        start, end, name = placed[i]
        following = mentions[-1] if mentions else None
        if (
            following is not None
            and passage.char(end) in _JOINED
            and begins.get(following.start, following.start) == end + 1
        ):
            mentions.append(
                following._replace(name=name, start=start, end=end, subject=subjects[i])
            )
            continue
        clause = _end_of(_CLAUSE_END, passage.text, end)
        far = min(end + PRONOUN_DISTANCE, len(passage.text))
        doers = (m.start for m in reversed(mentions) if m.subject and m.name != name)
        doer = max(end, min(far, next(doers, far)))
        reach = max(end, min(_end_of(_SENTENCE_END, passage.text, end), doer))
        mentions.append(Mention(name, start, end, subjects[i], clause, reach, doer))
    return mentions[::-1]


def _is_doer(passage: Passage, first: int) -> bool:
    """Whether what begins at `first` stands at the beginning of a clause, or after an adverbial."""
    before = passage.char(first - 1)
    if not before or not is_han(before) or before in _DESCRIBING:
        return before not in _JOINED
    word = passage.word_at(first - 1)
    return word is not None and word.tag in _ADVERBIAL and before not in _JOINED


def _end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.search(text, start)
    return found.start() if found else len(text)


def _clause(passage: Passage, mention: Mention) -> str:
    """What follows the name in its clause, without glosses."""
    end = min(mention.clause_end, mention.end + VERB_DISTANCE)
    return _GLOSS.sub("", passage.text[mention.end : end])


def _leads(
    passage: Passage, mention: Mention, titles: Mapping[str, tuple[str, ...]], rules: ExtractRules
) -> bool:
    """Chairs, addresses or inspects: the verb stands in the name's own clause."""
    clause = _joined_clause(passage, mention)
    attending = rules.patterns.attending.search(clause)
    for leading in rules.patterns.leading.finditer(clause):
        if _CHAIRING.search(leading.group()):
            return True
        if attending is None and _holds_office(titles.get(mention.name, ())):
            return True
    return False


def _joined_clause(passage: Passage, mention: Mention) -> str:
    text = passage.text[mention.end : mention.clause_end]
    cut = text.find("、")
    return _clause(passage, mention) if cut < 0 else _GLOSS.sub("", text)[:VERB_DISTANCE]


def _holds_office(titles: tuple[str, ...]) -> bool:
    return any(_OFFICE.search(title) for title in titles)


def _speaks(passage: Passage, mention: Mention, rules: ExtractRules) -> bool:
    """A speech verb in the name's clause, a turn, or a quotation in what the name goes on to do."""
    text = passage.text
    if _is_turn(passage, mention):
        return True
    clause = _clause(passage, mention)
    speech = rules.patterns.speech.search(clause)
    attending = rules.patterns.attending.search(clause)
    if speech and not (attending and attending.start() <= speech.start()):
        return mention.subject or speech.start() <= 2
    if not mention.subject:
        return False
    said = text[mention.end : mention.reach]
    if _QUOTED.search(text, mention.end, min(mention.reach + 1, len(text))):
        return True
    if any(rules.patterns.speech.match(said, m.end()) for m in _COMMA.finditer(said)):
        return True
    return _pronoun_speaks(passage, mention, rules)


_COMMA = re.compile(r"，(?:并|还|也|又|同时)?")


def _pronoun_speaks(passage: Passage, mention: Mention, rules: ExtractRules) -> bool:
    """Before the next doer comes 他说, or 她的评价是：“…”."""
    text = passage.text
    for pronoun in _PRONOUN.finditer(text, mention.end, mention.next_doer):
        if rules.patterns.speech.match(text, pronoun.end()) or _AFTER_QUOTE.match(
            text, pronoun.start()
        ):
            return True
        end = min(_end_of(_SENTENCE_END, text, pronoun.end()) + 1, mention.next_doer)
        if _QUOTED.search(text, pronoun.end(), end):
            return True
    return False


def _attends(passage: Passage, mention: Mention, rules: ExtractRules) -> bool:
    stop = re.compile(r"[。！？；\n]").search(passage.text, mention.end)
    rest = passage.text[mention.end : stop.start() if stop else len(passage.text)]
    return rules.patterns.attending.search(rest) is not None


def _main_characters(
    passage: Passage,
    mentions: list[Mention],
    speakers: set[str],
    titles: Mapping[str, tuple[str, ...]],
    rules: ExtractRules,
) -> set[str]:
    """Where nobody leads: whoever is named most and does something, or is named first."""
    counts = Counter(m.name for m in mentions)
    acts = Counter(m.name for m in mentions if m.subject and not _only_speaks(passage, m, rules))
    most = max(counts.values(), default=0)
    main = {
        name
        for name, count in counts.items()
        if count >= MAIN_MENTIONS and count >= MAIN_SHARE * most and acts[name]
    }
    often = [m.name for m in mentions if counts[m.name] >= max(FIRST_MENTIONS, MAIN_SHARE * most)]
    turns = {m.name for m in mentions if _is_turn(passage, m)}
    offices = [n for n in often if _holds_office(titles.get(n, ())) and n not in turns]
    main.update(offices[:1])
    first = mentions[0].name if mentions else ""
    if first in often and acts[first] and first not in speakers:
        main.add(first)
    return main


def _only_speaks(passage: Passage, mention: Mention, rules: ExtractRules) -> bool:
    said = rules.patterns.speech.search(_clause(passage, mention))
    return said is not None or _is_turn(passage, mention)


def _is_turn(passage: Passage, mention: Mention) -> bool:
    """`某某：` at the beginning of a line."""
    begins = passage.char(mention.start - 1) in "\n \u3000"
    return begins and _TURN.match(passage.text, mention.end) is not None

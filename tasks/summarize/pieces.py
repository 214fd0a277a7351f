"""The pieces of a body that a summary may take, and what each needs before it.

A piece is a run of clauses that says something whole. Where its subject, its speaker or what it
points to stands elsewhere it names that piece: a choice that holds what every chosen piece needs
reads as the body means it.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from config.rules.summarize import ClauseWords
from tasks.document import ExtractedArticle, Person, Span
from tasks.summarize.cast import named_in, subject
from tasks.summarize.clauses import CLOSERS, MARKS, STOPS, Sentence, begins, ends
from tasks.summarize.reading import (
    PRONOUN,
    Body,
    Clauses,
    Floor,
    State,
    at_paragraph,
    clauses_of,
    needed,
    position_in,
    read_body,
    turn_at,
)

SHORTEST = 5  # characters of a clause that says something by itself
SHORTEST_OPENING = 8  # of one that begins a sentence, and of a sentence
LONGEST_TAG = 10  # characters beside the name: 在会上强调，
OPENING_MARKS = ("：", "——")

# 海拔1480米的窑上村，: no character of those without which a clause is seldom whole.
_NOUN = "[^，、了着是有为将把被在于到出成以要会能说]"
_NOUN_PHRASE = re.compile(f"{_NOUN}*的{_NOUN}{{1,8}}|{_NOUN}{{2,12}}(?:、{_NOUN}{{2,12}})+")
# 总投资148.9亿元: a figure with a name of its own.
_MEASURED = re.compile(r"[\u3400-\u9fff]{2,9}\d")
# 实施重点项目76个，总投资192亿元: of what the clause before counts.
_COUNTED = re.compile(r"\d[余多]?[个座家项条处所宗笔件台套艘架栋]$")
_OF_THEM = ("总", "投资", "合同", "金额")
# 高山到云浦水库检查防汛工作时强调，: what happened stands before the last words.
_WHILE = re.compile("(.{12,}[作动况设会议程目])时(?:强调|指出|要求|说|表示|提出)$")
_TOPIC = re.compile("[这那][^是有]*的[^的]{1,8}")  # 这台昨天开售的电脑，


class Piece(NamedTuple):
    """A run of clauses of one sentence; `needs` is the number of the piece it may not go without.

    `whole`: it says something; a speech tag (某某强调，) does not, and `tag` is who speaks where it
    holds nothing else ("": 答：). `last`: it ends its sentence. `length`: the characters it takes, without
    asides.
    """

    span: Span
    sentence: int
    needs: int | None
    whole: bool
    last: bool
    length: int
    tag: str | None = None


class Trunk(NamedTuple):
    """The piece with the subject of a sentence: its first, or the `tag` that says who speaks.

    `part`: the first piece since the last semicolon. `before`: the last one so far. `head`: of
    what is parted by semicolons, the one that opens the list (她的办法是“看灯影”：), else `piece`.
    """

    piece: int
    tag: bool
    part: int
    before: int
    head: int


def cut(
    article: ExtractedArticle,
    sentences: Sequence[Sentence],
    asides: Sequence[Span],
    words: ClauseWords,
) -> list[Piece]:
    """Every piece of the body in order; what can be no part of a summary is left out."""
    body = read_body(article, sentences, asides, words)
    pieces: list[Piece] = []
    state = State()
    for number, sentence in enumerate(sentences):
        state = _cut_sentence(body, number, sentence, pieces, state)
    return pieces


def _cut_sentence(
    body: Body, number: int, sentence: Sentence, pieces: list[Piece], state: State
) -> State:
    """Append the pieces of one sentence."""
    start = sentence.start
    if sentence.opens:
        turn = turn_at(body, sentence, state.floor)
        if turn is None:
            state = at_paragraph(body, sentence, state)
        elif turn.speaker is None:
            state = State(Floor(turn=True, asks=True))
        else:
            start = turn.span[1]
            length = start - turn.span[0]
            pieces.append(Piece(turn.span, number, None, False, False, length, turn.speaker))
            state = State(Floor(len(pieces) - 1, turn.speaker, reports=True, turn=True))
    clauses = clauses_of(body, sentence, start)
    if not state.floor.asks and _tells(body, sentence, clauses):
        stands, needs = needed(body, sentence, clauses, state)
        if stands:
            return _append(body, number, clauses, pieces, state, needs=needs)
    return State(state.floor, intro=state.intro)


def _tells(body: Body, sentence: Sentence, clauses: Clauses) -> bool:
    """Whether a line is more than a heading, a row of a table, or a word or two."""
    if position_in(body.courtesies, sentence.start, sentence.end) >= 0:
        return False
    if sentence.closed:
        return sentence.end - clauses.spans[0][0] > SHORTEST_OPENING
    if clauses.texts[-1].endswith(OPENING_MARKS):
        return True
    return sentence.item and (len(clauses.texts) > 1 or body.text[sentence.end - 1] == "；")


def _append(
    body: Body,
    number: int,
    clauses: Clauses,
    pieces: list[Piece],
    state: State,
    *,
    needs: int | None,
) -> State:
    """Append the pieces of a sentence that can stand."""
    floor, begun = state.floor, len(pieces)
    trunk: Trunk | None = None
    for first, final, reports in _groups(body, clauses):
        tag: str | None = None
        start, end = clauses.spans[first][0], clauses.spans[final][1]
        if reports and trunk is None and (told := _WHILE.match(body.text, start, end - 1)):
            span = told.span(1)
            pieces.append(Piece(span, number, needs, True, False, _length(body, *span)))
            needs, start = len(pieces) - 1, told.end(1)
        at, length = len(pieces), _length(body, start, end)
        last = final == len(clauses.spans) - 1
        person = subject(body.cast, body.text, *clauses.spans[first]) if clauses.names else None
        need = (
            needs
            if trunk is None
            else _need(body, clauses, first, trunk, person=person, needs=needs)
        )
        begins_anew = person is not None or body.text[start - 1] in "；;"
        opens = "：" in body.text[start:end] and not floor.turn
        trunk = _grown(trunk, at, reports and not last, begins_anew, opens)
        if (person or reports) and not floor.turn:
            speaker = (
                person.name if person else _speaker(body, (start, end), clauses.texts[first], state)
            )
            if reports and speaker and length <= len(speaker) + LONGEST_TAG:
                tag = speaker
            floor = Floor(at, speaker, reports, opens=reports and last)
        pieces.append(Piece((start, end), number, need, not reports, last, length, tag))
    intro = len(pieces) - 1 if clauses.texts[-1].endswith(OPENING_MARKS) else state.intro
    named = _named(clauses, pieces, begun)
    if named is None and state.named is not None:  # 高山问有多少人。回答是不足90人。他指出，
        since = body.text[pieces[state.named].span[1] : clauses.spans[0][0]]
        named = state.named if "\n" not in since and since.count("。") <= 1 else None
    return State(floor, len(pieces) - 1, named, intro)


def _grown(trunk: Trunk | None, at: int, tag: bool, begins_anew: bool, opens: bool) -> Trunk:
    """The trunk of a sentence with one more piece."""
    if trunk is None or (tag and not trunk.tag):
        return Trunk(at, tag, at, at, at)
    begins_anew = begins_anew or (trunk.tag and trunk.part == trunk.piece)
    part, head = at if begins_anew else trunk.part, at if opens else trunk.head
    return Trunk(trunk.piece, trunk.tag, part, at, head)


def _length(body: Body, start: int, end: int) -> int:
    """The characters between two of the body, without asides, with a mark at the end."""
    text, asides = body.text, body.asides
    last = text[end - 1]
    marked = last in MARKS or (last in CLOSERS and text[end - 2] in STOPS)
    length = end - start + (not marked)
    if asides:
        first = bisect_left(asides, (start, start))
        for aside in asides[first : bisect_left(asides, (end, end), first)]:
            length -= aside[1] - aside[0]
    return length


def _need(
    body: Body,
    clauses: Clauses,
    first: int,
    trunk: Trunk,
    *,
    person: Person | None,
    needs: int | None,
) -> int | None:
    """What a group behind the first of its sentence needs: the one before it, if nothing less."""
    if trunk.tag and trunk.before == trunk.piece:
        return trunk.piece
    start, opening = clauses.spans[first][0], clauses.texts[first]
    asks = (trunk.tag or clauses.measure) and begins(opening, body.words.modal)
    parted = body.text[start - 1] in "；;" and not opening.startswith("其中")
    if asks or parted:
        return trunk.piece if asks else trunk.head
    if begins(opening, body.words.parallel):
        return trunk.part
    if _MEASURED.match(opening) and not begins(opening, body.words.comparing):
        of_them = opening.startswith(_OF_THEM) and _COUNTED.search(clauses.texts[first - 1])
        return trunk.before if of_them else trunk.piece
    if not trunk.tag and person:
        return needs
    return trunk.before


def _speaker(body: Body, span: Span, opening: str, state: State) -> str | None:
    """Who is reported where a clause does not begin with them: 座谈会上，高山说，; 他强调，."""
    names = named_in(body.cast, *span)
    if names:
        return names[-1].person.name
    return state.floor.speaker if PRONOUN.match(opening) else None


def _named(clauses: Clauses, pieces: Sequence[Piece], begun: int) -> int | None:
    """The piece a pronoun in the next sentence points to: where the only person is named."""
    names, last = clauses.names, len(pieces) - 1
    if not names:
        return begun if clauses.pronoun >= 0 else None
    if any(name.person is not names[0].person for name in names):
        return last
    holding = (k for k in range(begun, last) if names[0].end <= pieces[k].span[1])
    named = next(holding, last)
    return named if pieces[named].whole else last


def _groups(body: Body, clauses: Clauses) -> list[tuple[int, int, bool]]:
    """Runs of clauses that say something whole, as first and last, and which are speech tags."""
    texts, first, final = clauses.texts, 0, len(clauses.texts) - 1
    groups: list[tuple[int, int, bool]] = []
    for k in range(final):
        parted = body.text[clauses.spans[k][1] - 1] in "；;"
        if parted or clauses.tags[k] or not _is_half(body, clauses, k, first):
            groups.append((first, k, clauses.tags[k] and not parted))
            first = k + 1
    announces = texts[final].endswith(OPENING_MARKS) or ends(texts[final], body.words.announcing)
    return [*groups, (first, final, announces)]


def _is_half(body: Body, clauses: Clauses, k: int, first: int) -> bool:
    """Whether a clause leaves the reader waiting: 如果…, …时, 县长高山, or a word or two."""
    text, words = clauses.texts[k], body.words
    return (
        len(text) < (SHORTEST if first else SHORTEST_OPENING)
        or ends(text, words.half_ends)
        or ends(text, words.reporting)  # but no tag: 要按照市里的部署要求，
        or begins(text, words.half_starts)
        or words.conditions.search(text) is not None
        or (clauses.names and clauses.spans[k][0] + len(text) in body.cast.ends)
        or begins(clauses.texts[k + 1], words.turning)
        or _TOPIC.fullmatch(text) is not None
        or (k == 0 and _NOUN_PHRASE.fullmatch(text) is not None)
    )

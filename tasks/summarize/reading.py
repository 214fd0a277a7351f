"""What a sentence leans on: who has the floor, what a pronoun points to, what heads a list."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from config.rules.summarize import ClauseWords
from tasks.document import ExtractedArticle, Measure, Span
from tasks.summarize.cast import Cast, Named, named_in, read_cast, subject
from tasks.summarize.clauses import MARKS, Sentence, begins, ends

LONGEST_PERSUADING = 12  # characters of 提醒 and whom
VERB_LENGTHS = (2, 3, 4)  # characters of a verb that reports
TURNS = 3  # paragraphs with one label, from which on it is an interviewer's

PRONOUN = re.compile("[他她](?<![其吉].)(?![人乡日国山处])")
_TURN = re.compile(r"([^，。：；？！“”\n]{1,24})：")


class Floor(NamedTuple):
    """Who has said or done the last thing, and the piece that names them.

    `reports`: what follows is said by them. `turn`: until the next turn of a transcript.
    `opens`: a list of what they say follows. `asks`: an interviewer, whose words tell nothing.
    """

    piece: int | None = None
    speaker: str | None = None
    reports: bool = False
    turn: bool = False
    opens: bool = False
    asks: bool = False


class State(NamedTuple):
    """Where the reading stands: the floor, and numbers of pieces of the sentence before.

    `previous`: its last piece. `named`: the piece a pronoun points to. `intro`: what heads a list.
    """

    floor: Floor = Floor()
    previous: int | None = None
    named: int | None = None
    intro: int | None = None


class Body(NamedTuple):
    """What is read; `listed`: most paragraphs are numbered, each a story of its own.

    `pronouns`, `courtesies`: where those stand.
    """

    text: str
    asides: Sequence[Span]
    cast: Cast
    measures: Sequence[Measure]
    measure_starts: Sequence[int]
    pronouns: Sequence[int]
    courtesies: Sequence[int]
    listed: bool
    words: ClauseWords


class Clauses(NamedTuple):
    """The clauses of a sentence that can be told, without the connective at its beginning.

    `texts` are without the marks that close them; `names` stand in them, and `pronoun` is where
    the first 他 or 她 does (-1: none); `tags`: which but the last only say that something is said; `measure`: the
    first demand that begins in them.
    """

    spans: Sequence[Span]
    texts: Sequence[str]
    names: Sequence[Named]
    pronoun: int
    tags: Sequence[bool]
    measure: Measure | None


class Turn(NamedTuple):
    """The label at the beginning of a paragraph of a transcript; None: one who only asks, "": who is not named."""

    span: Span
    speaker: str | None


def read_body(
    article: ExtractedArticle,
    sentences: Sequence[Sentence],
    asides: Sequence[Span],
    words: ClauseWords,
) -> Body:
    """The body as the reading needs it."""
    measures = sorted(article.measures, key=lambda measure: measure.span)
    text = article.clean.body.text
    opening = [sentence for sentence in sentences if sentence.opens]
    return Body(
        text=text,
        asides=asides,
        cast=read_cast(article.people, words.object_starts),
        measures=measures,
        measure_starts=[measure.span[0] for measure in measures],
        pronouns=[match.start() for match in PRONOUN.finditer(text)],
        courtesies=[match.start() for match in words.courtesies.finditer(text)],
        listed=2 * sum(sentence.numbered for sentence in opening) > len(opening),
        words=words,
    )


def clauses_of(body: Body, sentence: Sentence, start: int) -> Clauses:
    """The clauses from a character on."""
    spans = [(start, sentence.clauses[0][1]), *sentence.clauses[1:]]
    texts = [_said(body, *span) for span in spans]
    first, last = 0, len(texts) - 1
    while first < last and texts[first] in body.words.connectives:
        first += 1
    if (
        first < last
        and begins(texts[first], body.words.lead_ins)
        and not begins(texts[first + 1], body.words.turning)
    ):
        first += 1
    start = spans[first][0]
    return Clauses(
        spans[first:],
        texts[first:],
        named_in(body.cast, start, sentence.end),
        position_in(body.pronouns, start, sentence.end),
        [_is_tag(body, spans[k], texts[k]) for k in range(first, last)],
        measure_in(body, sentence),
    )


def _said(body: Body, start: int, end: int) -> str:
    """A clause without the marks that close it, and without an aside before those."""
    text = body.text[start:end].rstrip(MARKS)
    k = bisect_left(body.asides, (start + len(text), 0)) - 1
    if k >= 0 and start < body.asides[k][0] and body.asides[k][1] == start + len(text):
        return text[: body.asides[k][0] - start]
    return text


def position_in(places: Sequence[int], start: int, end: int) -> int:
    """The first of some sorted places between two characters of the body, or -1."""
    k = bisect_left(places, start)
    return places[k] if k < len(places) and places[k] < end else -1


def _is_tag(body: Body, span: Span, text: str) -> bool:
    """Whether a clause says that something is said, not what: 县长高山强调，."""
    text, words = text.rstrip("他她"), body.words
    end = span[0] + len(text)
    if ends(text, words.saying):
        named = position_in(body.pronouns, *span) >= 0 or named_in(body.cast, *span)
        return bool(named) and not _in_demand(body, span[0])
    if ends(text, words.reporting):
        told = any(end - length in body.cast.ends for length in VERB_LENGTHS)  # 高建新要求
        noun = ends(text, words.not_reporting) and not told
        return not noun and not _in_demand(body, span[0])
    near = max(0, len(text) - LONGEST_PERSUADING)
    return words.persuading.search(text, near) is not None and not _in_demand(body, span[0])


def _in_demand(body: Body, at: int) -> bool:
    """Whether a demand goes on here: 承办单位要逐条回应， is what is said."""
    k = bisect_right(body.measure_starts, at) - 1
    return k >= 0 and at < body.measures[k].span[1]


def turn_at(body: Body, sentence: Sentence, floor: Floor) -> Turn | None:
    """The label with which a paragraph begins: 高山：, 记者：, and a medium that asks again and again."""
    match = _TURN.match(body.text, sentence.start)
    if match is None:
        return None
    names = named_in(body.cast, *match.span())
    if names:
        whole = names[0].end == match.end(1) and match.end() < sentence.end
        return Turn(match.span(), names[0].person.name) if whole else None
    if match[1] in body.words.answering:
        return Turn(match.span(), "")
    again = floor.turn or body.text.count("\n" + match[0]) >= TURNS
    return Turn(match.span(), None) if again or match[1] in body.words.asking else None


def at_paragraph(body: Body, sentence: Sentence, state: State) -> State:
    """The state at the beginning of a paragraph without a label: most speeches are over."""
    floor, measure = state.floor, measure_in(body, sentence)
    goes_on = measure is not None and floor.speaker and measure.speaker == floor.speaker
    intro = state.intro if sentence.item else None
    listed = floor.opens and (sentence.item or state.previous == floor.piece)
    if not floor.turn and not listed and not goes_on:
        floor = Floor(speaker=floor.speaker)  # whom 他强调 means
    return State(floor, state.previous, state.named, intro)


def measure_in(body: Body, sentence: Sentence) -> Measure | None:
    """The first demand of a sentence."""
    k = bisect_left(body.measure_starts, sentence.start)
    found = k < len(body.measures) and body.measure_starts[k] < sentence.end
    return body.measures[k] if found else None


def needed(
    body: Body, sentence: Sentence, clauses: Clauses, state: State
) -> tuple[bool, int | None]:
    """Whether a sentence can stand in a summary at all, and the piece it needs there."""
    floor, opening = state.floor, clauses.texts[0]
    quotes_nobody = opening.startswith("“") and not clauses.names
    if clauses.pronoun >= 0 and not (clauses.names and clauses.names[0].start < clauses.pronoun):
        return _on(_meant(body, sentence, state))
    if sentence.item and state.intro is not None:
        return True, state.intro
    if sentence.numbered and not body.listed:
        return False, None
    if quotes_nobody:
        return _on(floor.piece if floor.turn else state.previous)
    person = subject(body.cast, body.text, *clauses.spans[0])
    if person is not None and (
        opening.startswith(person.name) or not begins(opening, body.words.dangling)
    ):
        labelled = floor.turn and sentence.opens and person.name != floor.speaker
        return True, floor.piece if labelled else None
    return _without_subject(body, clauses, state)


def _meant(body: Body, sentence: Sentence, state: State) -> int | None:
    """The piece that says who 他 is: where nobody has been named yet, all that stands before."""
    if state.named is not None:
        return state.named
    names = {name.person.name for name in body.cast.named}
    if all(body.text.find(name, 0, sentence.start) < 0 for name in names):
        return state.previous
    return state.floor.piece if state.floor.turn else None


def _without_subject(body: Body, clauses: Clauses, state: State) -> tuple[bool, int | None]:
    """The same for a sentence that begins with nobody's name."""
    words, floor, opening = body.words, state.floor, clauses.texts[0]
    points, asks = begins(opening, words.dangling), begins(opening, words.modal)
    if not asks and any(clauses.tags):
        return _on(state.previous) if points else (True, floor.piece if floor.turn else None)
    measure = clauses.measure
    said = floor.reports and not begins(opening, words.narrating)
    if floor.piece is not None and (measure.speaker == floor.speaker if measure else said):
        return True, state.previous if points and state.previous is not None else floor.piece
    demands = measure is not None and not opening.startswith("会议")
    if demands and floor.speaker and measure and measure.speaker != floor.speaker:
        return False, None  # whoever is named last, it is not who makes the demand
    if points or demands or asks:
        return _on(state.previous)
    return True, None


def _on(piece: int | None) -> tuple[bool, int | None]:
    """Leaning on a piece; what leans on nothing cannot stand."""
    return piece is not None, piece

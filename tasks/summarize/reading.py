"""What a sentence leans on: who has the floor, what a pronoun points to, what heads a list."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from config.rules.summarize import ClauseWords
from tasks.document import ExtractedArticle, Measure, Span
from tasks.summarize.cast import Cast, Named, named_in, read_cast, subject
from tasks.summarize.clauses import PAUSES, STOPS, Sentence

MARKS = PAUSES + STOPS + " "
TURNS = 3  # paragraphs with one label, from which on it is an interviewer's

PRONOUN = re.compile("(?<![其吉])[他她](?![人乡日国山处])")
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
    """What is read; `listed`: most paragraphs are numbered, each a story of its own."""

    text: str
    asides: Sequence[Span]
    cast: Cast
    measures: Sequence[Measure]
    measure_starts: Sequence[int]
    listed: bool
    words: ClauseWords


class Clauses(NamedTuple):
    """The clauses of a sentence that can be told, without the connective at its beginning.

    `texts` are without the marks that close them; `names` stand in them, and `pronoun` is where
    the first 他 or 她 does (-1: none); `demands`: one of them is a demand.
    """

    spans: Sequence[Span]
    texts: Sequence[str]
    names: Sequence[Named]
    pronoun: int
    demands: bool


class Turn(NamedTuple):
    """The label at the beginning of a paragraph of a transcript; nobody: one who only asks."""

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
    opening = [sentence for sentence in sentences if sentence.opens]
    return Body(
        text=article.clean.body.text,
        asides=asides,
        cast=read_cast(article.people, words.object_starts),
        measures=measures,
        measure_starts=[measure.span[0] for measure in measures],
        listed=2 * sum(sentence.numbered for sentence in opening) > len(opening),
        words=words,
    )


def clauses_of(body: Body, sentence: Sentence, start: int) -> Clauses:
    """The clauses from a character on."""
    spans = [(max(start, one), end) for one, end in sentence.clauses]
    texts = [body.text[one:end].rstrip(MARKS) for one, end in spans]
    first = 0
    while first < len(texts) - 1 and texts[first] in body.words.connectives:
        first += 1
    start = spans[first][0]
    pronoun = PRONOUN.search(body.text, start, sentence.end)
    return Clauses(
        spans=spans[first:],
        texts=texts[first:],
        names=named_in(body.cast, start, sentence.end),
        pronoun=pronoun.start() if pronoun else -1,
        demands=measure_in(body, sentence) is not None,
    )


def is_tag(body: Body, clauses: Clauses, k: int) -> bool:
    """Whether a clause says that something is said, not what: 县长高山强调，."""
    text, words = clauses.texts[k].rstrip("他她"), body.words
    if text.endswith(words.saying):
        start, end = clauses.spans[k]
        return PRONOUN.search(text) is not None or bool(named_in(body.cast, start, end))
    return text.endswith(words.reporting) and not text.endswith(words.not_reporting)


def turn_at(body: Body, sentence: Sentence, floor: Floor) -> Turn | None:
    """The label with which a paragraph begins: 高山：, 记者：, and a medium that asks again and again."""
    match = _TURN.match(body.text, sentence.start)
    if match is None:
        return None
    names = named_in(body.cast, *match.span())
    if names:
        whole = names[0].end == match.end(1) and match.end() < sentence.end
        return Turn(match.span(), names[0].person.name) if whole else None
    again = floor.turn or body.text.count("\n" + match[0]) >= TURNS
    return Turn(match.span(), None) if again or match[1] in body.words.asking else None


def at_paragraph(body: Body, sentence: Sentence, state: State) -> State:
    """The state at the beginning of a paragraph without a label: most speeches are over."""
    floor, measure = state.floor, measure_in(body, sentence)
    goes_on = measure is not None and floor.speaker and measure.speaker == floor.speaker
    if not sentence.item:
        state = state._replace(intro=None)
    listed = floor.opens and (sentence.item or state.previous == floor.piece)
    if floor.turn or listed or goes_on:
        return state
    return state._replace(floor=Floor(speaker=floor.speaker))  # whom 他强调 means


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
        return _on(state.named if state.named is not None or not floor.turn else floor.piece)
    if sentence.item and state.intro is not None:
        return True, state.intro
    if sentence.numbered and not body.listed:
        return False, None
    if quotes_nobody:
        return _on(floor.piece if floor.turn else state.previous)
    person = subject(body.cast, body.text, *clauses.spans[0])
    if person is not None and (
        opening.startswith(person.name) or not opening.startswith(body.words.dangling)
    ):
        labelled = floor.turn and sentence.opens and person.name != floor.speaker
        return True, floor.piece if labelled else None
    return _without_subject(body, sentence, clauses, state)


def _without_subject(
    body: Body, sentence: Sentence, clauses: Clauses, state: State
) -> tuple[bool, int | None]:
    """The same for a sentence that begins with nobody's name."""
    words, floor, opening = body.words, state.floor, clauses.texts[0]
    points, asks = opening.startswith(words.dangling), opening.startswith(words.modal)
    if not asks and any(is_tag(body, clauses, k) for k in range(len(clauses.texts) - 1)):
        return _on(state.previous) if points else (True, floor.piece if floor.turn else None)
    measure = measure_in(body, sentence)
    said = floor.reports and not opening.startswith(words.narrating)
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

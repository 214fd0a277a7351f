"""Measures: the demands and decisions of the body, with who made them and under which topic."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from config.rules.measures import MeasureRules
from tasks.document import Measure, MeasureKind, Person, Span
from tasks.extract.measures.cast import Named, Subject, read_cast
from tasks.extract.measures.demands import ENUMERATOR, demands_in
from tasks.extract.measures.markers import BULLETS, find_markers
from tasks.extract.measures.speeches import (
    MEETING,
    PAUSES,
    Book,
    Force,
    Scene,
    Speech,
    acting,
    find_speeches,
)
from tasks.extract.passage import Passage


class Floor(NamedTuple):
    """Who has the floor, until somebody else speaks or acts or the paragraph ends.

    `opened`: 他强调——, what follows in paragraphs of its own is said too; `listed`: 提出三点要求.
    """

    subject: Subject | None = None
    force: Force = Force.NONE
    opened: bool = False
    listed: bool = False
    topic: str | None = None


SILENCE = Floor()


class State(NamedTuple):
    """Where the reading stands: `last` is the last official floor, `heading` the last subhead."""

    scene: Scene = Scene()
    floor: Floor = SILENCE
    last: Floor = SILENCE
    heading: str | None = None

    def silent(self, scene: Scene) -> "State":
        """Nobody has the floor in this scene."""
        return State(scene, SILENCE, self.last, self.heading)


class Found(NamedTuple):
    """A demand before the whole article is known."""

    span: Span
    floor: Floor


_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^。！？]*+(?:[。！？]++[”’）)]*+|$)")
_BULLET = re.compile(rf"\s*[{BULLETS}]\s*")
_TURN = re.compile(r"[^，。：\n]{1,24}：")
_ABOUT = re.compile(
    r"[^，。；就]{0,16}?(?:就|围绕|关于|针对)([^，。；]{2,30}?)(?:工作|等)?(?:，|强调|提出|要求|作|$)"
)
# The characters at the beginning of a report that tell the occasion.
LEAD_LENGTH = 120
# How far before a verb its introduction reaches.
REACH = 60
# The longest clause that heads others (政治站位要再提高), and the longest subhead.
LONGEST_TOPIC, LONGEST_HEADING = 14, 40


def find_measures(
    passage: Passage, people: tuple[Person, ...], rules: MeasureRules
) -> tuple[Measure, ...]:
    """The demands and decisions in order.

    The speaker is the last person who stressed, pointed out or demanded; None for a meeting or a
    body. What is merely told counts where the article reports an official occasion.
    """
    text, cast = passage.text, read_cast(people, rules)
    occasion = rules.patterns.occasion.search(text, 0, LEAD_LENGTH) is not None
    if not rules.patterns.demanding.search(text) and not (occasion and cast.official):
        return ()
    verbs = tuple(rules.patterns.verb.finditer(passage.text))
    starts = tuple(verb.start() for verb in verbs)
    book = Book(text, cast, find_markers(passage, rules), verbs, starts, rules)
    found = list(_walk(book))
    official = occasion or any(f.floor.force > Force.TELL for f in found)
    return tuple(
        Measure(
            speaker=f.floor.subject.name if f.floor.subject else None,
            text=text[slice(*f.span)],
            span=f.span,
            kind=MeasureKind.DECISION if f.floor.force is Force.DECISION else MeasureKind.DEMAND,
            topic=f.floor.topic,
        )
        for f in found
        if official or f.floor.force > Force.TELL
    )


def _walk(book: Book) -> Iterator[Found]:
    state = State()
    for paragraph in _PARAGRAPH.finditer(book.text):
        state = _enter(book, paragraph.span(), state)
        for sentence in _SENTENCE.finditer(book.text, *paragraph.span()):
            if sentence.group():
                state, found = _read(book, sentence.span(), state)
                yield from found


def _enter(book: Book, paragraph: Span, state: State) -> State:
    """A new paragraph: a turn, a subhead, an item of a list, or a paragraph like any other."""
    text, (start, end) = book.text, paragraph
    turn = _TURN.match(text, start, end)
    if turn is not None:
        named = book.cast.between(start, turn.end())
        if named and named[-1].end == turn.end() - 1:
            subject = book.cast.subject(named[-1])
            scene = state.scene.after(subject)._replace(turn=subject)
            return state.silent(scene)
        if not named and state.scene.turn is not None:
            state = state._replace(scene=state.scene._replace(turn=None))
    bullet = _BULLET.match(text, start, end)
    if bullet is None and ENUMERATOR.match(text, start, end) is None:
        goes_on = state.floor.opened or _begins_marked(book, paragraph)
        return state if goes_on else state.silent(state.scene)
    item = book.markers.between(start, end) or (state.last.listed and state.last.opened)
    if not item and text[end - 1] not in "。；！？”" and end - start <= LONGEST_HEADING:
        heading = text[bullet.end() if bullet else start : end]
        return state._replace(heading=heading, floor=SILENCE)
    return state._replace(floor=state.last)


def _begins_marked(book: Book, paragraph: Span) -> bool:
    """Whether the first clause of the paragraph is a plain demand."""
    first = book.markers.between(paragraph[0], paragraph[0] + LONGEST_HEADING)[:1]
    return any(marker.clause == paragraph[0] and marker.plain for marker in first)


def _read(book: Book, sentence: Span, state: State) -> tuple[State, list[Found]]:
    """One sentence: the demands in it, and who has the floor after it."""
    begun = find_speeches(book, sentence, state.scene)
    speeches = _uncited(book, begun, state.floor) if begun else begun
    if not speeches:
        return _read_on(book, sentence, state)
    found: list[Found] = []
    if book.text[sentence[0]] == "“" and speeches[0].clause > sentence[0]:
        said = (sentence[0], speeches[0].clause)
        found += _demands(book, said, _floor(book, sentence, speeches[0], state))
    for number, speech in enumerate(speeches):
        later = speeches[number + 1 :]
        end = later[0].clause if later else sentence[1]
        floor = _floor(book, (sentence[0], end), speech, state)
        demands = _demands(book, (speech.start, end), floor)
        found += demands
        if demands and floor.topic is None:
            floor = floor._replace(topic=_topic(book, demands[0].span))
        last = floor if floor.force > Force.TELL else state.last
        state = State(state.scene.after(speech.subject), floor, last, state.heading)
    return state, found


def _uncited(book: Book, speeches: list[Speech], floor: Floor) -> list[Speech]:
    """Without those whom somebody who has the floor only quotes: 中央要求, 习近平指出."""
    subjects = book.rules.subjects
    holder = floor.subject.name if floor.subject else None
    holds = floor.force is not Force.NONE and holder not in subjects.cited
    kept = []
    for speech in speeches:
        name = speech.subject.name
        superior = name is None and book.text.startswith(subjects.superiors, speech.clause)
        if holds and (superior or name in subjects.cited):
            continue
        kept.append(speech)
        holds = speech.force is not Force.NONE and name not in subjects.cited
    return kept


def _floor(book: Book, sentence: Span, speech: Speech, state: State) -> Floor:
    """What a speech that begins in the sentence makes of the floor."""
    clause = speech.clause
    introduction = book.text[max(sentence[0], speech.start - REACH) : speech.start]
    before = book.text.rfind("，", max(sentence[0], clause - REACH), max(sentence[0], clause - 1))
    about = _ABOUT.match(book.text, before + 1 if before >= 0 else sentence[0])
    announced = book.rules.patterns.announced.search(introduction.rstrip(PAUSES))
    silent = not book.text[speech.start : sentence[1]].strip()
    return Floor(
        subject=speech.subject,
        force=speech.force,
        opened=silent and introduction.endswith(("—", "：")),
        listed=announced is not None or (silent and speech.force is Force.ORDER),
        topic=about.group(1) if about else state.heading,
    )


def _topic(book: Book, demand: Span) -> str | None:
    """The first clause of the demand, where it is a heading: 政治站位要再提高."""
    first = book.markers.between(*demand)[:1]
    stop = book.text.find("，", *demand)
    if not first or first[0].plain or not demand[0] < stop <= demand[0] + LONGEST_TOPIC:
        return None
    return book.text[demand[0] : stop] if first[0].start < stop else None


def _read_on(book: Book, sentence: Span, state: State) -> tuple[State, list[Found]]:
    """A sentence in which nobody begins to speak: more of the speech before, or none of it."""
    text = book.text
    actor = _actor(book, sentence)
    if actor is not None:
        return state.silent(state.scene.after(book.cast.subject(actor))), []
    if text.startswith(book.rules.subjects.narrating, sentence[0]):
        return state.silent(state.scene), []
    if text.startswith(MEETING, sentence[0]):
        floor = Floor(Subject(None, official=True, meets=True), Force.STRESS, topic=state.heading)
        return state._replace(floor=floor, last=floor), _demands(book, sentence, floor)
    floor = state.floor
    if text[sentence[0]] == "“":
        floor = _quoted_by(book, sentence, state)
    if floor.force is Force.NONE:
        return state, []
    if floor.force > Force.STRESS:
        floor = floor._replace(force=Force.STRESS)
    return state, _demands(book, sentence, floor)


def _actor(book: Book, sentence: Span) -> Named | None:
    """The person whose doings the sentence tells: named before any 要."""
    named = book.cast.between(*sentence)
    for marker in book.markers.between(*sentence)[:1] if named else ():
        end = marker.clause if marker.clause > sentence[0] else marker.start
        named = book.cast.between(sentence[0], end)
    return acting(book.text, named, book.rules)


def _quoted_by(book: Book, sentence: Span, state: State) -> Floor:
    """Who said the quotation, told behind it (“……。”某某说。)."""
    after = _SENTENCE.match(book.text, sentence[1])
    if after is None or not after.group() or "\n" in after.group():
        return state.floor
    speeches = find_speeches(book, after.span(), state.scene)
    if speeches and speeches[0].clause == sentence[1]:
        return _floor(book, after.span(), speeches[0], state)
    return state.floor


def _demands(book: Book, said: Span, floor: Floor) -> list[Found]:
    if floor.force is Force.NONE:
        return []
    spans = demands_in(book.text, said, floor.force, book.markers, book.rules, listed=floor.listed)
    return [Found(span, floor) for span in spans if span[1] - span[0] >= SHORTEST]


# 要抓项目 says what to do; fewer characters are a fragment.
SHORTEST = 4

"""Speeches: who begins to speak where, and whether what is said can be a demand.

A speech begins with a verb that has a subject: a person (`在讲话中指出，`), a pronoun (`他强调——`), a
meeting (`会议要求，`), a body or its paper (`市防汛指挥部要求`), or the subject of an earlier clause
(`……，当即要求`).
"""

import re
from bisect import bisect_left
from enum import IntEnum
from typing import NamedTuple

from config.rules.measures import MeasureRules
from tasks.document import Span
from tasks.extract.measures.cast import Cast, Named, Subject
from tasks.extract.measures.markers import Markers


class Book(NamedTuple):
    """What every step reads: the text, who is in it, what is marked, the verbs, the rules."""

    text: str
    cast: Cast
    markers: Markers
    verbs: tuple[re.Match[str], ...]
    starts: tuple[int, ...]  # of the verbs
    rules: MeasureRules

    def verbs_between(self, start: int, end: int) -> tuple[re.Match[str], ...]:
        """The verbs that introduce speech in the stretch."""
        return self.verbs[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


class Force(IntEnum):
    """How much of what follows is a demand."""

    NONE = 0  # nothing: an answer, advice, or nobody official
    TELL = 1  # what is plainly marked, if the article reports an official occasion
    STRESS = 2  # what is marked
    ORDER = 3  # all of it
    DECISION = 4  # all of it, as a decision


class Scene(NamedTuple):
    """Who was the subject last, who of them was official, and whose turn it is in a transcript."""

    latest: Subject | None = None
    official: Subject | None = None
    turn: Subject | None = None

    def after(self, subject: Subject) -> "Scene":
        """The scene once `subject` has acted."""
        chief = subject if subject.official and subject.name else self.official
        return Scene(subject, chief, self.turn)


class Speech(NamedTuple):
    """Where the clause with the verb begins, where what is said begins, and who says it."""

    clause: int
    start: int
    subject: Subject
    force: Force


class Head(NamedTuple):
    """What stands before a verb: its sentence, its clause, the verb, and who spoke last in it."""

    sentence: Span
    clause: int
    verb: int
    force: Force
    earlier: Subject | None


# How far back the clause of a verb is read, and its sentence, in characters.
LONGEST_CLAUSE, LONGEST_SENTENCE = 100, 300
# What stands between a person and an everyday verb of speech, and the longest name of a body.
TELL_DISTANCE, BODY_LENGTH, POST_LENGTH = 20, 24, 12
PAUSES = "，；：—"
_OBJECT_CUES = "对向给请把让由与同被跟为替"
_NOT_PRONOUNS = ("其他", "他们", "她们", "他人", "他的", "她的")
_FIRST_PERSON = ("我们", "我")
_TIME_ENDS = ("时", "中", "后", "上", "间")
MEETING = ("会议", "全会", "大会")
_DECIDE, _ON_THE_SPOT = "决定", ("当场", "当即", "现场")
_HOLDS_MEETING = ("主持", "召开", "出席", "参加", "举行")


def find_speeches(book: Book, sentence: Span, scene: Scene) -> list[Speech]:
    """The speeches that begin in the sentence, not counting what stands in quotation marks."""
    found: list[Speech] = []
    text, read, depth = book.text, sentence[0], 0
    for verb in book.verbs_between(*sentence):
        depth += text.count("“", read, verb.start()) - text.count("”", read, verb.start())
        read = verb.start()
        force = _force(book, verb.span())
        if force is None or depth > 0:
            continue
        clause = _clause_start(text, sentence[0], verb.start())
        if book.markers.between(clause, verb.start()):
            continue  # part of a demand: 要加强分析，要落实部署要求
        earlier = found[-1].subject if found else None
        subject = _subject(book, Head(sentence, clause, verb.start(), force, earlier), scene)
        if subject is None or not _settles(text, clause, verb, force, subject):
            continue
        start = verb.end()
        while start < sentence[1] and text[start] in PAUSES:
            start += 1
        solemn = book.rules.patterns.occasion.search(text, clause, verb.start()) is not None
        found.append(Speech(clause, start, subject, _effect(force, subject, solemn=solemn)))
        scene = scene.after(subject)
    return found


def _clause_start(text: str, start: int, position: int) -> int:
    start = max(start, position - LONGEST_CLAUSE)
    while position > start and text[position - 1] not in PAUSES:
        position -= 1
    return position


def _settles(text: str, clause: int, verb: re.Match[str], force: Force, subject: Subject) -> bool:
    """A meeting decides, and so does who does it on the spot; 局里决定立案, 他决定参赛 are news."""
    if force is not Force.DECISION or subject.meets:
        return True
    on_the_spot = text.endswith(_ON_THE_SPOT, clause, verb.start()) or verb.group() != _DECIDE
    return subject.name is not None and on_the_spot


def _effect(force: Force, subject: Subject, *, solemn: bool) -> Force:
    """What is said by nobody official is no demand; 在讲话中说 is more than 说, so is a meeting's."""
    if not subject.official:
        return Force.NONE
    if subject.meets or (solemn and force is Force.TELL):
        return max(force, Force.STRESS)
    return force


def _force(book: Book, verb: Span) -> Force | None:
    """What the verb does here; None where it is a noun or introduces nothing."""
    text, (start, end) = book.text, verb
    word, verbs = text[start:end], book.rules.verbs
    pause = text[end : end + 1] in (*PAUSES, "。")
    if text.startswith(verbs.not_verb_next, end):
        return None
    for force, words in (
        (Force.STRESS, verbs.stress),
        (Force.ORDER, verbs.order),
        (Force.DECISION, verbs.decide),
    ):
        if word in words:
            noun = text.endswith(verbs.noun_before, 0, start)
            return None if noun and not book.cast.ends_at(start) else force  # 高建新要求
    if word in verbs.propose:
        opens = pause or word.endswith("要求") or text.startswith(("要", "必须"), end)
        return Force.STRESS if opens else None
    return (Force.TELL if word in verbs.tell else Force.NONE) if pause else None


def _subject(book: Book, head: Head, scene: Scene) -> Subject | None:
    """Who speaks; None where the verb begins no speech."""
    named = book.cast.between(head.clause, head.verb)
    person = acting(book.text, named, book.rules)
    if person is not None:
        distant = head.force <= Force.TELL and head.verb - person.end > TELL_DISTANCE
        return None if distant else book.cast.subject(person)
    core = _without_adverbs(book.text[head.clause : head.verb], book.rules)
    if _has_pronoun(core):
        return _meant(head, scene)
    if core in _FIRST_PERSON:
        return scene.turn
    if not core or core.endswith(_TIME_ENDS):
        return _earlier_subject(book, head, scene)
    return _unnamed(core, head, book)


def acting(text: str, named: tuple[Named, ...], rules: MeasureRules) -> Named | None:
    """The first who is not only spoken to or of: 在某某陪同下, 听取某某汇报."""
    for mention in named:
        if text.startswith(rules.subjects.passive_next, mention.end):
            continue
        if text[mention.start - 1 : mention.start] not in (*_OBJECT_CUES, ""):
            return mention
        if mention.start == 0:
            return mention
    return None


MOST_ADVERBS = 10  # before one verb


def _without_adverbs(head: str, rules: MeasureRules) -> str:
    for _ in range(MOST_ADVERBS):
        if not head.endswith(rules.subjects.adverbs):
            break
        head = head[: -max(len(a) for a in rules.subjects.adverbs if head.endswith(a))]
    return head


def _has_pronoun(core: str) -> bool:
    return ("他" in core or "她" in core) and not any(word in core for word in _NOT_PRONOUNS)


def _meant(head: Head, scene: Scene) -> Subject | None:
    """Whom 他 means: the last subject; before a verb of demand an official one, if there was one."""
    if head.force <= Force.TELL or (scene.latest and scene.latest.official):
        return scene.latest
    return scene.official or scene.latest


def _earlier_subject(book: Book, head: Head, scene: Scene) -> Subject | None:
    """The subject that an earlier clause of the sentence names; none before: the last speaker."""
    text, start = book.text, max(head.sentence[0], head.clause - LONGEST_SENTENCE)
    if head.force <= Force.TELL and head.clause > start:
        return None
    if head.earlier:
        return head.earlier
    for clause in reversed(_clauses(text, start, head.clause)):
        subject = _subject_of(book, clause, head, scene)
        if subject is not None:
            return subject
    before = text[start : head.clause]
    if not before or before.rstrip("，").endswith(_TIME_ENDS):
        return scene.latest
    patterns = book.rules.patterns
    meets = text.startswith(MEETING, start)
    issued = patterns.issuing.search(before) and not patterns.private.search(before)
    return Subject(None, official=True, meets=meets) if issued or meets else None


def _subject_of(book: Book, clause: Span, head: Head, scene: Scene) -> Subject | None:
    """The person or pronoun that the clause is about."""
    person = acting(book.text, book.cast.between(*clause), book.rules)
    if person is not None and book.text[clause[0]] not in _OBJECT_CUES:
        return book.cast.subject(person)
    return _meant(head, scene) if _has_pronoun(book.text[slice(*clause)]) else None


def _clauses(text: str, start: int, end: int) -> list[Span]:
    found = []
    while start < end:
        stop = text.find("，", start, end)
        stop = end if stop < 0 else stop + 1
        found.append((start, stop))
        start = stop
    return found


def _unnamed(core: str, head: Head, book: Book) -> Subject | None:
    """A meeting, a body, or a post that stands for its holder; somebody else ends a speech."""
    subjects = book.rules.subjects
    private = book.rules.patterns.private.search(core) is not None
    ends = core.endswith(subjects.meeting) and not any(verb in core for verb in _HOLDS_MEETING)
    if ends or core.startswith(MEETING):
        return Subject(None, official=not private, meets=True)
    if core.endswith(subjects.posts) and len(core) <= POST_LENGTH:
        post = max((p for p in subjects.posts if core.endswith(p)), key=len)
        holder = book.cast.holder(post, core[: -len(post)])
        if holder is not None:
            return Subject(holder, holder in book.cast.official)
    elif core.endswith(subjects.bodies) and len(core) <= BODY_LENGTH and not head.earlier:
        return Subject(None, official=head.force > Force.TELL and not private)
    return Subject(None, official=False) if head.clause == head.sentence[0] else None

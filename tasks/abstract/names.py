"""People, bodies and places: named as the body names them, with their own posts and words."""

import re
from collections.abc import Iterator, Sequence

from config.rules import Rules
from tasks.abstract.claim import Claim
from tasks.abstract.support import pairs_of
from tasks.document import Person, Result, Span

_PROPER = frozenset(("nr", "nrfg", "nrt", "ns", "nt", "nz"))
_PAUSE = re.compile("[，。；！？]")
SENTENCE = 200  # characters of a sentence that are looked at before a deed
REACH = 10  # characters between a name and the verb: 在会上, 进一步
ALIKE = 0.5  # of the pairs of characters of a demand, from which on it is taken for one of the body


def wrong_names(claim: Claim, result: Result, rules: Rules) -> Iterator[Span]:  # noqa: ARG001
    """Names that the body does not have, as the extractor and the segmenter see them.

    And what differs from a person's name of the body by one character, whoever sees a name in it.
    """
    body, text, told = result.body.text, claim.text, claim.told
    named = [(each.name, each.spans) for each in (*told.organisations, *told.places)]
    for name, spans in [*((each.name, each.spans) for each in told.people), *named]:
        if name not in body and not _is_completed(name, result):
            yield from spans
    for word in claim.words:
        if word.tag in _PROPER and len(word.text) > 1 and word.text not in body:
            yield word.start, word.start + len(word.text)
    for person in result.people:
        for start in range(len(text) - len(person.name) + 1):
            stretch = text[start : start + len(person.name)]
            if _nearly(stretch, person.name) and stretch not in body:
                yield start, start + len(stretch)


def _is_completed(name: str, result: Result) -> bool:
    """白沙县气象台, where the body says 县气象台 with no other place before it, and 白沙县."""
    body = result.body.text
    inside = {i for known in result.places for a, b in known.spans for i in range(a + 1, b)}
    shorts = (
        place.name[-1] + name[len(place.name) :]
        for place in result.places
        if name.startswith(place.name) and len(name) > len(place.name)
    )
    return any(at not in inside for short in shorts for at in _places(body, short))


def _nearly(stretch: str, name: str) -> bool:
    """The same but for one character; of a name of two that would say nothing."""
    differing = sum(one != two for one, two in zip(stretch, name, strict=True))
    return len(name) > 2 and differing == 1


def wrong_posts(claim: Claim, result: Result, rules: Rules) -> Iterator[Span]:  # noqa: ARG001
    """A post that the body does not give to this person."""
    body = result.body.text
    known = {person.name: person for person in result.people}
    for person in claim.told.people:
        for title in person.titles:
            if title not in body or not _is_theirs(title, known.get(person.name), body):
                at = claim.text.index(title)
                yield at, at + len(title)


def _is_theirs(title: str, person: Person | None, body: str) -> bool:
    if person is None or title + person.name in body or person.name + title in body:
        return True
    return any(title in own or own in title for own in person.titles)


def wrong_speakers(claim: Claim, result: Result, rules: Rules) -> Iterator[Span]:
    """A demand put into the mouth of somebody other than in the body."""
    for speaker, start, end in _sayings(claim, rules):
        pairs = pairs_of(claim.text[start:end])
        shares = [
            (len(pairs & theirs) / min(len(pairs), len(theirs)), own.speaker)
            for own in result.measures
            if (theirs := pairs_of(own.text)) and pairs
        ]
        best = max((share for share, _ in shares), default=0.0)
        speakers = {speaker for share, speaker in shares if share >= max(ALIKE, 0.8 * best)}
        if speakers and not speakers & {None, speaker}:
            yield start, end


def _sayings(claim: Claim, rules: Rules) -> Iterator[tuple[str, int, int]]:
    """Who says what: 某某强调，…… to the end of the sentence or to the next who says something."""
    said = sorted(
        (verb.end(), start, person.name)
        for person in claim.told.people
        for start, end in person.spans
        if (verb := rules.abstract.saying.search(claim.text, end, end + REACH))
        and _PAUSE.search(claim.text, end, verb.start()) is None
    )
    for number, (start, _, name) in enumerate(said):
        stop = claim.text.find("。", start)
        ends = [stop if stop >= 0 else len(claim.text)] + [other[1] for other in said[number + 1 :]]
        yield name, start, min(ends)


def wrong_doers(claim: Claim, result: Result, rules: Rules) -> Iterator[Span]:
    """Who chairs or speaks at a meeting where in the body somebody else does."""
    body, people = result.body.text, result.people
    for deed in rules.abstract.deeds:
        known = {name for at in _places(body, deed) for name in _doers(body, at, people)}
        for at in _places(claim.text, deed) if known else ():
            doers = _doers(claim.text, at, people)
            if doers and not doers & known:
                yield at, at + len(deed)


def _places(text: str, part: str) -> Iterator[int]:
    return (match.start() for match in re.finditer(re.escape(part), text))


def _doers(text: str, at: int, people: Sequence[Person]) -> frozenset[str]:
    """The last person named before a deed in its sentence, and those listed with them: 甲、乙和丙."""
    earliest = max(0, at - SENTENCE)
    start = max(earliest, *(text.rfind(mark, earliest, at) + 1 for mark in "。！？\n"))
    named = sorted(
        (place, person.name)
        for person in people
        for place in (text.rfind(person.name, start, at),)
        if place >= 0
    )
    doers: list[str] = []
    later = at
    for place, name in reversed(named):
        between = text[place + len(name) : later]
        if doers and not (between.startswith(("、", "和", "与")) and "，" not in between):
            break
        doers.append(name)
        later = place
    return frozenset(doers)

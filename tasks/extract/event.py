"""The event: of what type, by what name, who convened it, who took part, where and when."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from config.rules.extract import ExtractRules
from tasks.document import Dateline, Event, EventDate, Mention, Person, Role, Span

# How much a telling word counts by where it stands, and what a type must reach.
IN_TITLE, IN_FIRST_SENTENCE, IN_LEAD = 3, 2, 1
NEEDED = 2
SHORTEST_NAME, LONGEST_NAME = 4, 60
LONGEST_VENUE = 20
# Between a convener and the verb: 近日, 昨日下午.
LONGEST_ADVERB = 8

_SENTENCE_END = re.compile(r"[。！？\n]")
_CLAUSE = re.compile(r"[^，。；！？：\n、（）()]+")
_TIME = re.compile(
    r"^(?:(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?[0-9]{1,2}日|今[日天]|昨[日天]|近日|日前|当天)"
    r"(?:上午|下午|晚间|晚|凌晨|中午)?"
)
_WORK = re.compile(r"《([^《》\n]{1,40})》")
_QUOTED = re.compile(r"“([\u4e00-\u9fff0-9、—·]{4,24})”")
_SPEECH = re.compile(r"(?:[：:说道称问答]|表示|指出|强调|写道|下称|简称|题为)[，,]?$")
_COUNTED = re.compile(r"^(?:[一二三四五六七八九十百千两双零][\u4e00-\u9fff]|[0-9]+[+、])")
_PRESENT = frozenset((Role.PRINCIPAL, Role.SPEAKER, Role.ATTENDEE))


class Known(NamedTuple):
    """What the other parts of the stage found."""

    people: Sequence[Person]
    organisations: Sequence[Mention]
    places: Sequence[Mention]
    dateline: Dateline | None
    date: EventDate | None


def find_event(text: str, title: str | None, known: Known, rules: ExtractRules) -> Event | None:
    """The event that headline and opening report, or None when they tell of none."""
    lead = text[: text.find("\n")] if "\n" in text else text
    kind = _type(title or "", lead, rules)
    if kind is None:
        return None
    present = (p.name for p in known.people if p.spans and p.role in _PRESENT)
    dateline_place = known.dateline.place if known.dateline else None
    return Event(
        type=kind,
        name=_name(kind, lead, rules),
        host=_host(lead, known.people, known.organisations, rules),
        participants=tuple(present),
        place=_place(lead, known.places, rules) or dateline_place,
        time=known.date.text if known.date else None,
    )


def _type(title: str, lead: str, rules: ExtractRules) -> str | None:
    """The type with the most telling words; the order of the rules decides a tie."""
    stop = _SENTENCE_END.search(lead)
    first = lead[: stop.start()] if stop else lead
    parts = (title, first, lead[len(first) :])
    whole = "\n".join(parts)
    best, most = None, NEEDED - 1
    for kind, pattern in rules.events.types.items():
        if not pattern.search(whole):
            continue
        score = sum(
            weight * len({match.group() for match in pattern.finditer(part)})
            for part, weight in zip(parts, (IN_TITLE, IN_FIRST_SENTENCE, IN_LEAD), strict=True)
        )
        if score > most:
            best, most = kind, score
    return best


def _name(kind: str, lead: str, rules: ExtractRules) -> str | None:
    """The first clause's phrase that ends like the name of such an event, else a work's title."""
    pattern = rules.events.names.get(kind)
    for clause in _CLAUSE.finditer(lead) if pattern else ():
        ends = [match.end() for match in pattern.finditer(clause.group())] if pattern else []
        if not ends:
            continue
        phrase = clause.group()[: ends[-1]]
        for verb in rules.events.before_name.finditer(clause.group(), 0, ends[-1]):
            if verb.end() < ends[-1]:
                phrase = clause.group()[verb.end() : ends[-1]]
        phrase = _TIME.sub("", phrase).lstrip("了在的")
        if SHORTEST_NAME <= len(phrase) <= LONGEST_NAME:
            return phrase
    work = _WORK.search(lead)
    return work.group(1) if work and kind in {"发布", "演出"} else None


def _host(
    lead: str, people: Sequence[Person], organisations: Sequence[Mention], rules: ExtractRules
) -> str | None:
    """The body straight before 召开, 举行, 发布; else whoever chairs."""
    for verb in rules.events.convening.finditer(lead):
        for body in organisations:
            ends = [end for _, end in body.spans if end <= verb.start()]
            if ends and verb.start() - ends[-1] <= LONGEST_ADVERB:
                between = lead[ends[-1] : verb.start()]
                if not between or _TIME.fullmatch(between):
                    return body.name
    for person in people:
        for _, end in person.spans:
            if lead.startswith(("主持", "主持召开"), end):
                return person.name
    return None


def _place(lead: str, places: Sequence[Mention], rules: ExtractRules) -> str | None:
    """The venue of 在…举行, else the places that stand together first: 云岭省石鼓县青石乡."""
    venue = rules.events.venue.search(lead)
    if venue and len(venue.group(1)) <= LONGEST_VENUE and not _TIME.match(venue.group(1)):
        return venue.group(1)
    spans = sorted(span for place in places for span in place.spans if span[1] <= len(lead))
    if not spans:
        return None
    start, end = spans[0]
    for other in spans[1:]:
        if other[0] == end:
            end = other[1]
    return lead[start:end]


def find_works(text: str) -> tuple[Mention, ...]:
    """The titles in 《》, without the marks."""
    return _collect((match.group(1), match.span(1)) for match in _WORK.finditer(text))


def find_slogans(text: str, rules: ExtractRules) -> tuple[Mention, ...]:
    """Quoted phrases that go from mouth to mouth: “十二场硬仗”, “夏季攻势”; not what somebody says."""
    return _collect(
        (match.group(1), match.span(1))
        for match in _QUOTED.finditer(text)
        if not _SPEECH.search(text[max(0, match.start() - 4) : match.start()])
        and _is_slogan(text, match, rules)
    )


def _is_slogan(text: str, match: re.Match[str], rules: ExtractRules) -> bool:
    """It counts its parts, sets them in parallel, recurs, or is called an action, a principle."""
    phrase = match.group(1)
    if _COUNTED.search(phrase) or text.count(f"“{phrase}”") > 1:
        return True
    parts = phrase.split("、")
    if len(parts) > 1 and len({len(part) for part in parts}) == 1:
        return True
    head = rules.events.slogan_head
    return bool(head.match(text, match.end())) or any(
        found.end() == len(phrase) for found in head.finditer(phrase)
    )


def _collect(found: Iterable[tuple[str, Span]]) -> tuple[Mention, ...]:
    spans: dict[str, list[Span]] = {}
    for name, span in found:
        spans.setdefault(name, []).append(span)
    return tuple(Mention(name=name, spans=tuple(every)) for name, every in spans.items())

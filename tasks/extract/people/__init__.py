"""People: names found by their posts, lists, honorifics and speech verbs, with every title."""

import re

from config.rules.extract import ExtractRules
from tasks.document import Person, Span
from tasks.extract.passage import Passage, is_han, read_passage
from tasks.extract.people.acting import acting_names, scored_names, timed_names
from tasks.extract.people.aliases import other_names
from tasks.extract.people.anchored import Anchored, anchored_names
from tasks.extract.people.appointments import appointed_names
from tasks.extract.people.gaps import close_names, reopened, reopened_span
from tasks.extract.people.halves import parts_of, without_cuts, without_halves
from tasks.extract.people.holders import held_posts
from tasks.extract.people.honours import addressed_names, courtesy_names, honoured_names
from tasks.extract.people.lists import listed_names, names_beside
from tasks.extract.people.posts import find_posts
from tasks.extract.people.roles import roles_of
from tasks.extract.people.rolls import rolled_names
from tasks.extract.people.scopes import LEVELS, Place, level_left, named_places, resolved, scope_of
from tasks.extract.people.slots import Found, announced_names

# 习近平新时代中国特色社会主义思想, 邓小平理论: a doctrine, not a person taking part.
_DOCTRINE = re.compile(r"[^，。；、！？\n]{0,16}?(?:思想|理论|主义)")


def find_people(
    passage: Passage, rules: ExtractRules, headline: str = ""
) -> tuple[tuple[Person, ...], Anchored]:
    """Everyone whom the body names, in order of appearance, and where their titles stand.

    A name with a space inside comes out without it; its spans hold the space.
    """
    closed = close_names(passage, rules)
    if closed is None:
        return _people(passage, rules, headline)
    people, anchored = _people(closed.passage, rules, headline)
    return tuple(reopened(person, closed) for person in people), anchored._replace(
        title_spans=tuple(reopened_span(span, closed) for span in anchored.title_spans)
    )


def _people(
    passage: Passage, rules: ExtractRules, headline: str
) -> tuple[tuple[Person, ...], Anchored]:
    posts = find_posts(passage, rules)
    anchored = anchored_names(passage, posts, rules)
    rolled = list(rolled_names(passage, posts, rules))
    told = (*anchored.found, *rolled, *appointed_names(passage, rules))
    found = [*told, *announced_names(passage, posts, rules)]
    taken = frozenset(f.start for f in found)
    found += honoured_names(passage, posts, taken, anchored.title_spans, rules)
    behind = {f.start for f in anchored.found}
    found += (
        f
        for f in acting_names(passage, _sure(found, rules), rules)
        if behind.isdisjoint(range(f.start + 1, f.start + len(f.name)))  # 首席财务|官梁静
    )
    found += scored_names(passage, rules)
    found += timed_names(passage, rules)
    found += (Found(name, start) for name, start in listed_names(passage, rules))
    known = [(f.name, f.start) for f in found]
    found += (Found(name, start) for name, start in names_beside(passage, known, rules))
    found = _without_places(passage, found, told, rules)
    found = without_halves(passage, found, rules)
    found = without_cuts(passage, found, rules)
    others = other_names(passage.text, sorted({f.name for f in found}, key=len, reverse=True))
    found = [f._replace(name=others.get(f.name, f.name)) for f in found]
    names = {f.name for f in found}
    found += courtesy_names(passage, posts, names, rules)
    found += addressed_names(passage, posts, names, rules)
    spans = _mentions(passage, found, others, rules)
    found += held_posts(passage, spans, posts, anchored.begins, rules)
    titles = _titles(found, spans)
    titles |= _in_headline(headline, {n for n in spans if not titles[n]}, rules)
    scopes = _scopes(passage, spans, titles, found, rules)
    roles = roles_of(passage, spans, titles, anchored.begins, rules, headline=headline)
    people = tuple(
        Person(
            name=name,
            titles=titles.get(name, ()),
            role=roles[name],
            scope=scopes[name],
            spans=tuple(spans[name]),
        )
        for name in sorted(spans, key=lambda name: spans[name][0])
    )
    return people, anchored


_PLACE_OR_TEAM = re.compile(
    r"[省市县区州镇乡村队](?![长委主])|[女男][排篮足乒曲](?!名将|运动员|队员|教练|主帅)|主场|客场|战队|俱乐部"
)
# Teams are represented, too: 代表|某某出场.
_WEAK = (("代表",),)


def _sure(found: list[Found], rules: ExtractRules) -> frozenset[str]:
    """Names that are no words: wherever they stand they are meant."""
    return frozenset(f.name for f in found if len(f.name) > 2 and f.name not in rules.lexicon.words)


def _without_places(
    passage: Passage, found: list[Found], told: tuple[Found, ...], rules: ExtractRules
) -> list[Found]:
    """A weakly announced name that is also a place or a team (某某县, 某某队) is none."""
    sure = {f.name for f in told if f.titles not in _WEAK}
    sure |= {f.name for f in found if f.titles and f.titles[-1].endswith("段")}
    ends = rules.names.place_ends
    sure |= {f.name for f in found if f.name[-1] in ends and _is_persons(passage, f)}
    places = {
        name
        for name in {f.name for f in found} - sure
        if (name[-1] in rules.names.place_ends and "·" not in name)
        or any(_PLACE_OR_TEAM.match(passage.text, at + len(name)) for at in passage.find_all(name))
    }
    return [f for f in found if f.name not in places]


# Somebody's age before a name.
_AGED = re.compile("(?<![0-9])[1-9][0-9]岁的?$")
AGE_LENGTH = 5
# What ends so is no person, whatever stands round it: 东江队：
_UNITS = frozenset("省市县区州旗镇乡村队厂站社校部局")


def _is_persons(passage: Passage, found: Found) -> bool:
    """Whether what may be a place's name has an age, or takes several turns: 58岁的|邵某河, 邵某河：."""
    text = passage.text
    if found.name[-1] in _UNITS:
        return False
    if _AGED.search(text, max(0, found.start - AGE_LENGTH), found.start):
        return True
    line = f"\n{found.name}："
    return text.count(line) + text.startswith(line[1:]) > 1


def _mentions(
    passage: Passage, found: list[Found], others: dict[str, str], rules: ExtractRules
) -> dict[str, list[Span]]:
    """Every place of every name, longer names first, so that no half of a name is counted.

    `others` tells whose nickname a name is.
    A name that is an ordinary word counts where it was recognised and where it acts like a name.
    """
    taken: set[int] = set()
    spans: dict[str, list[Span]] = {}
    sure = {(f.name, f.start) for f in found}
    for name in sorted({f.name for f in found}, key=lambda name: (-len(name), name)):
        for start in passage.find_all(name):
            end = start + len(name)
            if not taken.isdisjoint(range(start, end)) or _DOCTRINE.match(passage.text, end):
                continue
            if (name, start) not in sure and not _names_here(passage, name, start, rules):
                continue
            taken.update(range(start, end))
            spans.setdefault(name, []).append((start, end))
    for part, name in (parts_of(spans) | others).items():
        parts = [(start, start + len(part)) for start in passage.find_all(part)]
        spans[name] += (s for s in parts if taken.isdisjoint(range(*s)) and _is_whole(passage, s))
        spans[name].sort()
    return spans


def _is_whole(passage: Passage, span: Span) -> bool:
    """Whether no other dotted name begins or ends with this part."""
    return "·" not in (passage.char(span[0] - 1), passage.char(span[1]))


def _names_here(passage: Passage, name: str, start: int, rules: ExtractRules) -> bool:
    if name not in rules.lexicon.words:
        return True
    end = start + len(name)
    begins = not is_han(passage.char(start - 1))
    ends = not is_han(passage.char(end)) or rules.patterns.follower.match(passage.text, end)
    return begins and bool(ends)


# A space that the page put into a title: 委员会 副主任.
_STRAY = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")


def _titles(found: list[Found], spans: dict[str, list[Span]]) -> dict[str, tuple[str, ...]]:
    """All titles of each person in order, without those that only repeat the end of another."""
    titles: dict[str, list[str]] = {name: [] for name in spans}
    named = {(name, start) for name, every in spans.items() for start, _ in every}
    for item in sorted(found, key=lambda f: f.start):
        if (item.name, item.start) in named:
            titles[item.name] += (_STRAY.sub("", title) for title in item.titles)
    return {
        name: tuple(
            t
            for i, t in enumerate(every)
            if t not in every[:i] and not any(_ends_in(other, t) for other in every)
        )
        for name, every in titles.items()
    }


def _ends_in(longer: str, title: str) -> bool:
    """Whether a title only repeats the end of another, and is no deputy's promotion to it."""
    return longer.endswith(title) and longer.removesuffix(title)[-1:] not in ("", "副")


def _in_headline(
    headline: str, untitled: set[str], rules: ExtractRules
) -> dict[str, tuple[str, ...]]:
    """The posts of those whom only the headline gives one: 病理医生某某某：我签过十一万次名."""
    if not any(name in headline for name in untitled):
        return {}
    passage = read_passage(headline)
    found = anchored_names(passage, find_posts(passage, rules), rules).found
    return {f.name: f.titles for f in found if f.name in untitled and f.titles}


def _scopes(
    passage: Passage,
    spans: dict[str, list[Span]],
    titles: dict[str, tuple[str, ...]],
    found: list[Found],
    rules: ExtractRules,
) -> dict[str, str | None]:
    """What the first title that tells its place or body tells, completed from the text."""
    bodies = {f.name: f.body for f in reversed(found) if f.body}
    told = {
        name: next(
            (s for title in titles[name] if (s := scope_of(title, bodies.get(name), rules))),
            bodies.get(name),
        )
        for name in spans
    }
    levels = {name: level_left(scope, titles[name]) for name, scope in told.items()}
    if not any(levels.values()):
        return told
    stated = [
        Place(scope, spans[name][0][0], stated=True)
        for name, scope in told.items()
        if scope and scope[-1] in LEVELS and len(scope) > 2
    ]
    places = named_places(passage, stated, rules)
    return {
        name: resolved(scope, levels[name], spans[name][0][0], places)
        for name, scope in told.items()
    }

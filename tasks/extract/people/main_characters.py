"""Main characters: whom a text is about where nobody leads, and whom its first lines befall."""

import re
from collections import Counter
from collections.abc import Mapping

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage
from tasks.extract.people.doers import Mention

# A main character is named so often, and about as often as anybody.
MAIN_MENTIONS, MAIN_SHARE = 3, 0.8
# Whoever the text names first and comes back to.
FIRST_MENTIONS = 2
# Beside the main character, who is heard as well is another one when so much is told of them.
MANY_ACTS = 6
_OFFICE = re.compile(
    r"(?:[省市县区州旗镇乡厅局部司署处院校]长|(?<!科)主任|书记|总统|总理|首相|主席|特首|行政长官|秘书长|会长)$"
)


def holds_office(titles: tuple[str, ...]) -> bool:
    """Whether one of the titles is an office of state, party or a public body."""
    return any(_OFFICE.search(title) for title in titles)


def protagonist(mentions: list[Mention]) -> set[str]:
    """Whom a text begins with and names at least twice as often as anybody else."""
    counts = Counter(m.name for m in mentions if not m.turn)
    (most, count), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    clearly = count >= max(MAIN_MENTIONS, 2 * second)
    return {most} if clearly and mentions[0].name == most else set()


def main_characters(
    passage: Passage,
    mentions: list[Mention],
    speakers: set[str],
    titles: Mapping[str, tuple[str, ...]],
    rules: ExtractRules,
) -> set[str]:
    """Where nobody leads: whoever is named most and does something, or is named first."""
    counts = Counter(m.name for m in mentions)
    acts = Counter(m.name for m in mentions if m.subject and not _only_speaks(m, rules))
    coaches = {name for name in counts if any(_COACH.search(t) for t in titles.get(name, ()))}
    playing = {name for name, times in acts.items() if times >= FIRST_MENTIONS} - coaches
    if playing:  # a coach is the main character only of a story without players
        counts = Counter({name: n for name, n in counts.items() if name not in coaches})
    most, most_acts = max(counts.values(), default=0), max(acts.values(), default=0)
    main = {
        name
        for name, count in counts.items()
        if count >= MAIN_MENTIONS
        and acts[name]
        and (count >= MAIN_SHARE * most or acts[name] >= max(MAIN_MENTIONS, MAIN_SHARE * most_acts))
    }
    first = mentions[0].name if mentions else ""
    if first in main:  # beside whom a story begins with, others that are heard are witnesses
        main = {n for n in main if n == first or n not in speakers or acts[n] >= MANY_ACTS}
    elif main:
        main = {max(sorted(main), key=lambda name: (counts[name], acts[name]))}
    often = {name for name, n in counts.items() if n >= max(FIRST_MENTIONS, MAIN_SHARE * most)}
    main |= _first_office(passage, mentions, often, titles)
    if first in often and acts[first] and (first not in speakers or counts[first] >= MAIN_MENTIONS):
        main.add(first)
    if not main and playing:
        main.add(max(sorted(playing), key=lambda name: acts[name]))
    return main


def _first_office(
    passage: Passage,
    mentions: list[Mention],
    often: set[str],
    titles: Mapping[str, tuple[str, ...]],
) -> set[str]:
    """The first office-holder of those, if the text begins with that one; no turn-taker."""
    end = passage.text.find("\n") + 1 or len(passage.text)
    turns = {m.name for m in mentions if m.turn}
    offices = (
        m.name
        for m in mentions
        if (m.start < end or m.name == mentions[0].name)
        and m.name in often - turns
        and holds_office(titles.get(m.name, ()))
    )
    return {name for name in [next(offices, None)] if name}


# What a story is about when it befalls somebody in its first paragraph.
_BEFALLS = re.compile(
    r"(?:判处|判决|逮捕|刑拘|提拔|罢免|授予|追授|会见|会晤|送别|悼念|缅怀|走失|失联|失踪)"
    r"[^，。；：！？“”\n]{0,24}$"
)
_BEFALLEN = re.compile(
    r"[^，。；：“”\n]{0,14}(?:夺冠|(?:夺得|获得|摘得|赢得|勇夺|斩获)[^，。；：“”\n]{0,10}(?:冠军|金牌)|折桂|问鼎|捧杯|卫冕|率先冲线|走失|失联|失踪|独[得揽][0-9]{1,3}分|最有价值|离任|离职|辞职|下课|逝世|去世|病逝|离世|辞世|当选|连任|落马|被查|受审|获刑|被捕)"
)


_ACCUSED = re.compile(r"被告人?$")
# What the police or a court found out a masked one to have done: 经查，谭某、武某等人搭建平台.
_FOUND_OUT = re.compile(
    r"经(?:依法)?(?:查明?|侦查|审查|审理查明|初步调查)，[^。；：“”\n将把被向与]{0,30}$"
)


def affected(passage: Passage, mentions: list[Mention]) -> set[str]:
    """The accused, and whom the first paragraph tells to be judged, received, mourned, to resign."""
    text = passage.text
    end = text.find("\n") + 1 or len(text)
    return {
        m.name
        for m in mentions
        if _ACCUSED.search(text, max(0, m.start - 3), m.start)
        or ("某" in m.name and m.subject and _FOUND_OUT.search(text, max(0, m.start - 40), m.start))
        or (
            m.start < end
            and (
                _BEFALLS.search(text, max(0, m.start - 40), m.start)
                or (m.subject and _BEFALLEN.match(m.clause))
            )
        )
    }


_COACH = re.compile(r"教练|主帅|领队")


def _only_speaks(mention: Mention, rules: ExtractRules) -> bool:
    return mention.turn or rules.patterns.speech.search(mention.clause) is not None

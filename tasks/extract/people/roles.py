"""Roles: who leads, who speaks, who attends, who is only mentioned."""

import re
from collections import Counter
from collections.abc import Mapping

from config.rules.extract import ExtractRules
from tasks.document import Role, Span
from tasks.extract.passage import Passage
from tasks.extract.people.aliases import with_aliases
from tasks.extract.people.doers import Mention, read_mentions
from tasks.extract.people.main_characters import (
    affected,
    holds_office,
    main_characters,
    protagonist,
)
from tasks.extract.people.presence import is_only_named, present
from tasks.extract.people.speaking import reports, speaks

_CHAIRING = re.compile(
    r"主持|讲话|(?<!先后)(?<!分别)致辞(?![时中])|带队|率队|(?<![所工])作(?!的)(?:.{0,2}|政府工作)报告"
    r"|宣布[^，。；：“”\n]{0,16}?(?:开幕|闭幕|通车|通航|首飞|开工|动工|启动|启用|开馆|开园|开业|开赛|开学|投产|投运|成立|揭牌)$"
)


def roles_of(
    passage: Passage,
    spans: Mapping[str, list[Span]],
    titles: Mapping[str, tuple[str, ...]],
    begins: Mapping[int, int],
    rules: ExtractRules,
    *,
    headline: str = "",
) -> dict[str, Role]:
    """The strongest part that any mention of each name shows.

    `begins` says for the start of a name with titles before it where these begin. Whoever the
    headline names is principal.
    """
    mentions = read_mentions(passage, with_aliases(passage, spans, rules), begins)
    leaders = _leaders(passage, mentions, titles, begins, rules)
    turns = sorted(m.start for m in mentions if m.turn)
    own = [m for m in mentions if not _told_in_turn(passage, m, turns)]
    speakers = {m.name for m in own if speaks(passage, m, rules)}
    main = {name for name in spans if name in headline} | affected(passage, mentions)
    heads = {name for name in spans if leaders and holds_office(titles.get(name, ()))}
    main |= protagonist(mentions) - heads
    if not leaders:
        main |= main_characters(passage, own, speakers, titles, rules)
    first = mentions[0].name if mentions else ""
    briefing = mentions and _BRIEFING.search(passage.text, 0, mentions[0].start)
    if leaders and not briefing and holds_office(titles.get(first, ())):
        main.update(m.name for m in mentions if m.name == first and _directs(passage, m))
    attending = present(passage, mentions, titles, begins, rules)
    if leaders:  # an office-holder who does something on the occasion was there
        officials = {name for name, every in titles.items() if _is_official(every, rules)}
        attending |= {m.name for m in mentions if m.name in officials and _acts(passage, m, titles)}
    roles = dict.fromkeys(spans, Role.MENTIONED)
    roles |= dict.fromkeys(attending, Role.ATTENDEE)
    roles |= dict.fromkeys(speakers, Role.SPEAKER)
    return roles | dict.fromkeys(leaders | main, Role.PRINCIPAL)


# Who speaks before the press leads nothing, however much is demanded there.
_BRIEFING = re.compile("发布会|吹风会|通气会|见面会")


def _acts(passage: Passage, mention: Mention, titles: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether an office-holder does something here, or reports."""
    does = mention.subject and not is_only_named(passage, mention, titles)
    return does or reports(passage, mention)


# Words of those who lead: others 介绍, 表示, 说.
_DIRECTING = re.compile(r"[^，。！？；\n]{0,16}?(?:强调|指出|要求|讲话)")
# So many inspect on their own rounds that only the heads of party and government lead.
SEVERAL_LEADERS = 3
_HEAD = re.compile(r"(?:^|[^副])书记$|(?:^|[^副])[省市县区州镇乡]长$")


def _leaders(
    passage: Passage,
    mentions: list[Mention],
    titles: Mapping[str, tuple[str, ...]],
    begins: Mapping[int, int],
    rules: ExtractRules,
) -> set[str]:
    """Who chairs or makes the round; of many, the heads."""
    chairs = [m for m in mentions if _chairs(passage, m, begins)]
    chairing = {m.name for m in chairs if not m.clause.startswith(_GREETS)}
    chairing = chairing or {m.name for m in chairs}  # beside those who lead, a host only greets
    officers = {name for name, every in titles.items() if holds_office(every) or _is_elected(every)}
    touring = {m.name for m in mentions if m.subject and m.name in officers and _tours(m, rules)}
    touring -= _in_passing(passage, mentions)
    if len(touring) >= SEVERAL_LEADERS:
        heads = {n for n in touring if any(_HEAD.search(title) for title in titles[n])}
        touring = heads or touring
    return chairing | touring


_GREETS = "致辞"


def _in_passing(passage: Passage, mentions: list[Mention]) -> set[str]:
    """Who is named only once, and not in the first paragraph."""
    end = passage.text.find("\n")
    counts = Counter(m.name for m in mentions)
    return {m.name for m in mentions if counts[m.name] == 1 and m.start > end >= 0}


_ANSWER = re.compile(r"答[：:]")


def _told_in_turn(passage: Passage, mention: Mention, turns: list[int]) -> bool:
    """Whether a line of an interview, which is another's turn, tells of this one."""
    line = passage.text.rfind("\n", 0, mention.start) + 1
    return (line in turns and line != mention.start) or bool(_ANSWER.match(passage.text, line))


def _directs(passage: Passage, mention: Mention) -> bool:
    return _DIRECTING.match(passage.text, mention.end) is not None


def _is_official(titles: tuple[str, ...], rules: ExtractRules) -> bool:
    return any(
        title[-n:] in rules.posts.official for title in titles for n in range(2, len(title) + 1)
    )


_OF_GOVERNMENT = "作政府工作报告"
# 代表学校致辞, 应邀作报告: a guest's.
_INVITED = re.compile("代表|应邀|受邀|到会|祝贺")
# 主持会议的|副部长某某
_WHO_CHAIRS = re.compile(r"主持[^，。；、]{0,8}的$")
LONGEST_CHAIRING = 11
_ELECTED = re.compile("(?:议员|立委|人大代表|立法委员)$")


def _is_elected(titles: tuple[str, ...]) -> bool:
    return any(_ELECTED.search(title) for title in titles)


def _chairs(passage: Passage, mention: Mention, begins: Mapping[int, int]) -> bool:
    """Chairs the meeting or gives the address, in the name's own clause."""
    first = begins.get(mention.start, mention.start)
    if passage.char(first - 1) == "的" and _WHO_CHAIRS.search(
        passage.text, max(0, first - LONGEST_CHAIRING), first
    ):
        return True
    chairing = _CHAIRING.search(mention.clause)
    if chairing is None:
        return False
    of_government = chairing.group() == _OF_GOVERNMENT  # 代表市人民政府|作政府工作报告
    if not of_government and _INVITED.search(mention.clause, 0, chairing.start()):
        return False
    return mention.subject or chairing.start() <= 1  # 由…处长某某主持


def _tours(mention: Mention, rules: ExtractRules) -> bool:
    """Whether who is named inspects, visits, calls together: the verb stands in the own clause."""
    if rules.patterns.attending.search(mention.clause):
        return False
    tours = rules.patterns.leading.finditer(mention.clause)
    return any(not _CHAIRING.search(tour.group()) for tour in tours)

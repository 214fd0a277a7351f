"""Who was there: listed, met or heard, or with a part in a trial."""

import re
from collections.abc import Mapping

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage
from tasks.extract.people.doers import Mention, end_of


def present(
    passage: Passage,
    mentions: list[Mention],
    titles: Mapping[str, tuple[str, ...]],
    begins: Mapping[int, int],
    rules: ExtractRules,
) -> set[str]:
    """The names of those whom some mention shows to have been there.

    `begins` says for the start of a name with titles before it where these begin.
    """
    there = {name for name, every in titles.items() if any(map(_OF_COURT.search, every))}
    judges = {name for name, every in titles.items() if any(map(_JUDGE.search, every))}
    return there | {
        m.name
        for m in mentions
        if _attends(passage, m, rules)
        or _takes_part(passage, m, begins)
        or (m.name in judges and _TRIES.match(passage.text, m.end))
    }


# 听取某某、某某的工作汇报: whoever reports was there.
_HEARING = re.compile(r"听取了?[^，。；！？\n]*$")
_HEARD = re.compile(r"[^，。；！？\n]{0,40}?(?:汇报|介绍|意见|发言|讲解)")
HEARD_DISTANCE = 60
_ATTENDING_END = re.compile(r"[。！？；\n]")
LONGEST_ROSTER = 2000  # characters from a name to the verb of all that are listed


# 审计厅厅长某某作的报告, 审判长某某、法官某某审理: with their posts before them.
_REPORTS = re.compile(
    r"(?:受[^，。；\n]{2,30}委托，?|代表[^，。；\n]{2,30}?)?(?:所?作的|作(?:了|关于)?)[^，。；\n]{0,40}?(?:报告|说明|总结|发言|汇报)"
    r"|代表[^，。；\n]{1,16}?(?:签[下字约署订]|领[取奖]|接[过受]|受[领赠]|揭牌|宣誓|捐赠|递交)"
)
_REPORTING = frozenset("受所作代")
_TRIES = re.compile(r"[^，。；：\n]{0,60}?(?:审理|组成合议庭)")
_JUDGE = re.compile(r"(?:审判[长员]|法官|陪审员)$")
# Only in a trial is somebody called so.
_OF_COURT = re.compile(r"(?:审判长|公诉人|辩护人)$")
# 与某市市长某某签署, 与某校校长某某会谈
_MEETS = re.compile(r"(?:签署|签订|签约|会谈|会晤|座谈|会面|举行会谈|交换意见|共同)")
_WITH = frozenset("与同和")


def _takes_part(passage: Passage, mention: Mention, begins: Mapping[int, int]) -> bool:
    """Whether somebody reports, or is met or signed with."""
    after = passage.char(mention.last)
    if after in _REPORTING and _REPORTS.match(passage.text, mention.last):
        return True
    first = begins.get(mention.start, mention.start)
    return passage.char(first - 1) in _WITH and bool(_MEETS.match(passage.text, mention.end))


def _attends(passage: Passage, mention: Mention, rules: ExtractRules) -> bool:
    clause = passage.text[max(0, mention.start - HEARD_DISTANCE) : mention.start]
    if _HEARING.search(clause) and _HEARD.match(passage.text, mention.end):
        return True
    far = min(mention.end + LONGEST_ROSTER, len(passage.text))
    rest = passage.text[mention.end : end_of(_ATTENDING_END, passage.text, mention.end, far)]
    return rules.patterns.attending.search(rest) is not None


# 某某当选, 某某、某某当选, 任命某某|为副市长, 某某任期届满; in a roll only the post stands behind a name.
_CHOSEN = re.compile(
    r"(?:、[\u4e00-\u9fff·]{2,5}){1,8}当选|[一两三]?任期?(?:期满|届满|将满)|(?:同志|先生|女士)?(?:当选|获任|被(?:任命|选举?|推选|增补)"
    r"|因[^，。\n]{1,20}，(?:申请|提出|请求|已)?(?:辞去|辞任|辞职|不再担任)|(?:申请|提出|请求)?(?:辞去|辞任)|(为))"
)
_GLOSS = re.compile(r"(?:[(（][^()（）\n]{1,20}[)）])?")
_ROLLED = frozenset(" \u3000\n")


def is_only_named(
    passage: Passage, mention: Mention, titles: Mapping[str, tuple[str, ...]]
) -> bool:
    """Whether an office-holder is elected or appointed here, or stands in a roll."""
    gloss = _GLOSS.match(passage.text, mention.end)
    end = gloss.end() if gloss else mention.end
    chosen = _CHOSEN.match(passage.text, end) or _CHOSEN.match(passage.text, mention.last)
    if chosen is None:
        return passage.char(end) in _ROLLED
    told = passage.text[chosen.end() : chosen.end() + LONGEST_OFFICE]
    return chosen.group(1) is None or any(title in told for title in titles.get(mention.name, ()))


# Characters of an office somebody is appointed to that are looked at.
LONGEST_OFFICE = 24

"""Whose words an article reports: by a verb of speech, a turn, a quotation, a pronoun."""

import re

from config.rules.extract import ExtractRules
from tasks.extract.passage import Passage
from tasks.extract.people.doers import SENTENCE_END, Mention, end_of

_PRONOUN = re.compile(r"[。，”！？\n][他她](?!们)(?:还|也|又|同时|进一步|随后|接着|笑着)?")
_TO_THEM = re.compile("在[他她]看来，")
_AFTER_QUOTE = re.compile(r"”[他她](?!的)")
_QUOTED = re.compile(r"：\n?“|[，：]“[^”]{6,}|[说道称指](?=[，：“])|：‘")
_REPORTING = re.compile(r"(?:关于|就)[^，。；\n]{1,28}?(?:汇报|介绍|建议|意见|发言)")

# “……。”某某把这些话写在墙上
_BEHIND_QUOTE = re.compile(r"[。！？…]”(?:[0-9]{2}岁的)?\Z")
_TOLD = re.compile(r"要求[，：]|..：")  # 提出要求，…


def speaks(passage: Passage, mention: Mention, rules: ExtractRules) -> bool:
    """A speech verb in the name's clause, a turn, or a quotation in what the name goes on to do."""
    told_to = _is_told(passage, mention)
    quoted = _BEHIND_QUOTE.search(passage.text, max(0, mention.first - 8), mention.first)
    says = mention.turn or _SAYS.match(passage.text, mention.end) or _has_said(passage, mention)
    if not told_to and (quoted or says):
        return True
    clause = mention.clause
    if told_to or _ATTRIBUTE.match(clause):
        return False
    if _OWNS.match(clause) and passage.char(mention.clause_end) != "：":
        return mention.subject and _pronoun_speaks(passage, mention, rules)
    told = _TOLD.match(passage.text, mention.clause_end - len("要求"))
    speech = _speech_in(clause, rules, told=told is not None)
    if speech is not None and not _briefs(passage, mention, clause, speech):
        return mention.subject or speech <= 2
    if mention.subject:
        opines = rules.patterns.opining.match(clause) is not None
        silent = reports(passage, mention)
        return opines or (not silent and _goes_on_to_speak(passage, mention, rules))
    return passage.char(mention.end) == "。" and _pronoun_speaks(passage, mention, rules)


# 作题为《……》的工作报告。报告显示，…
_REPORT_TOLD = re.compile(
    r"[^，。！？\n]{0,12}?作(?!的)[^。！？\n]{0,60}?报告。\n?报告(?:显示|指出|提出|认为|强调|回顾|说|称)"
)
# 说这话的是|某某, 最先开口的是81岁的|某某
_WHO_SPEAKS = re.compile(
    r"(?:[说讲](?:这|那|出|起|完)[^，。！？：“”\n]{0,6}|开口|发言|说话|接话|接过话头|回答[^，。]{0,4})的(?:人|就|正|也)?是"
    r"(?:[^，。！？：“”\n]{1,6}岁的)?$"
)
LONGEST_WHO = 24  # characters of that
_BEFORE_WHO = frozenset("是的")  # its last


def _has_said(passage: Passage, mention: Mention) -> bool:
    """Whether the text tells who has just spoken, or goes on with what the report says."""
    text, first = passage.text, mention.first
    told = passage.char(first - 1) in _BEFORE_WHO
    told = told and _WHO_SPEAKS.search(text, max(0, first - LONGEST_WHO), first) is not None
    return told or _REPORT_TOLD.match(text, mention.last) is not None


_TOLD_TO = frozenset("对向跟给")
_AS_FOR = ("来说", "而言", "来讲")


def _is_told(passage: Passage, mention: Mention) -> bool:
    """Whether somebody else speaks to this one: 他对救生员|某某说."""
    before = passage.word_at(mention.first - 1)
    told = before is not None and before.text in _TOLD_TO and before.tag == "p"
    return told and not passage.text.startswith(_AS_FOR, mention.end)


_BRIEFS = re.compile(
    "(?:通报|说明|总结|分析|解读|讲解|回顾|部署)了|(?:通报|汇报|介绍)[^，。：“]{2,20}情况$"
)


def _briefs(passage: Passage, mention: Mention, clause: str, speech: int) -> bool:
    """Whether the text goes on with another one: 局长某某通报了情况，副局长某某……."""
    left = mention.reach == mention.next_doer or _ENDS.match(passage.text, mention.clause_end)
    return bool(left) and _BRIEFS.match(clause, speech) is not None


_ENDS = re.compile(r"[。；]?(?:\n|\Z)")


# Words that hold a verb of speech of one character: 问题, 称号, 小说.
_NO_SPEECH = re.compile(
    r"问[题卷世诊责候]|说[法服成]|称[号职呼赞]|答[案题卷辩]|倡议书|报告[书厅会]|建议书|声明书|承诺书|说明[书会]"
)
_BEFORE_NO_SPEECH = frozenset("小学传听据简俗号堪职名没")


def _speech_in(clause: str, rules: ExtractRules, *, told: bool) -> int | None:
    """Where the clause reports words; None when it does not, or tells of presence before.

    `told`: the words follow.
    """
    speech = next(
        (m for m in rules.patterns.speech.finditer(clause) if _is_speech(clause, m)), None
    )
    if speech is None or (not told and _UNREPORTED.match(clause, speech.start())):
        return None
    attending = rules.patterns.attending.search(clause)
    before = attending is not None and attending.start() <= speech.start()
    occasion = _OCCASION.search(clause, 0, speech.start())  # 出席典礼时|指出
    return None if before and not occasion else speech.start()


_OCCASION = re.compile("(?:[时中上]|(?<!先)后)$")
# 所作的|报告, 作提案审查情况的|报告
_MADE = re.compile(r"[作做发](?:出|过)?的$|^(?:受.{2,30}委托)?作[^为出]?[^，。：]{0,20}$")


def _is_speech(clause: str, verb: re.Match[str]) -> bool:
    if len(verb.group()) > 1:
        return not _NO_SPEECH.match(clause, verb.start()) and not _MADE.search(
            clause, 0, verb.start()
        )
    before = clause[max(0, verb.start() - 1) : verb.start()]
    return before not in _BEFORE_NO_SPEECH and not _NO_SPEECH.match(clause, verb.start())


# So far behind a name at most do those of a list speak together, in characters.
LONGEST_ROW = 1000


def _goes_on_to_speak(passage: Passage, mention: Mention, rules: ExtractRules) -> bool:
    """A quotation or a speech verb before the next one does something."""
    text, reach = passage.text, min(mention.reach, mention.end + LONGEST_ROW)
    quoted = _QUOTED.search(text, mention.end, min(reach + 2, len(text)))
    if quoted:
        clause = text.rfind("，", mention.end, quoted.start()) + 1
        return not (clause and text.startswith(tuple(rules.posts.status), clause))  # ，老妇说：“
    said = text[mention.end : reach]
    if any(rules.patterns.says.match(said, m.end()) for m in _COMMA.finditer(said)):
        return True
    if _POINTS_OUT.search(said):
        return True
    return _pronoun_speaks(passage, mention, rules) or _is_quoted_next(passage, mention, rules)


# A quotation that is a sentence by itself.
_SENTENCE_QUOTED = re.compile(r"[。！？]“[^“”\n]{0,400}[。！？…]”")
# Whoever is named so near behind a quotation takes it, in characters.
TAKER_DISTANCE = 16

# “……。”某某则说: who takes the floor now has not said what stands before.
_CONTRASTS = re.compile(r"[\u4e00-\u9fff·]{2,16}?则")


def _is_quoted_next(passage: Passage, mention: Mention, rules: ExtractRules) -> bool:
    """Whether the sentence behind the name's own is a quotation that nobody else takes."""
    if rules.patterns.attending.search(passage.text, mention.end, mention.reach):
        return False
    return _is_quoted_from(passage, mention, mention.reach)


def _is_quoted_from(passage: Passage, mention: Mention, at: int) -> bool:
    """Whether behind the sentence that ends at `at` comes a quotation that nobody else takes."""
    quoted = _SENTENCE_QUOTED.match(passage.text, at)
    if quoted is None or quoted.end() > mention.next_doer:
        return False
    if mention.next_doer - quoted.end() > TAKER_DISTANCE or quoted.end() == len(passage.text):
        return True
    if _CONTRASTS.match(passage.text, quoted.end()):
        return True
    return SENTENCE_END.search(passage.text, quoted.end(), mention.next_doer) is not None


# 某某主演的影片: the clause is about something else.
_ATTRIBUTE = re.compile(r"[^，。]{0,8}?(?:主演|执导|编剧|饰演|创作|设计|发明)的")
# 某某的律师则说: another one speaks.
_OWNS = re.compile(
    r"的(?![^，。：]{0,6}(?:回[答应复]|评价|看法|说法|解释|建议|判断|观点|体会|感受|理由|[办方]法|秘诀|经验|[愿希]望|话|态度|答案|结论|心得|主张|描述))"
)
_SAYS = re.compile(r"(?:指|则指|称|说|曰|回复|回信|复信)[，：“]|看来，")
# 致辞, 提出了建议, 作了汇报: spoke, but the words are not told.
_UNREPORTED = re.compile(
    r"致辞$|提出了?[^，。：]{0,10}?(?:建议|意见|看法|要求)|汇报(?:了|[^，。：]{1,10}情况)|介绍了|报告了"
)
# In Hong Kong: 会见传媒时致歉，|指工程人员已完成更换.
_POINTS_OUT = re.compile(
    r"，(?:并|又|亦|但)?指(?![的出着了向导派挥定示责控明认数标望引点使甲尖纹针南])"
)
_COMMA = re.compile(r"，(?:并|还|也|又|同时|只|但|不过)?")


def _pronoun_speaks(passage: Passage, mention: Mention, rules: ExtractRules) -> bool:
    """Before the next doer comes 他说, or 她的评价是：“…”."""
    text = passage.text
    if _TO_THEM.search(text, mention.end, mention.next_doer):
        return True
    for pronoun in _PRONOUN.finditer(text, mention.end, mention.next_doer):
        if _voices(passage, pronoun, rules):
            return True
        end = end_of(SENTENCE_END, text, pronoun.end(), mention.next_doer)
        end = min(end + 1, mention.next_doer)
        if _QUOTED.search(text, pronoun.end(), end):
            return True
        if _is_quoted_from(passage, mention, end - 1):
            return True
    return False


def _voices(passage: Passage, pronoun: re.Match[str], rules: ExtractRules) -> bool:
    """他说, 她记得, ”他."""
    text, end = passage.text, pronoun.end()
    verb = rules.patterns.says.match(text, end) or rules.patterns.opining.match(text, end)
    return verb is not None or _AFTER_QUOTE.match(text, pronoun.start()) is not None


def reports(passage: Passage, mention: Mention) -> bool:
    """Whether somebody gives a report or advice, without its words."""
    return _REPORTING.match(passage.text, mention.last) is not None

"""What is wrong with a summary as a reader meets it: each rule looks at the result alone.

The rules are written anew, apart from the code that they judge.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from tasks.document import Person, Result, Role

STOPS = "。！？…!?"
CLOSERS = "”’）)》〉】」』"
PAIRS = (("《", "》"), ("“", "”"), ("（", "）"), ("【", "】"))
TAG = re.compile(
    r"(?:强调|指出|表示|要求|认为|介绍|提出|透露|坦言|回顾|回答|说明|会议指出|会议强调|会议要求|说)[，：—]*[。…]*$"
)
UNFINISHED = re.compile(
    "(?:如果|如有|如遇|如出现)[^，]*$|^[^是任为，]*(?:负责人|负责同志)$|(?:[日月年天时分今]|学期)起$"
)
HE_SAYS = re.compile("[他她](?:强调|要求|指出|提出|表示|说)")
POINTING = re.compile(
    r"(?:同时|此外|另外|与此同时|但|然而|不过|因此|所以|于是|对此|为此|其|这|那|该|此|上述|前者|后者|双方|对方|也|还|并|且|而|却|则|二是|三是|二要|三要|其次|再次|最后)"
)
PRONOUN = re.compile(r"(?<![其吉])[他她](?![人乡日国山处])")
NUMBERED = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[）)、]|[.．](?!\d))")
BULLETS = "◆■●○◇□▪·•★☆▲△ 　-–—"


def faults(result: Result, limit: int) -> list[str]:
    """Every fault in words; none in a good summary."""
    found = [
        *_length_and_order(result, limit),
        *_marks(result),
        *_tags(result),
        *_unfinished(result),
        *_pronouns(result),
        *_pointers(result),
        *_list_items(result),
        *_demands(result),
    ]
    points = result.summary.points
    if len(points) > 5:
        found.append("more than five points")
    for point in points:
        if result.body.text[slice(*point.span)] != point.text:
            found.append(f"a point that is not the body's: {point.text}")
        if TAG.search(point.text) and "”" not in point.text:
            found.append(f"a point that only tags: {point.text}")
    return found


def _length_and_order(result: Result, limit: int) -> Iterator[str]:
    summary, text = result.summary, result.body.text
    if len(summary.text) > limit:
        yield f"{len(summary.text)} characters"
    if text.strip() and not summary.text:
        yield "nothing"
    at = 0
    for sentence in summary.sentences:
        if text[slice(*sentence.span)] != sentence.text:
            yield f"not the body's own words: {sentence.text}"
        found = summary.text.find(sentence.text, at)
        if summary.text[at:found] not in ("", "。", "；", "……"):
            yield f"other words in between: {summary.text[at:found]}"
        at = found + len(sentence.text)
    if summary.text[at:] not in ("", "。", "……"):
        yield f"other words at the end: {summary.text[at:]}"
    if any(one.span[1] > two.span[0] for one, two in pairwise(summary.sentences)):
        yield "out of order"


def _marks(result: Result) -> Iterator[str]:
    text = result.summary.text
    if text and not (text[-1] in STOPS or (text[-1] in CLOSERS and text[-2:-1] in STOPS)):
        yield f"ends badly: {text[-10:]}"
    for sentence in result.summary.sentences:
        start = sentence.span[0]
        line = result.body.text[result.body.text.rfind("\n", 0, start) + 1 :].split("\n")[0]
        for opener, closer in PAIRS:
            even = line.count(opener) == line.count(closer)
            if even and sentence.text.count(opener) != sentence.text.count(closer):
                yield f"cuts {opener}{closer}: {sentence.text}"


def _tags(result: Result) -> Iterator[str]:
    """A speech tag must be followed by what is said."""
    for part in re.split("[。！？]", result.summary.text):
        if TAG.search(part) and len(part) < 25 and "”" not in part:
            yield f"a tag without its words: {part}"


def _unfinished(result: Result) -> Iterator[str]:
    """What holds if something is so, and those of whom nothing is said."""
    for part in re.split("[。！？]", result.summary.text):
        if UNFINISHED.search(part):
            yield f"no end: {part}"


def _people(result: Result) -> list[Person]:
    return [p for p in result.people if p.role not in (Role.AUTHOR, Role.EDITOR)]


def _gap(result: Result, number: int) -> str:
    """The body between an excerpt and the one before it."""
    start = result.summary.sentences[number].span[0]
    return result.body.text[result.summary.sentences[number - 1].span[1] : start]


def _pronouns(result: Result) -> Iterator[str]:
    """他 stands behind a name, and behind the words that it stands behind in the body."""
    names = [person.name for person in _people(result)]
    before = ""
    for number, sentence in enumerate(result.summary.sentences):
        match = PRONOUN.search(sentence.text)
        if match and not any(name in sentence.text[: match.start()] for name in names):
            known = names and any(name in result.body.text[: sentence.span[0]] for name in names)
            if known and not any(name in before for name in names):
                yield f"a pronoun for nobody: {sentence.text}"
            elif number == 0 and sentence.span[0] > 0 and "“" not in sentence.text:
                yield f"a pronoun at the beginning: {sentence.text}"
            elif number and len(re.findall("[。！？]", _gap(result, number)[:-1])) > 1:
                yield f"a pronoun far from its name: {sentence.text}"
        before += sentence.text


def _pointers(result: Result) -> Iterator[str]:
    """同时, 但, 这: the sentence before must be there."""
    for number, sentence in enumerate(result.summary.sentences):
        start = sentence.span[0]
        opens = start == 0 or result.body.text[start - 1] in STOPS + CLOSERS + "\n" + BULLETS
        if opens and start and POINTING.match(sentence.text):
            if number == 0:
                yield f"begins by pointing back: {sentence.text}"
            elif _gap(result, number).rstrip("，；。").count("。") > 0:
                yield f"points back at what is left out: {sentence.text}"


def _list_items(result: Result) -> Iterator[str]:
    lines = result.body.text.split("\n")
    if 2 * sum(bool(NUMBERED.match(line)) for line in lines) > len(lines):
        return
    for number, sentence in enumerate(result.summary.sentences):
        before = result.summary.sentences[number - 1].text if number else ""
        if _is_item(result, number) and not (
            before.endswith("：") or (number and _is_item(result, number - 1))
        ):
            yield f"an item of a list without its head: {sentence.text}"


def _is_item(result: Result, number: int) -> bool:
    """Whether an excerpt is the beginning of a numbered line; the number itself is left out."""
    start = result.summary.sentences[number].span[0]
    text = result.body.text
    line = text.rfind("\n", 0, start) + 1
    marker = NUMBERED.match(text[line:])
    return marker is not None and not text[line + marker.end() : start].strip()


def _demands(result: Result) -> Iterator[str]:
    """Whoever is named last before a demand must be who makes it."""
    people = {person.name for person in _people(result)}
    before = ""
    for sentence in result.summary.sentences:
        for measure in result.measures:
            start, end = measure.span
            if measure.speaker is None or not start < sentence.span[1] or end <= sentence.span[0]:
                continue
            upto = before + sentence.text[: max(0, start - sentence.span[0])]
            last = max(((upto.rfind(name), name) for name in people), default=(-1, ""))
            if HE_SAYS.search(upto, max(0, last[0])):
                continue  # whom the pronoun means is asked below
            if last[0] >= 0 and last[1] != measure.speaker and measure.speaker not in sentence.text:
                yield f"{measure.speaker}'s demand after {last[1]}: {sentence.text}"
                break
        before += sentence.text

"""The first stage: bytes to clean Simplified text, line by line as the source has it.

The order of the steps, and why:

1.  decode, unwrap    bytes have no characters to mend, and markup is no text.
2.  line ends         one kind, before anything looks at lines; no later step adds or removes one.
3.  invisible         a zero-width space would hide every pattern below.
4.  NFC               pinyin letters and accents as one code point each.
    radicals, tags    a radical is a character to the reader, a tag is none.
5.  pinyin            before the script is judged and converted: 環(huán) tells by its Traditional
                      base that it is damage, and 环(huán) would look like an honest gloss.
6.  lost bytes        the garble ?； is evidence that the next steps would tidy away; its words are
                      whole only when no pinyin stands between them. Garbles that cannot be read
                      are set aside until the end, so that they stay as they are.
7.  full-width forms  １５：１８ must be a time before punctuation is judged.
8.  entities          after 7, because ＆ｎｂｓｐ； in full-width letters is one too; then the tags
                      that were escaped.
9.  spaces            one blank each, so that the patterns below need not count them.
10. script            detected on mended characters; then Traditional to Simplified.
11. stray spaces      before punctuation, which swallows the blanks it replaces.
12. punctuation       late, because it looks at its neighbours, which are final now.
13. spaces at marks   after 12, which makes the marks.
14. NFC               full-width letters may have become composable.

Normalizing a normalized text changes nothing: no step leaves what an earlier one looks for.
Every step tells its edits, from which the origins of all characters are composed.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import chain, islice, repeat, zip_longest
from typing import NamedTuple

from config.rules import Rules
from config.rules.normalize import NormalizeRules
from tasks.document import Form, NormalizedArticle, RawArticle, Repair, Script, Source, Span, Stated
from tasks.normalize import punctuation, spaces
from tasks.normalize.byte_shift import realign_bytes
from tasks.normalize.controls import (
    RADICALS,
    compose,
    invisible,
    remove_invisible,
    settle_lines,
    unify_radicals,
)
from tasks.normalize.decode import Decoded, check, decode
from tasks.normalize.entities import resolve_entities
from tasks.normalize.full_width import FORMS_OF_ASCII, narrow_times, to_ascii_width
from tasks.normalize.garbles import put_back, set_aside
from tasks.normalize.html import declared_charset
from tasks.normalize.markup import remove_tags
from tasks.normalize.mending import EXAMPLES, Mended
from tasks.normalize.pinyin import remove_pinyin
from tasks.normalize.script import detect_script, to_simplified
from tasks.normalize.unwrap import Unwrapped, unwrap
from tasks.origins import Edit, Run, compose_all, span_before, to_runs

__all__ = ["normalize", "normalize_text", "read_source"]

MOST_ROUNDS = 60  # steps before the script is told; no chain is longer than the garbles tried

ASTRAL = "\U00010000-\U0010ffff"  # in a regex class, one by one they would make it slow

Step = Callable[[str, NormalizeRules], Mended]

DAMAGE: tuple[Step, ...] = (
    settle_lines,
    remove_invisible,
    compose,
    unify_radicals,
    remove_tags,
    remove_pinyin,
    realign_bytes,
)
FORMS: tuple[Step, ...] = (
    spaces.close_names,  # while the space in them is not one of the others
    to_ascii_width,
    narrow_times,
    resolve_entities,
    remove_tags,
    to_ascii_width,  # again: nothing stands between a digit and its ％ now
    narrow_times,
    spaces.trim_lines,
    spaces.unify_spaces,
    spaces.join_spaces,
)
STYLE: tuple[Step, ...] = (
    spaces.close_gaps,
    spaces.close_labels,
    spaces.close_numbers,
    punctuation.unify_forms,
    punctuation.unify_dots,
    punctuation.widen_brackets,
    punctuation.curl_double,
    punctuation.curl_single,
    punctuation.widen_plain_marks,
    punctuation.widen_marks,
    punctuation.widen_stops,
    punctuation.curl_double,  # again: "；" holds Chinese now
    punctuation.curl_single,
    spaces.close_marks,
    compose,
)


class Normalized(NamedTuple):
    """Mended text, the script it was in, what was repaired, and where its characters were."""

    text: str
    script: Script
    repairs: tuple[Repair, ...]
    origins: tuple[Run, ...]


def normalize(raw: RawArticle, rules: Rules) -> NormalizedArticle:
    """Decode the article, take it out of its markup, and mend its characters.

    Raises NotText, UndecodableText, NotARecord, EmptyArticle.
    """
    decoded, page = read_source(raw, rules.normalize)
    text, script, repairs, origins = normalize_text(page.text, rules.normalize)
    return NormalizedArticle(
        id=hashlib.sha256(raw.content).hexdigest(),
        source=Source(
            bucket=raw.bucket,
            key=raw.key,
            etag=raw.etag,
            size=len(raw.content),
            encoding=decoded.encoding,
            encoding_confidence=decoded.confidence,
            record=raw.record,
            form=page.form,
            url=page.url,
        ),
        script=script,
        repairs=(*_unread(decoded), *repairs),
        text=text,
        origins=origins,
        stated=_normalized(page.stated, rules.normalize),
        linked=page.linked,
    )


def read_source(raw: RawArticle, rules: NormalizeRules) -> tuple[Decoded, Unwrapped]:
    """The text that `origins` count the characters of; raises what `normalize` raises."""
    declared = raw.declared_encoding or declared_charset(raw.content)
    decoded = decode(raw.content, declared, rules)
    page = unwrap(raw, decoded.text, rules.page)
    if page.form is Form.JSON:
        check(decoded._replace(text=page.text), rules)  # what a record's escapes hid
    return decoded, page


def normalize_text(text: str, rules: NormalizeRules) -> Normalized:
    """Mend decoded text; the origins count characters of `text`."""
    idle = _idle(text, rules)
    done = _apply(text, rules, DAMAGE, idle)
    while done[-1].times and len(done) < MOST_ROUNDS:
        # What one garble hid is the context that another is read by.
        done.append(realign_bytes(done[-1].text, rules))
    rest, garbles = set_aside(done[-1].text, rules)
    done += _apply(rest, rules, FORMS, idle)
    script = detect_script(done[-1].text)
    done.append(to_simplified(done[-1].text, script, rules))
    done += _apply(done[-1].text, rules, STYLE, idle)
    origins = to_runs(compose_all([step.edits for step in done]), len(text))
    return Normalized(put_back(done[-1].text, garbles), script, tuple(_repairs(done)), origins)


def _normalized(stated: Stated, rules: NormalizeRules) -> Stated:
    """The same in normalized characters; times and what is missing stay as they are."""

    def mend(text: str | None) -> str | None:
        return normalize_text(text, rules).text.replace("\n", " ").strip() or None if text else None

    return Stated(
        title=mend(stated.title),
        page_title=mend(stated.page_title),
        published=stated.published,
        outlet=mend(stated.outlet),
        authors=tuple(filter(None, map(mend, stated.authors))),
    )


def _apply(
    text: str, rules: NormalizeRules, steps: Iterable[Step], idle: Set[Step]
) -> list[Mended]:
    done: list[Mended] = []
    for step in steps:
        done.append(Mended(text) if step in idle else step(text, rules))
        text = done[-1].text
    return done


def _idle(text: str, rules: NormalizeRules) -> Set[Step]:
    """The steps for which a text has no character: no step makes one, but an entity may be any."""
    sought, rare = _sought(rules)
    if "&" in text:
        return frozenset()
    found = frozenset("".join(rare.findall(text)))
    return {step for step, characters in sought.items() if found.isdisjoint(characters)}


@lru_cache(maxsize=4)
def _sought(rules: NormalizeRules) -> tuple[Mapping[Step, Set[str]], re.Pattern[str]]:
    """What the steps that leave most texts as they are look for, and a pattern for all of it."""
    sought: dict[Step, Set[str]] = {
        remove_invisible: invisible(rules.characters.invisible),
        unify_radicals: RADICALS,
        to_ascii_width: FORMS_OF_ASCII,
        spaces.close_names: {"\u3000"},
        spaces.unify_spaces: spaces.ODD,
        punctuation.unify_forms: rules.characters.punctuation.keys(),
        punctuation.unify_dots: frozenset(rules.characters.name_dots),
    }
    rare = (char for characters in sought.values() for char in characters if char < ASTRAL[0])
    members = re.escape("".join(rare)) + ASTRAL
    return sought, re.compile(f"[{members}][{members}]*")


def _repairs(done: list[Mended]) -> Iterator[Repair]:
    """Tell what the steps repaired, joining those of one kind and taking examples from each."""
    kinds: dict[str, list[int]] = {}
    for place, step in enumerate(done):
        if step.times:
            kinds.setdefault(step.kind, []).append(place)
    edits = [(place, step.edits) for place, step in enumerate(done) if step.edits][::-1]
    for kind, places in kinds.items():
        rounds = zip_longest(*(zip(repeat(place), done[place].changes) for place in places))
        chosen = list(islice(filter(None, chain.from_iterable(rounds)), EXAMPLES))
        yield Repair(
            kind=kind,
            count=sum(done[place].times for place in places),
            examples=tuple(change.shown for _, change in chosen),
            spans=tuple(
                _in_source((made for at, made in edits if at < place), change.start, change.end)
                for place, change in chosen
            ),
        )


def _in_source(undo: Iterable[Sequence[Edit]], start: int, end: int) -> Span:
    for edits in undo:
        start, end = span_before(edits, start, end)
    return start, end


def _unread(decoded: Decoded) -> tuple[Repair, ...]:
    if not decoded.undecodable:
        return ()
    return (Repair(kind="undecodable_bytes", count=decoded.undecodable, examples=(), spans=()),)

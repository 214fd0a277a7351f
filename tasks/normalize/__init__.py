"""The first stage: bytes to clean Simplified text, line by line as the source has it.

The order of the steps, and why:

1.  decode            bytes have no characters to mend.
2.  invisible         a zero-width space would hide every pattern below.
3.  NFC               pinyin letters and accents as one code point each.
4.  pinyin            before the script is judged and converted: 環(huán) tells by its Traditional
                      base that it is damage, and 环(huán) would look like an honest gloss.
5.  lost bytes        the garble ?； is evidence that the next steps would tidy away; its words are
                      whole only when no pinyin stands between them.
6.  full-width forms  １５：１８ must be a time before punctuation is judged.
7.  entities          after 6, because ＆ｎｂｓｐ； in full-width letters is one too.
8.  spaces            one blank each, so that the patterns below need not count them.
9.  script            detected on mended characters; then Traditional to Simplified.
10. stray spaces      before punctuation, which swallows the blanks it replaces.
11. punctuation       late, because it looks at its neighbours, which are final now.
12. spaces at marks   after 11, which makes the marks.
13. NFC               full-width letters may have become composable.

Line ends are settled before everything (`str.splitlines`), and no step adds or removes one.
Normalizing a normalized text changes nothing: no step leaves what an earlier one looks for.
"""

import hashlib
from collections.abc import Callable, Iterable

from config.rules import Rules
from config.rules.normalize import NormalizeRules
from tasks.document import NormalizedArticle, RawArticle, Repair, Script, Source
from tasks.normalize.byte_shift import realign_bytes
from tasks.normalize.controls import compose, remove_invisible
from tasks.normalize.decode import Decoded, decode
from tasks.normalize.entities import resolve_entities
from tasks.normalize.full_width import to_ascii_width
from tasks.normalize.mending import Mended, merge
from tasks.normalize.pinyin import remove_pinyin
from tasks.normalize.punctuation import unify_punctuation
from tasks.normalize.script import detect_script, to_simplified
from tasks.normalize.spaces import close_gaps, close_marks, unify_spaces

__all__ = ["normalize", "normalize_text"]


def normalize(raw: RawArticle, rules: Rules) -> NormalizedArticle:
    """Decode the article and mend its characters; raises NotText, UndecodableText, EmptyArticle."""
    decoded = decode(raw.content, raw.declared_encoding, rules.normalize)
    text, script, repairs = normalize_text(decoded.text, rules.normalize)
    return NormalizedArticle(
        id=hashlib.sha256(raw.content).hexdigest(),
        source=Source(
            bucket=raw.bucket,
            key=raw.key,
            etag=raw.etag,
            size=len(raw.content),
            encoding=decoded.encoding,
            encoding_confidence=decoded.confidence,
        ),
        script=script,
        repairs=(*_unread(decoded), *repairs),
        text=text,
    )


def normalize_text(text: str, rules: NormalizeRules) -> tuple[str, Script, tuple[Repair, ...]]:
    """Mend decoded text; gives the text, the script it was in, and what was repaired."""
    lines = "\n".join(text.splitlines())
    mended, before = _apply(lines, rules, remove_invisible, compose, remove_pinyin, realign_bytes)
    mended, forms = _apply(mended, rules, to_ascii_width, resolve_entities, unify_spaces)
    script = detect_script(mended)
    simplified = to_simplified(mended, script, rules)
    mended, after = _apply(
        simplified.text, rules, close_gaps, unify_punctuation, close_marks, compose
    )
    converted = () if simplified.repair is None else (simplified.repair,)
    return mended, script, _summed((*before, *forms, *converted, *after))


def _apply(
    text: str, rules: NormalizeRules, *steps: Callable[[str, NormalizeRules], Mended]
) -> tuple[str, tuple[Repair, ...]]:
    repairs: list[Repair] = []
    for step in steps:
        text, repair = step(text, rules)
        if repair is not None:
            repairs.append(repair)
    return text, tuple(repairs)


def _summed(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """Join the repairs of one kind, in the order of the steps."""
    kinds: dict[str, list[Mended]] = {}
    for repair in repairs:
        kinds.setdefault(repair.kind, []).append(Mended("", repair))
    merged = (merge("", *steps).repair for steps in kinds.values())
    return tuple(repair for repair in merged if repair is not None)


def _unread(decoded: Decoded) -> tuple[Repair, ...]:
    if not decoded.undecodable:
        return ()
    return (Repair(kind="undecodable_bytes", count=decoded.undecodable, examples=()),)

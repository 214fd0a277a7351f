"""Resolve the HTML entities that converters leave in text: &nbsp; &ldquo; &#21488; &#x53F0;."""

import re
import unicodedata
from html.entities import html5

from config.rules.normalize import NormalizeRules
from tasks.normalize.mending import Mended, substitute

# However often its ampersand was escaped: &amp;amp;nbsp;
ENTITY = re.compile(
    r"&(?P<escaped>(?:(?:amp|AMP|#0{0,5}38|#[xX]0{0,4}26);)*)(?:(?:#(?P<number>\d{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<name>[A-Za-z][A-Za-z0-9]{1,30}));|)"
)


def resolve_entities(text: str, rules: NormalizeRules) -> Mended:
    """Replace the entities of HTML 5, and numbers that stand for a visible character.

    Entities inside one another, as no converter leaves them, stay, so that doing it again does nothing.
    """
    if "&" not in text:
        return Mended(text)
    own = rules.characters.entities

    def resolve(match: re.Match[str]) -> str:
        if name := match["name"]:
            char = own.get(name) or html5.get(f"{name};")
        elif number := match["number"]:
            char = own.get(f"#{number}") or _character(int(number))
        elif match["hex"]:
            code = int(match["hex"], 16)
            char = own.get(f"#{code}") or _character(code)
        else:
            return "&" if match["escaped"] else match[0]
        if char is None:  # &amp;nosuch; is &nosuch;
            return f"&{match[0][1 + len(match['escaped']) :]}"
        return _settled(char)

    mended = substitute("html_entity", ENTITY, resolve, text)
    return mended if ENTITY.sub(resolve, mended.text) == mended.text else Mended(text)


def _character(code: int) -> str | None:
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else None


def _settled(char: str) -> str:
    """As the steps before this one would have left it: ５ as 5, nothing invisible."""
    if char == "&":
        return char
    folded = unicodedata.normalize("NFKC", char) if "\uff01" <= char <= "\uff5e" else char
    return "".join(" " if c.isspace() else c for c in folded if c.isprintable() or c.isspace())

"""Resolve the HTML entities that converters leave in text, such as &nbsp; and &ldquo;."""

import re
from functools import lru_cache

from config.rules.normalize import NormalizeRules
from tasks.normalize.mending import Mended, substitute


def resolve_entities(text: str, rules: NormalizeRules) -> Mended:
    """Replace the known entities, however often their ampersand was escaped (&amp;amp;nbsp;)."""
    if "&" not in text:
        return Mended(text)
    entities = rules.characters.entities

    def resolve(match: re.Match[str]) -> str:
        return entities[match[1]] if match[1] else "&"

    return substitute("html_entity", _pattern(tuple(entities)), resolve, text)


@lru_cache(maxsize=4)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    names_ = "|".join(re.escape(name) for name in names if name != "amp")
    return re.compile(f"&(?:amp;)*(?:({names_});|(?<=amp;))")

"""What a model is told: the body as material in a frame that the article cannot close."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from config.rules.abstract import Prompt
from tasks.document import Result

MARK_LENGTH = 12  # hexadecimal digits of the article's own hash: it cannot hold them
ROOM = 0.8  # of the limit: models count characters badly


def messages(result: Result, prompt: Prompt, longest: int) -> tuple[dict[str, str], ...]:
    """The system's message and the user's, for a summary of at most `longest` characters."""
    filled = {
        "characters": str(int(longest * ROOM)),
        "mark": result.id[:MARK_LENGTH],
        "body": opening(result.body.paragraphs, prompt.body_characters),
    }
    return (
        {"role": "system", "content": prompt.system.strip().format(**filled)},
        {"role": "user", "content": prompt.user.strip().format(**filled)},
    )


def instruction_in(body: str, instructions: Sequence[str]) -> str | None:
    """Words of the body that speak to a model: 忽略以上, ignore previous.

    What a model says at their bidding stands in the body, and no check could tell it from a summary.
    """
    lower = body.lower()
    return next((words for words in instructions if words in lower), None)


def fingerprint(prompt: Prompt, longest: int, model: str, options: Mapping[str, Any]) -> str:
    """The first digits of a sha256 over everything that an answer depends on but the body."""
    parts = [prompt.model_dump(), longest, ROOM, model, dict(options)]
    told = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def opening(paragraphs: tuple[str, ...], most: int) -> str:
    """What the model sees of a body: whole paragraphs up to `most` characters.

    Of a longer first one its beginning.
    """
    kept, length = 0, 0
    for paragraph in paragraphs:
        length += len(paragraph) + 1
        if length > most:
            break
        kept += 1
    return "\n".join(paragraphs[:kept]) or paragraphs[0][:most]

"""What all documents share."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Offset = Annotated[int, Field(ge=0)]
Span = tuple[Offset, Offset]

# Where normalized characters came from: (start, source_start, source_length), see origins.py. The
# source counts characters of the decoded text, without a byte order mark, line ends as they are.
Origins = tuple[tuple[Offset, Offset, Offset], ...]


class Document(BaseModel):
    """A frozen value: stages make new ones, they never change one."""

    # An article's text has no place in an error message.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def as_json(self) -> bytes:
        """One line of UTF-8 JSON, as it stands in files and in the bucket."""
        return self.model_dump_json().encode() + b"\n"


class Script(StrEnum):
    """What the source was written in (ISO 15924 where it has a code)."""

    HANS = "Hans"
    HANT = "Hant"
    MIXED = "mixed"
    OTHER = "other"


class Label(StrEnum):
    """What a source line is; everything but `body` is removed from the body, with this reason."""

    BODY = "body"
    TITLE = "title"
    BLANK = "blank"
    NAV = "nav"
    SHARE = "share"
    METADATA = "metadata"
    BYLINE = "byline"
    DATELINE = "dateline"
    SOURCE_LINE = "source_line"
    EDITOR_LINE = "editor_line"
    COPYRIGHT = "copyright"
    RECOMMENDED_LINKS = "recommended_links"
    COMMENT_FORM = "comment_form"
    CONTACT = "contact"
    CAPTION = "caption"
    ADVERT = "advert"
    END_MARK = "end_mark"

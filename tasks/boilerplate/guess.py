"""What pass 1 says of a line, for pass 2 to revise."""

from typing import NamedTuple

from tasks.document import Label

CERTAIN = 1.0
LIKELY = 0.5  # holds only where the neighbours do not speak against it


class Guess(NamedTuple):
    """What a line seems to be, and how sure that is; 0 is 'unsure'."""

    label: Label
    confidence: float


UNSURE = Guess(Label.BODY, 0.0)
PROSE = Guess(Label.BODY, LIKELY)
BLANK = Guess(Label.BLANK, CERTAIN)

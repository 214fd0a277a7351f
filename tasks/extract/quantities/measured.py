"""What a figure measures, and which way it says that something went."""

from collections.abc import Sequence

from config.rules.quantities import QuantityRules
from tasks.document import Change, Quantity
from tasks.extract.passage import Passage, is_han
from tasks.extract.quantities.figures import Figure
from tasks.segment import Word

# The longest name of what is measured, in characters, and how far back it is looked for, in words.
LONGEST_NAME, REACH = 12, 8
_NAMING = frozenset(("n", "nz", "vn", "j", "l", "b", "an", "nt", "ng", "eng", "ns"))
_HEADING = frozenset(("n", "nz", "vn", "j", "l", "nt", "an", "ng"))
_ROUGHLY = ("约", "近", "超", "超过", "逾", "了", "达", "将近", "大约", "仅", "又", "共", "累计")


def change_before(text: str, start: int, rules: QuantityRules) -> Change | None:
    """增长5.6% is up, 下降了约3.2% down; 提高到93% is a level and no change."""
    end = start
    while text.endswith(_ROUGHLY, 0, end):
        end -= max(len(word) for word in _ROUGHLY if text.endswith(word, 0, end))
    if text.endswith(rules.steady, 0, end):
        return None
    if text.endswith(rules.down, 0, end):
        return Change.DOWN
    return Change.UP if text.endswith(rules.up, 0, end) else None


def measured_by(
    passage: Passage,
    figure: Figure,
    change: Change | None,
    before: Sequence[Quantity],
    rules: QuantityRules,
) -> str | None:
    """The noun that is counted behind a counter (三座|大桥), else the one before (总投资|63亿元).

    A change without a noun of its own is that of the figure before it in the sentence.
    """
    counted = figure.unit in rules.counters
    behind = _behind(passage, figure.end) if counted else None
    name = behind or _ahead(passage, figure.start, rules)
    if name is None and change is not None and before:
        last = before[-1]
        if "。" not in passage.text[last.span[1] : figure.start]:
            return last.measure
    return name or (None if counted else _behind(passage, figure.end))


def _behind(passage: Passage, end: int) -> str | None:
    """The run of nouns that begins at `end`."""
    stop = end
    head = False
    while (word := passage.word_at(stop)) is not None and word.start == stop:
        if word.tag not in _NAMING or not is_han(word.text[0]):
            break
        if stop + len(word.text) - end > LONGEST_NAME:
            break
        stop += len(word.text)
        head = word.tag in _HEADING or word.tag == "ns"
    return passage.text[end:stop] if head and stop - end > 1 else None


def _ahead(passage: Passage, start: int, rules: QuantityRules) -> str | None:
    """The last run of nouns in the clause before `start`."""
    if start == 0:
        return None
    number = passage.word_numbers[start - 1]
    for _ in range(REACH):
        if number < 0:
            return None
        word = passage.words[number]
        if not is_han(word.text[0]) and word.tag == "x" and word.text not in "“”":
            return None
        names = word.tag in _HEADING or word.text in rules.verbal
        if names and len(word.text) > 1 and word.text not in rules.vague and is_han(word.text[0]):
            return _run_to(passage, number)
        number -= 1
    return None


def _run_to(passage: Passage, number: int) -> str:
    """The noun with the nouns straight before it."""
    last: Word = passage.words[number]
    end = last.start + len(last.text)
    start = last.start
    while number > 0:
        word = passage.words[number - 1]
        if word.tag not in _NAMING or not is_han(word.text[0]) or end - word.start > LONGEST_NAME:
            break
        start = word.start
        number -= 1
    return passage.text[start:end]

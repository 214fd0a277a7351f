"""Quantities: the figures of the body with their units, in plain numbers."""

import re
from collections.abc import Iterator

from config.rules.quantities import QuantityRules
from tasks.document import Quantity, Span
from tasks.extract.passage import Passage, is_han
from tasks.extract.quantities.figures import Figure, find_figures
from tasks.extract.quantities.measured import change_before, measured_by
from tasks.extract.quantities.numerals import DIGITS, POWERS, WRITTEN, Number, read_number
from tasks.extract.quantities.units import Before, Unit, before_figure, unit_at

# A word so tagged that begins inside a written figure and ends behind it shows that it is none.
_GOES_ON = frozenset(("n", "v", "vn", "l", "i", "a", "ns", "d"))
YEAR_LENGTH = 4
SHARE, SCORE = "比例", "比分"
_ROUGH = frozenset("多余")
_GOING_ON = ("，", "、", "（")  # before a figure inside a clause
_SHORT_QUOTE = re.compile(r"“[^“”，。；！？]{1,12}”")
_DECIMALS = re.compile(r"\d{1,2}(?![\d.,%]|[分秒毫])")
_MYRIAD = re.compile("[万亿千]")
_MYRIADS = "万亿"
_VERSUS, _HYPHENS = ("比", ":"), ("-", "–")
_HAS_DIGIT = re.compile(r"\d")
_BEFORE_SHARE = frozenset("高低多少贵中")
_LEVELS = ("为", "达", "达到", "至", "到", "是", "仅", "约")
_DURATIONS = {"小时": 3600, "分钟": 60, "分": 60, "秒": 1}
# Near a score stands what was won or lost: so many characters before and after it.
SCORE_DISTANCE = 10
# A written 一 before these is a figure; before 年, 天, 度 it is mostly none.
_AFTER_TWO = frozenset(("人", "位", "名", "者"))
_AFTER_ONE = frozenset(("倍", "吨", "米", "亩", "升", "克", "斤"))


def find_quantities(passage: Passage, rules: QuantityRules) -> tuple[Quantity, ...]:
    """In order; dates, clock times, ordinals, numbers of phones and documents are left out."""
    found: list[Quantity] = []
    for figure in _joined(_figures(passage, rules)):
        change = change_before(passage.text, figure.start, rules)
        found.append(
            Quantity(
                text=passage.text[figure.start : figure.end],
                value=figure.value,
                unit=figure.unit,
                measure=measured_by(passage, figure, change, found, rules),
                span=(figure.start, figure.end),
                value_max=figure.upper,
                change=change,
            )
        )
    return tuple(found)


def _figures(passage: Passage, rules: QuantityRules) -> Iterator[Figure]:
    text = passage.text
    slogans = {i for quote in _SHORT_QUOTE.finditer(text) for i in range(*quote.span())}
    for match in find_figures(text):
        if match["result"]:
            found: Figure | None = _result(match)
        elif match["low"] is not None:
            found = _counted(passage, match, slogans, rules)
        else:
            found = _share(match)
        if found is not None and _stands_alone(passage, found, rules):
            yield found


def _result(match: re.Match[str]) -> Figure:
    """2:09:41 in hours, 1:45.83 in minutes."""
    parts = [float(part) for part in match["result"].split(":")]
    value = sum(part / 60**power for power, part in enumerate(parts))
    unit = "小时" if len(parts) == 3 else "分钟"
    return Figure(*match.span(), round(value, 4), unit)


def _share(match: re.Match[str]) -> Figure | None:
    """百分之十五, 三分之二, 六成八, 九折, 82/50 mmHg."""
    start, end = match.span()
    if match["pressure"]:
        unit = match.string.find("mmHg", end) + len("mmHg")
        return Figure(start, unit, match["pressure"], "mmHg")
    if match["whole"]:
        part = read_number(match["part"])
        percent = {"百": "%", "千": "‰", "万": "‱"}.get(match["whole"])
        whole = read_number(match["whole"])
        if part is None or (percent is None and (whole is None or not whole.value)):
            return None
        if percent is not None or whole is None:
            return Figure(start, end, part.value, percent or SHARE, part.upper)
        return Figure(start, end, part.value / whole.value, SHARE)
    return _tenths(match)


def _tenths(match: re.Match[str]) -> Figure | None:
    digits = match["tenths"] or match["off"]
    low = read_number(digits)
    if low is None and match["off"]:  # 八五折
        low = read_number(f"{digits[0]}点{digits[1:]}")
    if low is None:
        return None
    more = match["hundredths"]
    added = 0.5 if more == "半" else (read_number(more) or low).value / 10 if more else 0.0
    upper = None if low.upper is None or match["off"] else round(low.upper / 10, 4)
    value = low.value
    if match["off"] == "一":
        return None
    if match["off"] and low.upper is not None:  # 八九折 is 8.9, as 八五折 is 8.5
        value += low.upper / 10
    return Figure(*match.span(), round((value + added) / 10, 4), SHARE, upper)


def _counted(
    passage: Passage, match: re.Match[str], slogans: set[int], rules: QuantityRules
) -> Figure | None:
    """A number with a unit, a range, a score, or a number that stands for itself."""
    text, start = passage.text, match.start()
    written = match["low"][0] in WRITTEN
    if written and _is_vague(text, start):
        return None
    end = match.end("rough") if match["rough"] else match.end("low")
    unit = unit_at(text, match.end(), rules) if match["high"] else None
    if match["high"] and (match["to"] in _VERSUS or (not unit and match["to"] in _HYPHENS)):
        return _score(match, rules)
    ranges = unit is not None
    people = match["low"][-1] in _MYRIADS and text.startswith(rules.people, end)
    unit = unit or (None if people else unit_at(text, end, rules))
    unit = unit or _spaced_counter(passage, start, end, rules)
    before = before_figure(text, start, rules)
    if (
        unit is None
        or (before.unit and unit.name not in rules.exact)
        or _is_no_unit(text, match["low"], unit)
    ):
        return _bare(text, (before.start, end), match["low"], before.unit, rules)
    low = read_number(match["low"])
    if low is None or (written and start in slogans):
        return None
    if written and not _is_written_figure(text, start, low, unit, rules):
        return None
    high = read_number(match["high"]) if ranges else None
    if high:
        low = Number(low.value * _missing_power(match["low"], match["high"]), high.value)
    return _with_unit(text, before, low, unit, rules)


def _spaced_counter(passage: Passage, start: int, end: int, rules: QuantityRules) -> Unit | None:
    """The counter behind a blank inside a clause: 参演的 6 支队伍; not the 1 家 of `1 家庭农场`."""
    text = passage.text
    if not text.startswith(" ", end):
        return None
    before = passage.char(start - 1 - text.startswith(" ", start - 1))
    if before == "第" or not (is_han(before) or before in _GOING_ON):
        return None
    unit = unit_at(text, end + 1, rules)
    counts = unit is not None and unit.name in rules.counters and passage.is_boundary(unit.end)
    return unit if counts else None


def _is_vague(text: str, start: int) -> bool:
    """数十个, 几百人, and the 三 of 分列二、三位."""
    listed = text.startswith("、", start - 1) and text[start - 2 : start - 1] in DIGITS
    return start > 0 and (listed or text.startswith(("数", "几"), start - 1))


def _is_no_unit(text: str, number: str, unit: Unit) -> bool:
    """三年级, 1年期, 2020级."""
    years = unit.name == "年" and text.startswith(("级", "期"), unit.end)
    return years or (unit.name in ("级", "届") and len(number) == YEAR_LENGTH)


def _is_written_figure(
    text: str, start: int, number: Number, unit: Unit, rules: QuantityRules
) -> bool:
    """Whether written numerals are a figure here: 三座 is one, 一个 and 五点要求 are none."""
    ordinal = text[start : unit.end].startswith("二" + unit.name) and unit.name not in _AFTER_TWO
    if ordinal or not number.value:
        return False
    if any(text[start : start + length] in rules.never for length in range(2, 7)):
        return False
    if unit.name in rules.digits_only:
        return unit.name in rules.above_ten and number.value > 10
    if number.value == 1 and not unit.more:
        return unit.name in rules.exact and (len(unit.name) > 1 or unit.name in _AFTER_ONE)
    return unit.name in rules.exact or not text.startswith(rules.abstract, unit.end)


def _with_unit(
    text: str, before: Before, number: Number, unit: Unit, rules: QuantityRules
) -> Figure:
    """The figure in its plain unit, with a half (两年半) or decimals (10秒58) behind the unit."""
    value, end = number.value + unit.more, unit.end
    name, factor = rules.plain.get(unit.name, (unit.name, 1.0))
    decimals = _DECIMALS.match(text, end) if unit.name in ("秒", "米", "块", "元") else None
    if text.startswith("半", end) and unit.name in ("年", "天", "小时", "个小时", "倍", "岁", "周"):
        value, end = value + 0.5, end + 1
    elif decimals and value == int(value):
        value, end = float(f"{value:.0f}.{decimals.group()}"), decimals.end()
    value = -value if before.negative else value
    upper = None if number.upper is None else round(number.upper * factor, 6)
    return Figure(before.start, end, round(value * factor, 6), before.unit or name, upper)


def _missing_power(low: str, high: str) -> int:
    """3至5万: the 万 of the second number belongs to the first one too."""
    shared = high[-1] if high[-1] in "万亿" and not set(low) & set("万亿") else ""
    return POWERS.get(shared, 1)


def _score(match: re.Match[str], rules: QuantityRules) -> Figure | None:
    """3比2 and 4比6; 3-2 and 3:2 only where somebody wins or loses."""
    low, high = read_number(match["low"]), read_number(match["high"])
    if low is None or high is None:
        return None
    start, end = match.start(), match.end("high")
    near = rules.score_near.search(
        match.string, max(0, start - SCORE_DISTANCE), end + SCORE_DISTANCE
    )
    if near is None and match["to"] != "比":
        return None
    return Figure(start, end, f"{low.value:g}:{high.value:g}", SCORE if near else SHARE)


def _bare(text: str, span: Span, number: str, currency: str, rules: QuantityRules) -> Figure | None:
    """Without a unit: money with a sign, people by the ten thousand, a reading (浓度为161)."""
    start, end = span
    if not currency and number[0] in WRITTEN and not _MYRIAD.search(number):
        return None  # most written numerals: 一, 三农, 十分
    people = number[-1] in _MYRIADS and text.startswith(rules.people, end)
    rounded = text[end - 1] in "万亿余多" and number[0] not in _MYRIADS
    short = len(number) == 2 and number[0] in "万千" and number[1] in "二三四五六七八九"
    apart = not is_han(text[end : end + 1])
    if not (currency or people or rounded or (apart and (short or _is_reading(text, span)))):
        return None
    value = read_number(number)
    if value is None:
        return None
    return Figure(start, end, value.value, "人" if people else currency, value.upper)


def _is_reading(text: str, span: Span) -> bool:
    """Digits that end a clause behind 为 or 达, or are grouped by commas: 跑分11,236."""
    digits = text[slice(*span)]
    level = text.endswith(_LEVELS, 0, span[0]) and len(digits) > 1
    ends = text[span[1] : span[1] + 1] in ("，", "。", "；", "、", "）", "\n", "")
    return ends and _HAS_DIGIT.search(digits) is not None and ("," in digits or level)


def _stands_alone(passage: Passage, figure: Figure, rules: QuantityRules) -> bool:
    """Whether words begin and end with it: not the 一个 of 统一个体, not the 名 of 两名单."""
    text = passage.text[figure.start : figure.end]
    if _HAS_DIGIT.search(text):
        return True
    first, last = passage.word_at(figure.start), passage.word_at(figure.end - 1)
    if first is None or last is None or text in rules.never:
        return False
    if figure.unit == SHARE:  # 高|三成, where the tagger reads 高三
        return first.start == figure.start or passage.char(figure.start - 1) in _BEFORE_SHARE
    begins = first.start == figure.start or first.tag in ("m", "t", "q")
    ends = last.start + len(last.text) == figure.end or last.tag not in _GOES_ON
    ends = ends or not _ROUGH.isdisjoint(text)  # 四十多|杆秤
    ends = ends or (len(figure.unit) > 2 and text.endswith(figure.unit))  # 三个|工作日内
    counter = last.start == figure.end - 1 and len(last.text) > 2 and len(text) > 2
    ends = ends or counter  # 四十二|道工序
    return begins and ends


def _joined(figures: Iterator[Figure]) -> Iterator[Figure]:
    """11小时45分 and 1分52秒 as one figure in the larger unit."""
    pending: Figure | None = None
    for figure in figures:
        if pending is not None:
            small, large = _DURATIONS.get(figure.unit), _DURATIONS.get(pending.unit)
            if small and large and small < large and pending.end == figure.start:
                value = float(pending.value) + float(figure.value) * small / large
                unit = "分钟" if pending.unit == "分" else pending.unit
                pending = Figure(pending.start, figure.end, round(value, 4), unit)
                continue
            yield pending
        pending = figure
    if pending is not None:
        yield pending

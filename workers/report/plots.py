"""The plots: Vega-Lite, drawn to SVG in this process.

Colours and fonts are the page's own CSS variables, so that a plot follows the reader's choice of
light or dark. Each plot is drawn twice, for a wide window and for a phone: a picture that shrinks
takes its letters with it.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from types import ModuleType
from typing import Any, NamedTuple

from markupsafe import Markup

from workers.errors import NotInstalled
from workers.report.figures import DAY, OTHERS, Group, Volume

WIDE, NARROW = 900, 280  # CSS pixels between the axes
BAR = 44  # the widest bar
MOST_BARS = 400  # beyond, times without any article are left out
TITLE, SHORT_TITLE = 22, 9  # characters beside a row of the reprints
COLUMNS = 3  # of a legend
LETTER = 13  # pixels a character

Spec = dict[str, Any]


class Plot(NamedTuple):
    """One plot in both sizes."""

    wide: Markup
    narrow: Markup


def volume_plot(volumes: Sequence[Volume]) -> Plot | None:
    """Articles over time, one colour an outlet; None when no article states its day."""
    if not volumes:
        return None
    times = every_time(sorted({volume.time for volume in volumes}))
    outlets = [*dict.fromkeys(v.outlet for v in volumes if v.outlet != OTHERS), OTHERS]
    colours = [*_COLOURS[: len(outlets) - 1], "var(--rest)"]
    one_year = len(times[0]) == len(DAY) and times[0][:4] == times[-1][:4]
    spec = {
        "data": {"values": [v._asdict() | {"rank": outlets.index(v.outlet)} for v in volumes]},
        "height": 220,
        "mark": "bar",
        "encoding": {
            "x": {
                "field": "time",
                "type": "ordinal",
                "scale": {"domain": times},
                "axis": _labels("slice(datum.label, 5)" if one_year else "datum.label"),
            },
            "y": {
                "field": "articles",
                "type": "quantitative",
                "axis": {"title": None, "tickMinStep": 1, "format": ",d", "tickCount": 5},
            },
            "color": _colour("outlet", outlets, colours),
            "order": {"field": "rank"},
        },
    }
    return _drawn(lambda width: spec | {"width": min(width, BAR * len(times))})


def reprint_plot(groups: Sequence[Group]) -> Plot | None:
    """When each story was reprinted, in hours after it first came; None when no time is known."""
    points = [point for number, group in enumerate(groups, 1) for point in _spread(number, group)]
    if not points:
        return None

    def spec(width: int) -> Spec:
        length = TITLE if width == WIDE else SHORT_TITLE
        rows = [point | {"row": clipped(point["row"], length)} for point in points]
        axis = {"title": None, "labelLimit": 500, "domain": False, "ticks": False, "grid": True}
        return {
            "data": {"values": rows},
            "height": {"step": 26},
            "width": width - LETTER * length,
            "mark": {"type": "point", "filled": True, "size": 80, "opacity": 0.8},
            "encoding": {
                "x": _HOURS,
                "y": {"field": "row", "type": "ordinal", "sort": None, "axis": axis},
                "color": _colour("part", ["首发", "转载"], _COLOURS),
            },
        }

    return _drawn(spec)


def every_time(times: Sequence[str]) -> list[str]:
    """Days, months or years from the first to the last, also those without an article."""
    filled = list(times[:1])
    while filled and filled[-1] < times[-1] and len(filled) < MOST_BARS:
        filled.append(_next(filled[-1]))
    return filled if filled and filled[-1] == times[-1] else list(times)


def clipped(text: str, length: int) -> str:
    """At most so many characters."""
    return text if len(text) <= length else text[: length - 1] + "…"


def _next(time: str) -> str:
    year, month, day = (*map(int, time.split("-")), 0, 0)[:3]
    if day:
        return (date(year, month, day) + timedelta(days=1)).isoformat()
    return f"{year + month // 12:04}-{month % 12 + 1:02}" if month else f"{year + 1:04}"


def _spread(number: int, group: Group) -> Iterator[Spec]:
    if group.first.at is None:
        return
    begin = datetime.fromisoformat(group.first.at)
    for row in (group.first, *group.others):
        if row.at:
            yield {
                "row": f"{number}. {group.first.title or group.first.article}",
                "hours": (datetime.fromisoformat(row.at) - begin).total_seconds() / 3600,
                "part": "首发" if row is group.first else "转载",
            }


def vega() -> ModuleType:
    """What draws; raises NotInstalled."""
    try:
        import vl_convert  # noqa: PLC0415 - only installed with the extra `report`
    except ImportError as error:
        raise NotInstalled("Plots") from error
    return vl_convert


def _drawn(spec: Callable[[int], Spec]) -> Plot:
    wide, narrow = (
        Markup(vega().vegalite_to_svg(_STYLE | spec(width), allowed_base_urls=[]))  # noqa: S704 - Vega escapes
        for width in (WIDE, NARROW)
    )
    return Plot(wide, narrow)


def _labels(expression: str) -> Spec:
    return {"title": None, "labelExpr": expression, "labelAngle": 0, "labelOverlap": "greedy"}


def _colour(field: str, domain: Sequence[str], colours: Sequence[str]) -> Spec:
    return {
        "field": field,
        "type": "nominal",
        "scale": {"domain": domain, "range": colours},
        "legend": {"title": None, "orient": "top", "labelLimit": 160, "columns": COLUMNS},
        "sort": domain,
    }


_COLOURS = ("var(--c1)", "var(--c2)", "var(--c3)", "var(--c4)", "var(--c5)")
_HOURS = {
    "field": "hours",
    "type": "quantitative",
    "scale": {"type": "symlog", "domainMin": 0},
    "axis": _labels(
        "datum.value == 0 ? '首发' : datum.value < 24 ? datum.value + '小时'"
        " : datum.value < 720 ? datum.value / 24 + '天' : datum.value < 8760 ? '1个月' : '1年'"
    )
    | {"values": [0, 1, 3, 6, 12, 24, 72, 168, 720, 8760]},
}
_TEXT = {
    "labelColor": "var(--soft)",
    "labelFont": "var(--sans)",
    "labelFontSize": 13,
    "gridColor": "var(--line)",
    "domainColor": "var(--line)",
    "tickColor": "var(--line)",
}
_STYLE: Spec = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
    "background": None,
    "padding": 2,
    "config": {
        "aria": False,  # the figure has a description, and its numbers stand in a table
        "view": {"stroke": None},
        "axis": _TEXT,
        "axisX": {"grid": False},
        "legend": {key: value for key, value in _TEXT.items() if key.startswith("label")},
    },
}

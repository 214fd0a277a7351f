"""Tables in Markdown, and their places in a page: between `<!-- NAME:begin -->` and `end -->`."""

from collections.abc import Sequence

MISSING = "–"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; columns after the first are figures and stand on the right."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def share(value: float | None) -> str:
    """Three decimals without the leading zero, as is usual for F1: .876; 1.00."""
    if value is None:
        return MISSING
    return "1.00" if value >= 0.9995 else f"{value:.3f}".removeprefix("0")


def percent(value: float | None) -> str:
    """A rate in per cent: 0.04 %."""
    return MISSING if value is None else f"{100 * value:.2f} %"


def milliseconds(value: float) -> str:
    """Two significant digits at most: 0.3, 1.5, 12, 240."""
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"


def filled(page: str, blocks: dict[str, str]) -> str:
    """The page with each block between its markers; a page without the markers is an error."""
    for name, block in blocks.items():
        begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
        before, found, rest = page.partition(begin)
        _, found_end, after = rest.partition(end)
        if not (found and found_end):
            raise ValueError(f"the page has no place for {name!r}: {begin} … {end}")
        page = f"{before}{begin}\n{block}\n{end}{after}"
    return page

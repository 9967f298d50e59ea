"""Long rows of periods as lines of block characters, a line a month, a year or a decade."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NamedTuple

from beritasearch.search.facets import Facet, FacetValue

# As many lines as one looks at without scrolling; what is longer is told by larger periods.
MOST_LINES = 31


class Symbols(NamedTuple):
    """What counts are drawn with.

    Parameters
    ----------
    levels : eight characters, each higher than the one before.
    nothing : a period without a match.
    cut : stands at the end of a label that was cut.
    """

    bar: str
    levels: str
    nothing: str
    cut: str


_BLOCKS = Symbols("█", "▁▂▃▄▅▆▇█", "·", "…")
_PLAIN = Symbols("#", "_-~=+*%#", ".", "~")


class _Layout(NamedTuple):
    """How periods of one length stand in lines.

    Parameters
    ----------
    larger : the facet whose values name the lines; none for decades.
    line : how many characters of a period name its line.
    first, cells : the number of the first period of a line, and how many a line has.
    """

    larger: str
    line: int
    first: int
    cells: int
    ruler: str


_LAYOUTS = {
    "day": _Layout("month", 7, 1, 31, "1   5    10   15   20   25   30"),
    "month": _Layout("year", 4, 1, 12, "JFMAMJJASOND"),
    "year": _Layout("", 3, 0, 10, "0123456789"),
}


class Histogram(NamedTuple):
    """A row of periods as it is drawn.

    Parameters
    ----------
    name : the facet whose values the cells stand for: a larger one than was asked for, where
        lines would be too many.
    lines : name, cells and matches of each.
    highest : the value whose cell is the highest; None where nothing matches.
    """

    name: str
    ruler: str
    lines: list[tuple[str, str, int]]
    highest: FacetValue | None


def symbols() -> Symbols:
    """Block characters where the output can show them, else plain ones."""
    try:
        "".join(_BLOCKS).encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return _PLAIN
    return _BLOCKS


def histogram(facet: Facet, drawn_with: Symbols) -> Histogram:
    """Draw a row of periods, by their shares where they have some, else by their counts."""
    name, values = facet.name, facet.values
    while _LAYOUTS[name].larger and _line_count(name, values) > MOST_LINES:
        name, values = _LAYOUTS[name].larger, _summed(values, _LAYOUTS[name].line)
    layout = _LAYOUTS[name]
    most = max(map(height, values), default=0.0)
    cells: dict[str, list[str]] = {}
    totals: dict[str, int] = {}
    for value in values:
        line = value.value[: layout.line]
        row = cells.setdefault(line, [" "] * layout.cells)
        row[_place(value.value, layout)] = _cell(value, most, drawn_with)
        totals[line] = totals.get(line, 0) + value.count
    ending = "" if layout.larger else "0s"
    lines = [(line + ending, "".join(row), totals[line]) for line, row in cells.items()]
    highest = max(values, key=height) if most else None
    return Histogram(name, layout.ruler, lines, highest)


def height(value: FacetValue) -> float:
    """What a value's bar or cell is as high as."""
    return value.count if value.share is None else value.share


def _line_count(name: str, values: Sequence[FacetValue]) -> int:
    return len({value.value[: _LAYOUTS[name].line] for value in values})


def _summed(values: Sequence[FacetValue], width: int) -> tuple[FacetValue, ...]:
    """Larger periods; without shares, which do not add up."""
    counts: dict[str, int] = {}
    for value in values:
        period = value.value[:width]
        counts[period] = counts.get(period, 0) + value.count
    return tuple(FacetValue(period, count) for period, count in counts.items())


def _place(period: str, layout: _Layout) -> int:
    return int(period[layout.line :].lstrip("-")) - layout.first


def _cell(value: FacetValue, most: float, drawn_with: Symbols) -> str:
    if not value.count:
        return drawn_with.nothing
    # The lowest level is of the smallest counts: only what has no match at all is shown as none.
    level = -int(-len(drawn_with.levels) * height(value) // most)
    return drawn_with.levels[level - 1]

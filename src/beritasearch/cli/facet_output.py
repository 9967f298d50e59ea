"""How facets are printed for people: bars of counts, and long rows of periods as a histogram."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest
from typing import NamedTuple

import click

from beritasearch.cli.histogram import MOST_LINES, Symbols, height, histogram, symbols
from beritasearch.cli.output import faint, plain, strong
from beritasearch.search.facets import Facet, FacetValue, flat

_WIDEST_LABEL = 36
_LONGEST_BAR = 24
# Regions inside others are printed as long as there are no more lines than this, or no more
# than a province has beside itself.
_FEWEST_LINES = 24


class _Row(NamedTuple):
    label: str
    value: FacetValue


def print_facets(facets: Mapping[str, Facet]) -> None:
    """Each facet with its values, and what the values leave out."""
    drawn_with = symbols()
    for facet in facets.values():
        click.echo(f"\n{strong(facet.name)}")
        is_long = facet.filled is not None and len(facet.values) > MOST_LINES
        print_values = _print_histogram if is_long else _print_bars
        notes = print_values(facet, drawn_with)
        click.echo(faint(f"  {', '.join((*notes, *_rest(facet)))}"))


def facet_lines(facets: Mapping[str, Facet], *, share: bool) -> Iterator[tuple[str, ...]]:
    """Facet, value and count, and the share where wanted; a line a value, inner regions last."""
    for facet in facets.values():
        for value in flat(facet.values):
            part = "" if value.share is None else f"{value.share:.6f}"
            yield facet.name, value.value, str(value.count), *((part,) if share else ())


def _print_bars(facet: Facet, drawn_with: Symbols) -> Iterator[str]:
    """A line a value; gives what the lines do not say."""
    rows = list(_rows(facet.values, _printed(facet.values), ""))
    has_shares = any(row.value.share is not None for row in rows)
    counts = max((len(f"{row.value.count:,}") for row in rows), default=0)
    taken = 2 + 2 + max(counts, 7) + (8 if has_shares else 0) + 2
    import shutil  # only where people read

    room = shutil.get_terminal_size().columns - taken
    longest = max((len(row.label) for row in rows), default=0)
    width = max(min(longest, _WIDEST_LABEL, room - _LONGEST_BAR // 2), 8)
    most = max((height(row.value) for row in rows), default=0)
    for label, value in rows:
        count = f"{value.count:>7,}".rjust(counts) + (_share(value) if has_shares else "")
        drawn = _bar(value, most, min(_LONGEST_BAR, max(room - width, 0)), drawn_with)
        line = f"  {_fitted(label, width, drawn_with)}  {count}  {faint(drawn)}"
        click.echo(line.rstrip())
    hidden = sum(1 for _ in flat(facet.values)) - len(rows)
    return iter([f"{hidden:,} more inside these (--format lines)"] if hidden else [])


def _print_histogram(facet: Facet, drawn_with: Symbols) -> Iterator[str]:
    """A line of cells for many values; gives what the cells stand for."""
    drawn = histogram(facet, drawn_with)
    margin = max(len(name) for name, _, _ in drawn.lines)
    click.echo(faint(f"  {'':{margin}}  {drawn.ruler}"))
    for name, cells, matches in drawn.lines:
        click.echo(f"  {name:{margin}}  {cells}  {matches:>7,}")
    notes = [] if drawn.name == facet.name else [f"by {drawn.name}"]
    if drawn.highest:
        part = "" if drawn.highest.share is None else f" ({drawn.highest.share:.1%})"
        top = f"{drawn_with.levels[-1]} is {drawn.highest.count:,}{part} in {drawn.highest.value}"
        notes.append(top)
    return iter(notes)


def _printed(values: Iterable[FacetValue]) -> set[FacetValue]:
    """What has a line of its own: all outer values, and of those inside them the commonest."""
    outer = tuple(values)
    inner = (value for around in outer for value in flat(around.children))
    room = max(_FEWEST_LINES - len(outer), len(outer))
    # A region counts whatever lies inside it, so none is printed without those around it.
    return {*outer, *nlargest(room, inner, key=lambda value: (value.count, -len(value.value)))}


def _rows(values: Iterable[FacetValue], printed: set[FacetValue], indent: str) -> Iterator[_Row]:
    for value in values:
        if value in printed:
            yield _Row(indent + plain(value.label or value.value), value)
            yield from _rows(value.children, printed, indent + "  ")


def _bar(value: FacetValue, most: float, width: int, drawn_with: Symbols) -> str:
    """A bar, as long as it is beside the greatest one; never nothing for something."""
    return drawn_with.bar * max(round(width * height(value) / most), 1) if value.count else ""


def _share(value: FacetValue) -> str:
    return " " * 8 if value.share is None else f"  {value.share:>6.1%}"


def _fitted(label: str, width: int, drawn_with: Symbols) -> str:
    return label.ljust(width) if len(label) <= width else label[: width - 1] + drawn_with.cut


def _rest(facet: Facet) -> Iterator[str]:
    yield f"{facet.distinct:,} distinct"
    if facet.other:
        yield f"{facet.other:,} with other values"
    if facet.missing:
        yield f"{facet.missing:,} without a value"
    if facet.filled is False:
        yield f"not every {facet.name} shown"

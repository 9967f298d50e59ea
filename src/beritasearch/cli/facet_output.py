"""How facets are printed for people: bars of counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import click

from beritasearch.cli.output import bar, faint, plain, strong
from beritasearch.search.facets import Facet, FacetValue, flat

_WIDEST = 36


def print_facets(facets: Mapping[str, Facet]) -> None:
    """Each facet with its values, and what the values leave out."""
    for facet in facets.values():
        click.echo(f"\n{strong(facet.name)}")
        rows = list(_rows(facet.values, ""))
        width = min(max((len(label) for label, _, _ in rows), default=0), _WIDEST)
        most = max((count for _, count, _ in rows), default=0)
        for label, count, share in rows:
            part = "" if share is None else f"  {share:>6.1%}"
            click.echo(f"  {_fitted(label, width)}  {count:>7,}{part}  {faint(bar(count, most))}")
        click.echo(faint(f"  {_rest(facet)}"))


def facet_lines(facets: Mapping[str, Facet], *, share: bool) -> Iterator[tuple[str, ...]]:
    """Facet, value and count, and the share where wanted; a line a value, inner regions last."""
    for facet in facets.values():
        for value in flat(facet.values):
            part = () if value.share is None or not share else (f"{value.share:.6f}",)
            yield facet.name, value.value, str(value.count), *part


def _rows(values: Iterable[FacetValue], indent: str) -> Iterator[tuple[str, int, float | None]]:
    for value in values:
        yield indent + plain(value.label or value.value), value.count, value.share
        yield from _rows(value.children, indent + "  ")


def _fitted(label: str, width: int) -> str:
    return label.ljust(width) if len(label) <= width else label[: width - 1] + "…"


def _rest(facet: Facet) -> str:
    parts = [f"{facet.distinct:,} distinct"]
    if facet.other:
        parts.append(f"{facet.other:,} with other values")
    if facet.missing:
        parts.append(f"{facet.missing:,} without a value")
    return ", ".join(parts)

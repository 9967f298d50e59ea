"""A figure beside its peer's, and the table of all."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import NamedTuple

_HEADINGS = ("what", "ours", "peer", "ratio", "target", "reached")
_WIDTHS = (44, 18, 34, 6, 18, 7)


class Figure(NamedTuple):
    """One measurement.

    Parameters
    ----------
    unit : ``articles/s``, ``MB``, ``ms``; more is better only for rates.
    target : for our own value, or for the ratio where ``of_ratio``; None without one.
    """

    what: str
    ours: float
    peer: float
    peer_name: str
    unit: str
    target: float | None = None
    of_ratio: bool = False

    @property
    def ratio(self) -> float:
        """Ours to the peer's."""
        return self.ours / self.peer if self.peer else float("nan")

    @property
    def more_is_better(self) -> bool:
        return self.unit.endswith("/s")

    @property
    def is_reached(self) -> bool | None:
        if self.target is None:
            return None
        value = self.ratio if self.of_ratio else self.ours
        return value >= self.target if self.more_is_better else value <= self.target


def print_machine(rows: int) -> None:
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("beritasearch", "tantivy", "pyarrow")
    )
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"{rows:,} rows, {cores} cores, Python {platform.python_version()}, {packages}\n")


def print_table(figures: Iterable[Figure]) -> None:
    """Each row as soon as it is measured: a run that is stopped has shown what it found."""
    _print_row(_HEADINGS)
    print(f"|{'|'.join('-' * (width + 2) for width in _WIDTHS)}|")
    for figure in figures:
        _print_row(_row(figure))


def _print_row(row: Sequence[str]) -> None:
    cells = (cell.ljust(width) for cell, width in zip(row, _WIDTHS, strict=True))
    print(f"| {' | '.join(cells)} |", flush=True)


def _row(figure: Figure) -> tuple[str, ...]:
    sign = "≥" if figure.more_is_better else "≤"
    unit = "×" if figure.of_ratio else figure.unit
    target = "" if figure.target is None else f"{sign} {_number(figure.target)} {unit}"
    reached = {None: "", True: "yes", False: "no"}[figure.is_reached]
    return (
        figure.what,
        f"{_number(figure.ours)} {figure.unit}",
        f"{_number(figure.peer)} {figure.unit} ({figure.peer_name})",
        f"{figure.ratio:.2f}",
        target,
        reached,
    )


def _number(value: float) -> str:
    return (
        f"{value:,.0f}"
        if value >= 100
        else f"{value:.1f}"
        if value >= 10
        else f"{value:g}"
        if value == int(value)
        else f"{value:.2f}"
    )

"""How far a long command has come: on a terminal's stderr, and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")


def followed(each: Iterable[T], what: str, total: int | None = None) -> Iterable[T]:
    """The same things, counted while they pass where a person waits.

    Where results are printed on the terminal too they show the progress themselves.

    Parameters
    ----------
    what : they are, in one or two words: ``Queries``.
    total : how many will come, if that is known.
    """
    if not sys.stderr.isatty() or sys.stdout.isatty():
        return each
    return _tracked(each, what, total)


def _tracked(each: Iterable[T], what: str, total: int | None) -> Iterable[T]:
    with progress_bar() as shown:
        yield from shown.track(each, total, description=what)


def progress_bar() -> Progress:
    """A bar with what is done, of how much, and since when."""
    # Takes 23 ms to load, which no short command should pay.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    parts = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    # Results go on to standard output: rich would take them for something to print above the bar.
    return Progress(*parts, console=Console(stderr=True), transient=True, redirect_stdout=False)

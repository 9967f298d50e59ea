"""How far a long command has come: on a terminal's stderr, and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from beritasearch.archive.build import Progress

T = TypeVar("T")

_STEPS = {"read": "Reading pages", "write": "Writing the version", "index": "Indexing"}


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """What is to be told how far the steps of a build have come; None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    with _bar() as shown:
        tasks = {}

        def report(step: str, done: int, total: int | None) -> None:
            if step not in tasks:
                tasks[step] = shown.add_task(_STEPS[step], total=total)
            shown.update(tasks[step], completed=done, total=total)

        yield report


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
    with _bar() as shown:
        yield from shown.track(each, total, description=what)


def _bar() -> Bar:
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

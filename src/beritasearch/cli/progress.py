"""A progress bar for what takes long, on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beritasearch.archive.build import Progress

_STEPS = {"read": "Reading pages", "write": "Writing the version", "index": "Indexing"}


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """A progress bar on a terminal's stderr; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    parts = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*parts, console=Console(stderr=True), transient=True) as shown:
        tasks = {}

        def report(step: str, done: int, total: int | None) -> None:
            if step not in tasks:
                tasks[step] = shown.add_task(_STEPS[step], total=total)
            shown.update(tasks[step], completed=done, total=total)

        yield report

"""Opening a dataset for a command: with the engine that is meant, at the version that is meant."""

from __future__ import annotations

from pathlib import Path

from beritasearch.archive.archive import Archive
from beritasearch.archive.archive import open as open_archive
from beritasearch.cli.output import print_notices
from beritasearch.errors import IndexNotFound
from beritasearch.index.choice import engine_choice


def opened(
    dataset: str, engine: str | None, version: int | None = None, lexicon: str | None = None
) -> Archive:
    """A dataset, opened; the index of an older version is made where it is not kept.

    Raises
    ------
    IndexNotFound : there is no current index.
    DatasetError, SearchIndexError : an older version's index cannot be made.
    """
    try:
        return open_archive(dataset, engine=engine, version=version, lexicon=lexicon)
    except IndexNotFound:
        if version is None:
            raise
    _make_older(Path(dataset), engine, version)
    return open_archive(dataset, engine=engine, version=version, lexicon=lexicon)


def _make_older(path: Path, engine: str | None, version: int) -> None:
    # Loads pyarrow, which no other question needs.
    from functools import partial

    from beritasearch.archive.parallel import available_cores, mapped
    from beritasearch.cli.progress import progress_bar
    from beritasearch.dataset.write import writing
    from beritasearch.index.build import build_index

    chosen = engine_choice(path, engine).engine
    print_notices(
        (f"The {chosen} index of version {version} is not kept; it is made now, and stays.",)
    )
    with writing(path) as held, progress_bar() as progress:
        build_index(
            held,
            chosen,
            version,
            progress=progress and partial(progress, "index"),
            mapped=partial(mapped, workers=available_cores()),
        )


def meant_engine(dataset: str | Path, named: str | None) -> str:
    """The engine that is meant; where it is another one than usual for want of it, that is said."""
    engine, notices = engine_choice(Path(dataset), named)
    print_notices(notices)
    return engine

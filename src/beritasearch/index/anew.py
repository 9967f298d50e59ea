"""Making every index of a dataset anew, after rows were taken out of its versions.

An engine keeps what was deleted in its files until these are rewritten, so nothing of an index
that was there before is used.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from beritasearch.dataset.dataset import Dataset, version_numbers
from beritasearch.engines.registry import engine_class, engine_names
from beritasearch.errors import EngineNotFound, SearchIndexError
from beritasearch.index.build import Mapped, build_index
from beritasearch.index.open import CURRENT
from beritasearch.index.publish import ASKED, UNFINISHED, named_version


def rebuild_indexes(dataset: Dataset, mapped: Mapped = map) -> list[tuple[str, int]]:
    """Make each index that there is anew, from nothing; returns engines and versions.

    One whose version is gone, or whose engine is not installed, is deleted.

    Raises
    ------
    SearchIndexError : a folder cannot be written.
    """
    try:
        return list(_rebuilt(dataset, mapped))
    except OSError as error:
        raise SearchIndexError(
            f"The indexes of '{dataset.path}' cannot be made anew: {error.strerror or error}."
        ) from error


def drop_indexes_of(dataset: Dataset, versions: Collection[int], mapped: Mapped = map) -> None:
    """Delete the indexes of versions that are gone; where one was in use, make the newest's."""
    for folder in _engine_folders(dataset):
        current = named_version(folder / CURRENT)
        for number in set(versions) & set(version_numbers(folder)):
            shutil.rmtree(folder / str(number))
        if current in versions and _is_usable(folder.name):
            build_index(dataset, folder.name, mapped=mapped)


def _rebuilt(dataset: Dataset, mapped: Mapped) -> Iterator[tuple[str, int]]:
    for folder in _engine_folders(dataset):
        if not _is_usable(folder.name):
            shutil.rmtree(folder)
            continue
        for left in folder.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left)
        for number in set(version_numbers(folder)) - set(dataset.versions()):
            shutil.rmtree(folder / str(number))
        asked = named_version(folder / ASKED)
        # The one that was asked for last comes last, so that it stays that.
        for number in sorted(version_numbers(folder), key=lambda n: (n == asked, n)):
            build_index(dataset, folder.name, number, anew=True, mapped=mapped)
            yield folder.name, number
        if asked is None:
            (folder / ASKED).unlink(missing_ok=True)


def _engine_folders(dataset: Dataset) -> list[Path]:
    folder = dataset.path / "index"
    return sorted(path for path in folder.glob("*") if path.is_dir())


def _is_usable(engine: str) -> bool:
    if engine not in engine_names():
        return False
    try:
        engine_class(engine)
    except EngineNotFound:
        return False
    return True

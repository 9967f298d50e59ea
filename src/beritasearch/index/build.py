"""Building the index of a version: from the index before it, and the difference of the two."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from beritasearch.analysis.analyzer import analyzer
from beritasearch.dataset.dataset import Dataset, version_numbers
from beritasearch.engines.base import Document
from beritasearch.engines.registry import engine_class
from beritasearch.errors import IndexDamaged, SearchIndexError
from beritasearch.index.columns import ColumnWriter
from beritasearch.index.documents import Facets, article_document, headline_document
from beritasearch.index.fields import FACET_COLUMNS, FIELDS, set_field
from beritasearch.index.manifest import IndexManifest
from beritasearch.index.open import (
    COLUMNS,
    CURRENT,
    ENGINE,
    index_folder,
    open_index,
    wanted_settings,
)
from beritasearch.index.rows import IndexRow, count_documents, index_rows, row_difference

_UNFINISHED = ".unfinished-"
# The index in use, and the one before it, which readers may still hold open.
_KEPT = 2

Progress = Callable[[int, int], None]
Mapped = Callable[
    [Callable[[IndexRow], tuple[Document, Facets]], Iterable[IndexRow]],
    Iterable[tuple[Document, Facets]],
]


@dataclass(frozen=True, slots=True)
class IndexUpdate:
    """What building an index did."""

    manifest: IndexManifest
    added: int
    removed: int


def build_index(
    dataset: Dataset,
    engine: str,
    version: int | None = None,
    *,
    anew: bool = False,
    progress: Progress | None = None,
    mapped: Mapped = map,
) -> IndexUpdate:
    """Bring the index of an engine to a version of its dataset; the newest one by default.

    The new index is made in a folder of its own, from hard links to the current one and the
    difference of the two versions; readers of the current one are not disturbed. Only an index
    of the newest version becomes the current one.

    Parameters
    ----------
    anew : make it from nothing, whatever is there.
    progress : called with the documents done and their number.
    mapped : how documents are made from rows: `map`, or something like it on several processes.

    Raises
    ------
    SearchIndexError : the folder cannot be written; the current index stays as it was.
    """
    number = dataset.latest() if version is None else dataset.manifest(version).version
    base = None if anew else _usable_base(dataset, engine)
    if base is not None and base.version == number:
        return IndexUpdate(base, 0, 0)
    try:
        return _make(dataset, engine, number, base, progress, mapped)
    except IndexDamaged:
        if base is None:
            raise
        return _make(dataset, engine, number, None, progress, mapped)


def _make(
    dataset: Dataset,
    engine: str,
    number: int,
    base: IndexManifest | None,
    progress: Progress | None,
    mapped: Mapped,
) -> IndexUpdate:
    """Make the index of a version from that of another one, or from nothing."""
    target = index_folder(dataset.path, engine, number)
    beside = target.parent / f"{_UNFINISHED}{number}"
    try:
        _begin(beside, base, dataset, engine)
        update = _fill(beside, base, dataset, engine, number, progress, mapped)
        _publish(beside, target, current=number == dataset.latest())
    except OSError as error:
        raise SearchIndexError(
            f"The index in '{target.parent}' cannot be written: {error.strerror or error}. "
            "The index that was there is as it was before."
        ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return update


def _usable_base(dataset: Dataset, engine: str) -> IndexManifest | None:
    """The manifest of the current index, if it can be brought up to date."""
    try:
        index = open_index(dataset, engine)
        for column in FACET_COLUMNS:
            index.column(column)
    except SearchIndexError:
        return None
    return index.manifest if index.manifest.version in dataset.versions() else None


def _begin(beside: Path, base: IndexManifest | None, dataset: Dataset, engine: str) -> None:
    for left in beside.parent.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(left)
    for part in (ENGINE, COLUMNS):
        (beside / part).mkdir(parents=True)
        if base is not None:
            _link_files(index_folder(dataset.path, engine, base.version) / part, beside / part)


def _link_files(source: Path, target: Path) -> None:
    for file in source.iterdir():
        if file.name.endswith(".lock"):
            continue
        try:
            os.link(file, target / file.name)
        except OSError:
            shutil.copyfile(file, target / file.name)


def _fill(
    folder: Path,
    base: IndexManifest | None,
    dataset: Dataset,
    engine: str,
    number: int,
    progress: Progress | None,
    mapped: Mapped,
) -> IndexUpdate:
    """Remove and add documents, and write columns and manifest."""
    counts = count_documents(dataset, number)
    removed: list[str] = []
    rows: Iterable[IndexRow] = index_rows(dataset, number)
    total = sum(counts.values())
    columns = ColumnWriter(FACET_COLUMNS)
    if base is not None:
        difference = row_difference(dataset, base.version, number)
        removed, rows, total = difference.removed, difference.added, len(difference.added)
        columns = ColumnWriter.load(folder / COLUMNS, FACET_COLUMNS)
    with engine_class(engine).writer(folder / ENGINE, FIELDS) as writer:
        writer.remove(removed)
        writer.add(_documents(mapped(_document, rows), columns, total, progress))
        writer.commit()
    columns.save(folder / COLUMNS)
    manifest = IndexManifest(
        version=number,
        revision=dataset.manifest(number).revision,
        dataset_checksum=dataset.checksum(number),
        settings=wanted_settings(engine),
        documents=counts,
    )
    manifest.write(folder)
    return IndexUpdate(manifest, total, len(removed))


def _documents(
    made: Iterable[tuple[Document, Facets]],
    columns: ColumnWriter,
    total: int,
    progress: Progress | None,
) -> Iterator[Document]:
    """Documents on their way to the engine; the columns number their sets of values."""
    for done, (document, facets) in enumerate(made):
        numbers = {set_field(name): number for name, number in columns.add(facets).items()}
        yield document._replace(numbers={**document.numbers, **numbers})
        if progress is not None and done % 100 == 0:
            progress(done, total)
    if progress is not None:
        progress(total, total)


def _document(row: IndexRow) -> tuple[Document, Facets]:
    if row.kind == "headline":
        return headline_document(row.row, analyzer())
    return article_document(row.row, row.quotations, analyzer())


def _publish(beside: Path, target: Path, *, current: bool) -> None:
    """Put the folder in its place, switch ``CURRENT`` last, and drop indexes of long ago."""
    if target.exists():
        old = target.with_name(f"{_UNFINISHED}old-{target.name}")
        target.rename(old)
        beside.rename(target)
        shutil.rmtree(old)
    else:
        beside.rename(target)
    if not current:
        return
    pointer = target.with_name(f"{CURRENT}.new")
    pointer.write_text(f"{target.name}\n")
    pointer.replace(target.with_name(CURRENT))
    others = sorted(set(version_numbers(target.parent)) - {int(target.name)})
    for number in others[: 1 - _KEPT]:
        shutil.rmtree(target.with_name(str(number)))

"""Building the index of a version: from the index before it, and the difference of the two."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import tee
from pathlib import Path

from beritasearch.dataset.dataset import Dataset
from beritasearch.engines.base import Document
from beritasearch.engines.registry import engine_class
from beritasearch.errors import SearchIndexError
from beritasearch.index.columns import ColumnWriter
from beritasearch.index.documents import (
    Facets,
    IndexRow,
    Terms,
    Texts,
    document_of,
    terms_of,
    texts_of,
)
from beritasearch.index.fields import FACET_COLUMNS, FIELDS, set_field
from beritasearch.index.manifest import IndexManifest
from beritasearch.index.open import (
    COLUMNS,
    ENGINE,
    OpenIndex,
    index_folder,
    open_index,
    wanted_settings,
)
from beritasearch.index.publish import begin, hash_files, publish
from beritasearch.index.rows import RowDifference, count_documents, index_rows, row_difference

# Removed documents stay in an engine's files, and frequencies count them, until the files are
# written anew. With a third of them removed 92 % of the top ten agreed with a fresh index; to
# measure it again: tests/index/test_history.py.
_MOST_REMOVED = 0.1

Progress = Callable[[int, int], None]
Mapped = Callable[[Callable[[Texts], Terms], Iterable[Texts]], Iterable[Terms]]


@dataclass(frozen=True, slots=True)
class IndexUpdate:
    """What building an index did."""

    manifest: IndexManifest
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class _Work:
    """An index that is to be made.

    Parameters
    ----------
    base : the index that it begins with, as links to its files; None to make it from nothing.
    counts : the documents that it will hold, by kind.
    """

    dataset: Dataset
    engine: str
    version: int
    base: OpenIndex | None
    counts: dict[str, int]
    difference: RowDifference

    @property
    def removed(self) -> int:
        """Documents that will have left the engine's files since those were made from nothing."""
        before = self.base.manifest.removed if self.base else 0
        return before + len(self.difference.removed)


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
    of the newest version becomes the current one. Where more than a tenth of the documents
    in the files would be removed ones, the index is made from nothing.

    Parameters
    ----------
    anew : make it from nothing, whatever is there.
    progress : called with the documents done and their number.
    mapped : how texts become terms: `map`, or something like it on several processes.

    Raises
    ------
    SearchIndexError : the folder cannot be written; the current index stays as it was.
    """
    number = dataset.latest() if version is None else dataset.manifest(version).version
    base = None if anew else _usable_base(dataset, engine)
    if base is not None and base.manifest.version == number:
        return IndexUpdate(base.manifest, 0, 0)
    if base is not None:
        work = _from_base(dataset, engine, number, base)
        if work.removed <= _MOST_REMOVED * (work.removed + sum(work.counts.values())):
            # Files may look well and be damaged, which an engine need not tell from other
            # failures: what is made anew needs none of them.
            with suppress(SearchIndexError):
                return _make(work, progress, mapped)
    return _make(_from_nothing(dataset, engine, number), progress, mapped)


def _usable_base(dataset: Dataset, engine: str) -> OpenIndex | None:
    """The current index, if it can be brought up to date."""
    try:
        index = open_index(dataset, engine)
        for column in FACET_COLUMNS:
            index.column(column)
    except SearchIndexError:
        return None
    return index if index.manifest.version in dataset.versions() else None


def _from_base(dataset: Dataset, engine: str, number: int, base: OpenIndex) -> _Work:
    difference = row_difference(dataset, base.manifest.version, number)
    return _Work(dataset, engine, number, base, count_documents(dataset, number), difference)


def _from_nothing(dataset: Dataset, engine: str, number: int) -> _Work:
    counts = count_documents(dataset, number)
    everything = RowDifference([], sum(counts.values()), index_rows(dataset, number))
    return _Work(dataset, engine, number, None, counts, everything)


def _make(work: _Work, progress: Progress | None, mapped: Mapped) -> IndexUpdate:
    target = index_folder(work.dataset.path, work.engine, work.version)
    beside = None
    try:
        beside = begin(target, work.base.folder if work.base else None)
        _fill(beside, work, progress, mapped)
        manifest = _manifest(beside, work)
        manifest.write(beside)
        publish(beside, target, current=work.version == work.dataset.latest())
    except OSError as error:
        raise SearchIndexError(
            f"The index in '{target.parent}' cannot be written: {error.strerror or error}. "
            "The index that was there is as it was before."
        ) from error
    finally:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)
    return IndexUpdate(manifest, work.difference.added, len(work.difference.removed))


def _fill(folder: Path, work: _Work, progress: Progress | None, mapped: Mapped) -> None:
    """Remove and add documents, and write columns."""
    difference, columns = work.difference, ColumnWriter(FACET_COLUMNS)
    if work.base is not None:
        columns = ColumnWriter.load(folder / COLUMNS, FACET_COLUMNS)
    with engine_class(work.engine).writer(folder / ENGINE, FIELDS) as writer:
        writer.remove(difference.removed)
        made = _made(difference.rows, mapped)
        writer.add(_documents(made, columns, difference.added, progress))
        writer.commit()
    columns.save(folder / COLUMNS)


def _made(rows: Iterator[IndexRow], mapped: Mapped) -> Iterator[tuple[Document, Facets]]:
    """The document of each row, and the values that facets count.

    Only texts go to other processes, and only terms come back: to hand over whole rows and
    documents took 57 µs an article, these take 12, and what else a document holds 12 to make.
    """
    rows, ahead = tee(rows)
    for terms, row in zip(mapped(terms_of, map(texts_of, ahead)), rows, strict=True):
        yield document_of(row, terms)


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


def _manifest(folder: Path, work: _Work) -> IndexManifest:
    dataset, base = work.dataset, work.base
    return IndexManifest(
        version=work.version,
        revision=dataset.manifest(work.version).revision,
        dataset_checksum=dataset.checksum(work.version),
        settings=wanted_settings(work.engine),
        documents=work.counts,
        removed=work.removed,
        files=hash_files(
            folder, base.folder if base else None, base.manifest.files if base else {}
        ),
    )

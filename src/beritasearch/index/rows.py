"""The rows of a version that become documents, and how two versions differ in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from pathlib import PurePosixPath
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.compute as pc

from beritasearch.dataset.dataset import Dataset
from beritasearch.dataset.parts import read_batches
from beritasearch.index.documents import ARTICLE_COLUMNS, HEADLINE_COLUMNS, IndexRow

Row = dict[str, Any]
Names = frozenset[str]

# Rows become Python objects this many at a time: memory stays flat.
_BATCH = 128
_QUOTATION_COLUMNS = ("article_id", "speaker", "text")
_WITHOUT_ZONE = pa.timestamp("us")
_IN_UTC = pa.timestamp("us", "UTC")
_OF_ARTICLES = ("articles", "quotations")
_OF_HEADLINES = ("headlines",)


@dataclass(frozen=True, slots=True)
class RowDifference:
    """What to remove and to add to come from one version to another.

    Parameters
    ----------
    added : the number of ``rows``.
    rows : read when they are asked for.
    """

    removed: list[str]
    added: int
    rows: Iterator[IndexRow]


def index_rows(dataset: Dataset, version: int) -> Iterator[IndexRow]:
    """All rows of a version that become documents, streaming."""
    yield from _articles(dataset, version)
    yield from _headlines(dataset, version)


def row_difference(dataset: Dataset, older: int, newer: int) -> RowDifference:
    """Rows that only one of two versions has, or that they have differently.

    Only parts that differ are read, and of their rows only digests are held.
    """
    removed: list[str] = []
    added: set[str] = set()
    for tables, read in _KINDS:
        names = _differing_parts(dataset, older, newer, tables)
        held = {row.document_id: _digest(row) for row in read(dataset, older, names)}
        for row in read(dataset, newer, names):
            before = held.pop(row.document_id, None)
            if before == _digest(row):
                continue
            added.add(row.document_id)
            if before is not None:
                removed.append(row.document_id)
        removed += held
    return RowDifference(removed, len(added), _rows_of(dataset, older, newer, added))


def _rows_of(dataset: Dataset, older: int, newer: int, wanted: set[str]) -> Iterator[IndexRow]:
    for tables, read in _KINDS:
        names = _differing_parts(dataset, older, newer, tables)
        yield from (row for row in read(dataset, newer, names) if row.document_id in wanted)


def _digest(row: IndexRow) -> bytes:
    return blake2b(orjson.dumps((row.row, row.quotations)), digest_size=16).digest()


def _articles(dataset: Dataset, version: int, names: Names | None = None) -> Iterator[IndexRow]:
    """Articles with their quotations: both stand in parts of the same name, in order of ids."""
    for name in _part_names(dataset, version, "articles", names):
        said = _rows(dataset, version, "quotations", _QUOTATION_COLUMNS, name)
        quotations = groupby(said, itemgetter("article_id"))
        owner, group = next(quotations, ("", iter(())))
        for row in _rows(dataset, version, "articles", ARTICLE_COLUMNS, name):
            article_id = row["article_id"]
            if owner != article_id:
                yield IndexRow(article_id, "article", row, [])
                continue
            yield IndexRow(article_id, "article", row, list(group))
            owner, group = next(quotations, ("", iter(())))


def _headlines(dataset: Dataset, version: int, names: Names | None = None) -> Iterator[IndexRow]:
    for name in _part_names(dataset, version, "headlines", names):
        columns = (*HEADLINE_COLUMNS, "article_id")
        for row in _rows(dataset, version, "headlines", columns, name):
            # A headline whose article has arrived is found as that article.
            if row["article_id"] is None:
                yield IndexRow(row["headline_id"], "headline", row, [])


_Read = Callable[[Dataset, int, Names | None], Iterator[IndexRow]]
_KINDS: tuple[tuple[tuple[str, ...], _Read], ...] = (
    (_OF_ARTICLES, _articles),
    (_OF_HEADLINES, _headlines),
)


def _rows(
    dataset: Dataset, version: int, table: str, columns: tuple[str, ...], name: str
) -> Iterator[Row]:
    """The rows of the part with this name; none where the table has no such part."""
    folder = dataset.folder(version)
    for part in dataset.manifest(version).parts:
        if part.table == table and _name(part.path) == name:
            for batch in read_batches(folder, part, table, columns, _BATCH):
                yield from _python(batch)


def _python(batch: pa.RecordBatch) -> list[Row]:
    """The rows as Python values.

    A time with a zone takes Arrow 8 µs, more than half of what a row takes; without one .1, and
    all times of a dataset are in UTC.
    """
    times = [f.name for f in batch.schema if f.type == _IN_UTC]
    for name in times:
        bare = batch.column(name).cast(_WITHOUT_ZONE)
        batch = batch.set_column(batch.schema.get_field_index(name), name, bare)
    rows: list[Row] = batch.to_pylist()
    for name in times:
        for row in rows:
            if row[name] is not None:
                row[name] = row[name].replace(tzinfo=UTC)
    return rows


def _part_names(dataset: Dataset, version: int, table: str, names: Names | None) -> list[str]:
    """Names of a table's parts (``2024``), or of those among ``names``."""
    held = [_name(p.path) for p in dataset.manifest(version).parts if p.table == table]
    return [name for name in held if names is None or name in names]


def _differing_parts(
    dataset: Dataset, older: int, newer: int, tables: tuple[str, ...]
) -> frozenset[str]:
    """Names of parts that differ in any of these tables, read for all of them."""
    one, other = (
        {(part.path, part.sha256) for part in dataset.manifest(v).parts if part.table in tables}
        for v in (older, newer)
    )
    return frozenset(_name(path) for path, _ in one ^ other)


def _name(path: str) -> str:
    return PurePosixPath(path).stem


def count_documents(dataset: Dataset, version: int) -> dict[str, int]:
    """How many documents of each kind a version gives."""
    arrived = dataset.read("headlines", version, ["article_id"])["article_id"]
    return {
        "article": dataset.manifest(version).counts["articles"],
        "headline": int(pc.sum(arrived.is_null()).as_py() or 0),
    }

"""The rows of a version that become documents, and how two versions differ in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import pyarrow.compute as pc

from beritasearch.dataset.dataset import Dataset
from beritasearch.dataset.parts import read_parts
from beritasearch.index.documents import ARTICLE_COLUMNS, HEADLINE_COLUMNS

Row = dict[str, Any]

# Rows become Python objects this many at a time: memory stays flat.
_BATCH = 2_000
_OF_ARTICLES = ("articles", "quotations")
_OF_HEADLINES = ("headlines",)


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A row that becomes a document; ``quotations`` are those of an article."""

    document_id: str
    kind: str
    row: Row
    quotations: list[Row]


@dataclass(frozen=True, slots=True)
class RowDifference:
    """What to remove and to add to come from one version to another."""

    removed: list[str]
    added: list[IndexRow]


def index_rows(dataset: Dataset, version: int) -> Iterator[IndexRow]:
    """All rows of a version that become documents, streaming."""
    yield from _articles(dataset, version)
    yield from _headlines(dataset, version)


def row_difference(dataset: Dataset, older: int, newer: int) -> RowDifference:
    """Rows that only one of two versions has, or that they have differently.

    Only parts that differ are read.
    """
    removed: list[str] = []
    added: list[IndexRow] = []
    for tables, read in ((_OF_ARTICLES, _articles), (_OF_HEADLINES, _headlines)):
        names = _differing_parts(dataset, older, newer, tables)
        held = {row.document_id: row for row in read(dataset, older, names)}
        now = {row.document_id: row for row in read(dataset, newer, names)}
        removed += [i for i in held if held[i] != now.get(i)]
        added += [row for i, row in now.items() if row != held.get(i)]
    return RowDifference(removed, added)


def _articles(
    dataset: Dataset, version: int, names: frozenset[str] | None = None
) -> Iterator[IndexRow]:
    quotations: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(dataset, version, "quotations", ("article_id", "speaker", "text"), names):
        quotations[row["article_id"]].append(row)
    for row in _rows(dataset, version, "articles", ARTICLE_COLUMNS, names):
        article_id = row["article_id"]
        yield IndexRow(article_id, "article", row, quotations.get(article_id, []))


def _headlines(
    dataset: Dataset, version: int, names: frozenset[str] | None = None
) -> Iterator[IndexRow]:
    for row in _rows(dataset, version, "headlines", (*HEADLINE_COLUMNS, "article_id"), names):
        # A headline whose article has arrived is found as that article.
        if row["article_id"] is None:
            yield IndexRow(row["headline_id"], "headline", row, [])


def _rows(
    dataset: Dataset,
    version: int,
    table: str,
    columns: tuple[str, ...],
    names: frozenset[str] | None,
) -> Iterator[Row]:
    folder = dataset.folder(version)
    for part in dataset.manifest(version).parts:
        if part.table == table and (names is None or _name(part.path) in names):
            for batch in read_parts(folder, [part], table, columns).to_batches(_BATCH):
                yield from batch.to_pylist()


def _differing_parts(
    dataset: Dataset, older: int, newer: int, tables: tuple[str, ...]
) -> frozenset[str]:
    """Names of parts (``2024``) that differ in any of these tables, read for all of them."""
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

"""What differs between two versions, article by article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from beritasearch.dataset.dataset import Dataset
from beritasearch.dataset.manifest import Part
from beritasearch.dataset.parts import read_parts
from beritasearch.dataset.schema import CONTENT_COLUMNS


@dataclass(frozen=True, slots=True)
class Difference:
    """One article that two versions do not hold alike.

    Parameters
    ----------
    kind : ``added``, ``changed`` or ``removed``.
    columns : the content columns that changed.
    """

    kind: str
    article_id: str
    title: str | None
    portal: str
    columns: tuple[str, ...] = ()


def diff(dataset: Dataset, older: int, newer: int) -> Iterator[Difference]:
    """The articles added, changed and removed from one version to another, by article id.

    Parts that both versions share are the same file and are not read.
    """
    held, now = (_rows(dataset, a, b) for a, b in ((older, newer), (newer, older)))
    for article_id in sorted(held.keys() | now.keys()):
        difference = _difference(held.get(article_id), now.get(article_id))
        if difference:
            yield difference


def _rows(dataset: Dataset, version: int, other: int) -> dict[str, dict[str, Any]]:
    shared = {part.sha256 for part in dataset.manifest(other).parts}
    parts = [
        part
        for part in dataset.manifest(version).parts
        if part.table == "articles" and part.sha256 not in shared
    ]
    return {row["article_id"]: row for row in _read(dataset, version, parts).to_pylist()}


def _read(dataset: Dataset, version: int, parts: list[Part]) -> pa.Table:
    columns = ["article_id", "portal", *CONTENT_COLUMNS]
    return read_parts(dataset.folder(version), parts, "articles", columns)


def _difference(held: dict[str, Any] | None, now: dict[str, Any] | None) -> Difference | None:
    row = now or held or {}
    columns: tuple[str, ...] = ()
    if held and now:
        columns = tuple(name for name in CONTENT_COLUMNS if held[name] != now[name])
        if not columns:
            return None
    kind = "changed" if columns else ("added" if now else "removed")
    return Difference(kind, row["article_id"], row["title"], row["portal"], columns)


def added_ids(dataset: Dataset, older: int, newer: int) -> tuple[str, ...]:
    """The ids of articles and headlines that the newer version holds and the older does not.

    Raises
    ------
    VersionNotFound : the dataset has no such version.
    """
    added: list[str] = []
    for table, column in (("articles", "article_id"), ("headlines", "headline_id")):
        held, now = (dataset.read(table, v, [column])[column].to_pylist() for v in (older, newer))
        known = frozenset(held)
        added += [row_id for row_id in now if row_id not in known]
    return tuple(added)


def row_of(dataset: Dataset, article_id: str, version: int | None = None) -> dict[str, Any] | None:
    """The whole row of an article, under any id by which it was known; None without one."""
    folder = dataset.folder(version)
    parts = [part for part in dataset.manifest(version).parts if part.table == "articles"]
    ids = [read_parts(folder, [part], "articles", ["article_id", "other_ids"]) for part in parts]
    for place in (_at_own_id, _at_other_id):
        for part, held in zip(parts, ids, strict=True):
            at = place(held, article_id)
            if at is not None:
                # Only the part that holds it is read with its texts.
                row: dict[str, Any]
                (row,) = read_parts(folder, [part], "articles").slice(at, 1).to_pylist()
                return row
    return None


def _at_own_id(ids: pa.Table, wanted: str) -> int | None:
    at: int = pc.index(ids["article_id"], wanted).as_py()
    return at if at >= 0 else None


def _at_other_id(ids: pa.Table, wanted: str) -> int | None:
    for at, others in enumerate(ids["other_ids"].to_pylist()):
        if wanted in others:
            return at
    return None

"""Hits as Arrow tables, for pandas, Polars, DuckDB and Parquet. Only these load pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any

import pyarrow as pa

from beritasearch.search.results import Hit

# Hits that are Python objects at a time: 10,000 would take 50 MB more.
_BATCH = 1_000

_STRINGS = pa.list_(pa.string())

# Described in `docs/python.md`; the names are those of JSON, the types those of the dataset.
SCHEMA = pa.schema(
    [
        pa.field("article_id", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("score", pa.float64(), nullable=False),
        ("title", pa.string()),
        ("url", pa.string()),
        pa.field("portal", pa.string(), nullable=False),
        ("section", pa.string()),
        ("published_at", pa.timestamp("us", tz="UTC")),
        ("published_on", pa.date32()),
        ("region_codes", _STRINGS),
        ("tags", _STRINGS),
        pa.field("sponsored", pa.bool_(), nullable=False),
        ("snippet", pa.string()),
        ("matched", pa.map_(pa.string(), _STRINGS)),
    ]
)

# The same, for hits of many queries.
RANKED_SCHEMA = pa.schema(
    [
        pa.field("query_id", pa.string(), nullable=False),
        pa.field("rank", pa.int32(), nullable=False),
        *SCHEMA,
    ]
)


def table(hits: Iterable[Hit]) -> pa.Table:
    """Hits as one table with the columns of :data:`SCHEMA`, in their order."""
    return pa.Table.from_batches(batches(map(row, hits), SCHEMA), SCHEMA)


def batches(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Rows as record batches of up to 1,000, streaming."""
    left = iter(rows)
    while batch := list(islice(left, _BATCH)):
        yield pa.RecordBatch.from_pylist(batch, schema)


def row(hit: Hit) -> dict[str, Any]:
    """A hit as a row of :data:`SCHEMA`."""
    at = hit.published_at
    return {
        **hit.to_dict(),
        "published_at": datetime.fromisoformat(at) if at and len(at) > len("2024-04-30") else None,
        "published_on": date.fromisoformat(at[:10]) if at else None,
        "matched": list(hit.matched.items()),
    }

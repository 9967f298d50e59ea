"""The four tables of a version, as Arrow schemas. ``docs/dataset.md`` describes the columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

import pyarrow as pa

# Raised when a column is added, removed or changes its type.
SCHEMA_VERSION = 1

_TIME = pa.timestamp("us", tz="UTC")
_STRINGS = pa.list_(pa.string())


def _required(name: str, kind: pa.DataType) -> pa.Field:
    return pa.field(name, kind, nullable=False)


ARTICLES = pa.schema(
    [
        _required("article_id", pa.string()),
        ("source_id", pa.string()),
        ("other_ids", _STRINGS),
        _required("portal", pa.string()),
        ("url", pa.string()),
        ("title", pa.string()),
        ("lead", pa.string()),
        _required("body", pa.string()),
        ("section", pa.string()),
        (
            "regions",
            pa.list_(
                pa.struct([("code", pa.string()), ("role", pa.string()), ("evidence", pa.string())])
            ),
        ),
        ("region_codes", _STRINGS),
        ("region_candidates", _STRINGS),
        ("dateline", pa.string()),
        ("tags", _STRINGS),
        ("authors", _STRINGS),
        ("byline_code", pa.string()),
        ("published_at", _TIME),
        ("published_on", pa.date32()),
        ("published_zone", pa.string()),
        ("modified_at", _TIME),
        (
            "read_also",
            pa.list_(
                pa.struct([("title", pa.string()), ("title_cut", pa.bool_()), ("url", pa.string())])
            ),
        ),
        (
            "related",
            pa.list_(
                pa.struct(
                    [
                        ("title", pa.string()),
                        ("title_cut", pa.bool_()),
                        ("url", pa.string()),
                        ("section", pa.string()),
                        ("published_at", _TIME),
                    ]
                )
            ),
        ),
        _required("parts_total", pa.int32()),
        _required("parts_held", pa.int32()),
        ("images", pa.list_(pa.struct([("url", pa.string()), ("caption", pa.string())]))),
        _required("word_count", pa.int32()),
        _required("text_sha256", pa.string()),
        (
            "pages",
            pa.list_(
                pa.struct(
                    [
                        ("uri", pa.string()),
                        ("offset", pa.int64()),
                        ("sha256", pa.string()),
                        ("fetched_at", _TIME),
                        ("part", pa.int32()),
                    ]
                )
            ),
        ),
        ("language", pa.string()),
        _required("sponsored", pa.bool_()),
        ("body_uncertain", pa.string()),
        ("fact_check", pa.struct([("verdict", pa.string()), ("claim", pa.string())])),
        _required("rights", pa.string()),
        _required("extractor", pa.string()),
    ]
)

HEADLINES = pa.schema(
    [
        _required("headline_id", pa.string()),
        _required("portal", pa.string()),
        _required("title", pa.string()),
        _required("title_cut", pa.bool_()),
        ("url", pa.string()),
        ("section", pa.string()),
        ("region_codes", _STRINGS),
        ("published_at", _TIME),
        ("published_on", pa.date32()),
        ("seen_in", _STRINGS),
        ("article_id", pa.string()),
    ]
)

QUOTATIONS = pa.schema(
    [
        _required("article_id", pa.string()),
        _required("ordinal", pa.int32()),
        ("speaker", pa.string()),
        ("speaker_role", pa.string()),
        ("verb", pa.string()),
        _required("text", pa.string()),
        _required("start", pa.int32()),
        _required("end", pa.int32()),
        _required("direct", pa.bool_()),
        _required("denied", pa.bool_()),
    ]
)

DUPLICATES = pa.schema(
    [
        _required("article_id", pa.string()),
        _required("earliest_id", pa.string()),
        _required("similarity", pa.float32()),
    ]
)

TABLES = {
    "articles": ARTICLES,
    "headlines": HEADLINES,
    "quotations": QUOTATIONS,
    "duplicates": DUPLICATES,
}

# The order of rows in every part, so that equal rows give equal bytes.
ROW_ORDER = {
    "articles": ["article_id"],
    "headlines": ["headline_id"],
    "quotations": ["article_id", "ordinal"],
    "duplicates": ["article_id"],
}

# Only these make an article changed: a page's lists differ at every fetch.
CONTENT_COLUMNS = (
    "title",
    "lead",
    "body",
    "section",
    "tags",
    "authors",
    "published_at",
    "published_on",
    "modified_at",
    "url",
    "region_codes",
)


def to_table(rows: Sequence[object], table: str) -> pa.Table:
    """Rows (dataclasses named as the columns are) as an Arrow table."""
    schema = TABLES[table]
    columns = [pa.array(_values(rows, field), field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _values(rows: Sequence[object], field: pa.Field) -> list[Any]:
    values = list(map(attrgetter(field.name), rows))
    return list(map(_plain, values)) if _holds_structs(field.type) else values


def _holds_structs(kind: pa.DataType) -> bool:
    element = kind.value_type if pa.types.is_list(kind) else kind
    return bool(pa.types.is_struct(element))


def _plain(value: Any) -> Any:
    """A struct as Arrow takes it: dataclasses as dicts."""
    if isinstance(value, tuple):
        return [_plain(element) for element in value]
    if value is None:
        return None
    return {field.name: getattr(value, field.name) for field in fields(value)}


def sorted_table(tables: Iterable[pa.Table], table: str) -> pa.Table:
    """Tables joined, with their rows in the fixed order."""
    joined = pa.concat_tables(tables)
    return joined.sort_by([(column, "ascending") for column in ROW_ORDER[table]])

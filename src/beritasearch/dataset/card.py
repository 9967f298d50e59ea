"""The card of a version: what a person, and a machine, reads first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from beritasearch.dataset.manifest import Manifest, Part
from beritasearch.dataset.schema import TABLES

_TABLE_TEXTS = {
    "articles": "one row an article, with title, body, times, tags, regions and provenance",
    "headlines": "dated titles seen in the pages' lists, whose articles may not be held",
    "quotations": "words attributed to a speaker, with offsets into the article's body",
    "duplicates": "articles with the same text as an earlier one",
}


def card(manifest: Manifest, name: str) -> str:
    """The README of a version, with the YAML that ``datasets`` and its viewer read."""
    counts = manifest.counts
    period = f"{manifest.first_day} to {manifest.last_day}" if manifest.first_day else "undated"
    tables = "\n".join(
        f"| `{table}` | {counts[table]:,} | {text} |" for table, text in _TABLE_TEXTS.items()
    )
    portals = "\n".join(f"| {portal} | {n:,} |" for portal, n in manifest.portals.items())
    return f"""{_front_matter(manifest, name)}
# {name}, version {manifest.label}

Indonesian news articles as Parquet, made with beritasearch: {counts["articles"]:,} articles
({period}) and {counts["headlines"]:,} headlines.

| table | rows | what |
|---|---|---|
{tables}

## Articles by portal

| portal | articles |
|---|---|
{portals}

## How to read it

```python
import pandas as pd
articles = pd.read_parquet("articles/")
```

DuckDB (`SELECT * FROM 'articles/*.parquet'`), Polars and `datasets.load_dataset` read the
folder as it is. `SHA256SUMS` is checked with `sha256sum -c SHA256SUMS`.

## How it was made, and its limits

{manifest.tool} read the pages named in the column `pages` (file, offset and SHA-256 of the bytes).
Text is kept as printed; advertisements, navigation and "Baca juga" links are taken out of the
body. Extraction can fail: `body_uncertain` says where a border was unclear, `parts_held` where
pages of an article are missing. Regions and quotations are found by rule, not by hand.

## Rights

The column `rights` says what each portal allows; `unknown` means that nobody has stated it. The
rights of the articles remain with their portals and authors.

## Corrections and removals

Every version stays as it is. Name the `article_id` and the version ({manifest.label}) when you ask
the publisher of this dataset for a correction or a removal.
"""


def _front_matter(manifest: Manifest, name: str) -> str:
    configs = "\n".join(
        f"- config_name: {table}\n  data_files:\n  - split: train\n    path: {table}/*.parquet"
        for table, rows in manifest.counts.items()
        if rows
    )
    size = _size_category(manifest.counts["articles"])
    return (
        f"---\npretty_name: {name}\nlanguage:\n- id\nlicense: other\nsize_categories:\n- {size}\n"
        f"task_categories:\n- text-retrieval\ntags:\n- news\n- indonesian\nconfigs:\n{configs}\n---"
    )


def _size_category(rows: int) -> str:
    bounds = (
        (1_000, "n<1K"),
        (10_000, "1K<n<10K"),
        (100_000, "10K<n<100K"),
        (1_000_000, "100K<n<1M"),
    )
    return next((label for bound, label in bounds if rows < bound), "1M<n<10M")


def croissant(manifest: Manifest, name: str) -> bytes:
    """The version's metadata in Croissant 1.0 (MLCommons)."""
    tables = [table for table in TABLES if manifest.counts[table]]
    document = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": name,
        "version": f"{manifest.version}.{manifest.revision}.0",
        "description": f"Indonesian news articles: {manifest.counts['articles']} rows.",
        "datePublished": manifest.created_at[:10],
        "inLanguage": "id",
        "distribution": [
            *(_file_object(part) for part in manifest.parts if part.rows),
        ],
        "recordSet": [_record_set(table, manifest) for table in tables],
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _file_object(part: Part) -> dict[str, str]:
    return {
        "@type": "cr:FileObject",
        "@id": part.path,
        "name": part.path,
        "contentUrl": part.path,
        "contentSize": f"{part.bytes} B",
        "encodingFormat": "application/x-parquet",
        "sha256": part.sha256,
    }


def _record_set(table: str, manifest: Manifest) -> dict[str, Any]:
    """The table's plain columns, read from its largest part."""
    part = max((p for p in manifest.parts if p.table == table), key=lambda p: p.rows)
    fields = [
        {
            "@type": "cr:Field",
            "@id": f"{table}/{column.name}",
            "name": column.name,
            "dataType": _CROISSANT_TYPES[str(column.type)],
            "source": {"fileObject": {"@id": part.path}, "extract": {"column": column.name}},
        }
        for column in TABLES[table]
        if str(column.type) in _CROISSANT_TYPES
    ]
    return {"@type": "cr:RecordSet", "@id": table, "name": table, "field": fields}


_CROISSANT_TYPES: Mapping[str, str] = {
    "string": "sc:Text",
    "bool": "sc:Boolean",
    "int32": "sc:Integer",
    "float": "sc:Float",
    "date32[day]": "sc:Date",
}

_CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "recordSet": "cr:recordSet",
    "field": "cr:field",
    "source": "cr:source",
    "extract": "cr:extract",
    "column": "cr:column",
    "fileObject": "cr:fileObject",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "sha256": "cr:sha256",
}

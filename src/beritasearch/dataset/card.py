"""The card of a version: what a person, and a machine, reads first."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill
from typing import Any

import orjson

from beritasearch.dataset.manifest import Manifest, Part
from beritasearch.dataset.schema import TABLES
from beritasearch.wording import counted

_TABLE_TEXTS = {
    "articles": "one row an article, with title, body, times, tags, regions and provenance",
    "headlines": "dated titles seen in the pages' lists, whose articles may not be held",
    "quotations": "words attributed to a speaker, with offsets into the article's body",
    "duplicates": "articles with (nearly) the text of an earlier one",
}
_UNDATED_PART = "articles/undated.parquet"
_RIGHTS = (
    "The rights of the articles remain with their portals and authors; the column `rights` says "
    "what each portal allows."
)


def card(manifest: Manifest, name: str) -> str:
    """The README of a version, with the YAML that ``datasets`` and its viewer read."""
    counts = manifest.counts
    tables = "\n".join(
        f"| `{table}` | {counts[table]:,} | {text} |" for table, text in _TABLE_TEXTS.items()
    )
    portals = "\n".join(f"| {_cell(portal)} | {n:,} |" for portal, n in manifest.portals.items())
    return f"""{_front_matter(manifest, name)}
# {name}, version {manifest.label}

{_summary(manifest)}
{_origin(manifest)}

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

{fill(_RIGHTS + " `unknown` there means that nobody has stated it.", 100)}

## Corrections and removals

A version changes only by a removal, and then says so. Name the `article_id` and the version
({manifest.label}) when you ask the publisher of this dataset for a correction or a removal.
"""


def _summary(manifest: Manifest) -> str:
    """One sentence: how many articles and headlines, of which days."""
    articles = counted(manifest.counts["articles"], "article")
    headlines = counted(manifest.counts["headlines"], "headline")
    return f"Indonesian news as Parquet: {articles} ({_days(manifest)}) and {headlines}."


def _days(manifest: Manifest) -> str:
    undated = sum(part.rows for part in manifest.parts if part.path == _UNDATED_PART)
    if manifest.first_day is None:
        return "undated"
    days = manifest.first_day
    if manifest.last_day != manifest.first_day:
        days = f"{manifest.first_day} to {manifest.last_day}"
    return f"{days}; {undated:,} undated" if undated else days


def _origin(manifest: Manifest) -> str:
    """One sentence: when the version was made, and from which one."""
    made = f"Made on {manifest.created_at[:10]} by {manifest.tool}"
    if manifest.parent is None:
        return f"{made}."
    changes = manifest.changes
    return (
        f"{made} from version {manifest.parent}: {counted(changes.new, 'new article')}, "
        f"{changes.changed:,} changed, {counted(changes.new_headlines, 'new headline')}."
    )


def _cell(text: str) -> str:
    """A text as a cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|")


def _front_matter(manifest: Manifest, name: str) -> str:
    configs = "\n".join(
        f"- config_name: {table}\n  data_files:\n  - split: train\n    path: {table}/*.parquet"
        for table, rows in manifest.counts.items()
        if rows
    )
    size = _size_category(manifest.counts["articles"])
    quoted = orjson.dumps(name).decode()  # a JSON string is a YAML string, whatever the name holds
    return (
        f"---\npretty_name: {quoted}\nlanguage:\n- id\nlicense: other\nsize_categories:\n- {size}\n"
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
    """The version's metadata in Croissant 1.0 (MLCommons); ``mlcroissant validate`` accepts it."""
    tables = [table for table in TABLES if manifest.counts[table]]
    document = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": name,
        "version": f"{manifest.version}.{manifest.revision}.0",
        "description": _summary(manifest),
        "license": _RIGHTS,
        "citeAs": f"{name}, version {manifest.label} ({manifest.created_at[:10]}).",
        "datePublished": manifest.created_at[:10],
        "inLanguage": "id",
        "distribution": [
            *(_file_object(part) for part in manifest.parts if part.rows),
            *(_file_set(table) for table in tables),
        ],
        "recordSet": [_record_set(table) for table in tables],
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _file_object(part: Part) -> dict[str, str]:
    return {
        "@type": "cr:FileObject",
        "@id": part.path,
        "name": part.path,
        "contentUrl": part.path,
        "contentSize": f"{part.bytes} B",
        "encodingFormat": _PARQUET,
        "sha256": part.sha256,
    }


def _file_set(table: str) -> dict[str, str]:
    """All parts of a table, which are read as one."""
    return {
        "@type": "cr:FileSet",
        "@id": f"{table}-parts",
        "name": f"{table}-parts",
        "encodingFormat": _PARQUET,
        "includes": f"{table}/*.parquet",
    }


def _record_set(table: str) -> dict[str, Any]:
    """The table's columns, without those of structs, which Croissant cannot type."""
    fields = [
        {
            "@type": "cr:Field",
            "@id": f"{table}/{column.name}",
            "name": column.name,
            **_CROISSANT_TYPES[str(column.type)],
            "source": {
                "fileSet": {"@id": f"{table}-parts"},
                "extract": {"column": column.name},
            },
        }
        for column in TABLES[table]
        if str(column.type) in _CROISSANT_TYPES
    ]
    return {
        "@type": "cr:RecordSet",
        "@id": table,
        "name": table,
        "description": _TABLE_TEXTS[table],
        "field": fields,
    }


_PARQUET = "application/x-parquet"
_CROISSANT_TYPES: Mapping[str, Mapping[str, Any]] = {
    "string": {"dataType": "sc:Text"},
    "list<item: string>": {"dataType": "sc:Text", "repeated": True},
    "list<element: string>": {"dataType": "sc:Text", "repeated": True},
    "bool": {"dataType": "sc:Boolean"},
    "int32": {"dataType": "sc:Integer"},
    "float": {"dataType": "sc:Float"},
    "date32[day]": {"dataType": "sc:Date"},
    "timestamp[us, tz=UTC]": {"dataType": "sc:DateTime"},
}
_CROISSANT_WORDS = (
    *("citeAs", "column", "equivalentProperty", "extract", "field", "fileObject"),
    *("fileProperty", "fileSet", "format", "includes", "isLiveDataset", "jsonPath", "key"),
    *("md5", "parentField", "path", "recordSet", "references", "regex", "repeated"),
    *("replace", "samplingRate", "separator", "source", "subField", "transform"),
)
# The context that Croissant 1.0 gives; its own readers warn of any other.
_CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    **{name: f"cr:{name}" for name in _CROISSANT_WORDS},
}

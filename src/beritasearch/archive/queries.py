"""Many queries from one file: CSV with a header, or JSONL; one query a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TextIO

import orjson

from beritasearch.errors import InputError
from beritasearch.pages.inputs import STDIN, open_text

# Columns of filters, named as the options are; several values of one are parted by `|` in CSV.
FILTERS = (
    "region",
    "region_mentioned",
    "tag",
    "portal",
    "section",
    "author",
    "since",
    "until",
    "kind",
)
_SINGLE = ("since", "until", "kind")


@dataclass(frozen=True, slots=True)
class AskedQuery:
    """A row of a file of queries.

    Parameters
    ----------
    query_id : as the file has it; its line number where it has none.
    filters : keyword arguments of :meth:`beritasearch.Archive.search`.
    unused : columns with a value that are neither the query nor a filter.
    """

    query_id: str
    text: str
    filters: Mapping[str, Any]
    unused: tuple[str, ...] = ()


def read_queries(path: str) -> Iterator[AskedQuery]:
    """The queries of a file, in its order, streaming.

    Parameters
    ----------
    path : a file, or ``-`` for standard input.

    Raises
    ------
    InputError : the file cannot be read, or a row has no query; the message names the line.
    """
    name = "standard input" if path == STDIN else f"'{path}'"
    try:
        with open_text(path, "File of queries") as lines:
            for number, row in _rows(lines, name):
                yield _query(row, number, name)
    except csv.Error as error:
        raise InputError(f"File of queries {name} is no CSV that can be read: {error}.") from error


def _rows(lines: TextIO, name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    first = next(lines, "")
    if not first.strip():
        raise InputError(f"File of queries {name} is empty. Give a CSV with the columns id,query.")
    if first.lstrip().startswith("{"):
        for number, line in enumerate(_chained(first, lines), start=1):
            if line.strip():
                yield number, _json_row(line, number, name)
        return
    # A spreadsheet set to Indonesian parts the columns of its CSV by semicolons.
    reader = csv.DictReader(_chained(first, lines), delimiter=max(",;\t", key=first.count))
    for row in reader:
        yield reader.line_num, row


def _chained(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _json_row(line: str, number: int, name: str) -> Mapping[str, Any]:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise InputError(f"Line {number} of {name} is not JSON: {error}.") from error
    if not isinstance(row, dict):
        raise InputError(f"Line {number} of {name} is JSON, but no object.")
    return row


def _query(row: Mapping[str, Any], number: int, name: str) -> AskedQuery:
    text = row.get("query")
    if not isinstance(text, str):
        columns = ", ".join(str(column) for column in row) or "none"
        raise InputError(
            f"Line {number} of {name} has no query. Its columns: {columns}; "
            "needed: query, and best an id."
        )
    filters = {column: _values(row[column], column) for column in FILTERS if row.get(column)}
    query_id = row.get("id")
    return AskedQuery(
        query_id=str(number) if query_id in (None, "") else str(query_id),
        text=text,
        filters=filters,
        unused=tuple(str(c) for c in row if row[c] and c not in ("id", "query", *FILTERS)),
    )


def _values(value: Any, column: str) -> Any:
    if isinstance(value, list):
        return [str(each) for each in value]
    text = str(value)
    return text if column in _SINGLE else [part.strip() for part in text.split("|")]

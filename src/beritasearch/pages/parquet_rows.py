"""Article rows from Parquet, of any types of columns."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from beritasearch.errors import PageRejected
from beritasearch.pages.page import Page, Rejection
from beritasearch.pages.rows import row_page
from beritasearch.pages.unpacking import seekable

if TYPE_CHECKING:
    import pyarrow as pa

# Rows held at once: few where each is as long as a page may be, and enough that reading by column
# pays.
_ROWS = 128


def read_parquet(stream: io.BufferedReader, uri: str) -> Iterator[Page | Rejection]:
    """The rows of a Parquet file, a few at a time.

    Times become ISO 8601 and bytes text, as a JSON export of the same table would have them; a
    value that is none (a day in the year 90,000) becomes null.
    """
    # Heavy to import: only where there is Parquet.
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with seekable(stream) as source, pq.ParquetFile(source) as file:
            for batch in file.iter_batches(_ROWS):
                columns = [_values(column) for column in batch.columns]
                for values in zip(*columns, strict=True):
                    row = dict(zip(batch.schema.names, map(_plain, values), strict=True))
                    yield row_page(row, uri, number)
                    number += 1
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        detail = " ".join(str(error).split())[:200].rstrip(".")
        raise PageRejected("broken-parquet", f"The file is no whole Parquet: {detail}.") from error


def _values(column: pa.Array) -> list[Any]:
    import pyarrow as pa

    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        # Python's own times end at microseconds.
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    try:
        values: list[Any] = column.to_pylist()
    except (ValueError, ArithmeticError, LookupError):
        values = [_value(scalar) for scalar in column]
    return values


def _value(scalar: pa.Scalar) -> Any:
    try:
        return scalar.as_py()
    except (ValueError, ArithmeticError, LookupError):
        return None


def _plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if value != value:  # no number, as pandas writes what is missing
        return None
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, dict):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return str(value)

"""Answers as Parquet on standard output."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

import click

if TYPE_CHECKING:
    import pyarrow as pa

# Batches that become one row group, of 10,000 rows: smaller ones pack and scan worse.
_BATCHES = 10


def refuse_terminal() -> None:
    """Refuse to write what no terminal can show, before anything is asked.

    Raises
    ------
    click.BadParameter : standard output is a terminal.
    """
    if sys.stdout.isatty():
        raise click.BadParameter(
            "parquet is not for a terminal; send it to a file: --format parquet > hits.parquet",
            param_hint="--format",
        )


def print_parquet(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> None:
    """Write rows as one Parquet file, a row group of them at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from beritasearch.search.arrow import batches

    sink = _Sink(sys.stdout.buffer)
    writer = pq.ParquetWriter(sink, schema, compression="zstd")
    waiting = batches(rows, schema)
    try:
        while group := list(islice(waiting, _BATCHES)):
            writer.write_table(pa.Table.from_batches(group))
    except BaseException:
        sink.give_up()
        raise
    finally:
        writer.close()


class _Sink(io.RawIOBase):
    """A stream that can be given up: pyarrow ends every file with a footer, which would make
    what was written before an error look like the whole answer."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream: BinaryIO | None = stream

    def give_up(self) -> None:
        self._stream = None

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        if self._stream is not None:
            self._stream.write(content)
        return len(content)

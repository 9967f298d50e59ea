"""Article rows from JSON and JSONL."""

from __future__ import annotations

import io
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import orjson

from beritasearch.errors import PageRejected
from beritasearch.pages.page import Form, Page, Rejection


def read_rows(stream: io.BufferedReader, uri: str, longest: int) -> Iterator[Page | Rejection]:
    """The rows of a JSONL file, of a JSON array, or of a single JSON object.

    A file whose first line is a whole JSON object is read line by line, and so is one whose
    first line is another whole JSON value with more lines after it.

    Parameters
    ----------
    longest : lines and files with more bytes are rejected, and never held in memory.
    """
    first = stream.readline(longest + 1)
    if _is_row(first, is_last=not stream.peek(1).strip()):
        yield from _read_lines(first, stream, uri, longest)
    else:
        yield from _read_whole(first + stream.read(longest + 1 - len(first)), uri, longest)


def _is_row(line: bytes, *, is_last: bool) -> bool:
    try:
        return isinstance(orjson.loads(line), dict) or not is_last
    except orjson.JSONDecodeError:
        # A first line that is broken, but no opening of a printed JSON document.
        return line.startswith(b"{") and line.rstrip() != b"{"


def _read_lines(
    line: bytes, stream: io.BufferedReader, uri: str, longest: int
) -> Iterator[Page | Rejection]:
    offset = 0
    while line:
        read = len(line)
        if read > longest:
            read += _skip_line(stream, line)
            yield Rejection(
                uri, offset, "too-large", f"The line has {read:,} bytes; {longest:,} are allowed."
            )
        elif not line.isspace():
            yield _row(line, uri, offset)
        offset += read
        line = stream.readline(longest + 1)


def _skip_line(stream: io.BufferedReader, line: bytes) -> int:
    skipped = 0
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)
        skipped += len(line)
    return skipped


def _row(line: bytes, uri: str, offset: int) -> Page | Rejection:
    try:
        fields = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return Rejection(uri, offset, "not-json", f"The line is not JSON: {error}.")
    if not isinstance(fields, dict):
        return Rejection(uri, offset, "not-an-article", "The line is JSON, but no object.")
    return _page(fields, line.rstrip(b"\r\n"), uri, offset)


def _read_whole(content: bytes, uri: str, longest: int) -> Iterator[Page | Rejection]:
    if len(content) > longest:
        raise PageRejected(
            "too-large",
            f"The JSON document has more than {longest:,} bytes. Give one object a line (JSONL).",
        )
    try:
        document = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise PageRejected("not-json", f"The file is not JSON: {error}.") from error
    rows = document if isinstance(document, list) else [document]
    for number, fields in enumerate(rows):
        if isinstance(fields, dict):
            # The bytes of one row inside an array are those it has when written alone.
            yield _page(fields, orjson.dumps(fields), uri, number)
        else:
            yield Rejection(uri, number, "not-an-article", "The entry is JSON, but no object.")


def _page(fields: dict[str, Any], content: bytes, uri: str, offset: int) -> Page:
    digest = sha256(content).hexdigest()
    return Page(uri=uri, form=Form.ROW, sha256=digest, offset=offset, row=fields)

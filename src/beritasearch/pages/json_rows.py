"""Article rows from JSON and JSONL."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import orjson

from beritasearch.errors import PageRejected
from beritasearch.pages.page import Page, Rejection
from beritasearch.pages.rows import row_page

# A string, whole or cut, or one of the signs that structure a document.
_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*(?P<closed>"?)|[\[\]{},]', re.DOTALL)
# Python writes these numbers; JSON has none such.
_NO_NUMBERS = (b"NaN", b"Infinity")
_BLOCK = 1 << 16
# How many times the longest line a line may have that is passed over: about three seconds.
_LONGEST_SKIPPED = 32


def read_json(stream: io.BufferedReader, uri: str, longest: int) -> Iterator[Page | Rejection]:
    """The rows of a JSONL file, of a JSON array, or of a single JSON object.

    A file whose first line is a whole JSON object is read line by line, and so is one whose
    first line is another whole JSON value with more lines after it.

    Parameters
    ----------
    longest : lines, entries and objects with more bytes are rejected, and never held in memory.
    """
    offset, first = _first_line(stream, longest)
    if _is_row(first, stream, longest):
        yield from _read_lines(first, offset, stream, uri, longest)
    elif first.startswith(b"["):
        yield from _Array(first[1:], stream, longest).pages(uri)
    else:
        yield _read_object(first + stream.read(longest + 1 - len(first)), uri, longest)


def _first_line(stream: io.BufferedReader, longest: int) -> tuple[int, bytes]:
    """The first line that is not blank, without a mark and spaces before it, and where it is."""
    offset = 0
    while line := stream.readline(longest + 1):
        begun = line.removeprefix(codecs.BOM_UTF8).lstrip()
        if begun:
            return offset + len(line) - len(begun), begun
        offset += len(line)
    return offset, b""


def _is_row(line: bytes, stream: io.BufferedReader, longest: int) -> bool:
    """Whether a file is read line by line, by its first line and what follows."""
    if len(line) > longest:
        return line.startswith(b"{")
    try:
        return isinstance(_loaded(line), dict) or bool(stream.peek(1).strip())
    except ValueError:
        # A first line that is broken, but no opening of a printed JSON document.
        return line.startswith(b"{") and line.rstrip() != b"{"


def _loaded(content: bytes) -> Any:
    """The value that JSON writes; what Python writes for numbers that are none is null.

    Raises
    ------
    ValueError : it is no JSON.
    """
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        if not any(name in content for name in _NO_NUMBERS):
            raise
    try:
        value = json.loads(content, parse_constant=lambda name: None)
        # What Python reads and orjson does not write (half a character) cannot be stored.
        orjson.dumps(value)
    except (RecursionError, TypeError) as error:
        raise ValueError(str(error)) from error
    return value


def _read_lines(
    line: bytes, offset: int, stream: io.BufferedReader, uri: str, longest: int
) -> Iterator[Page | Rejection]:
    while line:
        read = len(line)
        if read > longest:
            read += _skip_line(stream, line, _LONGEST_SKIPPED * longest)
            yield Rejection(
                uri, offset, "too-large", f"The line has {read:,} bytes; {longest:,} are allowed."
            )
        elif not line.isspace():
            yield _row(line, uri, offset, line.rstrip(b"\r\n"))
        offset += read
        line = stream.readline(longest + 1)


def _skip_line(stream: io.BufferedReader, line: bytes, most: int) -> int:
    skipped = 0
    while line and not line.endswith(b"\n"):
        if skipped > most:
            raise PageRejected("too-large", f"A line has more than {most:,} bytes: no row has.")
        line = stream.readline(1 << 20)
        skipped += len(line)
    return skipped


def _row(written: bytes, uri: str, offset: int, content: bytes | None = None) -> Page | Rejection:
    what = "entry" if content is None else "line"
    try:
        fields = _loaded(written)
    except ValueError as error:
        return Rejection(uri, offset, "not-json", f"The {what} is not JSON: {error}.")
    if not isinstance(fields, dict):
        return Rejection(uri, offset, "not-an-article", f"The {what} is JSON, but no object.")
    return row_page(fields, uri, offset, content)


def _read_object(content: bytes, uri: str, longest: int) -> Page | Rejection:
    if len(content) > longest:
        raise PageRejected(
            "too-large",
            f"The JSON document has more than {longest:,} bytes. Give one object a line (JSONL).",
        )
    try:
        fields = _loaded(content)
    except ValueError as error:
        raise PageRejected("not-json", f"The file is not JSON: {error}.") from error
    if not isinstance(fields, dict):
        return Rejection(uri, 0, "not-an-article", "The file is JSON, but no object.")
    return row_page(fields, uri, 0)


class _Array:
    """The entries of a JSON array, one by one: the array itself may be larger than the memory."""

    def __init__(self, begun: bytes, stream: io.BufferedReader, longest: int) -> None:
        self._held = begun
        self._stream = stream
        self._longest = longest
        self._is_closed = False

    def pages(self, uri: str) -> Iterator[Page | Rejection]:
        number = 0
        for entry in self._entries():
            yield _row(entry, uri, number)
            number += 1
        if not self._is_closed:
            yield Rejection(uri, number, "not-json", "The file ends before its JSON array does.")
        elif (self._held + self._stream.read(_BLOCK)).strip():
            yield Rejection(uri, number, "not-json", "More stands behind the JSON array.")

    def _entries(self) -> Iterator[bytes]:
        """The bytes of each entry; ``_held`` is what was read and not given yet."""
        at = depth = 0
        while True:
            at, depth, entries = self._scan(at, depth)
            yield from entries
            if self._is_closed:
                return
            if len(self._held) > self._longest:
                raise PageRejected(
                    "too-large",
                    f"An entry of the JSON array has more than {self._longest:,} bytes.",
                )
            # By doubling: a long string is looked through from its beginning each time.
            more = self._stream.read(max(_BLOCK, len(self._held)))
            if not more:
                return
            self._held += more

    def _scan(self, at: int, depth: int) -> tuple[int, int, list[bytes]]:
        """The entries that end in what is held, and how far and how deep it was looked through."""
        entries, begin, held = [], 0, self._held
        looked = len(held)
        for token in _TOKEN.finditer(held, at):
            sign = held[token.start()]
            if sign == _QUOTE:
                if not token["closed"]:
                    looked = token.start()
                    break
            elif sign in _OPENING:
                depth += 1
            elif sign in _CLOSING and depth:
                depth -= 1
            elif depth == 0:
                entries.append(held[begin : token.start()])
                begin = token.end()
                if sign in _CLOSING:
                    self._is_closed = True
                    break
        self._held = held[begin:]
        return looked - begin, depth, [entry for entry in entries if entry.strip()]


_QUOTE, _OPENING, _CLOSING = ord('"'), b"[{", b"]}"

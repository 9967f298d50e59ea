"""Article rows from CSV, however it is written."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Collection, Iterator

from beritasearch.errors import PageRejected
from beritasearch.pages.charset import mended
from beritasearch.pages.delimited import Delimited, delimited, without_excel_line
from beritasearch.pages.page import Page, Rejection
from beritasearch.pages.rows import row_page

_BLOCK = 1 << 20


def read_csv(
    stream: io.BufferedReader, uri: str, longest: int, fields: Collection[str] = ()
) -> Iterator[Page | Rejection]:
    """The rows of a table of text whose first line names its columns.

    Sign, quoting and encoding are told by the content. Where a quotation mark is never closed,
    its line alone is read again as one whose marks mean nothing.

    Parameters
    ----------
    longest : rows with more characters are rejected, and never held in memory.
    fields : names of columns that a person expects.
    """
    head = stream.peek().decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    written = delimited(head, fields)
    if written is None:
        raise PageRejected("not-a-table", "The first line of the file names no columns.")
    text = io.TextIOWrapper(stream, "utf-8-sig", "surrogateescape", newline="")
    try:
        rows = _Rows(text, written, longest)
        names = rows.names(skip=without_excel_line(head) != head)
        for number, row in enumerate(rows):
            yield _page(names, row, uri, number)
    finally:
        # The stream is closed by whoever opened it.
        text.detach()


def _page(names: list[str], row: list[str] | str, uri: str, number: int) -> Page | Rejection:
    if isinstance(row, str):
        return Rejection(uri, number, "too-large", row)
    if len(row) > len(names):
        detail = f"The row has {len(row)} fields; the table has {len(names)} columns."
        return Rejection(uri, number, "broken-row", detail)
    fields = {name: mended(field) for name, field in zip(names, row, strict=False) if name}
    return row_page(fields, uri, number)


class _Rows:
    """The rows of a table, as lists of fields; a sentence stands for one that is too long."""

    def __init__(self, text: io.TextIOWrapper, written: Delimited, longest: int) -> None:
        self._lines = _Lines(text, longest)
        self._written = written
        self._columns = 0

    def names(self, *, skip: bool) -> list[str]:
        """The names in the first line that is not blank."""
        if skip:
            next(self._lines)
        row: list[str] = []
        while self._lines.begin_row() and not _is_filled(row):
            row = self._written.row(self._lines)
        self._columns = len(row)
        return [mended(name).strip() for name in row]

    def __iter__(self) -> Iterator[list[str] | str]:
        while self._lines.begin_row():
            try:
                row = self._row()
            except _TooLong as error:
                yield str(error)
                continue
            if _is_filled(row):
                yield row

    def _row(self) -> list[str]:
        try:
            row = self._written.row(self._lines)
        except (csv.Error, _TooLong) as error:
            if isinstance(error, _TooLong) and self._lines.taken == 1:
                raise
            row = []
        if not row or (self._lines.taken > 1 and len(row) != self._columns):
            # A mark that is not closed took the lines of other rows: its line alone is its row.
            self._lines.give_back()
            row = self._written.loose_row(next(self._lines), self._columns)
        return row


def _is_filled(row: list[str]) -> bool:
    return any(map(str.strip, row))


class _TooLong(ValueError):
    """A row is longer than what may be held."""


class _Lines:
    """Lines, counted from the beginning of a row on, which can be given back but for the first."""

    def __init__(self, text: io.TextIOWrapper, longest: int) -> None:
        self._text = text
        self._longest = longest
        self._waiting: deque[str] = deque()
        self._row: list[str] = []
        self.size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._read()
        if not line:
            raise StopIteration
        self._row.append(line)
        self.size += len(line)
        if len(line) > self._longest and self.taken == 1:
            self._skip(line)
        if self.size > self._longest:
            raise _TooLong(f"The row has more than {self._longest:,} characters.")
        return line

    @property
    def taken(self) -> int:
        """How many lines the row has taken."""
        return len(self._row)

    def begin_row(self) -> bool:
        """Forget the lines of the row before; whether there are more."""
        self._row.clear()
        self.size = 0
        if not self._waiting and (line := self._read()):
            self._waiting.append(line)
        return bool(self._waiting)

    def give_back(self) -> None:
        """Let all lines of the row be read again."""
        self._waiting.extendleft(reversed(self._row))
        self._row.clear()
        self.size = 0

    def _read(self) -> str:
        return self._waiting.popleft() if self._waiting else self._text.readline(self._longest + 1)

    def _skip(self, line: str) -> None:
        """Read on to the end of a line that is too long."""
        while line and not line.endswith("\n"):
            line = self._text.readline(_BLOCK)

"""Tables of text: whether a text is one, and which sign parts its columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

# A field may be a whole article; the rows are bounded by whoever reads them.
_NO_LIMIT = 2**31 - 1

_SIGNS = ",;\t|"
# Names of the column that holds the text, in the tools we know and as people call it: it tells a
# table of articles from a text whose lines have commas.
_TELLING = frozenset(
    ("body", "isi", "content", "konten", "text", "teks", "maintext", "plaintext", "article")
)
_NAME = re.compile(r"[^\W\d][\w .()/-]{0,39}")
# Without such a name, a first line of names is believed when so many lines agree with it.
_AGREEING = 3
_EXCEL = re.compile(r"sep=(.)\r?\n")
# A mark that is doubled inside of a field; an empty field is two marks as well.
_DOUBLED = re.compile(r'[^\\,;\t|\r\n]""[^,;\t|\r\n]')
# A mark that is escaped inside of a field; at its end a backslash may be its last letter.
_ESCAPED = re.compile(r'\\"[^,;\t|\r\n"]')


@dataclass(frozen=True, slots=True)
class Delimited:
    """How a table of text is written.

    Parameters
    ----------
    sign : what parts the columns.
    escape : what stands before a quotation mark inside of a field; None where it is doubled.
    """

    sign: str
    escape: str | None = None

    def row(self, lines: Iterable[str]) -> list[str]:
        """The fields of the next row, which may go on over several lines; none at the end.

        Raises
        ------
        csv.Error : a quotation mark is never closed, or closed within a field.
        """
        return _next(self._reader(lines, strict=True))

    def loose_row(self, line: str, columns: int) -> list[str]:
        """The fields of a line with odd quotation marks: those that fit the table's columns."""
        fields = _next(self._reader([line], strict=False))
        if len(fields) == columns:
            return fields
        return _next(csv.reader([line], delimiter=self.sign, quoting=csv.QUOTE_NONE))

    def first_rows(self, head: str, number: int) -> list[list[str]]:
        """The first rows of a text that may be cut, as far as they can be told."""
        lines = [line for line in head.splitlines(keepends=True) if line.strip()]
        rows: list[list[str]] = []
        try:
            rows.extend(islice(self._reader(lines, strict=True), number))
        except csv.Error:
            if len(rows) == 1:
                rows += [self.loose_row(line, len(rows[0])) for line in lines[1:number]]
        return rows

    def _reader(self, lines: Iterable[str], *, strict: bool) -> Iterator[list[str]]:
        return csv.reader(
            lines,
            delimiter=self.sign,
            escapechar=self.escape,
            doublequote=self.escape is None,
            skipinitialspace=self.sign != "\t",
            strict=strict,
        )


def _next(rows: Iterator[list[str]]) -> list[str]:
    # The limit is the whole process': others may rely on it.
    limit = csv.field_size_limit(_NO_LIMIT)
    try:
        return next(rows, [])
    finally:
        csv.field_size_limit(limit)


def delimited(head: str, fields: Collection[str] = ()) -> Delimited | None:
    """How a table is written, by its beginning; None where the text is no table.

    Parameters
    ----------
    fields : names of columns that a person expects.
    """
    head = without_excel_line(head)
    escape = "\\" if _ESCAPED.search(head) and not _DOUBLED.search(head) else None
    telling = _TELLING.union(map(str.lower, fields))
    found = [(_agreement(head, Delimited(sign, escape), telling), sign) for sign in _SIGNS]
    best, sign = max(found, key=lambda each: each[0])
    return Delimited(sign, escape) if best else None


def without_excel_line(text: str) -> str:
    """A text without the line that tells a spreadsheet the sign, `sep=;`."""
    stated = _EXCEL.match(text)
    return text[stated.end() :] if stated else text


def _agreement(head: str, written: Delimited, telling: Collection[str]) -> int:
    """How sure it is that a text is written so: its columns if it is, 0 if not."""
    rows = written.first_rows(head, _AGREEING + 1)
    names = [name.strip().lower() for name in rows[0]] if rows else []
    named = list(filter(None, names))
    if len(names) < 2 or len({*named}) < len(named) or not all(map(_NAME.fullmatch, named)):
        return 0
    agreeing = sum(len(row) == len(names) for row in rows[1:])
    if {*named}.isdisjoint(telling):
        is_table = len(names) > 2 and agreeing == _AGREEING
    else:
        is_table = agreeing > 0 or len(rows) == 1
    return len(names) if is_table else 0

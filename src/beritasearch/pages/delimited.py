"""Tables of text: whether a text is one, and which sign parts its columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

# A field may be a whole article. The module's own limit, 131,072, is for the whole process: it is
# raised once, and nothing that was read before fails for it.
csv.field_size_limit(2**31 - 1)

_SIGNS = ",;\t|"
# Names of columns that hold a title or a text, in the tools we know and as people call them; one
# of them in the first line tells a table of articles from a text whose lines have commas.
_TELLING = {"title", "judul", "headline", "body", "isi", "content", "konten", "text", "teks"}.union(
    ("maintext", "plaintext", "article", "artikel", "berita", "url", "link")
)
_NAME = re.compile(r"[^\W\d][\w .()/-]{0,39}")
# Without a telling name, a first line of names is believed when this many lines agree with it.
_AGREEING = 3
_EXCEL = re.compile(r"sep=(.)\r?\n")


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

    def rows(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """The fields of each row; a row may go on over several lines."""
        return csv.reader(
            lines,
            delimiter=self.sign,
            escapechar=self.escape,
            doublequote=self.escape is None,
            skipinitialspace=self.sign != "\t",
        )

    def plain(self, line: str) -> list[str]:
        """The fields of a line whose quotation marks mean nothing."""
        read = csv.reader([line], delimiter=self.sign, quoting=csv.QUOTE_NONE)
        return next(read, [])


def is_delimited(head: str) -> bool:
    """Whether a text, by its beginning, is a table with names in its first line."""
    return delimited(head) is not None


def delimited(head: str) -> Delimited | None:
    """How a table is written, by its beginning; None where the text is no table."""
    head = without_excel_line(head)
    escape = "\\" if '\\"' in head and '""' not in head else None
    found = [(_agreement(head, Delimited(sign, escape)), sign) for sign in _SIGNS]
    best, sign = max(found, key=lambda each: each[0])
    return Delimited(sign, escape) if best else None


def without_excel_line(text: str) -> str:
    """A text without the line that tells a spreadsheet the sign, `sep=;`."""
    stated = _EXCEL.match(text)
    return text[stated.end() :] if stated else text


def _agreement(head: str, written: Delimited) -> int:
    """How sure it is that a text is written so: its columns if it is, 0 if not."""
    try:
        rows = [row for row in islice(written.rows(head.splitlines(keepends=True)), 5) if row]
    except csv.Error:
        return 0
    names = [name.strip().lower() for name in rows[0]] if rows else []
    if len(names) < 2 or not all(map(_NAME.fullmatch, filter(None, names))):
        return 0
    if len({*names}) < len(names):
        return 0
    if _TELLING & {*names}:
        return len(names)
    # The last row may be cut by the end of what was read.
    agreeing = sum(len(row) == len(names) for row in rows[1:-1])
    is_table = len(names) > 2 and agreeing >= _AGREEING and agreeing == len(rows) - 2
    return len(names) if is_table else 0

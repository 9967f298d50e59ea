"""How answers are printed: tables for people, lines, JSON and CSV for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click
import orjson

from beritasearch.cli.options import wants_colour


def chosen_format(form: str | None) -> str:
    """The format asked for, else a table on a terminal and lines elsewhere."""
    if form:
        return form
    return "table" if sys.stdout.isatty() else "lines"


def print_json(document: object) -> None:
    """One JSON document, never coloured."""
    _write(orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def print_jsonl(rows: Iterable[object]) -> None:
    """One JSON document a line."""
    for row in rows:
        _write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))


def print_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Rows as CSV with a header; lists are joined by ``|``."""
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row.get(column)) for column in columns])


def print_lines(rows: Iterable[Sequence[str | None]]) -> None:
    """One row a line, its fields parted by tabs."""
    for row in rows:
        click.echo("\t".join(plain(" ".join((field or "").split())) for field in row))


def print_notices(notices: Iterable[str]) -> None:
    """Notices go to stderr, so that they never end up in what a program reads."""
    for notice in notices:
        click.echo(f"Note: {notice}", err=True)


def plain(text: str) -> str:
    """A page's text without what moves a terminal's cursor or turns the order of its letters.

    >>> plain("Banjir\\x1b[2J di\\u202e Tangsel")
    'Banjir[2J di Tangsel'
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else " " if char.isspace() else "" for char in text)


def strong(text: str) -> str:
    """Emphasised on a terminal that has colours."""
    return click.style(text, bold=True) if wants_colour() else text


def faint(text: str) -> str:
    """Of less importance, on a terminal that has colours."""
    return click.style(text, dim=True) if wants_colour() else text


def marked(text: str) -> str:
    """A match, on a terminal that has colours."""
    return click.style(text, fg="yellow", bold=True) if wants_colour() else text


def marks() -> tuple[str, str]:
    """What stands before and after a match on this terminal."""
    before, _, after = marked("\0").partition("\0")
    return before, after


def beside(parts: Iterable[str | None]) -> str:
    """Pieces of a page's text in one line, without those that are empty.

    >>> beside(("2024-04-30", "", None, "kompas.com"))
    '2024-04-30 · kompas.com'
    """
    return plain(" · ".join(filter(None, parts)))


def moment(text: str | None) -> str:
    """A time for people: ``2024-04-30 17:21``; the day alone where no time is known."""
    return text.replace("T", " ")[:16] if text else "undated"


def cell(value: object) -> object:
    """A value as one cell of CSV: lists joined by `|`."""
    if isinstance(value, list | tuple):
        return "|".join(map(str, value))
    if isinstance(value, dict):
        return orjson.dumps(value).decode()
    return value


def _write(content: bytes) -> None:
    sys.stdout.buffer.write(content)

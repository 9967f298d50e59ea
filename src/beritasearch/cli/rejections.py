"""The list of what a build rejected, as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path

import orjson

from beritasearch.errors import InputError
from beritasearch.pages.page import Rejection


def write_rejections(rejections: Sequence[Rejection], path: Path) -> None:
    """Write a list of rejections: CSV where the file's name ends in ``.csv``, else JSONL.

    Raises
    ------
    InputError : the file cannot be written.
    """
    written = _csv if path.suffix.lower() == ".csv" else _jsonl
    try:
        path.write_bytes(written(rejections))
    except OSError as error:
        raise InputError(f"'{path}' cannot be written: {error.strerror}.") from error


def _jsonl(rejections: Sequence[Rejection]) -> bytes:
    return b"".join(orjson.dumps(one, option=orjson.OPT_APPEND_NEWLINE) for one in rejections)


def _csv(rejections: Sequence[Rejection]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(field.name for field in fields(Rejection))
    writer.writerows(map(astuple, rejections))
    return text.getvalue().encode()

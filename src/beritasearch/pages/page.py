"""A page: bytes from a portal, and where exactly they came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any


class Form(StrEnum):
    """In what form a page reached us."""

    HTML = "html"
    TEXT = "text"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was given.

    Parameters
    ----------
    uri : the file or address the bytes came from, as the person gave it.
    offset : where in that file the page begins: in bytes of the decompressed file for a
        line of JSONL, by number for an entry of a JSON array; None where the file is one page.
    sha256 : of the page's bytes, hexadecimal.
    fetched_at : when the portal sent it, in UTC; None where the input does not tell.
    content : the bytes of a HTML page or of copied text; empty for a row.
    row : the fields of an article row (JSON, JSONL); None for other forms.
    """

    uri: str
    form: Form
    sha256: str
    offset: int | None = None
    fetched_at: datetime | None = None
    content: bytes = b""
    row: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """A page, or a whole file, that cannot become an article, and why.

    Parameters
    ----------
    reason : a short name for counting: ``empty-file``.
    detail : one sentence for the person who looks into it.
    """

    uri: str
    offset: int | None
    reason: str
    detail: str


def page_of(content: bytes, uri: str, form: Form) -> Page:
    """A whole file as one page."""
    return Page(uri=uri, form=form, sha256=sha256(content).hexdigest(), content=content)

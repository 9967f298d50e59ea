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
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was given.

    Parameters
    ----------
    uri : the file the bytes came from, as the person gave it; for a file inside of a WACZ
        archive the archive's name, ``/``, and the name inside.
    offset : where in that file the page begins: a record of WARC in bytes of the file itself, a
        line of JSONL in bytes of the decompressed file, an entry of an array, a table or a feed
        by its number; None where the file is one page.
    fetched_at : when the portal sent it, in UTC; None where the input does not tell.
    url : the address that the portal sent it from; None where the input does not tell.
    content : the bytes of a HTML page, or of text in UTF-8; empty for rows and entries.
    row : the fields of an article row, or of a feed's entry; None for other forms.
    doubt : why the bytes may not be the whole page, or not the right characters.
    digest : SHA-256 of what ``content`` does not hold as it was given: of a row, of text in
        another encoding; else None.
    """

    uri: str
    form: Form
    offset: int | None = None
    fetched_at: datetime | None = None
    url: str | None = None
    content: bytes = b""
    row: Mapping[str, Any] | None = None
    doubt: str | None = None
    digest: str | None = None

    @property
    def sha256(self) -> str:
        """Of the page's bytes, hexadecimal.

        Worked out when it is asked for: it takes half as long as reading an archive does, and
        the processes that extract articles can share that work.
        """
        return self.digest or sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A page, or a whole file, that cannot become an article, and why.

    Parameters
    ----------
    offset : as that of a page; of several pages that of the first.
    reason : a short name for counting: ``empty-file``.
    detail : one sentence for the person who looks into it.
    count : how many pages; more than one for records of an archive that are no pages at all.
    """

    uri: str
    offset: int | None
    reason: str
    detail: str
    count: int = 1


def page_of(content: bytes, uri: str, form: Form) -> Page:
    """A whole file as one page."""
    return Page(uri=uri, form=form, content=content)

"""A row that was read from a table or from JSON, as a page."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from beritasearch.pages.page import Form, Page, Rejection

# The longest name that file systems allow.
_LONGEST_NAME = 255


def row_page(
    fields: Mapping[str, Any], uri: str, offset: int, content: bytes | None = None
) -> Page | Rejection:
    """The page of a row.

    A row whose field `page` names a file that stands beside its own states what that page should
    give, as tables of assertions do: it is rejected, so that the page speaks for itself.

    Parameters
    ----------
    content : the row's own bytes; where it has none (in a table, inside of an array) its SHA-256
        is that of the row written alone as JSON.
    """
    if (named := fields.get("page")) and _stands_beside(uri, named):
        return Rejection(
            uri,
            offset,
            "states-a-page",
            f"The row states what the page '{named}' beside it should give; the page itself is "
            "to be read.",
        )
    digest = digest_of(fields) if content is None else sha256(content).hexdigest()
    return Page(uri=uri, form=Form.ROW, offset=offset, row=fields, digest=digest)


def digest_of(fields: Mapping[str, Any]) -> str:
    """SHA-256 of a row, written alone as JSON."""
    return sha256(orjson.dumps(fields)).hexdigest()


def _stands_beside(uri: str, named: Any) -> bool:
    if not isinstance(named, str) or len(named) > _LONGEST_NAME or Path(named).name != named:
        return False
    try:
        return Path(uri).name != named and Path(uri).with_name(named).is_file()
    except (OSError, ValueError):
        return False

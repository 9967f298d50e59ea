"""A page with its images in one file, as browsers save it: MHTML."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parsedate_to_datetime

from beritasearch.errors import PageRejected
from beritasearch.pages.encoded import html_page
from beritasearch.pages.page import Form, Page

_HTML_TYPES = ("text/html", "application/xhtml+xml")


def mhtml_page(content: bytes, uri: str) -> Page:
    """The page that a MHTML file holds: its first part in HTML, with address and time.

    Raises
    ------
    PageRejected : no part of the file is HTML.
    """
    message = message_from_bytes(content, policy=policy.compat32)
    part = next((p for p in message.walk() if p.get_content_type() in _HTML_TYPES), None)
    payload = part.get_payload(decode=True) if part else None
    if part is None or not isinstance(payload, bytes):
        raise PageRejected("not-html", "The MHTML file holds no page in HTML.")
    address = message["Snapshot-Content-Location"] or part["Content-Location"]
    page = Page(
        uri=uri,
        form=Form.HTML,
        fetched_at=_moment(message),
        url=str(address).strip() if address else None,
        content=payload,
    )
    return html_page(page, part.get_content_charset("utf-8"))


def _moment(message: Message) -> datetime | None:
    """When the page was saved, in UTC; None where the file does not tell."""
    try:
        saved = parsedate_to_datetime(str(message["Date"]))
        return saved.astimezone(UTC) if saved.tzinfo else None
    except (ValueError, OverflowError):
        return None

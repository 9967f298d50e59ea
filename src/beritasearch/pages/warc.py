"""Pages from WARC and WET: what portals sent, as a crawler kept it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from beritasearch.errors import PageRejected
from beritasearch.pages.feed import read_feed
from beritasearch.pages.kinds import is_feed, is_html
from beritasearch.pages.page import Form, Page, Rejection
from beritasearch.pages.payload import body
from beritasearch.pages.text import text_page
from beritasearch.pages.warc_records import records
from beritasearch.wording import counted

if TYPE_CHECKING:
    from fastwarc import WarcRecord

_HTML_TYPES = frozenset(("text/html", "application/xhtml+xml"))
# What a page of HTML or a feed may be called; all else is passed over unread.
_TYPES = _HTML_TYPES | frozenset(
    "text/xml application/xml application/rss+xml application/atom+xml application/rdf+xml "
    "text/plain application/octet-stream".split()
)
_WELL_SENT = (200, 203)
_REDIRECTS = range(300, 400)
# Why records are no pages, by the reason under which they are counted.
_LEFT_OUT = {
    "not-html": "no HTML, no feed and no text of a page",
    "redirect": "redirects",
    "error-status": "answers with an error, or with a part of a page",
    "revisit": "said to be the same as another record",
    "broken-record": "no answers that can be read",
}
_TRUNCATED = "The archive holds only the beginning of the page."
_SNIFFED = 4096


def read_warc(stream: io.BufferedReader, uri: str, longest: int) -> Iterator[Page | Rejection]:
    """The pages of an archive: answers in HTML, feeds, and the texts of WET.

    Requests, metadata and what an archive says of itself are passed over. Records that are no
    pages are counted, one rejection for each reason.

    Parameters
    ----------
    stream : the archive as it is, compressed or not.
    longest : pages with more bytes are rejected, and never held in memory.
    """
    left_out = _LeftOut(uri)
    for found in records(stream, uri):
        if isinstance(found, Rejection):
            yield found
            continue
        record, offset = found
        reason = _reason(record)
        if reason is None:
            try:
                yield from _pages(record, uri, offset, longest)
            except PageRejected as rejected:
                reason = rejected.reason
            except OSError:
                # The archive is broken here: the next step says so, and goes on behind it.
                continue
        if reason is not None:
            left_out.add(reason, offset)
    yield from left_out.rejections()


class _LeftOut:
    """The records of an archive that are no pages: how many for each reason, and the first."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._counts: dict[str, int] = {}
        self._first: dict[str, int] = {}

    def add(self, reason: str, offset: int) -> None:
        self._counts[reason] = self._counts.get(reason, 0) + 1
        self._first.setdefault(reason, offset)

    def rejections(self) -> Iterator[Rejection]:
        for reason, count in self._counts.items():
            detail = f"{counted(count, 'record')} of the archive: {_LEFT_OUT[reason]}."
            yield Rejection(self._uri, self._first[reason], reason, detail, count)


def _reason(record: WarcRecord) -> str | None:
    """Why a record is no page, as far as its headers tell."""
    kind = str(record.record_type)
    if kind == "revisit":
        return "revisit"
    if kind == "conversion":
        return None if _stated_type(record) == "text/plain" else "not-html"
    if kind == "resource":
        return None if _stated_type(record) in _HTML_TYPES else "not-html"
    status = record.http_headers.status_code if record.is_http_parsed else None
    if kind != "response" or status is None:
        return "broken-record"
    if status not in _WELL_SENT:
        return "redirect" if status in _REDIRECTS else "error-status"
    return None if _http_type(record) in _TYPES else "not-html"


def _stated_type(record: WarcRecord) -> str:
    return (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()


def _http_type(record: WarcRecord) -> str:
    return (record.http_content_type or "text/html").lower()


def _pages(record: WarcRecord, uri: str, offset: int, longest: int) -> Iterator[Page | Rejection]:
    """The page of a record, or the entries of the feed that it is.

    Raises
    ------
    PageRejected : the record is no page, for one of the reasons that are counted.
    OSError : the record is broken.
    """
    content, is_whole = _content(record, longest + 1)
    if len(content) > longest:
        yield Rejection(uri, offset, "too-large", f"The page has more than {longest:,} bytes.")
        return
    page = Page(
        uri=uri,
        form=Form.HTML,
        offset=offset,
        fetched_at=record.record_date,
        url=(record.headers.get("WARC-Target-URI") or "").strip("<> ") or None,
        charset=record.http_charset if record.is_http_parsed else None,
        content=content,
        doubt=None if is_whole else _TRUNCATED,
    )
    if str(record.record_type) == "conversion":
        yield text_page(page)
        return
    head = content[:_SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n")
    if is_feed(head):
        yield from _entries(page)
    elif is_html(head) or (head.startswith(b"<") and _http_type(record) in _HTML_TYPES):
        yield page
    else:
        raise PageRejected("not-html", "The record is no HTML and no feed.")


def _content(record: WarcRecord, longest: int) -> tuple[bytes, bool]:
    """What was sent, decoded and up to a length, and whether the archive holds all of it."""
    content = record.reader.read(longest)
    is_whole = len(content) >= min(record.content_length, longest)
    if record.is_http_parsed:
        headers = record.http_headers
        transfer, encoding = headers.get("Transfer-Encoding"), headers.get("Content-Encoding")
        if transfer or encoding:
            content = body(content, transfer, encoding, longest)
    return content, is_whole and record.headers.get("WARC-Truncated") is None


def _entries(feed: Page) -> Iterator[Page | Rejection]:
    stream = io.BufferedReader(io.BytesIO(feed.content))  # type: ignore[type-var]
    for entry in read_feed(stream, feed.uri):
        if isinstance(entry, Page):
            yield replace(entry, offset=feed.offset, fetched_at=feed.fetched_at)
        else:
            yield replace(entry, offset=feed.offset)

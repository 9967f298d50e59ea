"""Pages from WARC and WET: what portals sent, as a crawler kept it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fastwarc import WarcHeader, WarcRecord

from beritasearch.errors import PageRejected
from beritasearch.pages.encoded import html_page, text_page
from beritasearch.pages.feed import read_feed
from beritasearch.pages.kinds import is_feed, is_html
from beritasearch.pages.page import Form, Page, Rejection
from beritasearch.pages.payload import body
from beritasearch.pages.unpacking import buffered
from beritasearch.pages.warc_records import records
from beritasearch.wording import counted

_HTML_TYPES = frozenset(("text/html", "application/xhtml+xml"))
# What a page of HTML or a feed may be called; all else is passed over unread.
_TYPES = _HTML_TYPES.union(
    ("text/xml", "application/xml", "application/rss+xml", "application/atom+xml"),
    ("application/rdf+xml", "text/plain", "application/octet-stream"),
)
_ADDRESS, _CUT = WarcHeader.WARC_TARGET_URI, WarcHeader.WARC_TRUNCATED
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


def read_warc(stream: io.BufferedReader, uri: str, longest: int) -> Iterator[Page | Rejection]:
    """The pages of an archive: answers in HTML, feeds, and the texts of WET.

    Requests, metadata and what an archive says of itself are passed over. Records that are no
    pages are counted, one rejection for each reason.

    Parameters
    ----------
    stream : the archive as it is, compressed or not.
    longest : pages with more bytes are rejected, and never held in memory.
    """
    left_out, is_empty = _LeftOut(uri), True
    for found in records(stream, uri):
        is_empty = False
        if isinstance(found, Rejection):
            yield found
            continue
        record, offset = found
        if reason := _reason(record):
            left_out.add(reason, offset)
            continue
        try:
            pages = _pages(record, uri, offset, longest)
        except OSError:
            # The archive is broken here: the next step says so, and goes on behind it.
            continue
        if not pages:
            left_out.add("not-html", offset)
        yield from pages
    yield from left_out.rejections()
    if is_empty:
        yield Rejection(uri, None, "no-pages", "The archive holds no answer of a portal.")


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
    if kind == "response":
        status = record.http_headers.status_code if record.is_http_parsed else None
        if status in _WELL_SENT:
            return (
                None if (record.http_content_type or "text/html").lower() in _TYPES else "not-html"
            )
        if status is not None:
            return "redirect" if status in _REDIRECTS else "error-status"
    if kind == "conversion":
        return None if _stated_type(record) == "text/plain" else "not-html"
    if kind == "resource":
        return None if _stated_type(record) in _HTML_TYPES else "not-html"
    return "revisit" if kind == "revisit" else "broken-record"


def _stated_type(record: WarcRecord) -> str:
    return (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()


def _pages(record: WarcRecord, uri: str, offset: int, longest: int) -> Sequence[Page | Rejection]:
    """The page of a record, or the entries of the feed that it is; nothing if it is neither.

    Raises
    ------
    OSError : the record is broken.
    """
    content = record.reader.read(longest + 1)
    is_whole = len(content) >= min(record.content_length, longest + 1)
    is_page = is_html(content)
    if not is_page and record.is_http_parsed:
        # What is still encoded never begins as HTML does; most archives keep pages decoded.
        http = record.http_headers
        encodings = http.get("Transfer-Encoding"), http.get("Content-Encoding")
        content = body(content, *encodings, longest + 1)
        is_page = is_html(content)
    if len(content) > longest:
        detail = f"The page has more than {longest:,} bytes."
        return (Rejection(uri, offset, "too-large", detail),)
    headers = record.headers
    page = Page(
        uri=uri,
        form=Form.HTML,
        offset=offset,
        fetched_at=record.record_date,
        url=(headers.get(_ADDRESS) or "").strip("<> ") or None,
        content=content,
        doubt=None if is_whole and not headers.get(_CUT) else _TRUNCATED,
    )
    if str(record.record_type) == "conversion":
        return (text_page(page),)
    if is_page:
        charset = record.http_charset if record.is_http_parsed else None
        return (html_page(page, charset) if charset and charset.lower() != "utf-8" else page,)
    return tuple(_entries(page)) if is_feed(content) else ()


def _entries(feed: Page) -> Iterator[Page | Rejection]:
    try:
        for entry in read_feed(buffered(io.BytesIO(feed.content)), feed.uri):
            if isinstance(entry, Page):
                yield replace(entry, offset=feed.offset, fetched_at=feed.fetched_at)
            else:
                yield replace(entry, offset=feed.offset)
    except PageRejected as rejected:
        yield Rejection(feed.uri, feed.offset, rejected.reason, rejected.detail)

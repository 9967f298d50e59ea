"""From files to pages: each file is read by the reader of its kind."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Sequence

from beritasearch.errors import PageRejected
from beritasearch.pages.charset import narrowed
from beritasearch.pages.encoded import text_page
from beritasearch.pages.inputs import STDIN, expand, open_input
from beritasearch.pages.kinds import Kind, kind_of
from beritasearch.pages.page import Form, Page, Rejection, page_of
from beritasearch.pages.unpacking import buffered, first_bytes, unpacked

# The longest article of the measured corpus has 60 kB and the largest page 290 kB: what is
# a hundred times larger is no page, and would only fill the memory.
MAX_PAGE_BYTES = 32_000_000


def read_pages(inputs: Sequence[str], fields: Collection[str] = ()) -> Iterator[Page | Rejection]:
    """The pages of all inputs, and a rejection for each that cannot be read.

    Files are read one after the other, and pages one by one: memory does not grow with the
    number of pages.

    Parameters
    ----------
    fields : names of fields that rows have besides the common ones: they tell a table of them.

    Raises
    ------
    InputError : at once, when an input names nothing.
    """
    return _read_all(expand(inputs), fields)


def _read_all(uris: Sequence[str], fields: Collection[str]) -> Iterator[Page | Rejection]:
    for uri in uris:
        yield from read_file(uri, fields)


def read_file(uri: str, fields: Collection[str] = ()) -> Iterator[Page | Rejection]:
    """The pages of one file."""
    try:
        # A buffer of our own fills itself, however slowly a pipe delivers.
        with open_input(uri) as source, buffered(source) as stream:
            yield from _read_stream(stream, "stdin" if uri == STDIN else uri, fields)
    except PageRejected as rejected:
        yield Rejection(uri, None, rejected.reason, rejected.detail)
    except OSError as error:
        yield Rejection(uri, None, "unreadable", f"The file cannot be read: {error.strerror}.")


def _read_stream(
    stream: io.BufferedReader, uri: str, fields: Collection[str]
) -> Iterator[Page | Rejection]:
    """The pages of a file; its reader is loaded now: most builds need one or two of them."""
    kind = kind_of(first_bytes(stream), fields)
    if kind is Kind.WARC:
        from beritasearch.pages.warc import read_warc

        # Its records are compressed one by one, and found by where they lie in the file.
        return read_warc(stream, uri, MAX_PAGE_BYTES)
    held = unpacked(stream)
    if kind is Kind.JSON:
        from beritasearch.pages.json_rows import read_json

        return read_json(narrowed(held), uri, MAX_PAGE_BYTES)
    if kind is Kind.CSV:
        from beritasearch.pages.csv_rows import read_csv

        return read_csv(narrowed(held), uri, MAX_PAGE_BYTES, fields)
    if kind is Kind.PARQUET:
        from beritasearch.pages.parquet_rows import read_parquet

        return read_parquet(held, uri)
    if kind is Kind.FEED:
        from beritasearch.pages.feed import read_feed

        return read_feed(held, uri)
    if kind is Kind.WACZ:
        from beritasearch.pages.wacz import read_wacz

        return read_wacz(held, uri, MAX_PAGE_BYTES)
    return iter((_read_page(held, kind, uri),))


def _read_page(stream: io.BufferedReader, kind: Kind, uri: str) -> Page:
    """A whole file as one page."""
    content = stream.read(MAX_PAGE_BYTES + 1)
    if len(content) > MAX_PAGE_BYTES:
        raise PageRejected("too-large", f"The page has more than {MAX_PAGE_BYTES:,} bytes.")
    if kind is Kind.MHTML:
        from beritasearch.pages.mhtml import mhtml_page

        return mhtml_page(content, uri)
    page = page_of(content, uri, Form.HTML)
    return text_page(page) if kind is Kind.TEXT else page

"""From files to pages: the form is told by the content, never by the name."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from beritasearch.errors import PageRejected
from beritasearch.pages.inputs import STDIN, expand, open_input
from beritasearch.pages.page import Form, Page, Rejection, page_of
from beritasearch.pages.rows import read_rows

if TYPE_CHECKING:
    # Generic in its stubs only.
    _Stream = io.BufferedReader[Any]

# The longest article of the measured corpus has 60 kB and the largest page 290 kB: what is
# a hundred times larger is no page, and would only fill the memory.
MAX_PAGE_BYTES = 32_000_000
_SNIFFED = 4096
# Looked ahead, so that blank lines before a page do not hide it.
_BUFFERED = 1 << 16


def read_pages(inputs: Sequence[str]) -> Iterator[Page | Rejection]:
    """The pages of all inputs, and a rejection for each that cannot be read.

    Files are read one after the other and rows line by line: memory does not grow with
    the number of pages.

    Raises
    ------
    InputError : at once, when an input names nothing.
    """
    return _read_all(expand(inputs))


def _read_all(uris: Sequence[str]) -> Iterator[Page | Rejection]:
    for uri in uris:
        yield from read_file(uri)


def read_file(uri: str) -> Iterator[Page | Rejection]:
    """The pages of one file."""
    try:
        with (
            open_input(uri) as source,
            # A buffer of our own fills itself, however slowly a pipe delivers.
            io.BufferedReader(cast("io.RawIOBase", source), _BUFFERED) as buffered,
            _decompressed(buffered) as stream,
        ):
            yield from _read_stream(stream, "stdin" if uri == STDIN else uri)
    except PageRejected as rejected:
        yield Rejection(uri, None, rejected.reason, rejected.detail)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield Rejection(uri, None, "broken-gzip", f"The file cannot be decompressed: {error}.")
    except OSError as error:
        yield Rejection(uri, None, "unreadable", f"The file cannot be read: {error.strerror}.")


def _decompressed(stream: _Stream) -> _Stream:
    if stream.peek(2)[:2] == b"\x1f\x8b":
        unpacked = gzip.GzipFile(fileobj=stream)
        return io.BufferedReader(cast("io.RawIOBase", unpacked), _BUFFERED)
    return stream


def _read_stream(stream: _Stream, uri: str) -> Iterator[Page | Rejection]:
    head = _head(stream)
    form = _form(head)
    if form is Form.ROW:
        yield from read_rows(stream, uri, MAX_PAGE_BYTES)
        return
    content = stream.read(MAX_PAGE_BYTES + 1)
    if len(content) > MAX_PAGE_BYTES:
        raise PageRejected("too-large", f"The page has more than {MAX_PAGE_BYTES:,} bytes.")
    yield page_of(content, uri, form)


def _head(stream: _Stream) -> bytes:
    """The first bytes that are no white space, without moving on."""
    return stream.peek().lstrip(b"\xef\xbb\xbf \t\r\n")[:_SNIFFED]


def _form(head: bytes) -> Form:
    if not head:
        raise PageRejected("empty-file", "The file holds nothing to read.")
    for looks_so, name in _NOT_READ_YET:
        if looks_so(head):
            raise PageRejected(
                "unsupported-form",
                f"The file is {name}, which cannot be read yet. Give HTML pages, copied page "
                "text, JSON or JSONL.",
            )
    if b"\x00" in head:
        raise PageRejected("binary", "The file is binary, no page and no text.")
    if head.startswith(b"{") or _ARRAY.match(head):
        return Form.ROW
    lowered = head.lower()
    if lowered.startswith(b"<") and any(mark in lowered for mark in _HTML_MARKS):
        return Form.HTML
    return Form.TEXT


# `[HOAKS] Judul` begins a text and no array.
_ARRAY = re.compile(rb"\[\s*(?:[\[\]{\"\d-]|$)")
_HTML_MARKS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta", b"<div", b"<p", b"<title")

_NOT_READ_YET: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (lambda head: head.startswith(b"PAR1"), "Parquet"),
    (lambda head: head.startswith(b"WARC/"), "WARC"),
    (lambda head: b"<rss" in head[:1000] or b"<feed" in head[:1000], "a feed"),
    (lambda head: head.startswith((b"PK\x03\x04", b"%PDF", b"\x89PNG", b"\xff\xd8\xff")), "binary"),
)

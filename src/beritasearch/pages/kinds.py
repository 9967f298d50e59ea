"""What kind of file is it? Told by its first bytes, never by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from enum import StrEnum

from beritasearch.errors import PageRejected
from beritasearch.pages.charset import wide_encoding
from beritasearch.pages.delimited import delimited


class Kind(StrEnum):
    """What a file is, and so which reader reads it."""

    HTML = "html"
    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    FEED = "feed"
    MHTML = "mhtml"
    WARC = "warc"
    WACZ = "wacz"


_SNIFFED = 4096
# `[HOAKS] Judul` begins a text and no array.
_ARRAY = re.compile(rb"\[\s*(?:[\[\]{\"\d-]|$)")
# How most pages begin; the others are looked at more closely.
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--[^>]{0,200}-->\s*|<\?xml[^>]{0,200}\?>\s*){0,5}"
    rb"(?:<!doctype html|<html)",
    re.IGNORECASE,
)
_BLANK = b"\xef\xbb\xbf \t\r\n"
_HTML_MARKS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta", b"<div", b"<p", b"<title")
# What may stand before the first element of XML.
_PROLOGUE = re.compile(
    rb"(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>)*", re.S | re.I
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|(?:\w+:)feed)[\s>]", re.IGNORECASE)
# The head of a MIME message, as browsers save a page with its images.
_MIME_HEAD = re.compile(rb"(?:[A-Za-z][\w-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+")
_MULTIPART = re.compile(rb"^content-type:\s*(?:multipart/related|text/html)", re.M | re.I)
_MIME = re.compile(rb"^mime-version:", re.M | re.I)

_NOT_READ: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (lambda head: head.startswith(b"%PDF"), "PDF"),
    (lambda head: head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")), "an image"),
    (lambda head: head.startswith(b"\xd0\xcf\x11\xe0"), "an old Office document"),
)


def kind_of(beginning: bytes, fields: Collection[str] = ()) -> Kind:
    """The kind of a file, by its first (decompressed) bytes.

    Parameters
    ----------
    fields : names of fields that a person expects in rows.

    Raises
    ------
    PageRejected : the file is empty, or of a kind that is not read.
    """
    head = _as_utf8(beginning).lstrip(_BLANK)
    if not head:
        raise PageRejected("empty-file", "The file holds nothing to read.")
    for looks_so, name in _NOT_READ:
        if looks_so(head):
            raise PageRejected(
                "unsupported-form",
                f"The file is {name}, which is not read. Give HTML pages, copied page text, WARC, "
                "feeds, JSON, CSV or Parquet.",
            )
    kind = _container(head)
    if kind is None and b"\x00" in head[:_SNIFFED]:
        raise PageRejected("binary", "The file is binary, no page and no text.")
    return kind or _kind_of_text(head, fields)


def is_html(content: bytes) -> bool:
    """Whether bytes begin as a page of HTML."""
    if _HTML.match(content):
        return True
    head = content[:_SNIFFED].lstrip(_BLANK).lower()
    return head.startswith(b"<") and not is_feed(head) and any(mark in head for mark in _HTML_MARKS)


def is_feed(content: bytes) -> bool:
    """Whether bytes begin as RSS, Atom or RDF."""
    head = content[:_SNIFFED].lstrip(_BLANK)
    prologue = _PROLOGUE.match(head)
    return bool(prologue and _FEED.match(head, prologue.end()))


def _container(head: bytes) -> Kind | None:
    if head.startswith(b"PAR1"):
        return Kind.PARQUET
    if head.startswith(b"WARC/"):
        return Kind.WARC
    return Kind.WACZ if head.startswith(b"PK\x03\x04") else None


def _kind_of_text(head: bytes, fields: Collection[str]) -> Kind:
    if head.startswith(b"{") or _ARRAY.match(head):
        return Kind.JSON
    if head.startswith(b"<"):
        if is_feed(head):
            return Kind.FEED
        return Kind.HTML if is_html(head) else Kind.TEXT
    if _is_mime(head):
        return Kind.MHTML
    return Kind.CSV if delimited(head.decode("utf-8", "replace"), fields) else Kind.TEXT


def _is_mime(head: bytes) -> bool:
    fields = _MIME_HEAD.match(head)
    return bool(fields and _MIME.search(fields[0]) and _MULTIPART.search(fields[0]))


def _as_utf8(beginning: bytes) -> bytes:
    name = wide_encoding(beginning)
    return beginning.decode(name, "ignore").lstrip("\ufeff").encode() if name else beginning

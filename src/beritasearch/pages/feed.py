"""The entries of a feed: RSS 2.0, Atom, and RSS 1.0 (RDF)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from beritasearch.errors import PageRejected
from beritasearch.pages.page import Form, Page, Rejection
from beritasearch.pages.rows import digest_of

if TYPE_CHECKING:
    from lxml.etree import _Element

# The fields of an entry by the names that feeds have for them, without their namespaces.
_TEXTS = {
    "title": "title",
    "link": "url",
    "description": "summary",
    "summary": "summary",
    "encoded": "content",
    "content": "content",
    "pubDate": "published",
    "published": "published",
    "issued": "published",
    "date": "published",
    "updated": "updated",
    "modified": "updated",
}
_LISTS = {
    "category": "categories",
    "subject": "categories",
    "creator": "authors",
    "author": "authors",
}
_MEDIA = "{http://search.yahoo.com/mrss/}"
_CUT = "Premature end of data"


def read_feed(stream: io.BufferedReader, uri: str) -> Iterator[Page | Rejection]:
    """The entries of a feed, each with the fields that it states, and the feed's language.

    Feeds are often broken (a name of HTML, an `&` alone): what can be read is read. An entry at
    which the file ends is rejected, since its text may be cut.

    Raises
    ------
    PageRejected : no entry can be read.
    """
    # Only where there are feeds; it takes 30 ms to load.
    from lxml import etree

    reading = etree.iterparse(
        stream,
        events=("end",),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    last: Page | None = None
    number = 0
    try:
        for entry in _entries(reading):
            if last is not None:
                yield last
            last = Page(uri, Form.ENTRY, number, row=entry, digest=digest_of(entry))
            number += 1
    except etree.XMLSyntaxError as error:
        if last is None:
            raise PageRejected("broken-feed", f"The feed cannot be read: {error}.") from error
    if last is None:
        raise PageRejected("empty-feed", "The feed has no entries.")
    if any(_CUT in entry.message for entry in reading.error_log):
        yield Rejection(uri, last.offset, "broken-feed", "The file ends before this entry does.")
    else:
        yield last


def _entries(reading: Any) -> Iterator[dict[str, Any]]:
    language: str | None = None
    for _, element in reading:
        name = _name(element)
        if name == "language":
            language = _text(element)
        elif name in ("item", "entry"):
            entry = _entry(element)
            if entry:
                yield {**entry, "language": language} if language else entry
            _forget(element)


def _forget(element: _Element) -> None:
    """Let go of what was read: a feed may be longer than the memory."""
    element.clear()
    while (before := element.getprevious()) is not None and (
        parent := before.getparent()
    ) is not None:
        parent.remove(before)


def _entry(element: _Element) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for child in element:
        name = _name(child)
        if not name or (isinstance(child.tag, str) and child.tag.startswith(_MEDIA)):
            continue
        if name in _LISTS:
            if text := _name_of_person(child) or child.get("term") or _text(child):
                entry.setdefault(_LISTS[name], []).append(text)
        elif name in _TEXTS and (text := _address(child) if name == "link" else _text(child)):
            # Of a summary and a longer one the longer; of two addresses or times the first.
            field = _TEXTS[name]
            if field not in entry or (field == "content" and len(text) > len(entry[field])):
                entry[field] = text
    if "url" not in entry and (address := _permanent(element)):
        entry["url"] = address
    return entry


def _name(element: _Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _text(element: _Element) -> str:
    """The text of an element; of XHTML inside of it its markup."""
    if len(element) and element.get("type") == "xhtml":
        from lxml import etree

        return b"".join(etree.tostring(child) for child in element).decode("ascii", "replace")
    return "".join(element.itertext()).strip()


def _name_of_person(element: _Element) -> str | None:
    return next((_text(child) for child in element if _name(child) == "name"), None)


def _address(element: _Element) -> str:
    """The address of a link; of Atom's links only that of the page itself."""
    if element.get("rel", "alternate") != "alternate":
        return ""
    return (element.get("href") or _text(element)).strip()


def _permanent(element: _Element) -> str | None:
    """The address that the entry's own id is, where it is one."""
    for child in element:
        if _name(child) in ("guid", "id") and "://" in (text := _text(child)):
            return text
    return None

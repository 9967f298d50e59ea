"""From an article row (JSON, JSONL) to a draft."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from beritasearch.articles.cleaning import split_byline_code, split_dateline
from beritasearch.articles.dates import Moment, parse_iso, parse_printed
from beritasearch.articles.draft import Draft
from beritasearch.articles.portals import is_shortener, portal_named, portal_of
from beritasearch.articles.urls import normalise_url, registered_domain
from beritasearch.errors import PageRejected
from beritasearch.pages.page import Page

EXTRACTOR = "rows 1"

# The names under which article rows carry a field, first one wins: our own, then those of
# news-watch, news-please, trafilatura and fundus.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("source_id", "id"),
    "source": ("portal", "source", "sitename", "source_domain", "publisher"),
    "url": ("url", "link"),
    "title": ("title",),
    "lead": ("lead", "description"),
    "body": ("body", "content", "text", "maintext", "raw_text", "plaintext"),
    "section": ("section", "category"),
    "tags": ("tags", "keyword", "topics"),
    "authors": ("authors", "author"),
    "published": ("published_at", "published", "publish_date", "date_publish", "date"),
    "modified": ("modified_at", "date_modify"),
    "language": ("language",),
}
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_LINES = re.compile(r"\s*\n\s*")


def read_row(page: Page, columns: Mapping[str, str] | None = None) -> Draft:
    """The draft that a row states.

    Parameters
    ----------
    columns : names of the row's own fields by ours, ``{"title": "judul", "body": "isi"}``,
        tried before the common names.

    Raises
    ------
    PageRejected : the row holds no text that could be an article's body.
    """
    row = _Row(page.row or {}, columns or {})
    draft = Draft(extractor=EXTRACTOR, body=_paragraphs(row.text("body")))
    if not any(map(str.isalpha, draft.body)):
        raise PageRejected("not-an-article", f"The row has no body. Its fields: {row.names()}.")
    url = row.text("url")
    # A few rows hold a category where their URL should be: that is no address.
    draft.url = url if url and normalise_url(url) else None
    draft.portal = _portal(draft.url, row.text("source"))
    draft.title = _line(row.text("title")) or None
    draft.source_id = row.text("id") or None
    draft.section = _line(row.text("section")) or None
    draft.tags = list(row.texts("tags"))
    draft.authors = list(row.texts("authors"))
    draft.language = row.text("language") or None
    _set_times(draft, row)
    _split_body(draft)
    return draft


class _Row:
    """A row's fields under our names."""

    def __init__(self, fields: Mapping[str, Any], columns: Mapping[str, str]) -> None:
        self._fields = fields
        self._columns = columns

    def value(self, name: str) -> Any:
        own = self._columns.get(name)
        for candidate in (own,) if own else _NAMES[name]:
            if (found := self._fields.get(candidate)) not in (None, ""):
                return found
        return None

    def text(self, name: str) -> str:
        value = self.value(name)
        if isinstance(value, str):
            return _decoded(value)
        return str(value) if isinstance(value, int | float) else ""

    def texts(self, name: str) -> Iterable[str]:
        value = self.value(name)
        values = value.split(",") if isinstance(value, str) else value
        if isinstance(values, list):
            yield from (_decoded(v).strip() for v in values if isinstance(v, str) and v.strip())

    def names(self) -> str:
        return ", ".join(list(self._fields)[:12]) or "none"


def _decoded(text: str) -> str:
    # Some sources left HTML entities in their text; they are encoding, not words.
    return html.unescape(text) if "&" in text and _ENTITY.search(text) else text


def _paragraphs(text: str) -> str:
    return "\n\n".join(_LINES.split(text.strip())) if text else ""


def _line(text: str) -> str:
    return " ".join(text.split())


def _portal(url: str | None, source: str) -> str | None:
    domain = registered_domain(url) if url else None
    if domain and not is_shortener(domain):
        return domain
    # Sources may be written as collection/portal.
    name = source.rpartition("/")[2]
    known = portal_named(name)
    return known.domain if known else (registered_domain(name) or name or domain)


def _set_times(draft: Draft, row: _Row) -> None:
    zone = portal_of(draft.portal or "").zone
    if published := _moment(row.text("published"), zone):
        draft.published_at, draft.published_on = published.at, published.on
    if modified := _moment(row.text("modified"), zone):
        draft.modified_at = modified.at


def _moment(text: str, zone: str) -> Moment | None:
    return (parse_iso(text, zone=zone) or parse_printed(text, zone=zone)) if text else None


def _split_body(draft: Draft) -> None:
    draft.dateline, draft.body = split_dateline(draft.body)
    draft.byline_code, draft.body = split_byline_code(draft.body)

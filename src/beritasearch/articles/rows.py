"""From an article row (JSON, CSV, Parquet) to a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from beritasearch.articles.cleaning import is_sponsored_section, one_line, split_dateline
from beritasearch.articles.dates import Moment, parse_iso, parse_printed
from beritasearch.articles.draft import Draft
from beritasearch.articles.exported import is_exported, restore
from beritasearch.articles.inline_links import may_hold_label
from beritasearch.articles.markup import decoded, without_markup
from beritasearch.articles.portals import is_shortener, portal_named, portal_of
from beritasearch.articles.urls import normalise_url, registered_domain
from beritasearch.errors import PageRejected
from beritasearch.pages.page import Page

EXTRACTOR = "rows 1"

# The names under which article rows carry a column, first one wins: our own, then those of
# news-watch, news-please, trafilatura and fundus. Some look alike and are not taken: the
# `keyword` of news-watch is what was searched for, and no tag of the article; `description` is
# what a page states for machines, and no lead that it prints.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "source_id": ("source_id", "id"),
    "portal": ("portal", "source", "sitename", "source_domain", "hostname", "publisher"),
    # The `source` of trafilatura is the address.
    "url": ("url", "link", "source"),
    "title": ("title",),
    "lead": ("lead",),
    "body": ("body", "content", "plaintext", "maintext", "text", "raw_text"),
    "section": ("section", "category", "categories"),
    "tags": ("tags", "topics"),
    "authors": ("authors", "author"),
    "published_at": (
        "published_at",
        "published_on",
        "published",
        "publish_date",
        "date_publish",
        "publishing_date",
        "date",
    ),
    "modified_at": ("modified_at", "date_modify"),
    "language": ("language", "lang"),
}
# What `--map` can name; a day and a time are read into the same columns.
READ_COLUMNS = frozenset((*_NAMES, "published_on"))
_BORDER = re.compile("[,;]")
# Lines that may be no text of the article: a glance that spares most bodies a closer look.
_SUSPECT = re.compile(
    r"^(?:baca|simak|lihat|tonton|saksikan|advertisement|iklan|scroll|gambas|\[gambas|lanjutkan|"
    r"halaman|dapatkan|ikuti|bagikan|share|copyright|editor|reporter|penulis|pewarta|redaktur|"
    r"sumber foto|\d+ komentar|download|komentar|[^\w\n]+$)",
    re.IGNORECASE | re.MULTILINE,
)
# What a file of Markdown states of itself before its text begins.
_FRONT_MATTER = re.compile(r"---\n\n(?:[a-z_]+: [^\n]*\n\n){1,20}---\n\n")


def read_row(page: Page, columns: Mapping[str, str] | None = None) -> Draft:
    """The draft that a row states.

    Parameters
    ----------
    columns : names of the row's own fields by ours, ``{"title": "judul", "body": "isi"}``,
        read instead of the common names.

    Raises
    ------
    PageRejected : the row holds no text that could be an article's body.
    """
    fields = page.row or {}
    row = _Row(fields, columns or {})
    if not row.text("body"):
        # `Publish Date` is how people write what a table calls `publish_date`.
        fields = {name.strip().lower().replace(" ", "_"): fields[name] for name in fields}
        row = _Row({**fields, **(page.row or {})}, columns or {})
    draft = Draft(extractor=EXTRACTOR, body=_paragraphs(row.text("body")))
    draft.url = next(filter(normalise_url, row.strings("url")), None)
    draft.portal = _portal(draft.url, row)
    draft.title = one_line(row.text("title")) or None
    draft.source_id = row.text("source_id").strip() or None
    draft.section = one_line(row.text("section")) or None
    draft.sponsored = is_sponsored_section(draft.section)
    draft.tags = list(row.texts("tags"))
    draft.authors = list(row.texts("authors"))
    draft.language = row.text("language").strip() or None
    _set_times(draft, row, page.fetched_at)
    if is_exported(fields):
        restore(draft, fields)
    else:
        _split_body(draft)
        draft.lead = _lead(_paragraphs(row.lead()), draft.body)
    if not any(map(str.isalpha, draft.body)):
        raise PageRejected("not-an-article", f"The row has no body. Its fields: {row.names()}.")
    return draft


class _Row:
    """A row's fields under our names."""

    def __init__(self, fields: Mapping[str, Any], columns: Mapping[str, str]) -> None:
        self._fields = fields
        self._columns = _by_column(columns) if columns else {}

    def values(self, name: str) -> Iterator[Any]:
        """What the fields of a name hold, but for nothing."""
        own = self._columns.get(name)
        for candidate in (own,) if own else _NAMES[name]:
            if (found := self._fields.get(candidate)) not in (None, ""):
                yield found

    def strings(self, name: str) -> Iterator[str]:
        return (value.strip() for value in self.values(name) if isinstance(value, str))

    def text(self, name: str) -> str:
        return next(filter(None, map(_text, self.values(name))), "")

    def texts(self, name: str) -> Iterable[str]:
        for value in self.values(name):
            values = _BORDER.split(decoded(value)) if isinstance(value, str) else value
            if isinstance(values, list):
                texts = [one_line(_text(v)) for v in values if isinstance(v, str)]
                return filter(None, texts)
        return ()

    def lead(self) -> str:
        """The lead, which fundus keeps inside of the body."""
        body = self._fields.get("body")
        return self.text("lead") or (_text(body.get("summary")) if isinstance(body, dict) else "")

    def names(self) -> str:
        return ", ".join(name[:40] for name in list(self._fields)[:12]) or "none"


def _by_column(columns: Mapping[str, str]) -> dict[str, str]:
    """The row's fields by our columns, where a person may have named these otherwise."""
    return {
        column: columns[name]
        for column, names in _NAMES.items()
        for name in reversed(names)
        if name in columns
    }


def _text(value: Any) -> str:
    """The text of a value: of a list of paragraphs, or of a body in sections, as well."""
    if isinstance(value, str):
        return without_markup(decoded(value))
    if isinstance(value, list):
        return "\n".join(_text(one) for one in value if isinstance(one, str))
    if isinstance(value, dict):
        return _sections(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _sections(body: Mapping[str, Any]) -> str:
    """The body that fundus writes: a summary, and sections with headlines and paragraphs."""
    sections = body.get("sections")
    if not isinstance(sections, list):
        return ""
    parts = [
        part
        for section in sections
        if isinstance(section, dict)
        for part in (section.get("headline"), section.get("paragraphs"))
    ]
    return "\n".join(_text(part) for part in parts if isinstance(part, list))


def _paragraphs(text: str) -> str:
    return "\n\n".join(filter(None, map(str.strip, text.split("\n")))) if text else ""


def _portal(url: str | None, row: _Row) -> str | None:
    domain = registered_domain(url) if url else None
    if domain and not is_shortener(domain):
        return domain
    for source in row.strings("portal"):
        # Sources may be written as collection/portal.
        name = source if "://" in source else source.rpartition("/")[2]
        known = portal_named(name)
        if found := known.domain if known else registered_domain(name):
            return found if not is_shortener(found) else None
        if name and "://" not in name:
            return name
    return None


def _set_times(draft: Draft, row: _Row, fetched: datetime | None) -> None:
    zone = portal_of(draft.portal or "").zone
    if published := _moment(row.strings("published_at"), zone, fetched):
        draft.published_at, draft.published_on = published.at, published.on
    if modified := _moment(row.strings("modified_at"), zone, fetched):
        draft.modified_at = modified.at


def _moment(texts: Iterable[str], zone: str, fetched: datetime | None) -> Moment | None:
    for text in texts:
        if moment := parse_iso(text, zone=zone) or parse_printed(text, zone=zone, fetched=fetched):
            return moment
    return None


def _split_body(draft: Draft) -> None:
    """Take off the body what stands around its words."""
    body = draft.body
    if body.startswith("---"):
        body = _FRONT_MATTER.sub("", body, count=1)
    if _SUSPECT.search(body) or may_hold_label(body):
        body = "\n\n".join(draft.without_furniture(body.split("\n\n")))
    dateline = split_dateline(body)
    draft.dateline = dateline.place
    draft.portal = draft.portal or dateline.portal
    draft.body = draft.without_end(dateline.rest)


def _lead(stated: str, body: str) -> str | None:
    """A stated summary, unless it only repeats the body's beginning."""
    beginning = one_line(stated).rstrip(".… ")
    return (
        stated if beginning and beginning not in one_line(body[: 2 * len(stated) + 500]) else None
    )

"""What one reader took from one page, before it is numbered, placed and checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from beritasearch.articles.article import FactCheck, Image, ReadAlso, RelatedLink


@dataclass(slots=True)
class Draft:
    """The fields that a page states, as text is trimmed and times are parsed, nothing derived.

    A reader (HTML, copied text, row) fills one; :func:`beritasearch.articles.extract.extract`
    turns it into an article with an id, regions and quotations.

    Parameters
    ----------
    body : paragraphs joined by a blank line.
    portal : the registered domain, or None where it follows from ``url``.
    published_at, modified_at : aware datetimes in the zone that was printed.
    published_on : the day in the portal's own zone; needed where only the day is known.
    """

    extractor: str
    body: str = ""
    title: str | None = None
    portal: str | None = None
    url: str | None = None
    source_id: str | None = None
    lead: str | None = None
    section: str | None = None
    dateline: str | None = None
    tags: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    byline_code: str | None = None
    published_at: datetime | None = None
    published_on: date | None = None
    modified_at: datetime | None = None
    read_also: list[ReadAlso] = field(default_factory=list)
    related: list[RelatedLink] = field(default_factory=list)
    parts_total: int = 1
    part: int = 1
    images: list[Image] = field(default_factory=list)
    language: str | None = None
    sponsored: bool = False
    body_uncertain: str | None = None
    fact_check: FactCheck | None = None

"""What one reader took from one page, before it is numbered, placed and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from beritasearch.articles.article import FactCheck, Image, ReadAlso, RelatedLink
from beritasearch.articles.cleaning import (
    is_cut,
    is_furniture,
    read_also_title,
    split_byline_code,
    split_sponsored,
)
from beritasearch.articles.inline_links import UNCLEAR, part_plain


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
    parts_held: int = 1
    part: int = 1
    images: list[Image] = field(default_factory=list)
    language: str | None = None
    sponsored: bool = False
    body_uncertain: str | None = None
    fact_check: FactCheck | None = None

    def doubt(self, reason: str) -> None:
        """Say why the body may hold too much or too little; each reason once."""
        if self.body_uncertain is None:
            self.body_uncertain = reason
        elif reason not in self.body_uncertain:
            self.body_uncertain = f"{self.body_uncertain} {reason}"

    def add_read_also(self, title: str) -> None:
        """Keep a "Baca juga" link."""
        self.read_also.append(ReadAlso(title, is_cut(title)))

    def without_furniture(self, paragraphs: Iterable[str]) -> Iterator[str]:
        """The paragraphs of the article itself; the draft keeps "Baca juga" links among them."""
        for paragraph in paragraphs:
            title = read_also_title(paragraph)
            if title:
                self.add_read_also(title)
            elif title is None and not is_furniture(paragraph):
                yield from self._without_inline_links(paragraph)

    def _without_inline_links(self, paragraph: str) -> Iterator[str]:
        parted = part_plain(paragraph)
        self.read_also += [ReadAlso(link.title, is_cut(link.title)) for link in parted.links]
        if parted.is_unclear:
            self.doubt(UNCLEAR)
        if parted.text:
            yield parted.text

    def without_end(self, text: str, *, stands_alone: bool = False) -> str:
        """The text without `(adv)` and the reporter's code at its end, which the draft keeps."""
        sponsored, text = split_sponsored(text)
        self.sponsored = self.sponsored or sponsored
        self.byline_code, text = split_byline_code(text, stands_alone=stands_alone)
        return text

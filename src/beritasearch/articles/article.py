"""The nouns that a page yields: article, headline, quotation.

Each is one row of a dataset table; ``docs/dataset.md`` describes the columns for readers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PageRef:
    """Where exactly the bytes of one part of an article came from."""

    uri: str
    offset: int | None
    sha256: str
    fetched_at: datetime | None
    part: int = 1


@dataclass(frozen=True, slots=True)
class RegionEvidence:
    """A region of an article, its role there, and what it was read from.

    Parameters
    ----------
    role : ``place`` (where it happened) or ``mentioned``.
    evidence : ``section``, ``dateline``, ``tag``, ``title`` or ``text``.
    """

    code: str
    role: str
    evidence: str


@dataclass(frozen=True, slots=True)
class ReadAlso:
    """A "Baca juga" link inside an article."""

    title: str
    title_cut: bool
    url: str | None = None


@dataclass(frozen=True, slots=True)
class RelatedLink:
    """A title in one of the page's own lists; often about other things."""

    title: str
    title_cut: bool
    url: str | None = None
    section: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the article with its caption."""

    url: str | None
    caption: str | None


@dataclass(frozen=True, slots=True)
class FactCheck:
    """The verdict that a fact-check published, and the claim it quotes."""

    verdict: str | None
    claim: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One row of ``articles``. Times are UTC; ``published_on`` is the day in the portal's zone.

    ``regions``, ``region_codes`` and ``region_candidates`` are filled by
    :func:`beritasearch.articles.places.locate`.
    """

    article_id: str
    portal: str
    body: str
    word_count: int
    text_sha256: str
    pages: tuple[PageRef, ...]
    extractor: str
    title: str | None = None
    source_id: str | None = None
    other_ids: tuple[str, ...] = ()
    url: str | None = None
    lead: str | None = None
    section: str | None = None
    regions: tuple[RegionEvidence, ...] = ()
    region_codes: tuple[str, ...] = ()
    region_candidates: tuple[str, ...] = ()
    dateline: str | None = None
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    byline_code: str | None = None
    published_at: datetime | None = None
    published_on: date | None = None
    published_zone: str | None = None
    modified_at: datetime | None = None
    read_also: tuple[ReadAlso, ...] = ()
    related: tuple[RelatedLink, ...] = ()
    parts_total: int = 1
    parts_held: int = 1
    images: tuple[Image, ...] = ()
    language: str | None = None
    sponsored: bool = False
    body_uncertain: str | None = None
    fact_check: FactCheck | None = None
    rights: str = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """One row of ``headlines``: a dated title seen in a page's list."""

    headline_id: str
    portal: str
    title: str
    title_cut: bool
    url: str | None = None
    section: str | None = None
    region_codes: tuple[str, ...] = ()
    published_at: datetime | None = None
    published_on: date | None = None
    seen_in: tuple[str, ...] = ()
    article_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One row of ``quotations``; ``body[start:end] == text`` of its article.

    Parameters
    ----------
    verb : as printed, clitic included (``jelasnya``).
    start, end : offsets into the article's body, in characters.
    direct : whether the words stand between quotation marks.
    denied : whether the speaker denies them (*membantah*, *menepis*): never a statement.
    """

    article_id: str
    ordinal: int
    speaker: str | None
    speaker_role: str | None
    verb: str | None
    text: str
    start: int
    end: int
    direct: bool
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one page said."""

    article: Article
    headlines: tuple[Headline, ...] = ()
    quotations: tuple[Quotation, ...] = ()

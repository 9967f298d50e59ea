"""From a page to all that it says: the one place where the readers meet."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256

from beritasearch.articles.article import Article, Extraction, Headline, PageRef
from beritasearch.articles.copied_text import read_copied_text
from beritasearch.articles.decoding import without_mojibake
from beritasearch.articles.draft import Draft
from beritasearch.articles.fact_checks import read_fact_check
from beritasearch.articles.feeds import read_entry
from beritasearch.articles.identity import article_id
from beritasearch.articles.language import detected, normalised
from beritasearch.articles.places import Located, locate, locate_headline
from beritasearch.articles.portals import UNKNOWN_PORTAL, Portal, is_shortener, portal_of
from beritasearch.articles.quality import require_language, require_no_advice
from beritasearch.articles.quotations import find_quotations
from beritasearch.articles.rows import read_row
from beritasearch.articles.tags import normalise_tags
from beritasearch.articles.urls import normalise_url, registered_domain
from beritasearch.pages.page import Form, Page


def extract(
    page: Page, columns: Mapping[str, str] | None = None, language: str | None = None
) -> Extraction:
    """The article, headlines and quotations of a page.

    Parameters
    ----------
    columns : for rows, the names of their fields by ours (``--map``).
    language : reject what is in another one (``--lang``).

    Raises
    ------
    PageRejected : the page cannot become an article.
    """
    draft = _draft(page, columns)
    require_no_advice(draft)
    if language:
        require_language(draft, language)
    read_fact_check(draft)
    portal = portal_of(_portal_name(draft))
    article = _article(draft, page, portal)
    return Extraction(
        article=article,
        headlines=tuple(_headlines(article, portal)),
        quotations=find_quotations(article.article_id, article.body, article.title),
    )


def _draft(page: Page, columns: Mapping[str, str] | None) -> Draft:
    draft = _read(page, columns)
    # What the page says of itself is surer than where it was fetched from.
    draft.url = draft.url or (page.url if normalise_url(page.url or "") else None)
    draft.body_uncertain = draft.body_uncertain or page.doubt
    return draft


def _read(page: Page, columns: Mapping[str, str] | None) -> Draft:
    if page.form is Form.ROW:
        return read_row(page, columns)
    if page.form is Form.TEXT:
        return read_copied_text(page)
    if page.form is Form.ENTRY:
        return read_entry(page)
    # lxml and trafilatura take a third of a second to import: only where there is HTML.
    from beritasearch.articles.html import read_html

    return read_html(page, by_layout=True)


def _portal_name(draft: Draft) -> str:
    if draft.portal:
        return draft.portal
    domain = registered_domain(draft.url) if draft.url else None
    return domain if domain and not is_shortener(domain) else UNKNOWN_PORTAL


def _article(draft: Draft, page: Page, portal: Portal) -> Article:
    title, lead, body = _text(draft.title), _text(draft.lead), _text(draft.body) or ""
    published_at, published_on, zone = _published(draft)
    text_hash = sha256(body.encode()).hexdigest()
    tags = normalise_tags(draft.tags)
    located = _located(draft, portal, title, lead, body, tags, published_on)
    return Article(
        article_id=article_id(
            url=draft.url,
            portal=portal.domain,
            title=title,
            published=published_at or published_on,
            source_id=draft.source_id,
            text=text_hash,
        ),
        portal=portal.domain,
        body=body,
        word_count=len(body.split()),
        text_sha256=text_hash,
        pages=(PageRef(page.uri, page.offset, page.sha256, page.fetched_at, draft.part),),
        extractor=draft.extractor,
        title=title,
        source_id=draft.source_id,
        other_ids=(draft.source_id,) if draft.source_id else (),
        url=draft.url,
        lead=lead,
        section=_text(draft.section),
        regions=located.regions,
        region_codes=located.region_codes,
        region_candidates=located.region_candidates,
        dateline=_text(draft.dateline),
        tags=tags,
        authors=tuple(dict.fromkeys(filter(None, map(_text, draft.authors)))),
        byline_code=draft.byline_code,
        published_at=published_at,
        published_on=published_on,
        published_zone=zone,
        modified_at=_utc(draft.modified_at),
        read_also=tuple(draft.read_also),
        related=tuple(draft.related),
        parts_total=draft.parts_total,
        parts_held=draft.parts_held,
        images=tuple(draft.images),
        language=detected(body) or normalised(draft.language),
        sponsored=draft.sponsored,
        body_uncertain=draft.body_uncertain,
        fact_check=draft.fact_check,
        rights=portal.rights,
    )


def _located(
    draft: Draft,
    portal: Portal,
    title: str | None,
    lead: str | None,
    body: str,
    tags: tuple[str, ...],
    day: date | None,
) -> Located:
    return locate(
        section_codes=portal.section_codes(draft.section),
        dateline=draft.dateline,
        tags=tags,
        title=title,
        lead=lead,
        body=body,
        day=day,
    )


def _text(text: str | None) -> str | None:
    """Text as the dataset keeps it: the page's characters in NFC, no-break spaces as spaces."""
    if not text:
        return None
    if not text.isascii():
        text = unicodedata.normalize("NFC", without_mojibake(text)).replace("\u00a0", " ")
    return text.strip() or None


def _published(draft: Draft) -> tuple[datetime | None, date | None, str | None]:
    """Time in UTC, day in the portal's own zone, and that zone."""
    at = draft.published_at
    if at is None:
        return None, draft.published_on, None
    return _utc(at), at.date(), at.isoformat()[-6:]


def _utc(at: datetime | None) -> datetime | None:
    return at.astimezone(UTC) if at else None


def _headlines(article: Article, portal: Portal) -> list[Headline]:
    """The dated titles of the page's lists."""
    found = []
    for link in article.related:
        if link.published_at is None:
            continue
        local = link.published_at
        found.append(
            Headline(
                headline_id=article_id(
                    url=link.url, portal=portal.domain, title=link.title, published=local
                ),
                portal=portal.domain,
                title=link.title,
                title_cut=link.title_cut,
                url=link.url,
                section=link.section,
                region_codes=locate_headline(
                    link.title, portal.section_codes(link.section), local.date()
                ),
                published_at=_utc(local),
                published_on=local.date(),
                seen_in=(article.article_id,),
            )
        )
    return found

"""From a feed's entry to a draft, where it has the whole text, or to a headline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from beritasearch.articles.article import Headline, Image
from beritasearch.articles.cleaning import (
    is_cut,
    is_sponsored_section,
    one_line,
    split_dateline,
)
from beritasearch.articles.dates import parse_iso, parse_printed
from beritasearch.articles.draft import Draft
from beritasearch.articles.identity import article_id
from beritasearch.articles.markup import decoded, without_markup
from beritasearch.articles.places import locate_headline
from beritasearch.articles.portals import UNKNOWN_PORTAL, portal_of
from beritasearch.articles.urls import normalise_url, registered_domain
from beritasearch.errors import PageRejected
from beritasearch.pages.page import Page

EXTRACTOR = "feeds 1"

# A feed's `content` is the whole text from so many words on: WordPress cuts its excerpts at 55.
_CONTENT_WORDS = 60
# Its `description` is a summary, unless it has as many words as the shortest of 30,273 articles
# has (100); the longest summary of 90 entries of tempo.co has 24.
_SUMMARY_WORDS = 100
_CUT = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|&hellip;|(?:baca )?selengkapnya|read more|continue reading\b.{0,200})"
    r"[\s»>→.]*$",
    re.IGNORECASE,
)
# What WordPress writes below each entry.
_APPEARED = re.compile(
    r"\n[^\n]{1,300} (?:first appeared on|appeared first on|pertama kali (?:tampil|muncul|terbit)"
    r" (?:pada|di)) [^\n]{1,100}$"
)
_FIGURE = re.compile(r"<figure\b.{0,5000}?</figure>", re.IGNORECASE | re.DOTALL)
_SOURCE = re.compile(r"<img\b[^>]{0,2000}?\bsrc=[\"']([^\"']{1,2000})", re.IGNORECASE)
_CAPTION = re.compile(r"<figcaption\b[^>]{0,500}>(.{0,2000}?)</figcaption>", re.I | re.DOTALL)


def read_entry(page: Page) -> Draft:
    """The draft of an entry with the whole text of its article.

    Raises
    ------
    PageRejected : the entry only announces an article; :func:`announced` gives its headline.
    """
    entry = page.row or {}
    draft = _stated(entry)
    body = _FIGURE.sub("\n", _whole_text(entry))
    if not body:
        raise PageRejected("announcement", "The entry of the feed has no text of the article.")
    draft.images = [
        image for figure in _FIGURE.findall(_whole_text(entry)) for image in _image(figure)
    ]
    paragraphs = _plain(body).split("\n")
    dateline = split_dateline("\n\n".join(draft.without_furniture(filter(None, paragraphs))))
    draft.dateline = dateline.place
    draft.portal = draft.portal or dateline.portal
    draft.body = draft.without_end(dateline.rest)
    if not any(map(str.isalpha, draft.body)):
        raise PageRejected("announcement", "The entry of the feed has no text of the article.")
    lead = one_line(_plain(_text(entry, "summary")))
    if lead and not _CUT.search(lead) and lead not in one_line(draft.body):
        draft.lead = lead
    return draft


def announced(page: Page) -> Headline | None:
    """The headline of an entry without the text of its article; None where it has that.

    Raises
    ------
    PageRejected : the entry has no title, or no date: a headline is a dated title.
    """
    entry = page.row or {}
    if _whole_text(entry):
        return None
    draft = _stated(entry)
    if not draft.title:
        raise PageRejected("no-title", "The entry of the feed has no title.")
    if draft.published_on is None:
        raise PageRejected("no-date", "The entry of the feed has no date that can be read.")
    domain = draft.portal or (registered_domain(draft.url) if draft.url else None)
    portal = portal_of(domain or UNKNOWN_PORTAL)
    at = draft.published_at
    return Headline(
        headline_id=article_id(
            url=draft.url,
            portal=portal.domain,
            title=draft.title,
            published=at or draft.published_on,
        ),
        portal=portal.domain,
        title=draft.title,
        title_cut=is_cut(draft.title),
        url=draft.url,
        section=draft.section,
        region_codes=locate_headline(draft.title, portal.section_codes(draft.section)),
        published_at=at.astimezone(UTC) if at else None,
        published_on=draft.published_on,
    )


def _stated(entry: Mapping[str, Any]) -> Draft:
    """What an entry states besides its text."""
    draft = Draft(extractor=EXTRACTOR)
    url = _text(entry, "url")
    draft.url = url if normalise_url(url) else None
    draft.title = one_line(_plain(_text(entry, "title"))) or None
    draft.authors = [one_line(_plain(author)) for author in entry.get("authors", ())]
    draft.language = (_text(entry, "language").partition("-")[0].lower()) or None
    categories = [one_line(_plain(category)) for category in entry.get("categories", ())]
    # One category is the section; several are sections and tags, and nothing says which.
    draft.section = categories[0] if len(categories) == 1 else None
    draft.tags = categories if len(categories) > 1 else []
    draft.sponsored = is_sponsored_section(draft.section)
    domain = registered_domain(draft.url) if draft.url else None
    zone = portal_of(domain or "").zone
    for name in ("published", "updated"):
        text = _text(entry, name)
        if moment := parse_iso(text, zone=zone) or parse_printed(text, zone=zone):
            if name == "updated" and draft.published_on is not None:
                draft.modified_at = moment.at
            else:
                draft.published_at, draft.published_on = moment.at, moment.on
    return draft


def _whole_text(entry: Mapping[str, Any]) -> str:
    """The text of the article in markup, where an entry has all of it; else nothing."""
    for name, fewest in (("content", _CONTENT_WORDS), ("summary", _SUMMARY_WORDS)):
        text = _text(entry, name)
        plain = _plain(text)
        if len(plain.split()) >= fewest and not _CUT.search(plain):
            return text
    return ""


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def _plain(markup: str) -> str:
    """The lines of a text in HTML, without its markup."""
    lines = map(one_line, without_markup(decoded(markup)).split("\n"))
    return _APPEARED.sub("", "\n".join(filter(None, lines)))


def _image(figure: str) -> list[Image]:
    source, caption = _SOURCE.search(figure), _CAPTION.search(figure)
    text = one_line(_plain(caption[1])) if caption else ""
    return [Image(source[1] if source else None, text or None)] if source or text else []

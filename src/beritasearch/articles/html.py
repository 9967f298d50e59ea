"""From a HTML page to a draft, without knowing its portal."""

from __future__ import annotations

import codecs
import logging
import re
from dataclasses import replace

from lxml import etree, html

from beritasearch.articles.body import blocks, body_blocks, prune
from beritasearch.articles.cleaning import is_sponsored_section, one_line, split_dateline
from beritasearch.articles.draft import Draft
from beritasearch.articles.fact_checks import claim_review
from beritasearch.articles.linked_data import claim_reviews
from beritasearch.articles.metadata import Metadata
from beritasearch.articles.quality import (
    require_article_address,
    require_no_error,
    require_running_text,
    without_body,
)
from beritasearch.errors import PageRejected
from beritasearch.pages.page import Page

EXTRACTOR = "html 1"

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SNIFFED = 4096
# The encodings that pages without UTF-8 are written in; a codec of another kind is no encoding
# of text, or fails on some bytes.
_ENCODINGS = re.compile(
    r"(?:windows-?125\d|cp125\d|iso-?8859-?\d{1,2}|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|"
    r"euc-(?:jp|kr)|tis-620|utf-?8)",
    re.IGNORECASE,
)
# Latin 1 is what pages call Windows-1252, which has quotation marks.
_LATIN = re.compile(r"iso-?8859-?1", re.IGNORECASE)
_WINDOWS = "windows-1252"
_LOST = "Some bytes of the page are no {}: the text has \ufffd where these characters were."
_GUESSED = f"The page is no UTF-8 and names no encoding: read as {_WINDOWS}."
# lxml refuses text that declares its bytes' encoding, and characters that HTML has not.
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NO_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# With less text than this the finder is unsure, and trafilatura is asked as well.
_SURE = 250


def read_html(page: Page) -> Draft:
    """The draft that a HTML page states.

    Raises
    ------
    PageRejected : the page is empty, no HTML, or has no title or no body.
    """
    text, doubt = _decoded(page.content)
    root = _parsed(text)
    stated = Metadata(root, page.fetched_at)
    signs = stated.signs()
    if page.url:
        # Where it was fetched from tells a front page that states no address.
        signs = replace(signs, addresses=(*signs.addresses, page.url))
    if not signs.is_article:
        require_no_error([root.findtext(".//title"), *stated.headings()])
    require_article_address(signs)
    draft = Draft(extractor=EXTRACTOR, url=stated.url(), title=stated.title(), body_uncertain=doubt)
    if not draft.title:
        raise PageRejected("no-title", "The page states no title.")
    if published := stated.published():
        draft.published_at, draft.published_on = published.at, published.on
    modified = stated.modified()
    draft.modified_at = modified.at if modified else None
    draft.authors = stated.authors()
    draft.section = stated.section()
    draft.sponsored = is_sponsored_section(draft.section)
    draft.tags = stated.tags()
    draft.images = stated.images()
    draft.language = stated.language()
    draft.fact_check = next(filter(None, map(claim_review, claim_reviews(root))), None)
    try:
        _read_body(root, draft, page.content, {draft.title, *stated.headings()})
    except PageRejected as rejected:
        raise without_body(rejected, signs) from rejected
    require_running_text(draft, signs)
    return draft


def _read_body(root: etree._Element, draft: Draft, content: bytes, titles: set[str]) -> None:
    """Body, dateline, byline code and "Baca juga" links."""
    prune(root)
    paragraphs = [block.text for block in body_blocks(blocks(root))]
    if sum(map(len, paragraphs)) < _SURE:
        paragraphs = max((paragraphs, _by_trafilatura(content)), key=lambda p: sum(map(len, p)))
    kept = [one for one in draft.without_furniture(paragraphs) if one not in titles]
    if not kept:
        raise PageRejected("no-body", "The page has no running text that could be an article.")
    dateline = split_dateline(kept[0])
    draft.dateline, kept[0] = dateline.place, dateline.rest
    if draft.url is None:
        draft.portal = dateline.portal
    kept[-1] = draft.without_end(kept[-1])
    draft.body = "\n\n".join(paragraph for paragraph in kept if paragraph)
    if not any(map(str.isalnum, draft.body)):
        raise PageRejected("no-body", "The page has no running text that could be an article.")


def _by_trafilatura(content: bytes) -> list[str]:
    # A third of a second to import: only where our own finder found next to nothing.
    import trafilatura

    # What it cannot read is no news to who builds a dataset: the page is rejected by name.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    text = trafilatura.extract(content, include_comments=False, include_tables=False) or ""
    return list(filter(None, map(one_line, text.splitlines())))


def _parsed(text: str) -> etree._Element:
    text = _XML_DECLARATION.sub("", _NO_CHARACTERS.sub(" ", text))
    if not text.strip():
        raise PageRejected("empty-page", "The page holds nothing to read.")
    try:
        parsed = html.document_fromstring(
            text, parser=html.HTMLParser(huge_tree=True, encoding="utf-8")
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise PageRejected("not-html", f"The page is no HTML that can be read: {error}.") from error
    return parsed


def _decoded(content: bytes) -> tuple[str, str | None]:
    """The page's text, and why some of it is doubtful; None where nothing is.

    UTF-8 if the bytes are, else as the page declares, else Windows-1252.
    """
    marked, doubt = _marked(content), None
    name = marked or "utf-8"
    try:
        # Pages declare iso-8859-1 and are UTF-8; the reverse never decodes.
        return _without_mark(content.decode(name)), None
    except UnicodeDecodeError:
        if marked is None and not _is_nearly_utf8(content):
            name, doubt = _declared(content)
    try:
        return _without_mark(content.decode(name)), doubt
    except UnicodeDecodeError:
        return _without_mark(content.decode(name, "replace")), _LOST.format(name)


def _marked(content: bytes) -> str | None:
    """The encoding that a mark at the beginning tells."""
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return None


def _without_mark(text: str) -> str:
    return text.lstrip("\ufeff")


def _is_nearly_utf8(content: bytes) -> bool:
    """Whether bytes that do not all decode are UTF-8 still, cut or with a broken character or two:
    in other encodings hardly any bytes happen to form its characters."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    return whole >= broken


def _declared(content: bytes) -> tuple[str, str | None]:
    """The encoding that the page declares; where that is none, a guess, and a word on it."""
    declared = _DECLARED.search(content[:_SNIFFED])
    name = declared[1].decode("ascii", "ignore") if declared else ""
    if _LATIN.fullmatch(name):
        return _WINDOWS, None
    try:
        if _ENCODINGS.fullmatch(name):
            return codecs.lookup(name).name, None
    except LookupError:
        pass
    return _WINDOWS, _GUESSED

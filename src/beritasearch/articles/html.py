"""From a HTML page to a draft, without knowing its portal."""

from __future__ import annotations

import codecs
import logging
import re

from lxml import etree, html

from beritasearch.articles.body import blocks, body_blocks, prune
from beritasearch.articles.cleaning import is_sponsored_section, split_dateline
from beritasearch.articles.draft import Draft
from beritasearch.articles.metadata import Metadata
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
    root = _parsed(page.content)
    stated = Metadata(root)
    draft = Draft(extractor=EXTRACTOR, url=stated.url(), title=stated.title())
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
    _read_body(root, draft, page.content, {draft.title, *stated.headings()})
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
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]


def _parsed(content: bytes) -> etree._Element:
    text = _XML_DECLARATION.sub("", _NO_CHARACTERS.sub(" ", _decoded(content)))
    if not text.strip():
        raise PageRejected("empty-page", "The page holds nothing to read.")
    try:
        parsed = html.document_fromstring(
            text, parser=html.HTMLParser(huge_tree=True, encoding="utf-8")
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise PageRejected("not-html", f"The page is no HTML that can be read: {error}.") from error
    return parsed


def _decoded(content: bytes) -> str:
    """The page's text: UTF-8 if the bytes are, else as the page declares, else Windows-1252."""
    for bom, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(bom):
            return content.decode(name, "replace").lstrip("\ufeff")
    try:
        # Pages declare iso-8859-1 and are UTF-8; the reverse never decodes.
        return content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    # Cut, or with a broken character or two, it is UTF-8 still: in other encodings hardly any
    # bytes happen to form its characters.
    if whole >= broken:
        return text
    declared = _DECLARED.search(content[:_SNIFFED])
    name = declared[1].decode("ascii", "ignore") if declared else ""
    if not _ENCODINGS.fullmatch(name) or _LATIN.fullmatch(name):
        name = "windows-1252"
    try:
        return content.decode(name, "replace")
    except LookupError:
        return content.decode("windows-1252", "replace")

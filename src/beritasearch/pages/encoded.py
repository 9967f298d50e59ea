"""Text in UTF-8, whatever it came in, and HTML that only the message around it explains."""

from __future__ import annotations

from dataclasses import replace

from beritasearch.pages.charset import decoded, sent_as
from beritasearch.pages.page import Form, Page


def text_page(page: Page) -> Page:
    """A page whose bytes are text (copied, or made of a page by a crawler) in UTF-8."""
    text, doubt = decoded(page.content)
    known = replace(page, form=Form.TEXT, doubt=page.doubt or doubt)
    return _with_content(known, text.encode("utf-8", "replace"))


def html_page(page: Page, encoding: str) -> Page:
    """A page of HTML, readable by what it declares itself.

    Parameters
    ----------
    encoding : what the message around the page declared: HTTP, MIME.
    """
    return _with_content(page, sent_as(page.content, encoding))


def _with_content(page: Page, content: bytes) -> Page:
    """A page in other bytes, which keeps the digest of those that were given."""
    if content == page.content:
        return page
    return replace(page, content=content, digest=page.sha256)

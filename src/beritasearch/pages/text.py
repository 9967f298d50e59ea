"""Copied page text, and texts that a crawler made of pages: in UTF-8, whatever they came in."""

from __future__ import annotations

from dataclasses import replace

from beritasearch.pages.charset import decoded
from beritasearch.pages.page import Form, Page


def text_page(page: Page) -> Page:
    """A page whose bytes are text, as a page of text in UTF-8."""
    text, doubt = decoded(page.content)
    content = text.encode("utf-8", "replace")
    return replace(
        page,
        form=Form.TEXT,
        content=content,
        doubt=page.doubt or doubt,
        digest=None if content == page.content else page.sha256,
    )

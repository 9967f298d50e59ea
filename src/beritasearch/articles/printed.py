"""What a page prints about its article outside the text, where it states nothing."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from beritasearch.articles.boxes import Box, named_box
from beritasearch.articles.bylines import byline_names, printed_names
from beritasearch.articles.markup import as_read
from beritasearch.articles.tree import PageTree, seen_text

_BREADCRUMB_LINKS = etree.XPath("/descendant::*[contains(@class, 'breadcrumb')]/descendant::a")
_NAMES = ("author", "penulis", "reporter", "byline", "namerep")
_WORDS = ("Reporter", "Penulis", "Pewarta", "Rep:", "Oleh:", "Redaktur &")
_OPENING = 10


def printed_authors(tree: PageTree) -> Iterator[str]:
    """The names in elements that are called bylines, or that begin with `Penulis:`."""
    if tree.may_have(*_NAMES):
        for element in tree.root.iter("div", "span", "p", "h4"):
            names, identifier = element.get("class"), element.get("id")
            if not names and not identifier:
                continue
            if named_box(names or "", identifier or "") is Box.BYLINE:
                yield from printed_names(as_read(seen_text(element)))
    if tree.may_have(*_WORDS):
        for element in tree.root.iter("div", "span", "p", "h6", "li"):
            text = element.text
            if text and text.lstrip()[:_OPENING].startswith(_WORDS):
                yield from byline_names(as_read(seen_text(element)))


def printed_breadcrumbs(tree: PageTree) -> Iterator[str]:
    """The sections on the printed way from the front page to the article."""
    if tree.may_have("breadcrumb"):
        for link in _BREADCRUMB_LINKS(tree.root):
            yield as_read(seen_text(link))

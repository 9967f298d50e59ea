"""The section that a page prints above its article, where it states none."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from beritasearch.articles.markup import as_read
from beritasearch.articles.tree import PageTree, seen_text

_BREADCRUMB_LINKS = etree.XPath("/descendant::*[contains(@class, 'breadcrumb')]/descendant::a")


def printed_breadcrumbs(tree: PageTree) -> Iterator[str]:
    """The sections on the printed way from the front page to the article."""
    if tree.may_have("breadcrumb"):
        for link in _BREADCRUMB_LINKS(tree.root):
            yield as_read(seen_text(link))

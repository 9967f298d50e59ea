"""What a HTML page states about its article in JSON-LD."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

_ARTICLE_TYPES = frozenset(("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting"))


def linked_data(root: etree._Element) -> Iterator[Mapping[str, Any]]:
    """The articles that JSON-LD describes."""
    return _of_types(root, _ARTICLE_TYPES)


def claim_reviews(root: etree._Element) -> Iterator[Mapping[str, Any]]:
    """The claims that JSON-LD says were checked on this page."""
    return _of_types(root, frozenset(("ClaimReview",)))


def _of_types(root: etree._Element, types: frozenset[str]) -> Iterator[Mapping[str, Any]]:
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        try:
            # Not strict: portals write line breaks into its texts.
            document = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(document):
            kind = node.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(isinstance(one, str) and one in types for one in kinds):
                yield node


def _nodes(document: Any) -> Iterator[Mapping[str, Any]]:
    waiting = deque([document])
    while waiting:
        node = waiting.popleft()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            yield node
            waiting.append(node.get("@graph"))

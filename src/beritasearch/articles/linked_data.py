"""What a HTML page states about its article in JSON-LD."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import orjson

Node: TypeAlias = Mapping[str, Any]

ARTICLE_TYPES = frozenset(
    (
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "AdvertiserContentArticle",
        "LiveBlogPosting",
        "BlogPosting",
    )
)
BREADCRUMBS = frozenset(("BreadcrumbList",))
CLAIM_REVIEWS = frozenset(("ClaimReview",))


def linked_nodes(scripts: Iterable[str]) -> list[Node]:
    """The things that the texts of JSON-LD scripts describe; a broken script describes none."""
    return [node for script in scripts for node in _nodes(_loaded(script))]


def of_type(nodes: Iterable[Node], types: frozenset[str]) -> Iterator[Node]:
    """Those that are of one of some types."""
    for node in nodes:
        kind = node.get("@type")
        kinds = kind if isinstance(kind, list) else [kind]
        if any(isinstance(one, str) and one in types for one in kinds):
            yield node


def _loaded(script: str) -> Any:
    try:
        return orjson.loads(script)
    except orjson.JSONDecodeError:
        pass
    try:
        # Not strict: portals write line breaks into its texts, and wrap it into comments.
        plain = script.strip().removeprefix("<!--").removesuffix("-->").strip(" \n\t;")
        return json.loads(plain, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(document: Any) -> Iterator[Node]:
    waiting = deque([document])
    while waiting:
        node = waiting.popleft()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            yield node
            waiting.append(node.get("@graph"))
            waiting.append(node.get("mainEntity"))

"""Parts of articles that arrive in a later build than the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from beritasearch.articles.article import (
    Article,
    Extraction,
    FactCheck,
    Image,
    PageRef,
    ReadAlso,
    RegionEvidence,
    RelatedLink,
)
from beritasearch.articles.parts import is_complete, join, parts_of
from beritasearch.articles.portals import UNKNOWN_PORTAL

_STRUCTS: Mapping[str, Callable[..., Any]] = {
    "regions": RegionEvidence,
    "read_also": ReadAlso,
    "related": RelatedLink,
    "images": Image,
    "pages": PageRef,
}


def with_held_parts(arrived: Iterable[Extraction], previous: pa.Table) -> list[Extraction]:
    """What has arrived of articles in parts, joined with the parts that a version holds.

    A part of an article that is held whole changes nothing: it comes back as it is held.

    Parameters
    ----------
    arrived : each article once.
    previous : table ``articles`` of the newest version.
    """
    found = list(arrived)
    held = _held(previous, "article_id", [one.article.article_id for one in found])
    by_id = {article.article_id: article for article in held}
    return [
        _completed(Extraction(known), one) if (known := by_id.get(one.article.article_id)) else one
        for one in found
    ]


def adopted(
    strays: Iterable[Extraction], others: Iterable[Article], previous: pa.Table
) -> list[tuple[Extraction, Extraction]]:
    """Parts that name no portal, each with what it is as a part of the article that it belongs to.

    Only the first page of copied text has a dateline, which names the portal. A later one belongs
    to the article in parts with the same title and time, where there is just one.
    """
    waiting = list(strays)
    titles = [one.article.title for one in waiting]
    candidates = [*others, *_held(previous, "title", titles)]
    pairs = []
    for stray in waiting:
        key = _title_and_time(stray.article)
        owners = {
            (one.article_id, one.portal)
            for one in candidates
            if one.parts_total > 1 and one.portal != UNKNOWN_PORTAL and _title_and_time(one) == key
        }
        if len(owners) == 1:
            ((article_id, portal),) = owners
            article = replace(stray.article, article_id=article_id, portal=portal)
            listed = (replace(one, portal=portal, seen_in=(article_id,)) for one in stray.headlines)
            pairs.append((stray, Extraction(article, tuple(listed), stray.quotations)))
    return pairs


def is_stray(article: Article) -> bool:
    """Whether a part may belong to an article that another page names."""
    return (
        article.parts_total > 1
        and article.portal == UNKNOWN_PORTAL
        and article.url is None
        and article.title is not None
        and article.published_on is not None
    )


def _completed(known: Extraction, arrived: Extraction) -> Extraction:
    if is_complete(known.article) and not is_complete(arrived.article):
        return known
    if parts_of(known.article) <= parts_of(arrived.article):
        return arrived
    return join(known, arrived)


def _title_and_time(article: Article) -> tuple[Any, ...]:
    return article.title, article.published_at, article.published_on


def _held(previous: pa.Table, column: str, values: Iterable[str | None]) -> list[Article]:
    wanted = pa.array(list(values), pa.string())
    return [
        _article_of(row) for row in previous.filter(pc.is_in(previous[column], wanted)).to_pylist()
    ]


def _article_of(row: Mapping[str, Any]) -> Article:
    """An article as a row of the table states it."""
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    for name, made in _STRUCTS.items():
        fields[name] = tuple(made(**struct) for struct in fields[name])
    if check := row["fact_check"]:
        fields["fact_check"] = FactCheck(**check)
    return Article(**fields)

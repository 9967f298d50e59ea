"""The rows of a part without those of removed articles, and what was taken out of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from beritasearch.articles.identity import article_id
from beritasearch.dataset.removal_log import Removed

# The columns of an article that name others.
_LISTS = ("read_also", "related")


@dataclass(frozen=True, slots=True)
class Taken:
    """A part's rows that stay.

    Parameters
    ----------
    gone : ids of the rows that do not.
    relisted : how many rows stay with a shorter list.
    """

    rows: pa.Table
    gone: frozenset[str] = frozenset()
    relisted: int = 0

    @property
    def is_changed(self) -> bool:
        """Whether anything was taken out."""
        return bool(self.gone or self.relisted)


def without(rows: pa.Table, table: str, removed: Removed) -> Taken:
    """The rows of a part of ``articles``, ``headlines`` or ``quotations`` that stay."""
    return {
        "articles": _articles,
        "headlines": _headlines,
        "quotations": _quotations,
    }[table](rows, removed)


def without_duplicates(rows: pa.Table, removed: Removed, found_anew: pa.Table | None) -> pa.Table:
    """The rows of a part of ``duplicates`` that stay.

    Parameters
    ----------
    found_anew : all copies of the version, where a removed article was the earliest of some;
        each row of the part becomes what this table has of its article.
    """
    if found_anew is not None:
        fresh = found_anew.filter(pc.is_in(found_anew["article_id"], _values(rows, "article_id")))
        return fresh.sort_by("article_id")
    gone = [
        removed.has_id(one) or removed.has_id(other)
        for one, other in zip(
            rows["article_id"].to_pylist(), rows["earliest_id"].to_pylist(), strict=True
        )
    ]
    return rows.filter(pa.array([not one for one in gone], pa.bool_()))


def names_removed(
    removed: Removed, portal: str, title: str | None, url: str | None, at: datetime | None
) -> bool:
    """Whether an entry of a portal's list names something that was removed.

    Parameters
    ----------
    at : the time that the list prints, if any.
    """
    return removed.has_id(_id_of_url(url)) or removed.has_title(portal, title, at)


def _articles(rows: pa.Table, removed: Removed) -> Taken:
    gone = _gone(rows, "article_id", removed)
    rows = _without_ids(rows, "article_id", gone)
    relisted: set[int] = set()
    for column in _LISTS:
        rows, changed = _without_links(rows, column, removed)
        relisted |= changed
    return Taken(rows, gone, len(relisted))


def _quotations(rows: pa.Table, removed: Removed) -> Taken:
    gone = _gone(rows, "article_id", removed)
    return Taken(_without_ids(rows, "article_id", gone), gone)


def _headlines(rows: pa.Table, removed: Removed) -> Taken:
    """Headlines that stand for a removed article, or that only its page listed, go."""
    gone: set[str] = set()
    seen = rows["seen_in"].to_pylist()
    kept = [[name for name in names if not removed.has_id(name)] for names in seen]
    columns = ["headline_id", "portal", "title", "url", "published_at", "article_id"]
    for row, before, after in zip(rows.select(columns).to_pylist(), seen, kept, strict=True):
        only_there = bool(before) and not after
        if only_there or _stands_for_removed(row, removed):
            gone.add(row["headline_id"])
    relisted = sum(
        before != after and headline_id not in gone
        for headline_id, before, after in zip(
            rows["headline_id"].to_pylist(), seen, kept, strict=True
        )
    )
    rows = _with_column(rows, "seen_in", kept) if relisted else rows
    return Taken(_without_ids(rows, "headline_id", frozenset(gone)), frozenset(gone), relisted)


def _stands_for_removed(row: Mapping[str, Any], removed: Removed) -> bool:
    if removed.has_id(row["headline_id"]) or removed.has_id(row["article_id"]):
        return True
    # One that has met another article is that one's.
    return row["article_id"] is None and names_removed(
        removed, row["portal"], row["title"], row["url"], row["published_at"]
    )


def _without_links(rows: pa.Table, column: str, removed: Removed) -> tuple[pa.Table, set[int]]:
    """Rows whose lists name nothing that was removed, and which of them had to change."""
    suspected = _suspected(rows, column, removed)
    if not suspected:
        return rows, set()
    portals = rows["portal"]
    links = rows[column].to_pylist()
    changed = set()
    for at in suspected:
        portal = portals[at].as_py()
        kept = [
            link
            for link in links[at]
            if not names_removed(
                removed, portal, link["title"], link["url"], link.get("published_at")
            )
        ]
        if len(kept) < len(links[at]):
            links[at] = kept
            changed.add(at)
    return (_with_column(rows, column, links) if changed else rows), changed


def _suspected(rows: pa.Table, column: str, removed: Removed) -> set[int]:
    """Rows with a link that may name something removed: each title and address is looked at once.

    Dates are left to a closer look.
    """
    lists = rows[column].combine_chunks()
    parents, links = pc.list_parent_indices(lists), pc.list_flatten(lists)
    portals = rows["portal"].combine_chunks().take(parents)
    titles, urls = (pc.struct_field(links, name) for name in ("title", "url"))
    named = pc.binary_join_element_wise(portals, titles, "\n")
    wanted = [
        text
        for text in pc.unique(named.drop_null()).to_pylist()
        for portal, _, title in [text.partition("\n")]
        if removed.has_title(portal, title, None)
    ]
    addresses = [
        url for url in pc.unique(urls.drop_null()).to_pylist() if removed.has_id(_id_of_url(url))
    ]
    may = pc.or_(
        pc.is_in(named, pa.array(wanted, pa.string())),
        pc.is_in(urls, pa.array(addresses, pa.string())),
    )
    return set(parents.filter(may).to_pylist())


def _id_of_url(url: str | None) -> str | None:
    if url is None:
        return None
    return article_id(url=url, portal="", title=None, published=None)


def _gone(rows: pa.Table, column: str, removed: Removed) -> frozenset[str]:
    return frozenset(name for name in _values(rows, column).to_pylist() if removed.has_id(name))


def _values(rows: pa.Table, column: str) -> pa.Array:
    return pc.unique(rows[column])


def _without_ids(rows: pa.Table, column: str, gone: Iterable[str]) -> pa.Table:
    ids = pa.array(sorted(gone), pa.string())
    return rows.filter(pc.invert(pc.is_in(rows[column], ids))) if len(ids) else rows


def _with_column(rows: pa.Table, name: str, values: list[Any]) -> pa.Table:
    at = rows.schema.get_field_index(name)
    field = rows.schema.field(at)
    return rows.set_column(at, field, pa.array(values, field.type))

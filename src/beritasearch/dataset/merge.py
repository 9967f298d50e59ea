"""What does a new build change? Incoming rows against those of the newest version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from beritasearch.articles.article import Headline
from beritasearch.dataset.copies import find_copies
from beritasearch.dataset.incoming import COMPLETENESS, Incoming, filled
from beritasearch.dataset.schema import CONTENT_COLUMNS, TABLES, to_table

_TIME = TABLES["headlines"].field("published_at").type


@dataclass(frozen=True, slots=True)
class Merged:
    """The tables of the next version, and what is new in them.

    Parameters
    ----------
    changed : by article id, the columns that changed.
    """

    tables: Mapping[str, pa.Table]
    new: frozenset[str]
    changed: Mapping[str, tuple[str, ...]]
    unchanged: int
    new_headlines: int
    new_ids: int

    @property
    def is_different(self) -> bool:
        """Whether there is anything for a new version to say."""
        return bool(self.new or self.changed or self.new_headlines or self.new_ids)


def merge(incoming: Incoming, previous: Mapping[str, pa.Table]) -> Merged:
    """The tables of the next version.

    Parameters
    ----------
    previous : the tables of the newest version; empty ones for a new dataset.
    """
    incoming.meet(previous["articles"])
    fresh = to_table(list(incoming.articles.values()), "articles")
    new, changed = _compare(fresh, previous["articles"])
    articles = _replaced(previous["articles"], fresh, "article_id", {*new, *changed})
    articles, new_ids = _with_other_ids(articles, _new_ids(fresh, previous["articles"]))
    headlines = _merged_headlines(incoming.headlines.values(), previous["headlines"])
    articles, headlines = _meet(articles, headlines)
    known = set(previous["headlines"]["headline_id"].to_pylist())
    return Merged(
        tables={
            "articles": articles,
            "headlines": headlines,
            "quotations": _merged_quotations(incoming, previous["quotations"], {*new, *changed}),
            "duplicates": find_copies(articles, previous["duplicates"], {*new, *changed}),
        },
        new=frozenset(new),
        changed=changed,
        unchanged=fresh.num_rows - len(new) - len(changed),
        new_headlines=len(incoming.headlines.keys() - known),
        new_ids=new_ids,
    )


def no_tables() -> dict[str, pa.Table]:
    """The tables of a dataset without any version."""
    return {name: schema.empty_table() for name, schema in TABLES.items()}


def _compare(fresh: pa.Table, previous: pa.Table) -> tuple[set[str], dict[str, tuple[str, ...]]]:
    """The ids that are new, and the changed columns of those that were known."""
    columns = list(
        dict.fromkeys(("article_id", "parts_total", "parts_held", *CONTENT_COLUMNS, *COMPLETENESS))
    )
    common = pc.is_in(fresh["article_id"], previous["article_id"].combine_chunks())
    new = set(fresh["article_id"].filter(pc.invert(common)).to_pylist())
    rows = fresh.filter(common).select(columns).to_pylist()
    if not rows:
        return new, {}
    held = previous.filter(
        pc.is_in(previous["article_id"], fresh["article_id"].combine_chunks())
    ).select(columns)
    by_id = {row["article_id"]: row for row in held.to_pylist()}
    changed = {
        row["article_id"]: differing
        for row in rows
        if (differing := _differing(by_id[row["article_id"]], row))
    }
    return new, changed


def _differing(held: dict[str, Any], row: dict[str, Any]) -> tuple[str, ...]:
    if _richness(row) < _richness(held):
        # A poorer source (a feed after a page) does not overwrite what a richer one said.
        return ()
    return tuple(name for name in CONTENT_COLUMNS if held[name] != row[name])


def _richness(row: dict[str, Any]) -> tuple[float, int]:
    return row["parts_held"] / row["parts_total"], filled(row.get)


def _replaced(previous: pa.Table, fresh: pa.Table, key: str, taken: set[str]) -> pa.Table:
    """The previous rows, with those in ``taken`` from the fresh ones."""
    ids = pa.array(sorted(taken), pa.string())
    kept = previous.filter(pc.invert(pc.is_in(previous[key], ids)))
    return pa.concat_tables([kept, fresh.filter(pc.is_in(fresh[key], ids))])


def _merged_headlines(incoming: Iterable[Headline], previous: pa.Table) -> pa.Table:
    fresh = to_table(list(incoming), "headlines")
    known = pc.is_in(fresh["headline_id"], previous["headline_id"].combine_chunks())
    return pa.concat_tables([previous, fresh.filter(pc.invert(known))])


def _merged_quotations(incoming: Incoming, previous: pa.Table, taken: set[str]) -> pa.Table:
    rows = [row for article_id in sorted(taken) for row in incoming.quotations[article_id]]
    ids = pa.array(sorted(taken), pa.string())
    kept = previous.filter(pc.invert(pc.is_in(previous["article_id"], ids)))
    return pa.concat_tables([kept, to_table(rows, "quotations")])


def _meet(articles: pa.Table, headlines: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Headlines whose article has arrived: same address, or portal, minute and beginning."""
    waiting = [row for row in headlines.to_pylist() if row["article_id"] is None]
    if not waiting:
        return articles, headlines
    found = _matching(articles, waiting)
    if not found:
        return articles, headlines
    ids = [row["article_id"] or found.get(row["headline_id"]) for row in headlines.to_pylist()]
    at = headlines.schema.get_field_index("article_id")
    column = pa.array(ids, pa.string())
    headlines = headlines.set_column(at, headlines.schema.field(at), column)
    added = _grouped(list(found.values()), [[headline_id] for headline_id in found])
    return _with_other_ids(articles, _without_own(added))[0], headlines


def _without_own(ids: Mapping[str, list[str]]) -> dict[str, list[str]]:
    # A headline with its whole title has the id that its article gets without an address.
    return {own: [other for other in others if other != own] for own, others in ids.items()}


def _matching(articles: pa.Table, waiting: list[dict[str, Any]]) -> dict[str, str]:
    """Article ids by headline id."""
    # A headline that was listed with its address has the id of its article already.
    ids = pa.array([row["headline_id"] for row in waiting], pa.string())
    same = articles["article_id"].filter(pc.is_in(articles["article_id"], ids)).to_pylist()
    found = dict(zip(same, same, strict=True))
    by_minute = _by_minute(articles, [row["published_at"] for row in waiting])
    for row in waiting:
        minute = (row["portal"], _minute(row["published_at"]))
        matches = [
            article["article_id"]
            for article in by_minute.get(minute, ())
            if _is_listed_as(article["title"], row["title"], cut=row["title_cut"])
        ]
        if len(matches) == 1:
            found.setdefault(row["headline_id"], matches[0])
    return found


def _by_minute(
    articles: pa.Table, times: list[datetime | None]
) -> dict[tuple[str, datetime | None], list[dict[str, Any]]]:
    """The articles of these minutes, by portal and minute: lists print no seconds."""
    minutes = pa.array({_minute(at) for at in times if at}, _TIME)
    columns = articles.select(["article_id", "portal", "published_at", "title"])
    printed = pc.floor_temporal(columns["published_at"], unit="minute")
    found: dict[tuple[str, datetime | None], list[dict[str, Any]]] = defaultdict(list)
    for row in columns.filter(pc.is_in(printed, minutes)).to_pylist():
        found[row["portal"], _minute(row["published_at"])].append(row)
    return found


def _minute(at: datetime | None) -> datetime | None:
    return at and at.replace(second=0, microsecond=0)


def _is_listed_as(title: str | None, listed: str, *, cut: bool) -> bool:
    """Whether an article's title is the listed one, or begins with it where that was cut."""
    beginning = listed.rstrip(" .…")
    return title == listed or (cut and bool(beginning) and (title or "").startswith(beginning))


def _new_ids(fresh: pa.Table, previous: pa.Table) -> dict[str, list[str]]:
    """By article, every id from either side: what was once an id stays one."""
    known = previous.filter(pc.is_in(previous["article_id"], fresh["article_id"].combine_chunks()))
    both = pa.concat_tables(
        [known.select(["article_id", "other_ids"]), fresh.select(["article_id", "other_ids"])]
    )
    return _grouped(both["article_id"].to_pylist(), both["other_ids"].to_pylist())


def _grouped(article_ids: list[str], others: list[list[str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for article_id, ids in zip(article_ids, others, strict=True):
        grouped[article_id].extend(ids)
    return grouped


def _with_other_ids(articles: pa.Table, added: Mapping[str, list[str]]) -> tuple[pa.Table, int]:
    """Articles with more ids in ``other_ids``, and how many articles gained any."""
    gained = 0
    ids = []
    for article_id, others in zip(
        articles["article_id"].to_pylist(), articles["other_ids"].to_pylist(), strict=True
    ):
        more = [other for other in added.get(article_id, ()) if other not in others]
        gained += bool(more)
        ids.append([*others, *dict.fromkeys(more)] if more else others)
    at = articles.schema.get_field_index("other_ids")
    column = pa.array(ids, articles.schema.field(at).type)
    return articles.set_column(at, articles.schema.field(at), column), gained

"""What is to be removed, and every trace of it that the versions hold."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from beritasearch.articles.identity import article_id
from beritasearch.articles.portals import UNKNOWN_PORTAL
from beritasearch.dataset.dataset import Dataset
from beritasearch.dataset.parts import read_batches, read_parts
from beritasearch.dataset.removal_log import LogEntry, hashed, plain_title, title_keys

_BATCH = 4_096
_ARTICLE_COLUMNS = (
    *("article_id", "source_id", "other_ids", "portal", "url", "title", "parts_total"),
    *("published_at", "published_on", "text_sha256", "pages"),
)
_HEADLINE_COLUMNS = (
    *("headline_id", "portal", "url", "title", "published_at", "published_on", "article_id"),
)
# A title that was cut to fewer words may be the beginning of many.
_FEWEST_WORDS = 5


@dataclass(slots=True)
class Target:
    """An article or headline that is to be removed, as all versions know it.

    Parameters
    ----------
    ids : every id under which it was known, and those that it would have without its address.
    titles : each with its portal and day.
    """

    id: str
    kind: str
    portal: str
    title: str | None
    ids: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    titles: set[tuple[str, str, date | None]] = field(default_factory=set)
    pages: set[tuple[str, str]] = field(default_factory=set)
    versions: set[int] = field(default_factory=set)

    def log_entry(self, when: str, reason: str) -> LogEntry:
        """The line of the log that says so: hashes only."""
        keys = {key for title in self.titles for key in title_keys(*title)}
        return LogEntry(
            action="removed",
            date=when,
            reason=reason,
            ids=tuple(sorted(map(hashed, self.ids))),
            texts=tuple(sorted(self.texts)),
            titles=tuple(sorted(map(hashed, keys))),
        )


@dataclass(frozen=True, slots=True)
class StayingCopy:
    """An article that stays, with (nearly) the text of one that is removed."""

    article_id: str
    title: str | None
    portal: str
    similarity: float
    copy_of: str


def find_targets(
    dataset: Dataset, names: Collection[str], portals: Collection[str]
) -> dict[str, Target]:
    """The articles and headlines that are meant, by id, from all versions.

    Parameters
    ----------
    names : ids of any kind, or addresses.
    portals : all of whose articles and headlines are meant.
    """
    wanted = pa.array(sorted({*names, *map(_id_of_url, filter(_is_url, names))}), pa.string())
    whole = pa.array(sorted(portals), pa.string())
    found: dict[str, Target] = {}
    for version, row in _rows(dataset, "articles", _ARTICLE_COLUMNS, wanted, whole):
        _take_article(found, row, version)
    for version, row in _rows(dataset, "headlines", _HEADLINE_COLUMNS, wanted, whole):
        # One that has met its article was a name of it, and goes with it or stays with it.
        if row["article_id"] is None or row["article_id"] in found:
            _take_headline(found, row, version)
    if found:
        _leave_others_their_ids(dataset, found)
        _add_cut_titles(dataset, found)
    return found


def matched_names(names: Iterable[str], found: Iterable[Target]) -> set[str]:
    """Those of some names under which anything was found."""
    known = {name for target in found for name in target.ids}
    return {
        name for name in names if name in known or (_is_url(name) and _id_of_url(name) in known)
    }


def staying_copies(dataset: Dataset, found: Collection[str]) -> list[StayingCopy]:
    """Articles of the newest version that stay with (nearly) the text of a removed one."""
    alike: dict[str, tuple[float, str]] = {}
    rows = [row for v in dataset.versions() for row in dataset.read("duplicates", v).to_pylist()]
    for row in rows:
        pair = row["article_id"], row["earliest_id"]
        for gone, stays in (pair, pair[::-1]):
            if gone in found and stays not in found:
                alike[stays] = max(alike.get(stays, (0.0, "")), (row["similarity"], gone))
    # Copies of one earliest article are seldom less than copies of one another.
    earliest = {row["earliest_id"]: row["article_id"] for row in rows if row["article_id"] in found}
    for row in rows:
        if row["earliest_id"] in earliest and row["article_id"] not in found:
            alike.setdefault(row["article_id"], (row["similarity"], earliest[row["earliest_id"]]))
    held = dataset.read("articles", None, ["article_id", "title", "portal"])
    rows = held.filter(pc.is_in(held["article_id"], pa.array(sorted(alike), pa.string())))
    return [
        StayingCopy(**row, similarity=round(alike[row["article_id"]][0], 3), copy_of=one)
        for row in rows.to_pylist()
        for one in [alike[row["article_id"]][1]]
    ]


def _rows(
    dataset: Dataset, table: str, columns: tuple[str, ...], names: pa.Array, portals: pa.Array
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a table that are meant, each with every version that holds it."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    parts = {}
    for version in dataset.versions():
        for part in dataset.manifest(version).parts:
            if part.table == table:
                holders[part.path, part.sha256].append(version)
                parts[part.path, part.sha256] = part
    for key, part in parts.items():
        folder = dataset.folder(holders[key][0])
        for batch in read_batches(folder, part, table, columns, _BATCH):
            rows = pa.Table.from_batches([batch])
            for row in rows.filter(_is_meant(rows, names, portals)).to_pylist():
                for version in holders[key]:
                    yield version, row


def _is_meant(rows: pa.Table, names: pa.Array, portals: pa.Array) -> pa.ChunkedArray:
    meant = pc.is_in(rows["portal"], portals)
    for column in ("article_id", "source_id", "headline_id", "url"):
        if column in rows.column_names:
            meant = pc.or_(meant, pc.is_in(rows[column], names))
    if "other_ids" not in rows.column_names:
        return meant
    others = rows["other_ids"].combine_chunks()
    known = pc.is_in(pc.list_flatten(others), names)
    named = set(pc.list_parent_indices(others).filter(known).to_pylist())
    return pc.or_(meant, pa.array([at in named for at in range(rows.num_rows)], pa.bool_()))


def _take_article(found: dict[str, Target], row: dict[str, Any], version: int) -> None:
    name = row["article_id"]
    target = found.setdefault(name, Target(name, "article", row["portal"], row["title"]))
    target.title = row["title"]
    target.versions.add(version)
    target.texts.add(row["text_sha256"])
    target.pages |= {(page["uri"], page["sha256"]) for page in row["pages"]}
    target.ids |= {name, *row["other_ids"], *filter(None, [row["source_id"], row["url"]])}
    target.ids |= set(_ids_without_address(row))
    if row["title"]:
        target.titles.add((row["portal"], row["title"], row["published_on"]))


def _take_headline(found: dict[str, Target], row: dict[str, Any], version: int) -> None:
    name = row["headline_id"]
    fresh = Target(name, "headline", row["portal"], row["title"])
    target = found.setdefault(row["article_id"] or name, fresh)
    target.versions.add(version)
    target.ids |= {name, *_ids_without_address(row), *filter(None, [row["url"]])}
    target.titles.add((row["portal"], row["title"], row["published_on"]))


def _ids_without_address(row: dict[str, Any]) -> Iterator[str]:
    """The ids that copied text or a list of the same article gives: from title and time."""
    # The second page of copied text names no portal.
    portals = {row["portal"], *([UNKNOWN_PORTAL] if row.get("parts_total", 1) > 1 else [])}
    at = row["published_at"]
    times = {row["published_on"], at, at and at.replace(second=0, microsecond=0)} - {None}
    if row["title"]:
        for portal in portals:
            for time in times:
                yield article_id(url=None, portal=portal, title=row["title"], published=time)


def _leave_others_their_ids(dataset: Dataset, found: dict[str, Target]) -> None:
    """An id of an article that stays is no trace of one that goes."""
    named = {name for target in found.values() for name in target.ids} - found.keys()
    wanted = pa.array(sorted(named), pa.string())
    for version in dataset.versions():
        own = dataset.read("articles", version, ["article_id"])["article_id"]
        stay = set(own.filter(pc.is_in(own, wanted)).to_pylist())
        if stay:
            for target in found.values():
                target.ids -= stay


def _add_cut_titles(dataset: Dataset, found: dict[str, Target]) -> None:
    """Titles of which a list of another article prints only the beginning."""
    full: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for target in found.values():
        for portal, title, _ in target.titles:
            full[portal].append((plain_title(title), target.id))
    for titles in full.values():
        titles.sort()
    for portal, cut in _cut_titles(dataset, full.keys()):
        beginning = plain_title(cut)
        if len(beginning.split()) < _FEWEST_WORDS:
            continue
        titles = full[portal]
        for title, target_id in titles[bisect_left(titles, (beginning, "")) :]:
            if not title.startswith(beginning):
                break
            days = {day for _, _, day in found[target_id].titles}
            found[target_id].titles |= {(portal, cut, day) for day in days}


def _cut_titles(dataset: Dataset, portals: Collection[str]) -> set[tuple[str, str]]:
    """Portal and title of every link whose title was cut, on pages of some portals."""
    wanted = pa.array(sorted(portals), pa.string())
    seen: set[tuple[str, str]] = set()
    done: set[tuple[str, str]] = set()
    for version in dataset.versions():
        for part in dataset.manifest(version).parts:
            if part.table not in ("articles", "headlines") or (part.path, part.sha256) in done:
                continue
            done.add((part.path, part.sha256))
            columns = _CUT_COLUMNS[part.table]
            rows = read_parts(dataset.folder(version), [part], part.table, ["portal", *columns])
            seen |= _cut_in(rows.filter(pc.is_in(rows["portal"], wanted)), part.table)
    return seen


_CUT_COLUMNS = {"articles": ("read_also", "related"), "headlines": ("title", "title_cut")}


def _cut_in(rows: pa.Table, table: str) -> set[tuple[str, str]]:
    if table == "headlines":
        cut = rows.filter(rows["title_cut"])
        return set(zip(cut["portal"].to_pylist(), cut["title"].to_pylist(), strict=True))
    found: set[tuple[str, str]] = set()
    for column in _CUT_COLUMNS[table]:
        lists = rows[column].combine_chunks()
        links = pc.list_flatten(lists)
        is_cut = pc.fill_null(pc.struct_field(links, "title_cut"), False)
        portals = rows["portal"].combine_chunks().take(pc.list_parent_indices(lists))
        titles = pc.struct_field(links, "title").filter(is_cut).to_pylist()
        found |= set(zip(portals.filter(is_cut).to_pylist(), titles, strict=True))
    return {(portal, title) for portal, title in found if title}


def _is_url(name: str) -> bool:
    return "/" in name


def _id_of_url(name: str) -> str:
    return article_id(url=name, portal="", title=None, published=None)

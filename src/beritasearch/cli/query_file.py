"""How the answers to many queries are printed: one hit a line, with its query and rank."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from beritasearch.archive.archive import Archive
from beritasearch.archive.queries import FILTERS, AskedQuery
from beritasearch.cli.output import (
    moment,
    print_csv,
    print_json,
    print_jsonl,
    print_lines,
    print_notices,
)
from beritasearch.cli.progress import followed
from beritasearch.errors import BeritasearchError, QueryError
from beritasearch.search.results import Hit

# What the last field of a TREC run names: who made it.
_RUN = "beritasearch"

_UNUSED = "Not used of the file of queries: {}. Columns that filter: {}."

Ranked = tuple[str, int, Hit]


def answer(
    archive: Archive, queries: Iterable[AskedQuery], asked: dict[str, Any]
) -> Iterator[Ranked]:
    """The hits of every query with their ranks, from 1.

    Raises
    ------
    BeritasearchError : naming the query that cannot be answered.
    """
    said: set[str] = set()
    for query in followed(queries, "Queries"):
        if unused := set(query.unused) - said:
            said |= unused
            print_notices([_UNUSED.format(", ".join(sorted(unused)), ", ".join(FILTERS))])
        try:
            results = archive.search(query.text, **{**asked, **query.filters})
        except BeritasearchError as error:
            raise QueryError(f"Query '{query.query_id}': {error}") from error
        print_notices(f"query {query.query_id}: {notice}" for notice in results.notices)
        for rank, hit in enumerate(results, start=1):
            yield query.query_id, rank, hit


def print_ranked(ranked: Iterable[Ranked], form: str, columns: tuple[str, ...]) -> int:
    """Print hits as they come; returns how many there were."""
    counted = _Counted(ranked)
    rows = ({"query_id": q, "rank": rank, **hit.to_dict()} for q, rank, hit in counted)
    if form in ("json", "jsonl"):
        print_json(list(rows)) if form == "json" else print_jsonl(rows)
    elif form == "csv":
        print_csv(rows, ("query_id", "rank", *columns))
    elif form == "parquet":
        _print_parquet(counted)
    else:
        print_lines(
            (q, str(rank), hit.article_id, moment(hit.published_at), hit.portal, hit.title)
            for q, rank, hit in counted
        )
    return counted.number


def _print_parquet(ranked: Iterable[Ranked]) -> None:
    # Load pyarrow, which no other format needs.
    from beritasearch.cli.parquet import print_parquet
    from beritasearch.search.arrow import RANKED_SCHEMA, row

    rows = ({"query_id": q, "rank": rank, **row(hit)} for q, rank, hit in ranked)
    print_parquet(rows, RANKED_SCHEMA)


def print_trec(ranked: Iterable[Ranked], trec_id: str) -> int:
    """Print a TREC run: ``query_id Q0 article_id rank score beritasearch``."""
    counted = _Counted(ranked)
    for query_id, rank, hit in counted:
        named = hit.source_id if trec_id == "source_id" and hit.source_id else hit.article_id
        write_trec(query_id, named, rank, hit.score)
    return counted.number


def write_trec(query_id: str, named: str, rank: int, score: float) -> None:
    """Write one line of a TREC run."""
    # White space parts its fields.
    fields = ("_".join(query_id.split()), "Q0", "_".join(named.split()), str(rank))
    sys.stdout.write(" ".join((*fields, f"{score:.6f}", _RUN)) + "\n")


class _Counted:
    """Passes hits on and counts them."""

    def __init__(self, ranked: Iterable[Ranked]) -> None:
        self._ranked = ranked
        self.number = 0

    def __iter__(self) -> Iterator[Ranked]:
        for each in self._ranked:
            self.number += 1
            yield each

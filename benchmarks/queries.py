"""Queries through the Python API, with facets and snippets, beside SQLite FTS5."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import beritasearch
from benchmarks.corpus import SEED, drawn_queries
from benchmarks.figures import Figure
from benchmarks.sqlite import ask, fill
from beritasearch.dataset.dataset import open_dataset

_PEER = "SQLite FTS5"
_FACETS = ("region", "section", "month")
_QUERIES = 300
_WARM_UP = 60


def measure(dataset: Path, work: Path) -> Iterator[Figure]:
    titles = open_dataset(dataset).read("articles", None, ["title"])["title"].to_pylist()
    titles = [title for title in titles if title]
    archive = beritasearch.open(dataset)
    database = fill(dataset, work / "queries.db")

    def ours(query: str) -> object:
        # As a dict: every hit, snippet and facet value is really made.
        return archive.search(query, facets=_FACETS, limit=10).to_dict()

    def peer(query: str) -> object:
        return ask(database, query)

    # Other queries warm up, so that none of those measured was asked before.
    for query in drawn_queries(titles, _WARM_UP, SEED + 1):
        ours(query), peer(query)
    times = [(_ms(ours, q), _ms(peer, q)) for q in drawn_queries(titles, _QUERIES)]
    for name, at, target in (("p50", 50, 5.0), ("p95", 95, None)):
        mine, theirs = (_percentile(column, at) for column in zip(*times, strict=True))
        yield Figure(f"query, 3 facets, 10 snippets, {name}", mine, theirs, _PEER, "ms", target)


def _ms(function: Callable[[str], object], query: str) -> float:
    began = time.perf_counter()
    function(query)
    return (time.perf_counter() - began) * 1_000


def _percentile(values: tuple[float, ...], at: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[at - 1]

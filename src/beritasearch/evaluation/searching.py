"""How well does the whole search find what is known to be relevant? From input rows to hits."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import orjson

from beritasearch.archive.build import build
from beritasearch.archive.parallel import available_cores
from beritasearch.dataset.dataset import open_dataset
from beritasearch.engines.registry import DEFAULT
from beritasearch.evaluation.measures import DEPTH
from beritasearch.evaluation.topics import Collection
from beritasearch.index.open import OpenIndex, open_index
from beritasearch.search.filters import Filters
from beritasearch.search.request import Request
from beritasearch.search.search import Searcher


def indexed(collection: Collection, folder: Path) -> OpenIndex:
    """The index of a dataset of a collection's rows, made as `build` makes them."""
    rows = folder / f"{collection.name}.jsonl"
    with rows.open("wb") as file:
        file.writelines(
            orjson.dumps({**row, "id": name}, option=orjson.OPT_APPEND_NEWLINE)
            for name, row in collection.rows.items()
        )
    build([str(rows)], folder / collection.name, workers=available_cores())
    return open_index(open_dataset(folder / collection.name), DEFAULT)


def ranks(searcher: Searcher, collection: Collection, queries: Iterable[str]) -> dict[str, int]:
    """The place of each query's first relevant article; 0 where the first ten hold none."""
    return {
        query: _rank(searcher, collection.queries[query], collection.relevant[query])
        for query in queries
    }


def _rank(searcher: Searcher, text: str, relevant: frozenset[str]) -> int:
    hits = searcher.search(Request(text, Filters(kind="article"), limit=DEPTH, snippets=False))
    return next((n for n, hit in enumerate(hits, start=1) if hit.source_id in relevant), 0)

"""`make evaluate-search`: the whole search on questions, claims and half-remembered titles.

    python -m evaluations.search [--no-peer]

The peer indexes title and text of the same articles with Elasticsearch's `indonesian` chain, and
ranks by BM25. Weights were found on every second query (``tuning/ranking.py``); the columns are
of all queries, and of the others alone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from beritasearch.evaluation import retrieval, searching, topics
from beritasearch.evaluation.measures import means
from beritasearch.evaluation.topics import Collection
from beritasearch.search.search import Searcher
from evaluations.elasticsearch import elasticsearch
from evaluations.gate import ARTICLES, DATA, check, is_data_there

COLLECTIONS = (topics.facqa, topics.claims, topics.known_items)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--no-peer", action="store_true", help="Measure ours alone.")
    with_peer = not asked.parse_args().no_peer
    if not is_data_there():
        return 2
    reached: dict[str, float] = {}
    print("\n| queries | search | MRR@10 | nDCG@10 | R@5 | MRR@10 of the unseen half |")
    print("|---|---|---|---|---|---|")
    for read in COLLECTIONS:
        reached |= dict(_measured(read(DATA), with_peer))
    print(f"\nmean MRR@10: {_mean(reached, 'mrr_10'):.4f}")
    data = [ARTICLES, *(DATA / "retrieval").rglob("*.*")]
    return check("search", reached, data)


def _measured(collection: Collection, with_peer: bool) -> Iterator[tuple[str, float]]:
    with TemporaryDirectory(prefix="beritasearch-evaluation-") as folder:
        searcher = Searcher(searching.indexed(collection, Path(folder)), collection.name)
        ours = searching.ranks(searcher, collection, collection.queries)
    _print(collection, "ours", ours)
    scores = means(ours.values())
    key = collection.name.replace(" ", "_")
    yield f"{key}_mrr_10", scores.mrr_10
    yield f"{key}_ndcg_10", scores.ndcg_10
    if with_peer:
        theirs = retrieval.ranks(collection, elasticsearch(DATA), titles=True)
        _print(collection, "Elasticsearch's chain, BM25", theirs)


def _print(collection: Collection, search: str, ranks: Mapping[str, int]) -> None:
    scores = means(ranks.values())
    unseen = means(ranks[query] for query in collection.half(1))
    cells = (scores.mrr_10, scores.ndcg_10, scores.recall_5, unseen.mrr_10)
    shown = " | ".join(f"{cell:.4f}" for cell in cells)
    print(f"| {len(ranks):,} {collection.name} | {search} | {shown} |", flush=True)


def _mean(reached: Mapping[str, float], measure: str) -> float:
    found = [value for name, value in reached.items() if name.endswith(measure)]
    return sum(found) / len(found)


if __name__ == "__main__":
    sys.exit(main())

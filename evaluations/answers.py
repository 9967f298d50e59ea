"""`make evaluate-answers`: the passages of questions and claims.

    python -m evaluations.answers [--no-peer] [--half 0]

The articles are ranked by their best passages, as `check --format trec` prints them; the peer is
BM25 with Elasticsearch's `indonesian` chain in the same run. Weights were found on every second
query; the last column is of the others alone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from beritasearch.evaluation import answering, retrieval, searching, topics
from beritasearch.evaluation.measures import means
from beritasearch.evaluation.topics import Collection
from evaluations.elasticsearch import elasticsearch
from evaluations.gate import ARTICLES, DATA, check, is_data_there

_COLLECTIONS = (topics.claims, topics.facqa)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-peer", action="store_true", help="Measure ours alone.")
    parser.add_argument("--half", type=int, choices=(0,), help="The queries to develop on.")
    asked = parser.parse_args()
    if not is_data_there():
        return 2
    reached: dict[str, float] = {}
    print("\n| queries | by | MRR@10 | nDCG@10 | R@5 | MRR@10 of the unseen half | R@5 |")
    print("|---|---|---|---|---|---|---|")
    for read in _COLLECTIONS:
        collection = read(DATA)
        queries = list(collection.queries) if asked.half is None else collection.half(asked.half)
        with TemporaryDirectory(prefix="beritasearch-evaluation-") as folder:
            index = searching.indexed(collection, Path(folder))
            found = answering.ranks(index, collection, queries)
        reached |= _printed(collection, "ours", found)
        if not asked.no_peer:
            peer = retrieval.ranks(collection, elasticsearch(DATA), titles=True)
            _printed(collection, "Elasticsearch's chain, BM25", {q: peer[q] for q in queries})
    if asked.half is not None:
        return 0
    data = [ARTICLES, *(DATA / "retrieval").rglob("*.*")]
    return check("answers", reached, data)


def _printed(collection: Collection, by: str, found: Mapping[str, int]) -> dict[str, float]:
    every, unseen = means(found.values()), _unseen(collection, found)
    cells = (every.mrr_10, every.ndcg_10, every.recall_5, *unseen)
    shown = " | ".join(f"{cell:.4f}" for cell in cells)
    print(f"| {len(found):,} {collection.name} | {by} | {shown} |", flush=True)
    return {
        f"{collection.name}_mrr_10": every.mrr_10,
        f"{collection.name}_recall_5": every.recall_5,
    }


def _unseen(collection: Collection, found: Mapping[str, int]) -> Sequence[float]:
    places = [found[query] for query in collection.half(1) if query in found]
    scores = means(places) if places else None
    return (scores.mrr_10, scores.recall_5) if scores else ()


if __name__ == "__main__":
    sys.exit(main())

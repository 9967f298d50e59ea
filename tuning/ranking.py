"""Find the weights of the search again: ``src/beritasearch/search/weights.py``.

    python -m tuning.ranking

Goes uphill from the shipped weights, one weight at a time: a value is taken where the mean MRR@10
over every second question, claim and known item rises by more than chance (``_LEAST_GAIN``). The
other halves are not read. Prints what it tried; the file is changed by hand.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from beritasearch.evaluation import searching, topics
from beritasearch.evaluation.measures import means
from beritasearch.evaluation.topics import Collection
from beritasearch.index.open import OpenIndex
from beritasearch.search.search import Searcher
from beritasearch.search.weights import WEIGHTS, Weights
from tuning.vocabulary import ARTICLES

_LEAST_GAIN = 0.0005
_STEPS = {
    "surface": (0.1, 0.0, 1.0),
    "title": (0.1, 0.0, 2.0),
    "lead": (0.25, 0.0, 2.0),
    "function_word": (0.05, 0.0, 1.0),
    "adjacent": (0.1, 0.0, 1.0),
    "damped_above": (5, 5, 60),
    "damping": (0.25, 0.0, 2.0),
}


def main() -> int:
    with TemporaryDirectory(prefix="beritasearch-tuning-") as folder:
        collections = [
            (collection, searching.indexed(collection, Path(folder)))
            for collection in (
                read(ARTICLES.parent) for read in (topics.facqa, topics.claims, topics.known_items)
            )
        ]
        best, reached = WEIGHTS, _measured(collections, WEIGHTS)
        improved = True
        while improved:
            improved = False
            for name in _STEPS:
                for weights in _neighbours(best, name):
                    score = _measured(collections, weights)
                    if score > reached + _LEAST_GAIN:
                        best, reached, improved = weights, score, True
        print(f"\nbest: {best}, mean MRR@10 {reached:.4f}")
    return 0


def _neighbours(weights: Weights, name: str) -> Iterator[Weights]:
    """The weights with one of them a step lower, and a step higher."""
    step, low, high = _STEPS[name]
    for change in (-step, step):
        value = round(_value(weights, name) + change, 3)
        if low <= value <= high:
            yield _with(weights, name, value)


def _value(weights: Weights, name: str) -> float:
    return weights.fields[name] if name in weights.fields else getattr(weights, name)


def _with(weights: Weights, name: str, value: float) -> Weights:
    if name in weights.fields:
        return weights._replace(fields={**weights.fields, name: value})
    if name == "surface":
        return weights._replace(surface=value, stem=round(1 - value, 3))
    return weights._replace(**{name: value})


def _measured(collections: list[tuple[Collection, OpenIndex]], weights: Weights) -> float:
    found = []
    for collection, index in collections:
        searcher = Searcher(index, collection.name, weights)
        places = searching.ranks(searcher, collection, collection.half(0))
        found.append(means(places.values()).mrr_10)
    mean = sum(found) / len(found)
    print(f"{mean:.4f}", *(f"{one:.4f}" for one in found), weights, flush=True)
    return mean


if __name__ == "__main__":
    sys.exit(main())

"""How well are passages found? The article that answers a question or explains a claim."""

from __future__ import annotations

from collections.abc import Iterable

from beritasearch.analysis.analyzer import analyzer
from beritasearch.answers.check import Checker
from beritasearch.engines.clauses import AllOf
from beritasearch.evaluation.measures import DEPTH
from beritasearch.evaluation.topics import Collection
from beritasearch.index.open import OpenIndex


def ranks(index: OpenIndex, collection: Collection, queries: Iterable[str]) -> dict[str, int]:
    """The place of each query's first relevant article, as `check --format trec` ranks them; 0
    where the first ten hold none."""
    checker = Checker(index, analyzer())
    return {
        query: _rank(checker, collection.queries[query], collection.relevant[query])
        for query in queries
    }


def _rank(checker: Checker, text: str, relevant: frozenset[str]) -> int:
    found = checker.ranked(text, AllOf(()))[:DEPTH]
    names = (one.stored["source_id"] for one in found)
    return next((place for place, name in enumerate(names, start=1) if name in relevant), 0)

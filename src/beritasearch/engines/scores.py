"""Clauses answered from posting lists, for engines whose own queries score otherwise."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from beritasearch.engines.base import K1, B, inverse_document_frequency
from beritasearch.engines.clauses import (
    Adjacent,
    AllOf,
    AnyOf,
    BestOf,
    Clause,
    Constant,
    Keyword,
    Nothing,
    NumberBetween,
    Rewarded,
    StartsWith,
    Term,
    Without,
)
from beritasearch.engines.reference import one_byte_length

# By document number. Shared by all who ask the same, so never changed.
Scores = Mapping[int, float]

# A search asks for the same leaves four to nine times: for matches, counts and facets. Over the
# 30,273 articles the scores of a common word take 1 MB.
_KEPT_LEAVES = 64


class Postings(Protocol):
    """What an engine has stored, by document number; removed documents are in none of it."""

    @property
    def documents(self) -> Sequence[int]:
        """All documents, ascending."""

    def frequencies(self, field: str, term: str) -> Mapping[int, int]:
        """How often each document that holds a term or value holds it."""

    def positions(
        self, field: str, term: str, among: Collection[int]
    ) -> Mapping[int, Sequence[int]]:
        """Where these documents hold a term, ascending."""

    def beginning(self, field: str, prefix: str) -> Collection[int]:
        """The documents that hold a term or value with this beginning."""

    def numbers(self, field: str) -> Sequence[int]:
        """The values of a number field; also defined, with any value, for removed documents."""

    def lengths(self, field: str) -> Sequence[int]:
        """The terms in a text field; also defined, with any value, for removed documents."""


class Scorer:
    """Scores clauses over posting lists: BM25 with Lucene's one-byte field lengths."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        # Typed, since named tuples of two classes are equal when their values are.
        self._leaf = lru_cache(_KEPT_LEAVES, typed=True)(self._leaf_scores)
        self._norms = lru_cache(None)(self._read_norms)

    def scores(self, clause: Clause) -> Scores:
        """The score of every matching document."""
        match clause:
            case AllOf(clauses):
                return self._all(clauses) if clauses else self._leaf(clause)
            case AnyOf(clauses, least):
                return _at_least(least, map(self.scores, clauses))
            case BestOf(clauses):
                return _best(map(self.scores, clauses))
            case Without(kept, excluded):
                gone = self.scores(excluded)
                return {at: score for at, score in self.scores(kept).items() if at not in gone}
            case Rewarded(kept, reward):
                more = self.scores(reward)
                return {at: score + more.get(at, 0.0) for at, score in self.scores(kept).items()}
            case Constant(kept, score):
                return dict.fromkeys(self.scores(kept), score)
            case _:
                return self._leaf(clause)

    def _leaf_scores(self, clause: Clause) -> Scores:
        postings = self._postings
        match clause:
            case Term(field, term, boost):
                return self._bm25(field, (term,), postings.frequencies(field, term), boost)
            case Adjacent(field, terms, boost):
                return self._bm25(field, terms, self._in_a_row(field, terms), boost)
            case StartsWith(field, prefix, boost):
                return dict.fromkeys(postings.beginning(field, prefix), boost)
            case Keyword(field, values):
                found = (postings.frequencies(field, value) for value in values)
                return dict.fromkeys((at for documents in found for at in documents), 0.0)
            case NumberBetween(field, low, high):
                numbers = postings.numbers(field)
                return {at: 0.0 for at in postings.documents if low <= numbers[at] <= high}
            case AllOf(()):
                return dict.fromkeys(postings.documents, 0.0)
            case Nothing() | _:
                return {}

    def _all(self, clauses: Sequence[Clause]) -> Scores:
        """The sums in the order of the clauses, so that equal documents get equal sums."""
        parts = []
        for clause in clauses:
            parts.append(self.scores(clause))
            if not parts[-1]:
                return {}
        rarest, *others = sorted(parts, key=len)
        return {
            at: sum(part[at] for part in parts)
            for at in rarest
            if all(at in other for other in others)
        }

    def _bm25(
        self, field: str, terms: Sequence[str], counts: Mapping[int, int], boost: float
    ) -> Scores:
        """BM25 of a term, or of several in a row: their weights add up, as in Lucene."""
        if not counts:
            return {}
        weight = boost * (K1 + 1) * sum(self._idf(field, term) for term in terms)
        norms = self._norms(field)
        return {at: weight * count / (count + norms[at]) for at, count in counts.items()}

    def _idf(self, field: str, term: str) -> float:
        holding = len(self._postings.frequencies(field, term))
        return inverse_document_frequency(len(self._postings.documents), holding)

    def _read_norms(self, field: str) -> Sequence[float]:
        """By document, what its length adds to the divisor of BM25."""
        lengths, documents = self._postings.lengths(field), self._postings.documents
        mean = sum(lengths[at] for at in documents) / len(documents)
        norm_of = {
            length: K1 * (1 - B + B * one_byte_length(length) / mean) if mean else 0.0
            for length in set(lengths)
        }
        return [norm_of[length] for length in lengths]

    def _in_a_row(self, field: str, terms: Sequence[str]) -> Mapping[int, int]:
        """How often each document holds these terms in a row."""
        holding = [self._postings.frequencies(field, term) for term in terms]
        rarest, *others = sorted(holding, key=len)
        common = {at for at in rarest if all(at in other for other in others)}
        if not common:
            return {}
        places = {term: self._postings.positions(field, term, common) for term in set(terms)}
        counts = {
            at: len(
                set.intersection(
                    *(
                        {place - step for place in places[term][at]}
                        for step, term in enumerate(terms)
                    )
                )
            )
            for at in common
        }
        return {at: count for at, count in counts.items() if count}


def _at_least(least: int, parts: Iterable[Scores]) -> Scores:
    """The sums of those that are in enough parts, in the order of the parts."""
    summed: dict[int, float] = {}
    matching: Counter[int] = Counter()
    for part in parts:
        for at, score in part.items():
            summed[at] = summed.get(at, 0.0) + score
        if least > 1:
            matching.update(part.keys())
    if least <= 1:
        return summed
    return {at: score for at, score in summed.items() if matching[at] >= least}


def _best(parts: Iterable[Scores]) -> Scores:
    best: dict[int, float] = {}
    for part in parts:
        for at, score in part.items():
            if score > best.get(at, -math.inf):
                best[at] = score
    return best

"""Why does a hit have its score? Which term, in which field, gave which part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from beritasearch.engines.base import Engine
from beritasearch.engines.clauses import (
    Adjacent,
    AllOf,
    AnyOf,
    BestOf,
    Clause,
    Keyword,
    Rewarded,
    StartsWith,
    Term,
    Without,
)


@dataclass(frozen=True, slots=True)
class Contribution:
    """A part of a hit's score; all parts add up to it.

    Parameters
    ----------
    field : of the index; ``body_stem`` holds the stems of ``body``.
    term : one term, several in a row, or a beginning (``tanger*``).
    weight : what BM25 was multiplied with.
    score : what this gave.
    """

    field: str
    term: str
    weight: float
    score: float


def contributions(engine: Engine, clause: Clause, document_id: str) -> tuple[Contribution, ...]:
    """The parts of a document's score under a clause, the greatest first.

    Each scoring leaf of the clause is asked of this one document alone, so that the answer is
    the engine's own, whatever engine it is.
    """
    only = Keyword("id", (document_id,))

    def score(inner: Clause) -> float | None:
        """What a clause gives the document; None where the document does not match it."""
        matches = engine.top(AllOf((inner, only)), 1, "tie").matches
        return matches[0].score if matches else None

    found = [
        Contribution(leaf.field, _printed(leaf), leaf.boost, given)
        for leaf in _leaves(clause, score)
        if (given := score(leaf)) is not None
    ]
    return tuple(sorted(found, key=lambda part: (-part.score, part.field, part.term)))


def _leaves(
    clause: Clause, score: Callable[[Clause], float | None]
) -> Iterator[Term | Adjacent | StartsWith]:
    """The scoring leaves of the clauses that match; filters and exclusions score nothing."""
    match clause:
        case Term() | Adjacent() | StartsWith():
            yield clause
            return
        case AllOf(clauses) | AnyOf(clauses, _):
            inner = clauses
        case BestOf(clauses):
            inner = (max(clauses, key=lambda one: score(one) or 0.0),)
        case Rewarded(kept, reward):
            inner = (kept, reward)
        case Without(kept, _):
            inner = (kept,)
        case _:
            return
    if score(clause) is not None:
        for one in inner:
            yield from _leaves(one, score)


def _printed(leaf: Term | Adjacent | StartsWith) -> str:
    match leaf:
        case Term(_, term, _):
            return term
        case Adjacent(_, terms, _):
            return " ".join(terms)
        case StartsWith(_, prefix, _):
            return f"{prefix}*"

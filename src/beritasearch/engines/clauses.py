"""What an engine is asked: clauses over terms, the same for every engine.

Terms come ready from our analyzer; an engine never analyses text. ``search/`` makes clauses
from a query's nodes.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """Documents whose text field holds a term. Scored by BM25 times ``boost``."""

    field: str
    term: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Adjacent:
    """Documents whose text field holds these terms in a row. Scored by BM25 times ``boost``.

    Parameters
    ----------
    terms : two or more.
    """

    field: str
    terms: tuple[str, ...]
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class StartsWith:
    """Documents whose text or keyword field has a term with this beginning. Scores ``boost``."""

    field: str
    prefix: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Keyword:
    """Documents with any of these values in a keyword field. Scores 0."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberBetween:
    """Documents whose number field lies between two bounds, both inclusive. Scores 0."""

    field: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class AllOf:
    """Documents that match every clause. Scores the sum. Matches all when empty."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Documents that match at least ``least`` clauses. Scores the sum of those that match."""

    clauses: tuple[Clause, ...]
    least: int = 1


@dataclass(frozen=True, slots=True)
class Without:
    """Documents that match ``clause`` and not ``excluded``. Scores as ``clause``."""

    clause: Clause
    excluded: Clause


@dataclass(frozen=True, slots=True)
class Rewarded:
    """Documents that match ``clause``; those that match ``reward`` too score more."""

    clause: Clause
    reward: Clause


@dataclass(frozen=True, slots=True)
class Constant:
    """Documents that match ``clause``. Scores ``score``, whatever that clause scores."""

    clause: Clause
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Nothing:
    """No document."""


Clause = (
    Term
    | Adjacent
    | StartsWith
    | Keyword
    | NumberBetween
    | AllOf
    | AnyOf
    | Without
    | Rewarded
    | Constant
    | Nothing
)

"""What an engine is asked: clauses over terms, the same for every engine.

Terms come ready from our analyzer; an engine never analyses text. ``search/`` makes clauses
from a query's nodes.

Named tuples, since every query process pays for making these classes: 0.05 ms each, where a
frozen dataclass takes 0.37.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Term(NamedTuple):
    """Documents whose text field holds a term. Scored by BM25 times ``boost``."""

    field: str
    term: str
    boost: float = 1.0


class Adjacent(NamedTuple):
    """Documents whose text field holds these terms in a row. Scored by BM25 times ``boost``.

    Parameters
    ----------
    terms : two or more.
    """

    field: str
    terms: tuple[str, ...]
    boost: float = 1.0


class StartsWith(NamedTuple):
    """Documents whose text or keyword field has a term with this beginning. Scores ``boost``."""

    field: str
    prefix: str
    boost: float = 1.0


class Keyword(NamedTuple):
    """Documents with any of these values in a keyword field. Scores 0."""

    field: str
    values: tuple[str, ...]


class NumberBetween(NamedTuple):
    """Documents whose number field lies between two bounds, both inclusive. Scores 0."""

    field: str
    low: int
    high: int


class AllOf(NamedTuple):
    """Documents that match every clause. Scores the sum. Matches all when empty."""

    clauses: tuple[Clause, ...]


class AnyOf(NamedTuple):
    """Documents that match at least ``least`` clauses. Scores the sum of those that match."""

    clauses: tuple[Clause, ...]
    least: int = 1


class BestOf(NamedTuple):
    """Documents that match any of the clauses. Scores as the one that scores most."""

    clauses: tuple[Clause, ...]


class Without(NamedTuple):
    """Documents that match ``clause`` and not ``excluded``. Scores as ``clause``."""

    clause: Clause
    excluded: Clause


class Rewarded(NamedTuple):
    """Documents that match ``clause``; those that match ``reward`` too score more."""

    clause: Clause
    reward: Clause


class Constant(NamedTuple):
    """Documents that match ``clause``. Scores ``score``, whatever that clause scores."""

    clause: Clause
    score: float = 0.0


class Nothing(NamedTuple):
    """No document."""


Clause = (
    Term
    | Adjacent
    | StartsWith
    | Keyword
    | NumberBetween
    | AllOf
    | AnyOf
    | BestOf
    | Without
    | Rewarded
    | Constant
    | Nothing
)


def all_of(*clauses: Clause) -> Clause:
    """Documents that match every clause, as one flat clause: each nested one and each that matches
    all documents costs an engine time for every match.

    >>> all_of(all_of(Term("body", "banjir"), AllOf(())), Keyword("kind", ("article",)))
    AllOf(clauses=(Term(field='body', term='banjir', boost=1.0), \
Keyword(field='kind', values=('article',))))
    >>> all_of(AllOf(()), Term("body", "banjir"))
    Term(field='body', term='banjir', boost=1.0)
    """
    flat = tuple(_flat(clauses))
    return flat[0] if len(flat) == 1 else AllOf(flat)


def _flat(clauses: Iterable[Clause]) -> Iterator[Clause]:
    for clause in clauses:
        if isinstance(clause, AllOf):
            yield from _flat(clause.clauses)
        else:
            yield clause


def is_scored(clause: Clause) -> bool:
    """Whether a clause can give a document a score other than 0.

    >>> is_scored(AllOf((Keyword("tag", ("sekda",)), Without(AllOf(()), Term("body", "banjir")))))
    False
    """
    match clause:
        case Term() | Adjacent() | StartsWith():
            return True
        case AllOf(clauses) | AnyOf(clauses, _) | BestOf(clauses):
            return any(map(is_scored, clauses))
        case Without(kept, _):
            return is_scored(kept)
        case Rewarded(kept, reward):
            return is_scored(kept) or is_scored(reward)
        case Constant(_, score):
            return score != 0
        case _:
            return False

"""Clauses as tantivy's queries."""

from __future__ import annotations

from collections.abc import Sequence

import tantivy
from tantivy import FieldType, Occur, Query

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

_MOST_KEPT = 256


class Queries:
    """Makes queries for one index. Safe to share between threads."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema
        self._starting: dict[tuple[str, str], Query] = {}

    def of(self, clause: Clause) -> Query:
        """A clause as a query; one case each, in the order of ``clauses.py``."""
        schema = self._schema
        match clause:
            case Term(field, term, boost):
                return _boosted(Query.term_query(schema, field, term, "freq"), boost)
            case Adjacent(field, terms, boost):
                return _boosted(Query.phrase_query(schema, field, list(terms)), boost)
            case StartsWith(field, prefix, boost):
                return Query.const_score_query(self._starting_with(field, prefix), boost)
            case Keyword(field, (value,)):
                # Walked along with the other clauses, where a set of terms is collected first.
                return _unscored(Query.term_query(schema, field, value, "basic"))
            case Keyword(field, values):
                return _unscored(Query.term_set_query(schema, field, list(values)))
            case NumberBetween(field, low, high):
                return _unscored(
                    Query.range_query(schema, field, FieldType.Unsigned, max(low, 0), high)
                    if high >= max(low, 0)
                    else Query.empty_query()
                )
            case AllOf(clauses):
                if not clauses:
                    return _unscored(Query.all_query())
                return self._boolean(clauses, Occur.Must)
            case AnyOf(clauses, least):
                if len(clauses) < least:
                    return Query.empty_query()
                return self._boolean(clauses, Occur.Should, least)
            case BestOf(clauses):
                return Query.disjunction_max_query(list(map(self.of, clauses)))
            case Without(kept, excluded):
                return Query.boolean_query(
                    [(Occur.Must, self.of(kept)), (Occur.MustNot, self.of(excluded))]
                )
            case Rewarded(kept, reward):
                return Query.boolean_query(
                    [(Occur.Must, self.of(kept)), (Occur.Should, self.of(reward))]
                )
            case Constant(kept, score):
                return Query.const_score_query(self.of(kept), score)
            case Nothing():
                return Query.empty_query()

    def _boolean(self, clauses: Sequence[Clause], occur: Occur, least: int | None = None) -> Query:
        parts = [(occur, self.of(clause)) for clause in clauses]
        return Query.boolean_query(parts, minimum_number_should_match=least)

    def _starting_with(self, field: str, prefix: str) -> Query:
        # 0.2 ms to make, and one question of a person asks for it some twenty times.
        query = self._starting.get((field, prefix))
        if query is None:
            if len(self._starting) == _MOST_KEPT:
                self._starting.clear()
            query = Query.regex_query(self._schema, field, _escaped(prefix) + ".*")
            self._starting[field, prefix] = query
        return query


def _boosted(query: Query, boost: float) -> Query:
    return query if boost == 1.0 else Query.boost_query(query, boost)


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _escaped(prefix: str) -> str:
    # tantivy's own regular expressions know no more operators than these.
    return "".join(f"\\{char}" if char in r"\.+*?()|[]{}^$#&-~" else char for char in prefix)

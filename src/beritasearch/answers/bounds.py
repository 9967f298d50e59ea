"""Bounds among which related articles are looked for."""

from __future__ import annotations

from datetime import date, timedelta

from beritasearch.engines.clauses import AllOf, Clause, Keyword, Without
from beritasearch.errors import ImpossibleDate, QueryError
from beritasearch.regions.gazetteer import gazetteer
from beritasearch.search.filters import Texts, between, filters_of, folded


def bounds_of(
    own_portal: str | None,
    *,
    since: date | None = None,
    before: date | None = None,
    region: Texts = None,
    portal: Texts = None,
    same_portal: bool = False,
    other_portals: bool = False,
) -> tuple[Clause, ...]:
    """What every related article must match.

    Parameters
    ----------
    own_portal : of the article that is asked about; None where it has none.
    since, before : the first day that may be, and the first that may not.

    Raises
    ------
    ImpossibleDate : no day lies between ``since`` and ``before``.
    QueryError : the choice of portals cannot be met.
    RegionNotFound, RegionAmbiguous : a region's name does not name one region.
    """
    clauses: list[Clause] = []
    if since and before and since >= before:
        raise ImpossibleDate(f"No day lies from {since} to before {before}. Swap the two days.")
    if since or before:
        clauses.append(between(since, before - timedelta(days=1) if before else None))
    if region or portal:
        clauses += filters_of(region=region, portal=portal).clauses(gazetteer()).values()
    if same_portal or other_portals:
        clauses.append(_of_portal(own_portal, same=same_portal, others=other_portals))
    return tuple(clauses)


def _of_portal(own: str | None, *, same: bool, others: bool) -> Clause:
    if same and others:
        raise QueryError("Choose either the same portal or other portals, not both.")
    if own is None:
        raise QueryError("A text has no portal of its own. Name the portal that is meant instead.")
    itself = Keyword("portal", (folded("portal", own),))
    return itself if same else Without(AllOf(()), itself)

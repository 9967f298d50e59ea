"""How are the matches distributed? Exact counts over the whole result set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import nlargest, nsmallest

from beritasearch.engines.clauses import Clause, all_of
from beritasearch.index.columns import Counts
from beritasearch.index.fields import set_field
from beritasearch.index.open import OpenIndex
from beritasearch.regions.gazetteer import Gazetteer, gazetteer
from beritasearch.regions.names import name_key, split_level
from beritasearch.search.facet_request import PERIODS, FacetRequest
from beritasearch.search.filters import folded
from beritasearch.search.periods import all_between
from beritasearch.search.request import Request


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value and the number of matching documents that have it.

    Parameters
    ----------
    count : 0 only of a period between two others.
    label : for people, where the value is a code.
    children : of a region, the regions inside it.
    share : of all documents of the archive that have the value, the part that matches; from 0
        to 1, where it was asked for. None where the archive has no document of a period.
    """

    value: str
    count: int
    label: str | None = None
    children: tuple[FacetValue, ...] = ()
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """A counted facet.

    Parameters
    ----------
    values : the commonest first; periods in their order.
    distinct : how many values the matches have, shown or not; with a prefix, of those that
        begin so.
    other : documents that have values, but none of those shown.
    missing : documents without a value.
    filled : of periods, whether those without a match between the first and the last are
        among the values; None for other facets.
    """

    name: str
    values: tuple[FacetValue, ...]
    distinct: int
    other: int
    missing: int
    filled: bool | None = None


def facets_of(
    index: OpenIndex,
    request: Request,
    clause: Clause,
    filters: Mapping[str, Clause],
    of_kind: Callable[[str], tuple[Clause, ...]],
) -> dict[str, Facet]:
    """Each facet over the matches; a choice within a facet does not hide its other values.

    Parameters
    ----------
    clause : of what was asked; ``filters`` are those of the request, by column.
    of_kind : what holds the documents of a kind. Facets count articles, as totals do, headlines
        where only they were asked for; the facet ``kind`` counts both.
    """
    counted = "headline" if request.filters.kind == "headline" else "article"
    kinds = {f: () if f.name == "kind" else of_kind(counted) for f in request.facets}
    matching = {}
    for facet, kind in kinds.items():
        others = (c for name, c in filters.items() if name != facet.column)
        matching[facet] = all_of(clause, *others, *kind)
    found = {
        facet.name: make_facet(facet, counts, gazetteer())
        for facet, counts in count_all(index, matching).items()
    }
    if not request.share:
        return found
    everything = count_all(index, {f: all_of(*kind) for f, kind in kinds.items()})
    return {f.name: with_shares(found[f.name], counts) for f, counts in everything.items()}


def count_all(index: OpenIndex, asked: Mapping[FacetRequest, Clause]) -> dict[FacetRequest, Counts]:
    """Count what each facet asks for over the documents of its clause.

    Facets that count the same documents cost the engine one question.
    """
    columns: dict[Clause, set[str]] = {}
    for request, clause in asked.items():
        columns.setdefault(clause, set()).add(request.column)
    counts = {
        (clause, name): index.column(name).counts(by_set)
        for clause, names in columns.items()
        for name, by_set in _by_set(index, clause, names)
    }
    return {request: counts[clause, request.column] for request, clause in asked.items()}


def _by_set(
    index: OpenIndex, clause: Clause, columns: Iterable[str]
) -> Iterator[tuple[str, Mapping[int, int]]]:
    names = {set_field(column): column for column in columns}
    for field, by_set in index.engine.count_by(clause, tuple(names)).items():
        yield names[field], by_set


def make_facet(request: FacetRequest, counts: Counts, gazetteer: Gazetteer) -> Facet:
    """The facet that is shown: some of the values, and what they leave out."""
    if request.is_period:
        return _period_facet(request, counts)
    if request.name == "region":
        return _region_facet(request, counts, gazetteer)
    values = _by_commonest_spelling(counts.values) if request.name == "section" else counts.values
    if request.prefix:
        prefix = folded(request.name, request.prefix)
        values = {value: n for value, n in values.items() if value.lower().startswith(prefix)}
    shown = _commonest(values, request.most)
    other = 0
    if len(shown) < len(counts.values):
        keys = {_counted_as(request.name, value) for value, _ in shown}
        other = counts.without({v for v in counts.values if _counted_as(request.name, v) in keys})
    facet_values = tuple(FacetValue(value, n) for value, n in shown)
    return Facet(request.name, facet_values, len(values), other, counts.missing)


def with_shares(facet: Facet, everything: Counts) -> Facet:
    """The facet with each value's share of all documents that have it.

    Parameters
    ----------
    everything : counts over all documents, matching or not.
    """
    whole: Counter[str] = Counter()
    for value, documents in everything.values.items():
        whole[_counted_as(facet.name, value)] += documents

    def shared(values: Iterable[FacetValue]) -> tuple[FacetValue, ...]:
        return tuple(
            replace(value, share=_share(value, whole), children=shared(value.children))
            for value in values
        )

    def _share(value: FacetValue, whole: Counter[str]) -> float | None:
        documents = whole[_counted_as(facet.name, value.value)]
        return value.count / documents if documents else None

    return replace(facet, values=shared(facet.values))


def flat(values: Iterable[FacetValue]) -> Iterator[FacetValue]:
    """All values, those inside another one behind it."""
    for value in values:
        yield value
        yield from flat(value.children)


def _counted_as(facet: str, value: str) -> str:
    """One key for the values that a facet counts as one."""
    if facet in PERIODS:
        return value[: PERIODS[facet]]
    return value.lower() if facet == "section" else value


def _commonest(counts: Mapping[str, int], limit: int) -> list[tuple[str, int]]:
    """The commonest values, of equally common ones the first by letter."""
    if len(counts) > limit:
        # Most of many values are as rare as each other: only the names of those are compared.
        least = nlargest(limit, counts.values())[-1]
        above = {value: n for value, n in counts.items() if n > least}
        tied = (value for value, n in counts.items() if n == least)
        counts = above | dict.fromkeys(nsmallest(limit - len(above), tied), least)
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))


def _by_commonest_spelling(counts: Mapping[str, int]) -> dict[str, int]:
    """Values that differ only in case as one, under the commonest spelling."""
    spellings: dict[str, list[tuple[int, str]]] = {}
    for value, documents in counts.items():
        spellings.setdefault(value.lower(), []).append((-documents, value))
    return {min(same)[1]: -sum(n for n, _ in same) for same in spellings.values()}


def _period_facet(request: FacetRequest, counts: Counts) -> Facet:
    """Periods in their order: all from the first to the last, or only the commonest ones."""
    width = PERIODS[request.name]
    periods: Counter[str] = Counter()
    for day, documents in counts.values.items():
        periods[day[:width]] += documents
    wanted = {p: n for p, n in periods.items() if p.startswith(request.prefix)}
    shown = sorted(wanted)
    filled = False
    if request.limit is not None:
        shown = sorted(period for period, _ in _commonest(wanted, request.limit))
    elif (between := all_between(shown, request.name)) is not None:
        shown, filled = between, True
    values = tuple(FacetValue(period, periods[period]) for period in shown)
    # A document has one day, so that what is not shown adds up.
    other = periods.total() - sum(value.count for value in values)
    return Facet(request.name, values, len(wanted), other, counts.missing, filled)


def _region_facet(request: FacetRequest, counts: Counts, gazetteer: Gazetteer) -> Facet:
    wanted = counts.values
    if request.prefix:
        beginning = name_key(request.prefix)
        wanted = {c: n for c, n in wanted.items() if _is_named(gazetteer.label(c), beginning)}
    values = _region_tree(wanted, request.most, gazetteer)
    other = counts.without({value.value for value in flat(values)})
    return Facet(request.name, values, len(wanted), other, counts.missing)


def _is_named(label: str, beginning: str) -> bool:
    """Whether a region's name begins so, with or without the *Kota* or *Kabupaten* before it."""
    return name_key(label).startswith(beginning) or split_level(label)[1].startswith(beginning)


def _region_tree(
    counts: Mapping[str, int], limit: int, gazetteer: Gazetteer
) -> tuple[FacetValue, ...]:
    """Provinces with their regencies and cities with their districts.

    A document's codes hold all parents of each, so a parent counts every document inside.
    """
    children: dict[str, dict[str, int]] = {}
    for code, documents in counts.items():
        around = code.rpartition(".")[0]
        # Where only some names are wanted, a region can stand without those around it.
        children.setdefault(around if around in counts else "", {})[code] = documents

    def values(codes: Mapping[str, int]) -> tuple[FacetValue, ...]:
        return tuple(
            FacetValue(code, n, gazetteer.label(code), values(children.get(code, {})))
            for code, n in _commonest(codes, limit)
        )

    return values(children.get("", {}))
